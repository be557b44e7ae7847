public import ServiceLifecycle
public import SocketIO

/// Ends all sessions when the application shuts down gracefully, without making clients leave their namespaces: they
/// come back to another node, or to this one after its restart.
public struct EngineService: Service {
    private let engine: EngineServer

    /// - Parameter engine: the Engine.IO server, for Socket.IO that of a `SocketServer`.
    public init(_ engine: EngineServer) {
        self.engine = engine
    }

    /// Waits for the shutdown.
    public func run() async throws {
        try await gracefulShutdown()
        engine.shutdown()
    }
}
