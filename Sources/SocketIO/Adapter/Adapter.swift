public import NIOCore

/// Reaches the sockets of a namespace: those of this node, and with a cluster adapter those of all nodes.
///
/// A cluster adapter wraps the ``LocalAdapter`` it is made from: it publishes each call for the other nodes unless
/// ``BroadcastOptions/isLocal``, and applies to the local one what it receives. The shapes are those of the cluster
/// messages of the reference implementation: options with rooms and exceptions, and packets of an event and its
/// arguments.
public protocol Adapter: AnyObject, Sendable {
    /// Sends an event to whom the options name.
    func broadcast(_ packet: BroadcastPacket, _ options: BroadcastOptions)
    /// Sends an event that every client is to answer.
    ///
    /// - Parameters:
    ///   - clientCount: told by each node once how many of its clients were asked.
    ///   - answer: told the answer of each client.
    /// - Returns: what ``endBroadcastWithAck(_:)`` needs.
    func broadcastWithAck(
        _ packet: BroadcastPacket, _ options: BroadcastOptions, clientCount: @escaping @Sendable (Int) -> Void,
        answer: @escaping @Sendable (SocketArguments) -> Void
    ) -> UInt64
    /// Nobody waits for further answers.
    func endBroadcastWithAck(_ number: UInt64)
    /// The sockets that the options name.
    ///
    /// - Throws: when a node does not answer.
    func fetchSockets(_ options: BroadcastOptions) async throws -> [RemoteSocket]
    /// Makes sockets join rooms.
    func addSockets(_ options: BroadcastOptions, to rooms: Set<String>)
    /// Makes sockets leave rooms.
    func removeSockets(_ options: BroadcastOptions, from rooms: Set<String>)
    /// Makes sockets leave the namespace, or ends their connections.
    func disconnectSockets(_ options: BroadcastOptions, close: Bool)
    /// Sends an event to the namespace on other nodes.
    func serverSideEmit(_ event: String, _ payload: SocketPayload)
    /// Sends an event to the namespace on other nodes, and waits for an answer of each.
    ///
    /// - Throws: when a node does not answer in time.
    func serverSideCall(_ event: String, _ payload: SocketPayload, timeout: TimeAmount) async throws -> [SocketPayload]
    /// How many nodes there are, this one included.
    func nodeCount() async -> Int
    /// The namespace is no more.
    func close()
}

/// An event that goes to many sockets.
public struct BroadcastPacket: Sendable {
    /// Its name.
    public var event: String
    /// Its arguments.
    public var payload: SocketPayload

    /// - Parameters:
    ///   - event: its name.
    ///   - payload: its arguments.
    public init(event: String, payload: SocketPayload) {
        self.event = event
        self.payload = payload
    }
}

/// Which sockets are meant, and how they are reached.
public struct BroadcastOptions: Sendable, Equatable {
    /// The members of these rooms, each once; everybody when there are none.
    public var rooms: Set<String> = []
    /// Nobody who is in one of these rooms.
    public var except: Set<String> = []
    /// Not those whose client does not read just now.
    public var isVolatile = false
    /// Not those of other nodes.
    public var isLocal = false

    /// Everybody.
    public init() {}

    /// The members of rooms, but nobody who is in one of the exceptions.
    public init(rooms: Set<String>, except: Set<String> = []) {
        self.rooms = rooms
        self.except = except
    }
}

/// What is known of a socket on any node.
public struct RemoteSocket: Sendable {
    /// The public id.
    public let id: String
    /// The rooms, the one of its own id included.
    public let rooms: Set<String>
    /// The request that opened its session.
    public let handshake: Handshake
    /// What the application keeps with it.
    public let data: (any Sendable)?

    /// - Parameters:
    ///   - id: the public id.
    ///   - rooms: the rooms, the one of its own id included.
    ///   - handshake: the request that opened its session.
    ///   - data: what the application keeps with it.
    public init(id: String, rooms: Set<String>, handshake: Handshake, data: (any Sendable)?) {
        self.id = id
        self.rooms = rooms
        self.handshake = handshake
        self.data = data
    }
}
