import NIOCore

/// What one client may send.
struct PacketLimits: Sendable, Equatable {
    /// Attachments of one packet; 0 switches binary off. Node: 10.
    var attachments = 10
    /// The bytes of all attachments of one packet.
    var attachmentBytes = 10_000_000
    /// How long a packet may wait for its attachments.
    var attachmentTime = TimeAmount.seconds(20)
    /// How deep JSON may nest; at most 128.
    var depth = 128
    /// The length of a namespace's name, in bytes.
    var namespaceBytes = 1024
}
