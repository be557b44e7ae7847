import NIOCore

/// Why a request is refused before it reaches a session (the codes of the reference server).
enum EngineRefusal: Error, Equatable {
    case transportUnknown
    case sessionUnknown
    case badHandshakeMethod
    case badRequest
    case forbidden(String?)
    case unsupportedProtocol
    /// The server bears no further session.
    case overloaded

    var status: Int {
        switch self {
        case .forbidden: 403
        case .overloaded: 503
        default: 400
        }
    }

    var code: Int {
        switch self {
        case .transportUnknown: 0
        case .sessionUnknown: 1
        case .badHandshakeMethod: 2
        case .badRequest: 3
        case .forbidden, .overloaded: 4
        case .unsupportedProtocol: 5
        }
    }

    var message: String {
        switch self {
        case .transportUnknown: "Transport unknown"
        case .sessionUnknown: "Session ID unknown"
        case .badHandshakeMethod: "Bad handshake method"
        case .badRequest: "Bad request"
        case .forbidden(let text): text ?? "Forbidden"
        case .unsupportedProtocol: "Unsupported protocol version"
        case .overloaded: "Too many sessions"
        }
    }

    /// The body of the answer.
    var json: ByteBuffer {
        var body = ByteBuffer(string: "{\"code\":\(code),\"message\":")
        body.writeJSONString(message)
        body.writeStaticString("}")
        return body
    }
}
