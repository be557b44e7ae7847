import NIOCore

/// Looks for placeholders of attachments in checked JSON and refuses those that name an attachment which does not
/// exist. An object is a placeholder when its `_placeholder` is true, whatever else is in it.
struct PlaceholderCheck {
    private struct Container {
        var isObject: Bool
        var isPlaceholder = false
        var number: Int?
        var key = Key.other
    }

    private enum Key {
        case placeholder, number, other
    }

    private var containers: [Container] = []
    private let attachments: Int

    /// - Parameters:
    ///   - json: JSON that ``JSONScanner`` accepted.
    ///   - attachments: How many attachments there are.
    /// - Throws: ``SocketPacketError/placeholder``.
    static func check(_ json: ByteBuffer, attachments: Int) throws(SocketPacketError) {
        var check = PlaceholderCheck(attachments: attachments)
        try check.walk(json)
    }

    private init(attachments: Int) {
        self.attachments = attachments
    }

    private mutating func walk(_ json: ByteBuffer) throws(SocketPacketError) {
        let bytes = json.readableBytesUInt8Span
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                containers.append(Container(isObject: bytes[index] == UInt8(ascii: "{")))
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                try close()
                index += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D: index += 1
            default:
                let end = Self.endOfScalar(bytes, from: index)
                scalar(json, index..<end, isKey: Self.isColon(bytes, from: end))
                index = end
            }
        }
    }

    private mutating func close() throws(SocketPacketError) {
        guard let container = containers.popLast() else { return }
        if container.isPlaceholder {
            guard let number = container.number, number >= 0, number < attachments else { throw .placeholder }
        }
        assign { container in
            switch container.key {
            case .placeholder: container.isPlaceholder = false
            case .number: container.number = nil
            case .other: break
            }
        }
    }

    private mutating func scalar(_ json: ByteBuffer, _ range: Range<Int>, isKey: Bool) {
        guard let raw = json.getSlice(at: json.readerIndex + range.lowerBound, length: range.count) else { return }
        assign { container in
            switch (isKey, container.key) {
            case (true, _): container.key = Self.key(raw)
            case (false, .placeholder): container.isPlaceholder = raw.readableBytesView.elementsEqual("true".utf8)
            case (false, .number): container.number = raw.jsonInteger
            case (false, .other): break
            }
        }
    }

    private mutating func assign(_ change: (inout Container) -> Void) {
        guard let last = containers.indices.last, containers[last].isObject else { return }
        change(&containers[last])
    }

    private static func key(_ raw: ByteBuffer) -> Key {
        switch raw.jsonString {
        case "_placeholder": .placeholder
        case "num": .number
        default: .other
        }
    }

    private static func endOfScalar(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        guard bytes[start] == UInt8(ascii: "\"") else {
            while index < bytes.count, bytes[index].isPartOfScalar { index += 1 }
            return max(index, start + 1)
        }
        index = bytes.endOfPlainText(from: start + 1)
        while index < bytes.count, bytes[index] == UInt8(ascii: "\\") {
            index = bytes.endOfPlainText(from: index + 2)
        }
        return min(index + 1, bytes.count)
    }

    private static func isColon(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        var index = start
        while index < bytes.count, bytes[index].isJSONSpace { index += 1 }
        return index < bytes.count && bytes[index] == UInt8(ascii: ":")
    }
}

extension UInt8 {
    fileprivate var isPartOfScalar: Bool {
        self != UInt8(ascii: ",") && self != UInt8(ascii: "}") && self != UInt8(ascii: "]") && !isJSONSpace
    }
}
