import NIOCore

/// A WebSocket as it is known on other event loops than its own.
struct WebSocketLink: Sendable, Equatable {
    let loop: EngineLoop
    private let bound: NIOLoopBound<WebSocketHandler>
    private let identity: ObjectIdentifier

    init(_ handler: WebSocketHandler, loop: EngineLoop) {
        self.loop = loop
        bound = NIOLoopBound(handler, eventLoop: loop.eventLoop)
        identity = ObjectIdentifier(handler)
    }

    static func == (one: WebSocketLink, other: WebSocketLink) -> Bool { one.identity == other.identity }

    /// The WebSocket itself; `nil` on another event loop.
    var handler: WebSocketHandler? { loop.isCurrent ? bound.value : nil }

    func write(_ packet: EncodedPacket) {
        loop.submit {
            handler?.write(packet.frame)
            handler?.flush()
        }
    }

    /// Closes the WebSocket.
    func end() {
        loop.submit { handler?.end(1_000) }
    }
}
