import Exchange
import Logging
import Operations
import SocketIO

/// What members ask for over their connections: the same operations as over HTTP, answered by acknowledgements.
struct SocketEvents: Sendable {
    private typealias Fill = (inout JSONWriter) -> Void

    private let operations: ServerOperations
    private let announcer: Announcer
    private let problems: Problems
    private let logger: Logger

    init(_ operations: ServerOperations, announcer: Announcer, problems: Problems, logger: Logger) {
        self.operations = operations
        self.announcer = announcer
        self.problems = problems
        self.logger = logger
    }

    /// Handles the events of a namespace; others are ignored.
    func serve(_ namespace: Namespace) {
        on("events:since", in: namespace, eventsSince)
    }

    private func eventsSince(_ caller: Caller, _ body: JSONBody) async throws -> Fill {
        let seq = try body.fields { $0.required("seq", .integer(0...Int.max)) }
        let page = try await operations.events.list(after: Int64(seq), limit: MemberFeed.page, by: caller)
        return { json in
            json.array("events", page.items) { json, event in json.object { event.write(to: &$0) } }
            json.field("more", page.hasMore)
        }
    }

    /// Answers an event with what `perform` has to say, or with the problem that it throws.
    private func on(
        _ event: String, in namespace: Namespace,
        _ perform: @escaping @Sendable (Caller, JSONBody) async throws -> Fill
    ) {
        namespace.onAsync(event) { socket, arguments, answer in
            guard let connection = socket.liveConnection, socket.isConnected else { return }
            do {
                switch connection.spend(at: .now) {
                case .allowed: break
                case .refused: throw Refusal.limited(retryAfter: .seconds(1))
                case .closed: return socket.disconnect(close: true)
                }
                let fill = try await perform(connection.caller, JSONBody(arguments))
                answer(.taken(fill))
            } catch {
                let request = RequestID.random
                answer(.refused(problems.problem(for: error, request, logger), request))
            }
        }
    }
}
