import Exchange
import Hummingbird
import Operations

/// Notifications and the settings for them over HTTP.
struct NotificationRoutes: Sendable {
    let operations: NotificationOperations

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (seq, limit) = try request.query { ($0.optional("after", .notificationPosition), $0.limit()) }
        let found = try await operations.list(before: seq, limit: limit, by: context.caller)
        let next = found.page.hasMore ? found.page.items.last.map { Cursor(notification: $0.seq) } : nil
        return .json(capacity: 96 + found.page.items.count * 384) { json in
            json.array("items", found.page.items) { json, view in json.object { view.write(to: &$0) } }
            json.nullable("next", next?.text)
            json.field("unread", found.unread)
        }
    }

    @Sendable func read(_ request: Request, _ context: MemberContext) async throws -> Response {
        let body = await request.jsonBody()
        let upTo = try body.fields { $0.required("upTo", .integer(1...Int.max)) }
        let form = AnswerForm<Int>(.ok) { json, unread in json.field("unread", unread) }
        let once = try form.once(request, body)
        return form.response(try await operations.read(upTo: Int64(upTo), by: context.caller, once: once))
    }

    @Sendable func settings(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let settings = try await operations.settings(of: context.caller)
        return .json { settings.write(to: &$0) }
    }

    @Sendable func replaceSettings(_ request: Request, _ context: MemberContext) async throws -> Response {
        let settings = try await request.jsonBody().fields { try $0.notificationSettings() }
        let stored = try await operations.set(settings, by: context.caller)
        return .json { stored.write(to: &$0) }
    }
}

extension FieldReader {
    /// The channels of every group, and the quiet hours, where there are some.
    fileprivate func notificationSettings() throws -> NotificationSettings {
        var chosen: [NotificationGroup: Set<NotificationChannel>] = [:]
        for group in NotificationGroup.allCases {
            chosen[group] = object(group.rawValue) { fields in
                Set(NotificationChannel.allCases.filter { fields.required($0.rawValue, .flag) })
            }
        }
        let quiet = try optionalObject("quietHours") { fields -> QuietHours? in
            let (start, end) = (fields.required("start", .startOfDay), fields.required("end", .startOfDay))
            guard fields.isSound else { return nil }
            return try fields.rule { () throws(Refusal) in try QuietHours(start: start, end: end) }
        }
        return NotificationSettings(chosen, quietHours: quiet ?? nil)
    }
}

extension FieldKind where Value == Int {
    /// A local time, in minutes after midnight.
    fileprivate static var startOfDay: Self {
        .parsed("a time from 00:00 to 23:59", placeholder: 0) { text in
            WeeklyInterval.minutes(ofTime: text).flatMap { $0 < 1_440 ? $0 : nil }
        }
    }
}

extension FieldKind where Value == Int64 {
    /// A place in the list of notifications.
    fileprivate static var notificationPosition: Self {
        .cursor(list: 8, placeholder: 0) { $0.number() }
    }
}

extension Cursor {
    fileprivate init(notification seq: Int64) {
        self.init(list: 8)
        append(seq)
    }
}
