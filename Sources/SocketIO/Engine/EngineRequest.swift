import NIOHTTP1

/// The part of a request that Engine.IO judges, and the order in which it does, which is that of the reference server.
struct EngineRequest {
    let method: HTTPMethod
    let transport: String?
    /// The session's id; `nil` for a handshake.
    let sid: String?
    let version: String?
    let origin: String?
    let isUpgrade: Bool
    let isJSONP: Bool

    init(_ handshake: Handshake, isUpgrade: Bool) {
        method = handshake.method
        transport = handshake.query["transport"]
        sid = handshake.query["sid"].flatMap { $0.isEmpty ? nil : $0 }
        version = handshake.query["EIO"]
        origin = handshake.origin
        isJSONP = handshake.query["j"] != nil
        self.isUpgrade = isUpgrade
    }

    /// The refusal of everything that can be seen without asking the application.
    ///
    /// - Parameter session: the transport of the session that the id names; `nil` when there is none.
    func refusal(
        session: EngineTransport?, transports: Set<EngineTransport>
    ) -> EngineRefusal? {
        guard let used = transport.flatMap({ EngineTransport(rawValue: $0) }), transports.contains(used) else {
            return .transportUnknown
        }
        if let origin, origin.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) { return .badRequest }
        guard sid == nil else { return followUpRefusal(session: session, used) }
        guard method == .GET else { return .badHandshakeMethod }
        guard isUpgrade == (used == .webSocket), !isJSONP else { return .badRequest }
        return nil
    }

    /// The last check, made after the application was asked.
    var versionRefusal: EngineRefusal? { version == "4" ? nil : .unsupportedProtocol }

    private func followUpRefusal(session: EngineTransport?, _ used: EngineTransport) -> EngineRefusal? {
        guard let session else { return .sessionUnknown }
        if isUpgrade { return used == .webSocket ? nil : .badRequest }
        return used == session && used == .polling && !isJSONP ? nil : .badRequest
    }
}
