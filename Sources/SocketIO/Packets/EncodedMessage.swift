import NIOCore

/// A Socket.IO packet encoded once for all its receivers: the text, then its attachments, which must follow it without
/// another message between them.
struct EncodedMessage: Equatable, Sendable {
    let text: EncodedPacket
    let attachments: [EncodedPacket]

    /// What this costs a queue, in bytes.
    var byteCount: Int { attachments.reduce(text.byteCount) { $0 + $1.byteCount } }

    /// An event.
    ///
    /// - Parameters:
    ///   - id: Asks for an acknowledgement.
    ///   - offset: The last argument that connection state recovery adds.
    static func event(
        _ name: String, _ payload: SocketPayload, namespace: String, id: UInt64? = nil, offset: String? = nil
    ) -> EncodedMessage {
        let capacity = name.jsonByteCount + payload.json.readableBytes + (offset?.jsonByteCount ?? 0)
        return message("2", "5", payload, namespace, id, capacity: capacity) { output in
            output.append(json: name)
            if payload.json.readableBytes > 0 {
                output.append(UInt8(ascii: ","))
                output.append(payload.json)
            }
            guard let offset else { return }
            output.append(UInt8(ascii: ","))
            output.append(json: offset)
        }
    }

    /// The answer to an event, with the id that the client gave it.
    static func ack(_ id: UInt64, _ payload: SocketPayload, namespace: String) -> EncodedMessage {
        message("3", "6", payload, namespace, id, capacity: payload.json.readableBytes) { output in
            output.append(payload.json)
        }
    }

    /// The reply to a CONNECT: the public id of the socket, and with recovery its private one.
    static func connect(namespace: String, sid: String, pid: String? = nil) -> EncodedMessage {
        control("0", namespace, capacity: sid.jsonByteCount + (pid?.jsonByteCount ?? 0)) { output in
            output.append("{\"sid\":")
            output.append(json: sid)
            if let pid {
                output.append(",\"pid\":")
                output.append(json: pid)
            }
            output.append("}")
        }
    }

    /// The refusal of a CONNECT; `data` is JSON.
    static func connectError(namespace: String, message: String, data: ByteBuffer? = nil) -> EncodedMessage {
        control("4", namespace, capacity: message.jsonByteCount + (data?.readableBytes ?? 0)) { output in
            output.append("{\"message\":")
            output.append(json: message)
            if let data {
                output.append(",\"data\":")
                output.append(data)
            }
            output.append("}")
        }
    }

    /// Makes the client leave a namespace.
    static func disconnect(namespace: String) -> EncodedMessage {
        control("1", namespace, capacity: 0) { _ in }
    }

    private static func control(
        _ type: Unicode.Scalar, _ namespace: String, capacity: Int, _ write: (inout OutputRawSpan) -> Void
    ) -> EncodedMessage {
        let text = FrameWriter.frame(isBinary: false, capacity: capacity + namespace.utf8.count + 64) { output in
            output.append(UInt8(ascii: "4"))
            output.append(UInt8(ascii: type))
            output.append(namespace: namespace)
            write(&output)
        }
        return EncodedMessage(text: text, attachments: [])
    }

    private static func message(
        _ plain: Unicode.Scalar, _ binary: Unicode.Scalar, _ payload: SocketPayload, _ namespace: String,
        _ id: UInt64?, capacity: Int, _ write: (inout OutputRawSpan) -> Void
    ) -> EncodedMessage {
        let attachments = payload.attachments
        let text = FrameWriter.frame(isBinary: false, capacity: capacity + namespace.utf8.count + 64) { output in
            output.append(UInt8(ascii: "4"))
            output.append(UInt8(ascii: attachments.isEmpty ? plain : binary))
            if !attachments.isEmpty {
                output.append(decimal: UInt64(attachments.count))
                output.append(UInt8(ascii: "-"))
            }
            output.append(namespace: namespace)
            if let id { output.append(decimal: id) }
            output.append(UInt8(ascii: "["))
            write(&output)
            output.append(UInt8(ascii: "]"))
        }
        return EncodedMessage(text: text, attachments: attachments.map { EncodedPacket(.binary($0)) })
    }
}

extension OutputRawSpan {
    /// Appends a namespace and its comma; nothing for the main one.
    fileprivate mutating func append(namespace: String) {
        guard namespace != "/" else { return }
        append(namespace)
        append(UInt8(ascii: ","))
    }
}
