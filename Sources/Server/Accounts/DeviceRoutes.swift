import Exchange
import Hummingbird
import Operations

/// Devices and tokens over HTTP.
struct DeviceRoutes: Sendable {
    let operations: AccountOperations
    let cookie: SignInCookie
    let limits: SignInLimits

    @Sendable func createToken(_ request: Request, _ context: AppContext) async throws -> Response {
        let (email, password, label) = try await request.jsonBody().fields { fields in
            (
                fields.required("email", .knownEmail), fields.required("password", .knownPassword),
                fields.required("label", .text(Device.labelRule))
            )
        }
        try await limits.signIn(email, from: context.client)
        let signIn = try await operations.createToken(email: email, password: password, label: label)
        limits.signedIn(email, from: context.client)
        return .json(.created) { json in
            json.field("token", signIn.token.text)
            json.object("device") { signIn.device.write(to: &$0, isCurrent: false) }
        }
    }

    @Sendable func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (position, limit) = try request.query { ($0.optional("after", .devicePosition), $0.limit()) }
        let after = position.map { (id: $0.id, lastSeenAt: $0.lastSeenAt) }
        let page = try await operations.devices(of: context.caller, after: after, limit: limit)
        let last = page.items.last.map { DevicePosition(lastSeenAt: $0.lastSeenAt, id: $0.id) }
        let next = page.hasMore ? last.map { Cursor($0) } : nil
        return .page(page.items, next: next) { json, device in
            json.object { device.write(to: &$0, isCurrent: device.isCurrent) }
        }
    }

    @Sendable func revoke(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let device = try context.identifier("id")
        try await operations.revokeDevice(device, by: context.caller)
        var response = Response.empty
        if device == context.caller.device { response.headers.append(cookie.cleared) }
        return response
    }
}

extension Device {
    /// The fields of a device.
    ///
    /// - Parameter isCurrent: whether the request came from it.
    func write(to json: inout JSONWriter, isCurrent: Bool) {
        json.field("id", id)
        json.field("kind", kind.rawValue)
        json.field("label", label)
        json.field("createdAt", createdAt)
        json.field("lastSeenAt", lastSeenAt)
        json.field("current", isCurrent)
    }
}

/// A place in a list of devices.
struct DevicePosition: Sendable {
    let lastSeenAt: Moment
    let id: Identifier
}

extension FieldKind where Value == DevicePosition {
    static var devicePosition: Self {
        let nowhere = DevicePosition(lastSeenAt: Moment(milliseconds: 0), id: Identifier(high: 0, low: 0))
        return .cursor(list: 3, placeholder: nowhere) { reader in
            guard let lastSeenAt = reader.moment(), let id = reader.identifier() else { return nil }
            return DevicePosition(lastSeenAt: lastSeenAt, id: id)
        }
    }
}

extension Cursor {
    init(_ position: DevicePosition) {
        self.init(list: 3)
        append(position.lastSeenAt)
        append(position.id)
    }
}
