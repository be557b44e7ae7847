import NIOCore

/// Decodes the messages of one session into Socket.IO packets: a state machine without a clock of its own.
struct SocketPacketDecoder: Sendable {
    private let limits: PacketLimits
    private var assembly: BinaryAssembly

    init(limits: PacketLimits = PacketLimits()) {
        self.limits = limits
        assembly = BinaryAssembly(byteLimit: limits.attachmentBytes)
    }

    /// When the session must be closed because attachments are still missing; nil while none are.
    var deadline: NIODeadline? { assembly.deadline }

    /// Takes a text message; the packet, unless it waits for attachments.
    ///
    /// - Parameters:
    ///   - now: From when a binary packet may wait for ``PacketLimits/attachmentTime``.
    ///   - allowsBinary: Whether a namespace accepts binary packets; asked for those alone.
    /// - Throws: ``SocketPacketError``; the session is to be closed.
    mutating func text(
        _ message: ByteBuffer, at now: NIODeadline, allowsBinary: (_ namespace: String) -> Bool = { _ in true }
    ) throws(SocketPacketError) -> SocketPacket? {
        guard !assembly.isPending else { throw .textWhileAttachmentsAreMissing }
        let header = try SocketPacketParser.parse(message, limits: limits)
        guard header.attachments > 0 else { return header.packet }
        guard allowsBinary(header.packet.namespace) else { throw .tooManyAttachments }
        try assembly.begin(header, deadline: now + limits.attachmentTime)
        return nil
    }

    /// Takes a binary message; the packet if it was the last attachment of one.
    ///
    /// - Throws: ``SocketPacketError``; the session is to be closed.
    mutating func binary(_ message: ByteBuffer) throws(SocketPacketError) -> SocketPacket? {
        try assembly.add(message)
    }
}
