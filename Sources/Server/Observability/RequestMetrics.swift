import HTTPTypes
import Hummingbird
import Logging
import Metrics
import Operations
import Synchronization

/// Counts and times requests by route, method and status, and writes the access log.
final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        let route: String
        let method: String
        let status: Int
    }

    private struct Handles {
        let requests: any CounterHandler
        let duration: any TimerHandler
    }

    private let factory: any MetricsFactory
    private let handles = ReadMostly<[Key: Handles]>([:])
    private let inFlight = Atomic<Int64>(0)
    private let inFlightMeter: any MeterHandler

    init(factory: any MetricsFactory) {
        self.factory = factory
        inFlightMeter = factory.makeMeter(label: "skillsync_http_requests_in_flight", dimensions: [])
    }

    /// A request came in.
    func begin() {
        inFlightMeter.set(inFlight.add(1, ordering: .relaxed).newValue)
    }

    /// Its answer is ready to be sent.
    func end(_ method: HTTPRequest.Method, _ status: HTTPResponse.Status, _ context: AppContext) {
        inFlightMeter.set(inFlight.subtract(1, ordering: .relaxed).newValue)
        let elapsed = ContinuousClock.now - context.arrived
        let route = context.endpointPath ?? "NotFound"
        let key = Key(route: route, method: Self.name(of: method), status: status.code)
        let found = handles.read { $0[key] } ?? made(key)
        found.requests.increment(by: 1)
        found.duration.recordNanoseconds(elapsed.nanoseconds)
        log(key, elapsed, context)
    }

    private func made(_ key: Key) -> Handles {
        let dimensions = [("route", key.route), ("method", key.method), ("status", String(key.status))]
        let made = Handles(
            requests: factory.makeCounter(label: "skillsync_http_requests", dimensions: dimensions),
            duration: factory.makeTimer(
                label: "skillsync_http_request_duration", dimensions: [("route", key.route), ("method", key.method)]
            )
        )
        handles.change { $0[key] = made }
        return made
    }

    private func log(_ key: Key, _ elapsed: Duration, _ context: AppContext) {
        guard context.logger.logLevel <= .info else { return }
        let microseconds = elapsed.nanoseconds / 1_000
        context.logger.info(
            "request",
            metadata: [
                "method": "\(key.method)", "route": "\(key.route)", "status": "\(key.status)",
                "microseconds": "\(microseconds)", "request": "\(context.request.text)",
            ]
        )
    }

    /// The method, or one word for all that nobody defined, so that strangers cannot make up new ones without end.
    private static func name(of method: HTTPRequest.Method) -> String {
        switch method {
        case .get, .head, .post, .put, .patch, .delete, .options: method.rawValue
        default: "OTHER"
        }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
