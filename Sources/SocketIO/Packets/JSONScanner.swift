import NIOCore

/// Checks that bytes are one JSON value (RFC 8259), without decoding it.
///
/// Iterative, with a fixed limit of depth and in linear time, so no input can exhaust the stack. Escapes of lone
/// surrogates pass, since JavaScript sends them. The bytes of strings are not checked to be UTF-8: what carried them
/// did that.
struct JSONScanner {
    /// The offsets of the brackets and commas of a top-level array; empty for other values.
    private(set) var separators: [UInt32] = []

    private enum State {
        case value, firstElement, firstKey, key, next, end
    }

    private var index = 0
    private var depth = 0
    private var isObject = NestingBits()
    private let limit: Int

    /// - Parameter depth: How deep arrays and objects may nest; at most 128.
    init(depth: Int) {
        limit = min(depth, NestingBits.capacity)
    }

    mutating func scan(_ bytes: Span<UInt8>) throws(JSONError) {
        var state = State.value
        while true {
            while index < bytes.count, bytes[index].isJSONSpace { index += 1 }
            guard index < bytes.count else { break }
            state = try step(state, bytes)
        }
        guard state == .end else { throw .truncated }
    }

    private mutating func step(_ state: State, _ bytes: Span<UInt8>) throws(JSONError) -> State {
        let byte = bytes[index]
        switch state {
        case .value: return try value(byte, bytes)
        case .firstElement: return byte == UInt8(ascii: "]") ? close() : try value(byte, bytes)
        case .firstKey: return byte == UInt8(ascii: "}") ? close() : try key(bytes)
        case .key: return try key(bytes)
        case .next: return try next(byte)
        case .end: throw .unexpected(index)
        }
    }

    private mutating func value(_ byte: UInt8, _ bytes: Span<UInt8>) throws(JSONError) -> State {
        switch byte {
        case UInt8(ascii: "\""): try string(bytes)
        case UInt8(ascii: "["): return try open(isObject: false)
        case UInt8(ascii: "{"): return try open(isObject: true)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(bytes)
        case UInt8(ascii: "t"): try literal("true", bytes)
        case UInt8(ascii: "f"): try literal("false", bytes)
        case UInt8(ascii: "n"): try literal("null", bytes)
        default: throw .unexpected(index)
        }
        return depth == 0 ? .end : .next
    }

    private mutating func open(isObject object: Bool) throws(JSONError) -> State {
        guard depth < limit else { throw .tooDeep }
        if depth == 0, !object {
            separators.reserveCapacity(8)
            mark()
        }
        depth += 1
        isObject.push(object)
        index += 1
        return object ? .firstKey : .firstElement
    }

    private mutating func close() -> State {
        if depth == 1, !isObject.last { mark() }
        depth -= 1
        isObject.pop()
        index += 1
        return depth == 0 ? .end : .next
    }

    private mutating func next(_ byte: UInt8) throws(JSONError) -> State {
        switch (byte, isObject.last) {
        case (UInt8(ascii: ","), true):
            index += 1
            return .key
        case (UInt8(ascii: ","), false):
            if depth == 1 { mark() }
            index += 1
            return .value
        case (UInt8(ascii: "}"), true), (UInt8(ascii: "]"), false): return close()
        default: throw .unexpected(index)
        }
    }

    private mutating func mark() {
        separators.append(UInt32(truncatingIfNeeded: index))
    }

    private mutating func key(_ bytes: Span<UInt8>) throws(JSONError) -> State {
        guard bytes[index] == UInt8(ascii: "\"") else { throw .unexpected(index) }
        try string(bytes)
        while index < bytes.count, bytes[index].isJSONSpace { index += 1 }
        guard index < bytes.count else { throw .truncated }
        guard bytes[index] == UInt8(ascii: ":") else { throw .unexpected(index) }
        index += 1
        return .value
    }

    private mutating func literal(_ word: StaticString, _ bytes: Span<UInt8>) throws(JSONError) {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count else { throw .truncated }
        for offset in 0..<word.utf8CodeUnitCount where bytes[index + offset] != word.utf8Start[offset] {
            throw .unexpected(index)
        }
        index = end
    }

    private mutating func string(_ bytes: Span<UInt8>) throws(JSONError) {
        index += 1
        while true {
            index = bytes.endOfPlainText(from: index)
            guard index < bytes.count else { throw .truncated }
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return
            case UInt8(ascii: "\\"): try escape(bytes)
            default: throw .unexpected(index)
            }
        }
    }

    private mutating func escape(_ bytes: Span<UInt8>) throws(JSONError) {
        guard index + 1 < bytes.count else { throw .truncated }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            index += 2
        case UInt8(ascii: "u"):
            guard index + 6 <= bytes.count else { throw .truncated }
            for offset in 2..<6 where !bytes[index + offset].isHexDigit { throw .unexpected(index + offset) }
            index += 6
        default: throw .unexpected(index + 1)
        }
    }

    private mutating func number(_ bytes: Span<UInt8>) throws(JSONError) {
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        if index < bytes.count, bytes[index] == UInt8(ascii: "0") { index += 1 } else { try digits(bytes) }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            try digits(bytes)
        }
        guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return }
        index += 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
        try digits(bytes)
    }

    private mutating func digits(_ bytes: Span<UInt8>) throws(JSONError) {
        guard index < bytes.count else { throw .truncated }
        guard bytes[index].isDigit else { throw .unexpected(index) }
        while index < bytes.count, bytes[index].isDigit { index += 1 }
    }
}

/// Why bytes are not accepted as JSON.
enum JSONError: Error, Equatable, CustomStringConvertible {
    case truncated
    case unexpected(Int)
    case tooDeep

    var description: String {
        switch self {
        case .truncated: "The JSON ends too early."
        case .unexpected(let offset): "The JSON has an unexpected byte at offset \(offset)."
        case .tooDeep: "The JSON is nested too deeply."
        }
    }
}

/// A stack of bits: which of the open containers are objects.
private struct NestingBits {
    static let capacity = 128

    private var high: UInt64 = 0
    private var low: UInt64 = 0

    var last: Bool { low & 1 == 1 }

    mutating func push(_ bit: Bool) {
        high = high << 1 | low >> 63
        low = low << 1 | (bit ? 1 : 0)
    }

    mutating func pop() {
        low = low >> 1 | high << 63
        high >>= 1
    }
}
