import ArgumentParser
import Glibc
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import SocketIO
import SocketIOHummingbird

/// A server for suites, clients and load generators that others wrote: it shows the library alone.
@main
struct Testbed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "socketio-testbed", abstract: "Offers what a mode says to Socket.IO clients."
    )

    enum Mode: String, ExpressibleByArgument, CaseIterable {
        case engine, socket, client, bench
    }

    @Argument(help: "What to offer.")
    var mode: Mode

    @Option(help: "The port to listen on.")
    var port: Int

    @Option(help: "Milliseconds between a pong and the next ping.")
    var pingInterval: Int64?

    @Option(help: "Milliseconds that a client may take to answer a ping.")
    var pingTimeout: Int64?

    @Option(help: "The greatest number of bytes of a message.")
    var maxPayload: Int?

    @Option(help: "Event loops; as many as cores when absent.")
    var threads: Int?

    func run() async throws {
        raiseFileLimit()
        let engine = mode.engine(configuration(of: mode))
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads ?? System.coreCount)
        var logger = Logger(label: "testbed")
        logger.logLevel = .warning
        let application = Application(
            responder: CallbackResponder { (_: Request, _: BasicRequestContext) in Response(status: .notFound) },
            server: .socketIO(engine),
            configuration: ApplicationConfiguration(address: .hostname("0.0.0.0", port: port), backlog: 4_096),
            services: [EngineService(engine)],
            eventLoopGroupProvider: .shared(group),
            logger: logger
        )
        try await application.runService()
    }

    private func configuration(of mode: Mode) -> EngineConfiguration {
        var configuration = mode.configuration
        if let pingInterval { configuration.pingInterval = .milliseconds(pingInterval) }
        if let pingTimeout { configuration.pingTimeout = .milliseconds(pingTimeout) }
        if let maxPayload { configuration.maxPayload = maxPayload }
        return configuration
    }

    /// As many open files as the system allows.
    private func raiseFileLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

extension Testbed.Mode {
    var configuration: EngineConfiguration {
        var configuration = EngineConfiguration(path: self == .engine ? "/engine.io/" : "/socket.io/")
        configuration.limits.sessionsPerAddress = 100_000
        switch self {
        case .engine, .socket:
            configuration.pingInterval = .milliseconds(300)
            configuration.pingTimeout = .milliseconds(200)
            configuration.cors = CORSPolicy(.any)
        case .client:
            configuration.pingInterval = .seconds(2)
            // A delay, so that clients can run into their own timeouts.
            configuration.allowRequest = { _ in
                try? await Task.sleep(for: .milliseconds(10))
                return .allow()
            }
        case .bench: break
        }
        return configuration
    }

    func engine(_ configuration: EngineConfiguration) -> EngineServer {
        guard self != .engine else { return EngineServer(configuration: configuration) { Echo($0) } }
        var settings = SocketConfiguration()
        settings.engine = configuration
        switch self {
        case .socket: settings.connectTimeout = .seconds(1)
        case .client: settings.recovery = RecoveryConfiguration()
        case .engine, .bench: break
        }
        let server = SocketServer(configuration: settings)
        switch self {
        case .socket: SocketMode.serve(server)
        case .client: ClientMode.serve(server)
        case .bench: BenchMode.serve(server)
        case .engine: break
        }
        return server.engine
    }
}
