public import NIOCore

/// The arguments of an event or of an acknowledgement, as they came from the client.
///
/// They stay JSON until they are asked for: ``raw(at:)`` gives the bytes, ``decode(_:at:)`` a value, and
/// ``attachment(at:)`` the bytes of an argument that was sent as binary. Whoever keeps arguments for long keeps the
/// buffer alive that they were received in.
public struct SocketArguments: Sendable {
    /// The checked JSON that the arguments are in; nil when there are none.
    let json: RawJSON?
    /// The number of elements in front of the arguments: 1 when the first is the name of the event.
    let skipped: Int
    /// The binary attachments, in the order in which the placeholders number them.
    public internal(set) var attachments: [ByteBuffer] = []

    /// No arguments.
    public init() {
        json = nil
        skipped = 0
    }

    init(array: RawJSON, skipping: Int = 0) {
        json = array
        skipped = skipping
    }

    init(value: RawJSON) {
        json = value
        skipped = 0
    }

    /// How many arguments there are.
    public var count: Int {
        guard let json else { return 0 }
        return json.isArray ? json.count - skipped : 1
    }

    /// Whether there are no arguments.
    public var isEmpty: Bool { count == 0 }

    /// The JSON of one argument, without white space around it; nil if there is no such argument.
    ///
    /// The bytes are valid JSON. They may contain escapes of lone surrogates, and placeholders of attachments.
    public func raw(at index: Int) -> ByteBuffer? {
        guard let json, index >= 0, index < count else { return nil }
        return json.isArray ? json.element(index + skipped) : json.text
    }

    /// The arguments as they stand in the JSON array, commas between them.
    var joined: ByteBuffer {
        guard let json, count > 0 else { return ByteBuffer() }
        guard json.isArray else { return json.text }
        let start = Int(json.separators[skipped]) + 1
        let end = Int(json.separators[json.separators.count - 1])
        return json.text.getSlice(at: json.text.readerIndex + start, length: end - start) ?? ByteBuffer()
    }
}
