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
        let count = name.utf8.count + payload.json.readableBytes + (offset?.utf8.count ?? 0)
        return message("2", "5", payload, namespace, id, capacity: count + 16) { buffer in
            buffer.writeJSONString(name)
            if payload.json.readableBytes > 0 {
                buffer.writeInteger(UInt8(ascii: ","))
                buffer.writeImmutableBuffer(payload.json)
            }
            guard let offset else { return }
            buffer.writeInteger(UInt8(ascii: ","))
            buffer.writeJSONString(offset)
        }
    }

    /// The answer to an event, with the id that the client gave it.
    static func ack(_ id: UInt64, _ payload: SocketPayload, namespace: String) -> EncodedMessage {
        message("3", "6", payload, namespace, id, capacity: payload.json.readableBytes + 8) { buffer in
            buffer.writeImmutableBuffer(payload.json)
        }
    }

    /// The reply to a CONNECT: the public id of the socket, and with recovery its private one.
    static func connect(namespace: String, sid: String, pid: String? = nil) -> EncodedMessage {
        control("0", namespace) { buffer in
            buffer.writeStaticString("{\"sid\":")
            buffer.writeJSONString(sid)
            if let pid {
                buffer.writeStaticString(",\"pid\":")
                buffer.writeJSONString(pid)
            }
            buffer.writeStaticString("}")
        }
    }

    /// The refusal of a CONNECT; `data` is JSON.
    static func connectError(namespace: String, message: String, data: ByteBuffer? = nil) -> EncodedMessage {
        control("4", namespace) { buffer in
            buffer.writeStaticString("{\"message\":")
            buffer.writeJSONString(message)
            if let data {
                buffer.writeStaticString(",\"data\":")
                buffer.writeImmutableBuffer(data)
            }
            buffer.writeStaticString("}")
        }
    }

    /// Makes the client leave a namespace.
    static func disconnect(namespace: String) -> EncodedMessage {
        control("1", namespace) { _ in }
    }

    private static func control(
        _ type: Unicode.Scalar, _ namespace: String, _ write: (inout ByteBuffer) -> Void
    ) -> EncodedMessage {
        let text = FrameWriter.frame(isBinary: false, capacity: namespace.utf8.count + 64) { buffer in
            buffer.writeInteger(UInt8(ascii: "4"))
            buffer.writeInteger(UInt8(ascii: type))
            buffer.writeNamespace(namespace)
            write(&buffer)
        }
        return EncodedMessage(text: text, attachments: [])
    }

    private static func message(
        _ plain: Unicode.Scalar, _ binary: Unicode.Scalar, _ payload: SocketPayload, _ namespace: String,
        _ id: UInt64?, capacity: Int, _ write: (inout ByteBuffer) -> Void
    ) -> EncodedMessage {
        let attachments = payload.attachments
        let text = FrameWriter.frame(isBinary: false, capacity: capacity + namespace.utf8.count + 24) { buffer in
            buffer.writeInteger(UInt8(ascii: "4"))
            buffer.writeInteger(UInt8(ascii: attachments.isEmpty ? plain : binary))
            if !attachments.isEmpty {
                buffer.writeDecimal(attachments.count)
                buffer.writeInteger(UInt8(ascii: "-"))
            }
            buffer.writeNamespace(namespace)
            if let id { buffer.writeDecimal(id) }
            buffer.writeInteger(UInt8(ascii: "["))
            write(&buffer)
            buffer.writeInteger(UInt8(ascii: "]"))
        }
        return EncodedMessage(text: text, attachments: attachments.map { EncodedPacket(.binary($0)) })
    }
}

extension ByteBuffer {
    /// Writes a namespace and its comma; nothing for the main one.
    fileprivate mutating func writeNamespace(_ namespace: String) {
        guard namespace != "/" else { return }
        writeString(namespace)
        writeInteger(UInt8(ascii: ","))
    }
}
