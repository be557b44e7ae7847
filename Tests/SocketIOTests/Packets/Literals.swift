public import NIOCore

extension ByteBuffer {
    /// The readable bytes as text.
    var text: String { String(buffer: self) }
}

extension ByteBuffer: @retroactive ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: UInt8...) {
        self.init(bytes: elements)
    }
}

extension ByteBuffer: @retroactive ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        self.init(string: value)
    }
}
