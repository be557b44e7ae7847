import FoundationEssentials
public import NIOCore

extension SocketArguments {
    /// Decodes one argument.
    ///
    /// Strings, integers, booleans, and arguments sent as binary (as `ByteBuffer`, `[UInt8]` or `Data`) are read
    /// directly; everything else goes through `JSONDecoder`. `Data` inside other values is decoded from placeholders
    /// of attachments, `Date` from ISO 8601 text as JavaScript writes it. Escapes of lone surrogates become U+FFFD.
    ///
    /// - Parameters:
    ///   - type: What to decode. An optional type accepts an argument that is missing.
    ///   - index: Which argument, from 0.
    /// - Throws: ``SocketArgumentsError`` if there is no such argument or the attachment is missing; `DecodingError`.
    @inlinable
    public func decode<Value: Decodable>(_ type: Value.Type = Value.self, at index: Int = 0) throws -> Value {
        if Value.self == String.self, let value = string(at: index) as? Value { return value }
        if Value.self == Int.self, let value = integer(at: index) as? Value { return value }
        return try decodeAny(type, at: index)
    }

    /// Decodes the first arguments, one for each type: `let (room, text) = try arguments.values(String.self, String.self)`.
    ///
    /// - Throws: As ``decode(_:at:)``. Arguments beyond the types are ignored.
    // Swift 6.3.1 stops with an error when it optimises packs of types across modules.
    @_semantics("optimize.no.crossmodule")
    public func values<each Value: Decodable>(_ type: repeat (each Value).Type) throws -> (repeat each Value) {
        var index = -1
        func next<One: Decodable>(_ type: One.Type) throws -> One {
            index += 1
            return try decode(type, at: index)
        }
        return (repeat try next(each type))
    }

    /// The bytes of an argument that was sent as binary; nil for another argument.
    public func attachment(at index: Int) -> ByteBuffer? {
        guard !attachments.isEmpty, let raw = raw(at: index) else { return nil }
        guard let placeholder = try? JSONDecoder().decode(Placeholder.self, from: Data(raw.readableBytesView)) else {
            return nil
        }
        return attachment(of: placeholder)
    }

    @usableFromInline
    func string(at index: Int) -> String? { raw(at: index)?.jsonString }

    @usableFromInline
    func integer(at index: Int) -> Int? { raw(at: index)?.jsonInteger }

    @usableFromInline
    func decodeAny<Value: Decodable>(_ type: Value.Type, at index: Int) throws -> Value {
        if let value = binary(type, at: index) { return value }
        guard let raw = raw(at: index) else { return try missing(type, at: index) }
        return try decoder().decode(
            type, from: Data(raw.replacingLoneSurrogates.blankingRepeatedKeys.readableBytesView))
    }

    private func binary<Value>(_ type: Value.Type, at index: Int) -> Value? {
        guard type == ByteBuffer.self || type == [UInt8].self || type == Data.self else { return nil }
        guard let bytes = attachment(at: index) else { return nil }
        return bytes as? Value ?? Array(buffer: bytes) as? Value ?? Data(bytes.readableBytesView) as? Value
    }

    private func missing<Value: Decodable>(_ type: Value.Type, at index: Int) throws -> Value {
        guard let null = try? JSONDecoder().decode(type, from: Data("null".utf8)) else {
            throw SocketArgumentsError.missing(index: index)
        }
        return null
    }

    private func decoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        let attachments = attachments
        decoder.dataDecodingStrategy = .custom { decoder in
            let placeholder = try Placeholder(from: decoder)
            guard placeholder.num >= 0, placeholder.num < attachments.count else {
                throw SocketArgumentsError.noAttachment(number: placeholder.num)
            }
            return Data(attachments[placeholder.num].readableBytesView)
        }
        decoder.dateDecodingStrategy = .custom { try Date(fromJavaScript: $0) }
        return decoder
    }

    private func attachment(of placeholder: Placeholder) -> ByteBuffer? {
        guard placeholder.num >= 0, placeholder.num < attachments.count else { return nil }
        return attachments[placeholder.num]
    }
}

/// Why arguments cannot be read.
public enum SocketArgumentsError: Error, Equatable, CustomStringConvertible {
    /// There is no argument at this index.
    case missing(index: Int)
    /// No attachment with this number was sent.
    case noAttachment(number: Int)
    /// Bytes given as JSON are no JSON, or nested too deeply; the text says why.
    case invalidJSON(String)

    /// One sentence for people.
    public var description: String {
        switch self {
        case .missing(let index): "There is no argument at index \(index)."
        case .noAttachment(let number): "There is no attachment with the number \(number)."
        case .invalidJSON(let reason): reason
        }
    }
}
