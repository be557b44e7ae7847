/// Whom a namespace reaches.
extension Namespace {
    /// Everybody in the namespace, to be narrowed by rooms and ways.
    public var all: BroadcastTarget { BroadcastTarget(self) }

    /// Who is in a room; further rooms may be added.
    public func to(_ room: String) -> BroadcastTarget { all.to(room) }

    /// Who is not in a room.
    public func except(_ room: String) -> BroadcastTarget { all.except(room) }

    /// Everybody whose client reads just now.
    public var volatile: BroadcastTarget { all.volatile }

    /// Everybody on this node.
    public var local: BroadcastTarget { all.local }

    /// Sends an event to everybody.
    ///
    /// - Throws: `EncodingError`, or ``ReservedEventName``.
    public func emit<each Value: Encodable>(_ event: String, _ value: repeat each Value) throws {
        try all.emit(event, payload: try SocketPayload(repeat each value))
    }

    /// Sends an event whose arguments are encoded already to everybody.
    ///
    /// - Throws: ``ReservedEventName``.
    public func emit(_ event: String, payload: SocketPayload) throws { try all.emit(event, payload: payload) }

    /// All sockets, also those on other nodes.
    ///
    /// - Throws: what the adapter throws when a node does not answer.
    public func fetchSockets() async throws -> [RemoteSocket] { try await all.fetchSockets() }

    /// Makes all sockets join rooms.
    public func socketsJoin(_ rooms: String...) { adapter.addSockets(BroadcastOptions(), to: Set(rooms)) }

    /// Makes all sockets leave rooms.
    public func socketsLeave(_ rooms: String...) { adapter.removeSockets(BroadcastOptions(), from: Set(rooms)) }

    /// Makes all sockets leave the namespace, or ends their connections.
    public func disconnectSockets(close: Bool = false) { all.disconnectSockets(close: close) }

    /// The sockets of this node.
    public var localSockets: [Socket] { localAdapter.sockets }

    /// A socket of this node by its public id.
    public func localSocket(_ id: String) -> Socket? { localAdapter.socket(id) }
}
