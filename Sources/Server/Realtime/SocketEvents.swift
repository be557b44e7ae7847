import Exchange
import Logging
import NIOConcurrencyHelpers
import Operations
import SocketIO

/// What members ask for over their connections: the same operations as over HTTP, answered by acknowledgements.
struct SocketEvents: Sendable {
    private typealias Fill = (inout JSONWriter) -> Void

    /// Typing in one conversation is passed on so often at most.
    private static let typingPause = Duration.seconds(2)

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
        on("message:send", in: namespace, send)
        on("message:read", in: namespace, read)
        on("typing", in: namespace, typing)
        on("events:since", in: namespace, eventsSince)
    }

    private func send(_ connection: LiveConnection, _ body: JSONBody) async throws -> Fill {
        let (conversation, draft) = try body.fields { ($0.required("conversation", .identifier), MessageDraft($0)) }
        let view = try await operations.chat.send(draft, to: conversation, by: connection.caller)
        return { json in json.object("message") { view.write(to: &$0) } }
    }

    private func read(_ connection: LiveConnection, _ body: JSONBody) async throws -> Fill {
        let (conversation, upTo) = try body.fields {
            ($0.required("conversation", .identifier), $0.required("upTo", .messageNumber))
        }
        let answer = try await operations.chat.read(conversation, upTo: upTo, by: connection.caller)
        guard case .fresh(let position) = answer else { throw Problem.unexpected }
        return { json in position.write(to: &json) }
    }

    private func typing(_ connection: LiveConnection, _ body: JSONBody) async throws -> Fill {
        let conversation = try body.fields { $0.required("conversation", .identifier) }
        let others = try await operations.chat.typing(in: conversation, by: connection.caller)
        if connection.mayTellTyping(in: conversation, every: Self.typingPause, at: .now) {
            let payload = SocketPayload { json in
                json.field("conversation", conversation)
                json.field("member", connection.member)
            }
            announcer.tell(others, "typing", payload)
        }
        return { _ in }
    }

    private func eventsSince(_ connection: LiveConnection, _ body: JSONBody) async throws -> Fill {
        let seq = try body.fields { $0.required("seq", .integer(0...Int.max)) }
        let page = try await operations.events.list(
            after: Int64(seq), limit: MemberFeed.page, by: connection.caller)
        return { json in
            json.array("events", page.items) { json, event in json.object { event.write(to: &$0) } }
            json.field("more", page.hasMore)
        }
    }

    /// Answers an event with what `perform` has to say, or with the problem that it throws.
    private func on(
        _ event: String, in namespace: Namespace,
        _ perform: @escaping @Sendable (LiveConnection, JSONBody) async throws -> Fill
    ) {
        namespace.onAsync(event) { socket, arguments, answer in
            guard let connection = socket.liveConnection, socket.isConnected else { return }
            do {
                switch connection.spend(at: .now) {
                case .allowed: break
                case .refused: throw Refusal.limited(retryAfter: .seconds(1))
                case .closed: return socket.disconnect(close: true)
                }
                let fill = try await perform(connection, JSONBody(arguments))
                answer(.taken(fill))
            } catch {
                let request = RequestID.random
                answer(.refused(problems.problem(for: error, request, logger), request))
            }
        }
    }
}
