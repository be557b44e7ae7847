public import ServiceLifecycle
public import SocketIO

/// Ends all sessions when the application shuts down gracefully, without making clients leave their namespaces: they
/// come back to another node, or to this one after its restart.
public struct EngineService: Service {
    private let shutdown: @Sendable () -> Void

    /// - Parameter engine: an Engine.IO server that is used without Socket.IO.
    public init(_ engine: EngineServer) {
        shutdown = { engine.shutdown() }
    }

    /// - Parameter server: a Socket.IO server, whose adapters are closed too.
    public init(_ server: SocketServer) {
        shutdown = { server.shutdown() }
    }

    /// Waits for the shutdown, or for the task to be cancelled.
    public func run() async throws {
        defer { shutdown() }
        try await gracefulShutdown()
    }
}
