import Exchange
import NIOCore
import SocketIO

extension SocketPayload {
    /// One JSON object, whose fields `fill` writes.
    init(capacity: Int = 256, _ fill: (inout JSONWriter) throws -> Void) rethrows {
        var json = JSONWriter(capacity: capacity)
        try json.object(fill)
        self.init()
        // What the writer writes is JSON, and not deep.
        try? append(json: json.buffer)
    }

    /// What a client is answered whose event was taken: `{ok: true, …}`.
    static func taken(_ fill: (inout JSONWriter) throws -> Void = { _ in }) rethrows -> SocketPayload {
        try SocketPayload { json in
            json.field("ok", true)
            try fill(&json)
        }
    }

    /// What a client is answered whose event was refused: `{ok: false, problem}`.
    static func refused(_ problem: Problem, _ request: RequestID) -> SocketPayload {
        SocketPayload(capacity: 512) { json in
            json.field("ok", false)
            json.field("problem", written: problem.json(request: request))
        }
    }
}

extension JSONBody {
    /// The object that a client sent along with an event.
    init(_ arguments: SocketArguments) {
        guard arguments.count == 1, let bytes = arguments.raw(at: 0) else {
            self.init(.failure(.malformed("An event has one argument, which is an object.")))
            return
        }
        let text = Array(buffer: bytes)
        do throws(JSONComplaint) {
            guard case .object(let members) = try JSONValue(parsing: text, depth: 16) else {
                throw JSONComplaint(message: "The argument of an event must be an object.")
            }
            self.init(.success(members), bytes: text)
        } catch {
            self.init(.failure(.malformed(error.message)))
        }
    }
}
