import NIOCore
import NIOHTTP1

/// A request of Engine.IO while it is read and answered.
struct EngineTask {
    let head: HTTPRequestHead
    let number: UInt64
    /// The session that it belongs to.
    var connection: EngineConnection?
    /// The place of its answer, as the session knows it.
    var exchange: EngineExchange?
    var body = ByteBuffer()
    /// Whether it was read to its end.
    var isReceived = false
    var isAnswered = false
    var closesConnection: Bool

    init(_ head: HTTPRequestHead, number: UInt64) {
        self.head = head
        self.number = number
        closesConnection = !head.isKeepAlive
    }

    /// Whether the client asks for a WebSocket (RFC 6455, section 4.1).
    var isUpgrade: Bool {
        head.headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
    }

    var declaredLength: Int? { head.headers.first(name: "content-length").flatMap { Int($0) } }
}
