import NIOCore

/// Parses the text of a Socket.IO packet (protocol 5, "Packet encoding"):
/// `type [count "-"] [namespace ","] [id] [json]`.
///
/// One pass in linear time; numbers are bounded before they are added up, and nothing is allocated for what a header
/// merely announces.
struct SocketPacketParser {
    /// A packet and the number of attachments that follow it.
    struct Header: Sendable {
        var packet: SocketPacket
        var attachments: Int
    }

    private let limits: PacketLimits
    private var index = 0

    private init(_ limits: PacketLimits) {
        self.limits = limits
    }

    /// - Parameter message: The text of an Engine.IO message, without its `4`; valid UTF-8.
    /// - Throws: ``SocketPacketError``; the session is to be closed.
    static func parse(_ message: ByteBuffer, limits: PacketLimits) throws(SocketPacketError) -> Header {
        var parser = SocketPacketParser(limits)
        return try parser.parse(message)
    }

    private mutating func parse(_ message: ByteBuffer) throws(SocketPacketError) -> Header {
        let bytes = message.readableBytesUInt8Span
        guard bytes.count > 0 else { throw .empty }
        let type = bytes[0]
        index = 1
        guard type >= UInt8(ascii: "0"), type <= UInt8(ascii: "6") else { throw .unknownType }
        guard type != UInt8(ascii: "4") else { throw .connectErrorFromClient }
        let attachments = type >= UInt8(ascii: "5") ? try attachmentCount(bytes) : 0
        let namespace = try namespace(bytes, message)
        let id = try id(bytes)
        let packet = SocketPacket(namespace: namespace, content: try content(type, id, message))
        return Header(packet: packet, attachments: attachments)
    }

    private mutating func attachmentCount(_ bytes: Span<UInt8>) throws(SocketPacketError) -> Int {
        var count = 0
        let start = index
        while index < bytes.count, bytes[index].isDigit {
            guard index - start < 9 else { throw .attachmentCount }
            count = count * 10 + Int(bytes[index] & 15)
            guard count <= limits.attachments else { throw .tooManyAttachments }
            index += 1
        }
        guard count > 0, index < bytes.count, bytes[index] == UInt8(ascii: "-") else { throw .attachmentCount }
        index += 1
        return count
    }

    private mutating func namespace(_ bytes: Span<UInt8>, _ message: ByteBuffer) throws(SocketPacketError) -> String {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "/") else { return "/" }
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: ",") {
            guard bytes[index] >= 0x20 else { throw .namespace }
            guard index - start < limits.namespaceBytes else { throw .namespaceTooLong }
            index += 1
        }
        let name = message.getString(at: message.readerIndex + start, length: index - start)
        index = min(index + 1, bytes.count)
        return name ?? "/"
    }

    private mutating func id(_ bytes: Span<UInt8>) throws(SocketPacketError) -> UInt64? {
        guard index < bytes.count, bytes[index].isDigit else { return nil }
        var id: UInt64 = 0
        let start = index
        while index < bytes.count, bytes[index].isDigit {
            let (tenfold, isTooLong) = id.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = tenfold.addingReportingOverflow(UInt64(bytes[index] & 15))
            guard !isTooLong, !overflows, index - start < 20 else { throw .idTooLong }
            id = sum
            index += 1
        }
        return id
    }

    private func content(
        _ type: UInt8, _ id: UInt64?, _ message: ByteBuffer
    ) throws(SocketPacketError) -> SocketPacket.Content {
        var json = message
        json.moveReaderIndex(forwardBy: index)
        switch type {
        case UInt8(ascii: "0"):
            guard id == nil else { throw .unexpectedID }
            return .connect(try authentication(json))
        case UInt8(ascii: "1"):
            guard id == nil else { throw .unexpectedID }
            guard json.readableBytes == 0 else { throw .payload }
            return .disconnect
        case UInt8(ascii: "2"), UInt8(ascii: "5"):
            return try event(try array(json), id)
        default:
            guard let id else { throw .missingID }
            return .ack(id: id, SocketArguments(array: try array(json)))
        }
    }

    private func authentication(_ text: ByteBuffer) throws(SocketPacketError) -> SocketArguments {
        guard text.readableBytes > 0 else { return SocketArguments() }
        let json = try json(text)
        guard json.isObject else { throw .payload }
        return SocketArguments(value: json)
    }

    private func array(_ text: ByteBuffer) throws(SocketPacketError) -> RawJSON {
        guard text.readableBytes > 0 else { throw .payload }
        let json = try json(text)
        guard json.isArray else { throw .payload }
        return json
    }

    private func json(_ text: ByteBuffer) throws(SocketPacketError) -> RawJSON {
        do throws(JSONError) {
            return try RawJSON(text, depth: limits.depth)
        } catch {
            throw .json(error)
        }
    }

    private func event(_ json: RawJSON, _ id: UInt64?) throws(SocketPacketError) -> SocketPacket.Content {
        guard json.count > 0 else { throw .eventName }
        let first = json.element(0)
        guard let name = first.jsonString ?? first.jsonNumberText else { throw .eventName }
        guard !EventName.isReserved(name) else { throw .reservedEventName }
        return .event(name: name, SocketArguments(array: json, skipping: 1), id: id)
    }
}
