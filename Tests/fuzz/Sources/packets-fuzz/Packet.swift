import FoundationEssentials
import NIOCore

@testable import SocketIO

/// The text of a Socket.IO packet: its arguments can be read, Foundation reads the JSON that passes, and the packet is
/// the same when it is written and parsed again. (Foundation reads more: commas at the end of objects, for example.)
func fuzzPacket(_ bytes: ByteBuffer) {
    compareWithFoundation(bytes)
    guard let header = try? SocketPacketParser.parse(bytes, limits: PacketLimits()) else { return }
    check(header.attachments <= 10, "more attachments than are allowed")
    if let arguments = header.packet.arguments { read(arguments) }
    guard bytes.isValidUTF8, header.attachments == 0, let again = encode(header.packet) else { return }
    check(isSame(header.packet, again), "a packet changes when it is written again")
}

/// Reads arguments in all ways there are.
func read(_ arguments: SocketArguments) {
    for index in -1...min(arguments.count, 20) {
        let raw = arguments.raw(at: index)
        check((raw == nil) == (index < 0 || index >= arguments.count), "an argument is missing")
        check(raw.map { (try? RawJSON($0, depth: 128)) != nil } ?? true, "an argument is no JSON")
        _ = try? arguments.decode(Int.self, at: index)
        _ = arguments.attachment(at: index)
        let isText = raw?.readableBytesView.first == UInt8(ascii: "\"") && raw?.isValidUTF8 == true
        check((try? arguments.decode(String.self, at: index)) != nil || !isText, "a string cannot be read")
    }
}

private func compareWithFoundation(_ bytes: ByteBuffer) {
    guard bytes.isValidUTF8, bytes.readableBytes < 512, !bytes.readableBytesView.contains(0) else { return }
    let json = try? RawJSON(bytes, depth: 128)
    let text = json?.text.replacingLoneSurrogates.blankingRepeatedKeys ?? bytes
    let isRead = (try? JSONDecoder().decode(AnyJSON.self, from: Data(text.readableBytesView))) != nil
    check(json == nil || isRead, "Foundation refuses what passed")
}

private func encode(_ packet: SocketPacket) -> SocketPacket? {
    let message: EncodedMessage
    switch packet.content {
    case .event(let name, let arguments, let id):
        message = .event(name, SocketPayload(arguments), namespace: packet.namespace, id: id)
    case .ack(let id, let arguments): message = .ack(id, SocketPayload(arguments), namespace: packet.namespace)
    case .disconnect: message = .disconnect(namespace: packet.namespace)
    case .connect: return nil
    }
    guard case .message(let text) = try? EnginePacket(text: message.text.body) else { return nil }
    check(!text.readableBytesView.contains(EnginePayloadReader.separator), "a separator is not escaped")
    check(text.isValidUTF8, "a message is not UTF-8")
    return try? SocketPacketParser.parse(text, limits: PacketLimits()).packet
}

private func isSame(_ one: SocketPacket, _ other: SocketPacket) -> Bool {
    guard one.namespace == other.namespace, texts(one.arguments) == texts(other.arguments) else { return false }
    switch (one.content, other.content) {
    case (.event(let one, _, let id), .event(let other, _, let otherID)): return one == other && id == otherID
    case (.ack(let one, _), .ack(let other, _)): return one == other
    case (.disconnect, .disconnect): return true
    default: return false
    }
}

private func texts(_ arguments: SocketArguments?) -> [ByteBuffer?] {
    (0..<(arguments?.count ?? 0)).map { arguments?.raw(at: $0) }
}

/// Any JSON; containers are walked, scalars are taken as they are.
private struct AnyJSON: Decodable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Key.self) {
            for key in object.allKeys { _ = try object.decode(AnyJSON.self, forKey: key) }
        } else if var array = try? decoder.unkeyedContainer() {
            while !array.isAtEnd { _ = try array.decode(AnyJSON.self) }
        }
    }
}
