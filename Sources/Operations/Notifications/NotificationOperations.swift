public import Exchange
import Storage

/// Some notifications, and how many are unread among all.
public struct NotificationPage: Sendable {
    public let page: Page<NotificationView>
    public let unread: Int
}

/// What members are told of, and what they want to be told of.
public struct NotificationOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// The caller's notifications, the latest first. Those about people with a block between them and the caller are left
    /// out.
    ///
    /// - Parameter before: the number of the last one of the page before.
    public func list(before seq: Int64? = nil, limit: Int, by caller: Caller) async throws -> NotificationPage {
        try await workspace.read { transaction, _ in
            let found = try NotificationTable.list(
                of: caller.member, before: seq ?? .max, limit: limit + 1, in: transaction
            )
            let views = try NotificationReader(member: caller.member, transaction: transaction)
                .views(Array(found.prefix(limit)))
            return NotificationPage(
                page: Page(items: views, hasMore: found.count > limit),
                unread: try NotificationTable.unread(of: caller.member, in: transaction)
            )
        }
    }

    /// Marks the caller's notifications as read up to a number, and tells all their connections. What is read stays read.
    ///
    /// - Returns: how many are unread now.
    public func read(upTo seq: Int64, by caller: Caller, once: Once<Int>? = nil) async throws -> Answer<Int> {
        try await workspace.write(by: caller, once: once) { work in
            let member = caller.member
            let last = try NotificationTable.read(upTo: seq, of: member, at: work.now, in: work.transaction)
            if let last { try work.append(.notificationRead, subject: member, entry: Int(last), for: member) }
            return try NotificationTable.unread(of: member, in: work.transaction)
        }
    }

    /// What the caller wants to be notified of.
    public func settings(of caller: Caller) async throws -> NotificationSettings {
        try await workspace.database.read { transaction in
            try NotificationSettingsTable.load(of: caller.member, in: transaction)
        }
    }

    /// Replaces what the caller wants to be notified of. It holds for what happens from now on.
    public func set(_ settings: NotificationSettings, by caller: Caller) async throws -> NotificationSettings {
        try await workspace.write { work in
            try NotificationSettingsTable.save(settings, of: caller.member, in: work.transaction)
            return settings
        }
    }
}
