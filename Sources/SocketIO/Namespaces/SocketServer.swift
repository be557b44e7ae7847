public import Logging
import NIOConcurrencyHelpers
import NIOCore

/// A Socket.IO 4 server (protocol 5) without a port of its own: a mount such as `SocketIOHummingbird` gives it one.
///
/// ```swift
/// let server = SocketServer()
/// server.of("/").onConnection { socket in
///     socket.on("hello") { arguments, ack in ack(SocketPayload(arguments)) }
/// }
/// ```
public final class SocketServer: Sendable {
    typealias AdapterFactory = @Sendable (LocalAdapter) -> any Adapter

    private struct Entry {
        let namespace: Namespace
        let isDynamic: Bool
        var uses = 0
    }

    private struct Directory {
        var entries: [String: Entry] = [:]
        var patterns: [(matches: @Sendable (String) -> Bool, configure: @Sendable (Namespace) -> Void)] = []

        mutating func use(_ name: String) -> Namespace? {
            entries[name]?.uses += 1
            return entries[name]?.namespace
        }
    }

    /// How it speaks and how much it bears.
    public let configuration: SocketConfiguration
    /// The engine below, to be mounted on a port.
    public let engine: EngineServer
    let logger: Logger
    private let membership = Membership()
    private let adapter: AdapterFactory
    private let directory: NIOLockedValueBox<Directory>
    private let link: ServerLink

    /// - Parameters:
    ///   - configuration: how it speaks and how much it bears.
    ///   - logger: told about mistakes of the application; ids of sessions are never logged.
    ///   - adapter: makes the adapter of a namespace from the local one, to reach other nodes; the local one by
    ///     default.
    public init(
        configuration: SocketConfiguration = SocketConfiguration(), logger: Logger = Logger(label: "socketio"),
        adapter: @escaping @Sendable (LocalAdapter) -> any Adapter = { $0 }
    ) {
        self.configuration = configuration
        self.logger = logger
        self.adapter = adapter
        directory = NIOLockedValueBox(Directory())
        let link = ServerLink()
        self.link = link
        engine = EngineServer(configuration: configuration.engine, logger: logger) { connection in
            SocketClient(connection, link)
        }
        link.server.withLockedValue { $0.value = self }
    }

    /// The namespace with a name, which is made when it is named first. Its handlers are set before clients come.
    ///
    /// - Parameter name: `/` or another name; a slash is put in front when it has none.
    public func of(_ name: String) -> Namespace {
        let name = name.hasPrefix("/") ? name : "/" + name
        return directory.withLockedValue { directory in
            if let known = directory.entries[name] { return known.namespace }
            let namespace = make(name)
            directory.entries[name] = Entry(namespace: namespace, isDynamic: false)
            return namespace
        }
    }

    /// Serves all namespaces whose name fulfils a condition: each is made when its first client comes, and forgotten
    /// when its last has gone.
    ///
    /// - Parameters:
    ///   - matches: judges names that clients chose, on an event loop: it must not block.
    ///   - configure: sets the handlers of a namespace that was just made. Two clients that come at once may each have
    ///     one made; one of the two is used.
    public func of(
        where matches: @escaping @Sendable (String) -> Bool, configure: @escaping @Sendable (Namespace) -> Void
    ) {
        directory.withLockedValue { $0.patterns.append((matches, configure)) }
    }

    /// Ends all connections and takes no new ones; clients come back, because they are not made to leave.
    public func shutdown() {
        engine.shutdown()
        let namespaces = directory.withLockedValue { $0.entries.values.map(\.namespace) }
        for namespace in namespaces { namespace.adapter.close() }
    }

    /// The namespace that a client wants to join, which has to be given back with ``release(_:)``.
    func acquire(_ name: String) -> Namespace? {
        if let known = directory.withLockedValue({ $0.use(name) }) { return known }
        // The application's closures run without the lock: they may name other namespaces.
        let patterns = directory.withLockedValue { $0.patterns }
        guard let pattern = patterns.first(where: { $0.matches(name) }) else { return nil }
        let fresh = make(name)
        pattern.configure(fresh)
        let used = directory.withLockedValue { directory in
            if let known = directory.use(name) { return known }
            directory.entries[name] = Entry(namespace: fresh, isDynamic: true, uses: 1)
            return fresh
        }
        if used !== fresh { fresh.adapter.close() }
        return used
    }

    func release(_ namespace: Namespace) {
        let isForgotten = directory.withLockedValue { directory in
            directory.entries[namespace.name]?.uses -= 1
            guard let entry = directory.entries[namespace.name], entry.isDynamic, entry.uses <= 0 else { return false }
            directory.entries[namespace.name] = nil
            return true
        }
        if isForgotten { namespace.adapter.close() }
    }

    private func make(_ name: String) -> Namespace {
        let local = LocalAdapter(name, membership: membership, configuration: configuration)
        return Namespace(name, server: self, adapter: adapter(local), localAdapter: local)
    }
}

/// The way from a connection to its server, which does not exist yet when the engine is made.
final class ServerLink: Sendable {
    struct Reference: Sendable {
        weak var value: SocketServer?
    }

    let server = NIOLockedValueBox(Reference())
}
