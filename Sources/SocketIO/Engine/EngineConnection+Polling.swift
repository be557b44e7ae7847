import NIOCore
import NIOHTTP1

/// The requests of a polling session, on its acting event loop.
extension EngineConnection {
    /// A GET arrived.
    func pollArrived(_ exchange: EngineExchange) {
        switch session.pollArrived() {
        case .hold: poll = exchange
        case .answer(let packets): exchange.answer(EngineResponse(.packets(packets)))
        case .finish(let packets):
            exchange.answer(EngineResponse(.packets(packets)))
            finish(.transportClose, code: nil)
        case .refuse:
            exchange.answer(EngineResponse(.refusal(session.isClosed ? .sessionUnknown : .badRequest)))
        case .conflict:
            exchange.answer(EngineResponse(.empty(.badRequest)))
            finish(.transportError, code: nil)
        }
    }

    /// The head of a POST arrived.
    func postBegan(_ exchange: EngineExchange) {
        guard session.isOpen, session.transport == .polling else {
            exchange.answer(EngineResponse(.refusal(session.isOpen ? .badRequest : .sessionUnknown)))
            return
        }
        guard session.postBegan(now: .now()) else {
            exchange.answer(EngineResponse(.empty(.badRequest)))
            finish(.transportError, code: nil)
            return
        }
        post = exchange
        arm()
    }

    /// The body of a POST is complete.
    func postEnded(_ exchange: EngineExchange, body: ByteBuffer) {
        guard post == exchange, session.isOpen else { return }
        session.postArrived()
        unread = EnginePayloadReader(body)
        readPost()
        arm()
    }

    // So many packets of a POST are taken in one go, before others on the event loop have their turn.
    private static let share = 1_024

    /// Goes on with the packets of a POST, and answers it behind the last.
    func readPost() {
        guard let exchange = post, unread != nil else { return }
        var taken = 0
        do throws(EnginePacketError) {
            while session.isOpen, let packet = try unread?.next() {
                received(packet)
                guard !isPaused else { return }
                taken += 1
                guard taken < Self.share else {
                    readPostLater()
                    return
                }
            }
            if !session.isLeaving { endPost(exchange, EngineResponse(.ok)) }
        } catch {
            endPost(exchange, EngineResponse(.refusal(.badRequest)))
            close(.parseError)
        }
    }

    private func readPostLater() {
        acting.submitTurn {
            self.perform { connection in
                guard !connection.isPaused else { return }
                connection.readPost()
                connection.arm()
            }
        }
    }

    private func endPost(_ exchange: EngineExchange, _ response: EngineResponse) {
        (post, unread) = (nil, nil)
        session.postEnded()
        exchange.answer(response)
    }

    /// A request was given up by its answer (413) or refused; the session goes on.
    func postRefused(_ exchange: EngineExchange) {
        guard post == exchange else { return }
        post = nil
        session.postEnded()
    }

    /// The client went away in the middle of a request.
    func aborted(_ exchange: EngineExchange) {
        let isPoll = poll == exchange
        guard isPoll || post == exchange else { return }
        if isPoll { (poll, _) = (nil, session.pollReleased()) } else { post = nil }
        finish(.transportError, code: nil)
    }
}
