import NIOCore
import NIOHTTP1

/// What a request is answered with.
struct EngineResponse: Sendable {
    enum Kind: Sendable {
        /// A payload of packets for a GET.
        case packets([EncodedPacket])
        /// A POST was taken.
        case ok
        case refusal(EngineRefusal)
        /// No body.
        case empty(HTTPResponseStatus)
    }

    var kind: Kind
    var cookie: String?
    /// Whether the connection ends with this answer.
    var closesConnection = false

    init(_ kind: Kind, cookie: String? = nil, closesConnection: Bool = false) {
        self.kind = kind
        self.cookie = cookie
        self.closesConnection = closesConnection
    }
}

/// One request that waits for its answer, known to the session's event loop while its connection lives on another.
struct EngineExchange: Sendable, Equatable {
    private let handler: NIOLoopBound<EngineHTTPHandler>
    private let eventLoop: any EventLoop
    private let identity: ObjectIdentifier
    /// Tells the requests of one connection apart.
    private let number: UInt64

    init(_ handler: EngineHTTPHandler, eventLoop: any EventLoop, number: UInt64) {
        self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
        self.eventLoop = eventLoop
        self.number = number
        identity = ObjectIdentifier(handler)
    }

    static func == (one: EngineExchange, other: EngineExchange) -> Bool {
        one.number == other.number && one.identity == other.identity
    }

    /// Answers; a second answer, or one to a connection that is gone, goes nowhere.
    func answer(_ response: EngineResponse) {
        if eventLoop.inEventLoop {
            handler.value.answer(response, number: number)
        } else {
            eventLoop.execute { handler.value.answer(response, number: number) }
        }
    }
}
