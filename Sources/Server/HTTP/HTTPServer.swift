import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import SocketIO
import SocketIOHummingbird
import UnixSignals

/// The listening server with its limits (requirement S8 of the threat model), until a signal ends it.
struct HTTPServer: Sendable {
    private let configuration: SkillSyncConfiguration
    private let gateway: Gateway
    private let sockets: SocketServer
    private let readiness: Readiness
    private let services: [any Service]
    private let logger = Logger(label: "skillsync")

    /// - Parameters:
    ///   - sockets: what answers on the path of sockets.
    ///   - services: what runs beside it and ends after it.
    init(
        _ configuration: SkillSyncConfiguration, _ gateway: Gateway, sockets: SocketServer, readiness: Readiness,
        services: [any Service] = []
    ) {
        self.configuration = configuration
        self.gateway = gateway
        self.sockets = sockets
        self.readiness = readiness
        self.services = services
    }

    /// - Throws: `StartComplaint` when the port cannot be had.
    func run() async throws {
        let application = application()
        var group = ServiceGroupConfiguration(
            services: services + [application, EngineService(sockets.engine), Closing(readiness: readiness)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "services")
        )
        group.maximumGracefulShutdownDuration = .seconds(20)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let error as IOError {
            throw StartComplaint(
                "Cannot listen on \(configuration.host) port \(configuration.port): \(Self.reason(of: error))."
            )
        } catch let error as SocketAddressError {
            throw StartComplaint("Cannot listen on \(configuration.host): \(error).")
        } catch is CancellationError {
            logger.warning("stopped after 20 seconds with requests unfinished")
        }
    }

    /// The application, also for tests.
    func application() -> some ApplicationProtocol {
        Application(
            responder: gateway,
            server: .socketIO(
                sockets.engine,
                configuration: Self.connections(strictTransport: configuration.isSecure, logger),
                isSecure: configuration.isSecure),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), backlog: 1_024, reuseAddress: true,
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.connections)
            ),
            onServerRunning: { channel in
                let address = channel.localAddress.map { "\($0.ipAddress ?? "?"):\($0.port ?? 0)" }
                logger.notice("listening", metadata: ["address": "\(address ?? "?")"])
            },
            logger: logger
        )
    }

    /// How each connection is read: at most 16 KiB in 100 headers, closed after 20 idle seconds, each request answered
    /// within 30 seconds, the answer read without a pause of 20 seconds.
    static func connections(
        strictTransport: Bool, _ logger: Logger, deadline: TimeAmount = .seconds(30), stall: TimeAmount = .seconds(20)
    ) -> HTTP1Channel.Configuration {
        let headers = SecurityHeaders(strictTransport: strictTransport)
        return HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                ConnectionGuard(deadline: deadline, stall: stall, headers: headers, logger: logger)
            ],
            idleTimeout: .seconds(20),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1_024, maxHeaderListSize: 16 * 1_024, maxHeaderFieldCount: 100
            )
        )
    }

    private static func reason(of error: IOError) -> String {
        switch error.errnoCode {
        case EADDRINUSE: "another program uses it"
        case EACCES: "only the administrator may use it"
        case EADDRNOTAVAIL: "this machine has no such address"
        default: String(cString: strerror(error.errnoCode))
        }
    }
}

/// Why a command of the server cannot be carried out, in one sentence.
public struct StartComplaint: Error, CustomStringConvertible, Sendable {
    public let description: String

    init(_ sentence: String) { description = sentence }
}

/// Makes the server say that it is not ready as soon as it shuts down; services are shut down last to first.
private struct Closing: Service {
    let readiness: Readiness

    func run() async throws {
        try await gracefulShutdown()
        readiness.close()
    }
}
