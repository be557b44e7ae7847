import FoundationEssentials
import NIOCore
import NIOHTTP1

/// What each request of Engine.IO leads to.
extension EngineHTTPHandler {
    private var configuration: EngineConfiguration { server.configuration }

    /// The head of a request arrived.
    func begin() {
        guard let task = current, let context, let loop else { return }
        if task.head.method == .OPTIONS, configuration.cors != nil { return }
        guard task.head.method == .POST else { return }
        let handshake = self.handshake(task.head, context)
        let request = EngineRequest(handshake, isUpgrade: false)
        do throws(EngineRefusal) {
            let connection = try session(of: request, handshake)
            guard let connection else { throw .badHandshakeMethod }
            let exchange = EngineExchange(self, eventLoop: loop.eventLoop, number: task.number)
            current?.connection = connection
            current?.exchange = exchange
            if let length = task.declaredLength, length > configuration.maxPayload {
                answer(EngineResponse(.empty(.payloadTooLarge)), number: task.number)
                return
            }
            let isBinary = task.head.headers.first(name: "content-type") == "application/octet-stream"
            connection.perform { connection in
                connection.postBegan(exchange)
                guard isBinary else { return }
                exchange.answer(EngineResponse(.empty(.badRequest)))
                connection.finish(.transportError, code: nil)
            }
        } catch {
            refuse(error)
        }
    }

    /// A part of a body arrived.
    func received(_ bytes: ByteBuffer) {
        guard let task = current, !task.isAnswered, let connection = task.connection else { return }
        guard task.body.readableBytes + bytes.readableBytes <= configuration.maxPayload else {
            if let exchange = task.exchange { connection.perform { $0.postRefused(exchange) } }
            current?.body = ByteBuffer()
            answer(EngineResponse(.empty(.payloadTooLarge)), number: task.number)
            return
        }
        if task.body.readableBytes == 0 {
            current?.body = bytes
        } else {
            current?.body.writeImmutableBuffer(bytes)
        }
    }

    /// The request is complete.
    func ended() {
        current?.isReceived = true
        guard let task = current else { return }
        guard !task.isAnswered else {
            completed()
            return
        }
        if task.head.method == .POST, let connection = task.connection, let exchange = task.exchange {
            connection.perform { $0.postEnded(exchange, body: task.body) }
        } else {
            get(task)
        }
    }

    private func get(_ task: EngineTask) {
        guard let context else { return }
        if task.head.method == .OPTIONS, configuration.cors != nil {
            answer(EngineResponse(.empty(.noContent)), number: task.number)
            return
        }
        let handshake = self.handshake(task.head, context)
        let request = EngineRequest(handshake, isUpgrade: task.isUpgrade)
        do throws(EngineRefusal) {
            if let connection = try session(of: request, handshake) {
                try followUp(task, connection)
            } else {
                admit(task, request, handshake)
            }
        } catch {
            refuse(error)
        }
    }

    private func handshake(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> Handshake {
        let issued = Int64(Date().timeIntervalSince1970 * 1_000)
        return Handshake(head, remote: context.remoteAddress, isSecure: mount.isSecure, issued: issued)
    }

    /// The session that a request names; `nil` for a handshake.
    private func session(
        of request: EngineRequest, _ handshake: Handshake
    ) throws(EngineRefusal) -> EngineConnection? {
        let connection = request.sid.flatMap { server.sessions[$0] }
        if let refusal = request.refusal(session: connection?.transport, transports: configuration.transports) {
            throw refusal
        }
        if let connection, let allows = configuration.allowFollowUp, !allows(connection.handshake, handshake) {
            throw .forbidden(nil)
        }
        return connection
    }

    private func followUp(_ task: EngineTask, _ connection: EngineConnection) throws(EngineRefusal) {
        guard let loop else { return }
        if task.isUpgrade {
            guard configuration.allowsUpgrades else { throw .badRequest }
            upgrade(task, connection, isProbe: true)
            return
        }
        guard task.head.method == .GET else {
            answer(EngineResponse(.empty(.internalServerError)), number: task.number)
            return
        }
        let exchange = EngineExchange(self, eventLoop: loop.eventLoop, number: task.number)
        current?.connection = connection
        current?.exchange = exchange
        connection.perform { $0.pollArrived(exchange) }
    }

    // MARK: Handshakes

    private func admit(_ task: EngineTask, _ request: EngineRequest, _ handshake: Handshake) {
        guard let allowRequest = configuration.allowRequest, let loop else {
            open(task, request, handshake)
            return
        }
        let bound = NIOLoopBound(self, eventLoop: loop.eventLoop)
        let number = task.number
        Task {
            let admission = await allowRequest(handshake)
            loop.eventLoop.execute { bound.value.admitted(admission, request, handshake, number: number) }
        }
    }

    private func admitted(
        _ admission: Admission, _ request: EngineRequest, _ handshake: Handshake, number: UInt64
    ) {
        guard let task = current, task.number == number else { return }
        switch admission {
        case .refuse(let message): refuse(.forbidden(message))
        case .allow(let attachment):
            var handshake = handshake
            handshake.attachment = attachment
            open(task, request, handshake)
        }
    }

    private func open(_ task: EngineTask, _ request: EngineRequest, _ handshake: Handshake) {
        guard let loop else { return }
        do throws(EngineRefusal) {
            if let refusal = request.versionRefusal { throw refusal }
            if task.isUpgrade {
                guard WebSocketUpgrade.isValid(task.head) else { throw .badRequest }
                upgrade(task, try server.connect(.webSocket, handshake, on: loop), isProbe: false)
                return
            }
            let connection = try server.connect(.polling, handshake, on: loop)
            let packet = server.openPacket(connection, .polling)
            let cookie = configuration.cookie?.header(sid: connection.sid)
            answer(EngineResponse(.packets([packet]), cookie: cookie), number: task.number)
            server.start(connection)
        } catch {
            refuse(error)
        }
    }

    private func upgrade(_ task: EngineTask, _ connection: EngineConnection, isProbe: Bool) {
        guard let context, let loop else { return }
        let bound = NIOLoopBound(self, eventLoop: loop.eventLoop)
        WebSocketUpgrade.headers(for: task.head, channel: context.channel).whenComplete { result in
            switch result {
            case .success(let headers): bound.value.upgrade(task, connection, headers, isProbe: isProbe)
            case .failure:
                if !isProbe { connection.perform { $0.finish(.transportError, code: nil) } }
                bound.value.refuse(.badRequest)
            }
        }
    }

    private func upgrade(
        _ task: EngineTask, _ connection: EngineConnection, _ headers: HTTPHeaders, isProbe: Bool
    ) {
        guard let context, let loop, current?.number == task.number else {
            if !isProbe { connection.finish(.transportClose, code: nil) }
            return
        }
        let handler = WebSocketHandler(connection, loop: loop, isProbe: isProbe, hasTail: hasApplication)
        let head = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        current = nil
        guard WebSocketUpgrade.replace(self, with: handler, context) else {
            if !isProbe { connection.finish(.transportError, code: nil) }
            return
        }
        if !hasApplication { mount.released?(context.channel) }
        if isProbe {
            let link = WebSocketLink(handler, loop: loop)
            connection.perform { $0.probeOpened(link) }
        } else {
            connection.opened(handler)
            handler.write(server.openPacket(connection, .webSocket).frame)
            server.start(connection)
            handler.flush()
        }
    }

    // MARK: Answers

    private func refuse(_ refusal: EngineRefusal) {
        guard let task = current else { return }
        server.metrics.refused(refusal)
        let closes = task.isUpgrade
        answer(EngineResponse(.refusal(refusal), closesConnection: closes), number: task.number)
    }

    /// Writes the answer of a request.
    func answer(_ response: EngineResponse, number: UInt64) {
        guard let task = current, task.number == number, !task.isAnswered, let context else { return }
        current?.isAnswered = true
        if response.closesConnection { current?.closesConnection = true }
        var answer = EngineAnswer(response, task, configuration, gzip: mount.gzip)
        if current?.closesConnection == true { answer.head.headers.replaceOrAdd(name: "Connection", value: "close") }
        context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
        if let body = answer.body { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        if task.isReceived {
            completed()
        } else if response.closesConnection {
            context.close(promise: nil)
        }
    }
}
