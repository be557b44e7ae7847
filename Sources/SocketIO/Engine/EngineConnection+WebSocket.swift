import NIOConcurrencyHelpers
import NIOCore

/// WebSockets that belong to a session: the one it began with, or one that it is upgraded to.
extension EngineConnection {
    /// The session begins on a WebSocket of this event loop.
    func opened(_ socket: WebSocketHandler) {
        self.socket = socket
        arm()
    }

    /// A WebSocket was opened with the id of this session.
    func probeOpened(_ link: WebSocketLink) {
        guard session.upgradeOpened(now: .now()) else {
            link.end()
            return
        }
        probe = link
        arm()
    }

    /// A packet came over the WebSocket that is being probed.
    func probeReceived(_ packet: EnginePacket, _ link: WebSocketLink) {
        guard probe == link else {
            link.end()
            return
        }
        switch session.probeReceived(packet) {
        case .answer(let packets):
            link.write(.pongProbe)
            release(packets)
        case .switchOver(let packets):
            release(packets)
            move(to: link)
        case .closeSocket: dropProbe()
        }
    }

    /// The WebSocket that was being probed is gone.
    func probeLost(_ link: WebSocketLink) {
        guard probe == link else { return }
        probe = nil
        session.probeLost()
    }

    private func release(_ packets: [EncodedPacket]?) {
        guard let packets else { return }
        let exchange = poll
        poll = nil
        exchange?.answer(EngineResponse(.packets(packets)))
    }

    /// Moves to the event loop of the WebSocket. What was submitted here before the change is done first, what comes
    /// after it is parked until the connection has arrived.
    private func move(to link: WebSocketLink) {
        let old = acting
        let change = {
            self.owner.withLockedValue { owner in
                owner.target = link.loop
                owner.transport = .webSocket
            }
        }
        if let consumer { consumer.relocate(change) } else { change() }
        old.submit {
            if self.timer.index != nil { old.setDeadline(.distantFuture, of: self) }
            link.loop.submit { self.arrive(link) }
        }
    }

    private func arrive(_ link: WebSocketLink) {
        let parked = owner.withLockedValue { owner in
            owner.acting = link.loop
            owner.target = nil
            defer { owner.parked = [] }
            return owner.parked
        }
        if probe == link, session.isOpen, let handler = link.handler, handler.isOpen {
            probe = nil
            socket = handler
            isUnflushed = false
            for packet in session.switchOver(now: .now()) { handler.write(packet.frame) }
            handler.flush()
            consumer?.writable()
        } else {
            finish(.transportError, code: nil)
        }
        for work in parked { work(self) }
        if let socket {
            socket.establish()
            arm()
        }
    }
}
