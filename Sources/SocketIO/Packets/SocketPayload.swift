import FoundationEssentials
import NIOConcurrencyHelpers
public import NIOCore

/// The arguments of an event or of an acknowledgement that is to be sent.
///
/// Values are encoded once, when they are added; sending a payload to many sockets costs no more than sending it to
/// one. Binary arguments become attachments.
public struct SocketPayload: Sendable {
    /// The arguments as JSON, commas between them.
    private(set) var json: ByteBuffer
    /// The bytes that were replaced by placeholders, in order.
    public private(set) var attachments: [ByteBuffer] = []

    /// No arguments.
    public init() {
        json = ByteBuffer()
    }

    /// The given values as arguments.
    ///
    /// - Throws: `EncodingError`.
    public init<each Value: Encodable>(_ value: repeat each Value) throws {
        self.init()
        for value in repeat each value { try append(value) }
    }

    /// The arguments that came from a client, without decoding them.
    public init(_ arguments: SocketArguments) {
        json = arguments.joined
        attachments = arguments.attachments
    }

    /// One argument that is JSON already.
    ///
    /// - Throws: ``SocketArgumentsError/invalidJSON(_:)`` if it is no JSON or nested more than 128 deep.
    public init(json: ByteBuffer) throws {
        self.init()
        try append(json: json)
    }

    /// Adds a value.
    ///
    /// `ByteBuffer`, `[UInt8]` and `Data` are sent as binary, and so is `Data` inside other values. Dates become
    /// ISO 8601 text as JavaScript writes it.
    ///
    /// - Throws: `EncodingError`.
    public mutating func append<Value: Encodable>(_ value: Value) throws {
        if Value.self == String.self, let text = value as? String {
            writeComma()
            json.writeJSONString(text)
        } else if Value.self == Int.self, let number = value as? Int {
            writeComma()
            json.writeString(String(number))
        } else if let bytes = Self.binary(value) {
            append(binary: bytes)
        } else {
            try encode(value)
        }
    }

    /// Adds an argument that is JSON already; it is checked, not changed.
    ///
    /// - Throws: ``SocketArgumentsError/invalidJSON(_:)`` if it is no JSON or nested more than 128 deep.
    public mutating func append(json text: ByteBuffer) throws {
        do throws(JSONError) {
            _ = try RawJSON(text, depth: 128)
        } catch {
            throw SocketArgumentsError.invalidJSON(error.description)
        }
        writeComma()
        json.writeImmutableBuffer(text)
    }

    /// Adds an argument that is JSON already; it is checked, not changed.
    ///
    /// - Throws: ``SocketArgumentsError/invalidJSON(_:)`` if it is no JSON or nested more than 128 deep.
    public mutating func append(json text: String) throws {
        try append(json: ByteBuffer(string: text))
    }

    /// Adds bytes as an attachment.
    public mutating func append(binary bytes: ByteBuffer) {
        writeComma()
        json.writeString("{\"_placeholder\":true,\"num\":\(attachments.count)}")
        attachments.append(bytes)
    }

    private static func binary<Value>(_ value: Value) -> ByteBuffer? {
        if Value.self == ByteBuffer.self { return value as? ByteBuffer }
        if Value.self == [UInt8].self { return (value as? [UInt8]).map { ByteBuffer(bytes: $0) } }
        if Value.self == Data.self { return (value as? Data).map { ByteBuffer(bytes: $0) } }
        return nil
    }

    private mutating func writeComma() {
        if json.readableBytes > 0 { json.writeInteger(UInt8(ascii: ",")) }
    }

    private mutating func encode(_ value: some Encodable) throws {
        let found = NIOLockedValueBox(attachments)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        encoder.dataEncodingStrategy = .custom { data, encoder in
            let number = found.withLockedValue { attachments in
                attachments.append(ByteBuffer(bytes: data))
                return attachments.count - 1
            }
            try Placeholder(num: number).encode(to: encoder)
        }
        encoder.dateEncodingStrategy = .custom { date, encoder in try date.javaScriptText.encode(to: encoder) }
        let encoded = try encoder.encode(value)
        attachments = found.withLockedValue { $0 }
        writeComma()
        json.writeBytes(encoded)
    }
}
