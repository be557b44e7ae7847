import NIOCore

/// Puts a binary packet together from its header and the attachments that follow it (Socket.IO protocol 5,
/// "BINARY_EVENT").
struct BinaryAssembly: Sendable {
    private struct Pending {
        var header: SocketPacketParser.Header
        var attachments: [ByteBuffer] = []
        var byteCount = 0
        var deadline: NIODeadline
    }

    private let byteLimit: Int
    private var pending: Pending?

    /// - Parameter byteLimit: How many bytes the attachments of one packet may have together.
    init(byteLimit: Int) {
        self.byteLimit = byteLimit
    }

    /// When the session must be closed because attachments are still missing; nil while none are.
    var deadline: NIODeadline? { pending?.deadline }

    /// Whether attachments are missing.
    var isPending: Bool { pending != nil }

    /// Begins with a header that announces at least one attachment.
    ///
    /// - Throws: ``SocketPacketError/textWhileAttachmentsAreMissing``, ``SocketPacketError/placeholder``.
    mutating func begin(_ header: SocketPacketParser.Header, deadline: NIODeadline) throws(SocketPacketError) {
        guard pending == nil else { throw .textWhileAttachmentsAreMissing }
        if let json = header.packet.arguments?.json {
            try PlaceholderCheck.check(json.text, attachments: header.attachments)
        }
        pending = Pending(header: header, deadline: deadline)
    }

    /// Adds an attachment; the packet with all of them if it was the last.
    ///
    /// - Throws: ``SocketPacketError/unexpectedAttachment``, ``SocketPacketError/attachmentsTooLarge``.
    mutating func add(_ bytes: ByteBuffer) throws(SocketPacketError) -> SocketPacket? {
        guard var current = pending else { throw .unexpectedAttachment }
        pending = nil
        current.byteCount += bytes.readableBytes
        guard current.byteCount <= byteLimit else { throw .attachmentsTooLarge }
        current.attachments.append(bytes)
        guard current.attachments.count < current.header.attachments else {
            return current.header.packet.with(current.attachments)
        }
        pending = current
        return nil
    }
}

extension SocketPacket {
    /// The arguments of an event or an acknowledgement.
    var arguments: SocketArguments? {
        switch content {
        case .event(_, let arguments, _), .ack(_, let arguments), .connect(let arguments): arguments
        case .disconnect: nil
        }
    }

    fileprivate func with(_ attachments: [ByteBuffer]) -> SocketPacket {
        var packet = self
        switch content {
        case .event(let name, var arguments, let id):
            arguments.attachments = attachments
            packet.content = .event(name: name, arguments, id: id)
        case .ack(let id, var arguments):
            arguments.attachments = attachments
            packet.content = .ack(id: id, arguments)
        case .connect, .disconnect: break
        }
        return packet
    }
}
