import NIOCore

@testable import SocketIO

/// A polling payload: the packets that were good are written and read again; frames contain what they were made from.
func fuzzPayload(_ bytes: ByteBuffer) {
    let (packets, isWhole) = read(bytes)
    let separators = bytes.readableBytesView.count { $0 == EnginePayloadReader.separator }
    check(packets.count <= separators + 1, "more packets than a payload has room for")
    let size = packets.reduce(0) { $0 + ($1.payload?.readableBytes ?? 0) }
    check(size <= bytes.readableBytes, "packets larger than their payload")
    let encoded = packets.map { EncodedPacket($0) }
    if !packets.isEmpty {
        let again = read(EncodedPacket.payload(encoded))
        check(again.isWhole && again.packets == packets, "a payload changes when it is written again")
    }
    for (packet, encoded) in zip(packets, encoded) { check(frameBody(encoded) == wire(packet), "a frame is wrong") }
    if isWhole, separators == 0, let packet = packets.first, packet.digit != nil {
        check((try? EnginePacket(text: bytes)) == packet, "polling and WebSocket read the same text differently")
    }
}

private func read(_ payload: ByteBuffer) -> (packets: [EnginePacket], isWhole: Bool) {
    var reader = EnginePayloadReader(payload)
    var packets: [EnginePacket] = []
    do {
        while let packet = try reader.next() { packets.append(packet) }
        return (packets, true)
    } catch {
        check((try? reader.next()) == nil, "something follows an error")
        return (packets, false)
    }
}

private func wire(_ packet: EnginePacket) -> ByteBuffer {
    var bytes = ByteBuffer()
    if let digit = packet.digit { bytes.writeInteger(digit) }
    bytes.writeImmutableBuffer(packet.payload ?? ByteBuffer())
    return bytes
}

/// The payload of an unmasked frame, read by the rules of RFC 6455.
private func frameBody(_ packet: EncodedPacket) -> ByteBuffer? {
    var frame = packet.frame
    guard frame.readInteger(as: UInt8.self) == (packet.isBinary ? 0x82 : 0x81) else { return nil }
    guard let short = frame.readInteger(as: UInt8.self) else { return nil }
    let length =
        switch short {
        case 127: frame.readInteger(as: UInt64.self).map { Int($0) }
        case 126: frame.readInteger(as: UInt16.self).map { Int($0) }
        default: Int(short)
        }
    return length == frame.readableBytes && frame == packet.body ? frame : nil
}

/// Stops the fuzzer, which then keeps the input.
func check(_ isTrue: Bool, _ otherwise: @autoclosure () -> String) {
    guard isTrue else { fatalError(otherwise()) }
}
