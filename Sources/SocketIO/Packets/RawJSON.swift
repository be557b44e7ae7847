import NIOCore

/// A JSON value that was checked, as the bytes that came.
struct RawJSON: Sendable, Equatable {
    /// The bytes; white space around the value included.
    let text: ByteBuffer
    /// The offsets of the brackets and commas of a top-level array, from the reader index of ``text``; empty for other
    /// values.
    let separators: [UInt32]

    /// Checks bytes.
    ///
    /// - Parameters:
    ///   - text: Valid UTF-8.
    ///   - depth: How deep arrays and objects may nest; at most 128.
    /// - Throws: ``JSONError``.
    init(_ text: ByteBuffer, depth: Int) throws(JSONError) {
        var scanner = JSONScanner(depth: depth)
        try scanner.scan(text.readableBytesUInt8Span)
        self.text = text
        separators = scanner.separators
    }

    /// Whether the value is an array.
    var isArray: Bool { !separators.isEmpty }

    /// Whether the value is an object.
    var isObject: Bool {
        text.readableBytesView.first { !$0.isJSONSpace } == UInt8(ascii: "{")
    }

    /// How many elements a top-level array has.
    var count: Int {
        separators.count == 2 ? (element(0).readableBytes == 0 ? 0 : 1) : max(0, separators.count - 1)
    }

    /// The bytes of one element, without white space around them. The index is in range.
    func element(_ index: Int) -> ByteBuffer {
        var start = text.readerIndex + Int(separators[index]) + 1
        var end = text.readerIndex + Int(separators[index + 1])
        let view = text.readableBytesView
        while start < end, view[start].isJSONSpace { start += 1 }
        while start < end, view[end - 1].isJSONSpace { end -= 1 }
        return text.getSlice(at: start, length: end - start) ?? ByteBuffer()
    }
}
