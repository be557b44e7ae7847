import FoundationEssentials
import NIOCore

@testable import SocketIO

/// The messages of a session, separated by 0xFF; those that begin with `b` are binary. What waits for attachments has a
/// deadline and stays within its limits; placeholders of what arrives lead to attachments.
func fuzzAssembly(_ bytes: ByteBuffer) {
    let limits = PacketLimits(attachments: 4, attachmentBytes: 64, attachmentTime: .seconds(3), depth: 8)
    var decoder = SocketPacketDecoder(limits: limits)
    var clock = NIODeadline.uptimeNanoseconds(0)
    for message in bytes.readableBytesView.split(separator: 0xFF, omittingEmptySubsequences: false) {
        clock = clock + .seconds(1)
        let hadDeadline = decoder.deadline
        guard let packet = received(message, &decoder, clock) else { return }
        check(decoder.deadline == nil || decoder.deadline == hadDeadline ?? clock + .seconds(3), "a deadline moved")
        guard let arguments = packet?.arguments else { continue }
        check(decoder.deadline == nil, "a packet came too early")
        checkAttachments(of: arguments, limits)
        read(arguments)
        for index in 0..<min(arguments.count, 20) {
            _ = try? arguments.decode([Data].self, at: index)
            _ = try? arguments.decode([String: Data].self, at: index)
        }
    }
}

/// The packet that a message completes, if it does; nil when the session must be closed.
private func received(
    _ message: ByteBufferView, _ decoder: inout SocketPacketDecoder, _ now: NIODeadline
) -> SocketPacket?? {
    do {
        guard message.first == UInt8(ascii: "b") else {
            return .some(try decoder.text(ByteBuffer(message), at: now) { $0 != "/text" })
        }
        return .some(try decoder.binary(ByteBuffer(message.dropFirst())))
    } catch {
        return nil
    }
}

private func checkAttachments(of arguments: SocketArguments, _ limits: PacketLimits) {
    check(arguments.attachments.count <= limits.attachments, "more attachments than are allowed")
    let size = arguments.attachments.reduce(0) { $0 + $1.readableBytes }
    check(size <= limits.attachmentBytes, "attachments larger than is allowed")
    guard !arguments.attachments.isEmpty else { return }
    for index in 0..<min(arguments.count, 20) {
        let text = arguments.raw(at: index).map { String(buffer: $0) } ?? ""
        guard text.hasPrefix(#"{"_placeholder":true,"num":"#), text.utf8.count == 29 else { continue }
        check(arguments.attachment(at: index) != nil, "a placeholder leads nowhere")
    }
}
