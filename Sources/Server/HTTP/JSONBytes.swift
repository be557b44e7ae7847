/// The growing text of a `JSONWriter`.
///
/// It owns plain memory instead of an array: writing a list of sessions is thousands of appends of a few bytes, and
/// each would check anew whether the array is shared.
struct JSONBytes: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(64, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Everything written so far.
    var all: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    /// Makes room for `more` bytes; only then `push` may be called for so many.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    /// Appends one byte for which room was made.
    @inline(__always)
    mutating func push(_ byte: UInt8) {
        assert(count < capacity)
        base[count] = byte
        count += 1
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    /// Appends a literal of the program.
    @inline(__always)
    mutating func append(_ literal: StaticString) {
        append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Appends a text as it is.
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Appends a whole number.
    mutating func append(_ number: Int64) {
        reserve(20)
        if number < 0 { push(UInt8(ascii: "-")) }
        var digits = 1
        var rest = number.magnitude
        while rest >= 10 {
            rest /= 10
            digits += 1
        }
        push(number.magnitude, digits: digits)
    }

    /// Appends the last digits of a number, with zeros before them, for which room was made.
    @inline(__always)
    mutating func push(_ number: UInt64, digits: Int) {
        assert(count + digits <= capacity)
        var rest = number
        for position in stride(from: count + digits - 1, through: count, by: -1) {
            base[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }

    /// Appends the eight hexadecimal digits of a number, or with a dash in their middle, for which room was made.
    @inline(__always)
    mutating func pushHexadecimal(_ number: UInt32, dashed: Bool = false) {
        assert(count + 9 <= capacity)
        let digits = Self.hexadecimal(number)
        let raw = UnsafeMutableRawPointer(base + count)
        raw.storeBytes(of: digits.bigEndian, as: UInt64.self)
        if dashed {
            (raw + 4).storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
            (raw + 5).storeBytes(of: UInt32(truncatingIfNeeded: digits).bigEndian, as: UInt32.self)
        }
        count += dashed ? 9 : 8
    }

    /// The eight digits of a number as the eight bytes of another: the nibbles are spread, then all at once
    /// become digits, where a carry out of `+ 6` tells those that become letters.
    private static func hexadecimal(_ number: UInt32) -> UInt64 {
        var nibbles = UInt64(number)
        nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = ((nibbles &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
        return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
    }

    /// Appends a text in quotes, escaped where RFC 8259, section 7, demands it.
    mutating func appendQuoted(_ text: String) {
        var text = text
        text.withUTF8 { text in
            reserve(text.count + 2)
            push(UInt8(ascii: "\""))
            var start = 0
            while start < text.count {
                let end = Self.plainEnd(of: text, from: start)
                append(UnsafeBufferPointer(rebasing: text[start..<end]))
                if end < text.count { appendEscape(of: text[end]) }
                start = end + 1
            }
            reserve(1)
            push(UInt8(ascii: "\""))
        }
    }

    /// Where the part without anything to escape ends; looks at eight bytes at a time.
    private static func plainEnd(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        let raw = UnsafeRawBufferPointer(text)
        while position + 8 <= text.count {
            let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            if hasSpecialByte(word) { break }
            position += 8
        }
        while position < text.count, !isSpecial(text[position]) { position += 1 }
        return position
    }

    private static func isSpecial(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

    /// Whether one of eight bytes is below 0x20, a quote or a backslash.
    ///
    /// Source: S. E. Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less than n" and "… equal to n".
    private static func hasSpecialByte(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let low = (word &- ones &* 0x20) & ~word
        return (low | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes) & highs != 0
    }

    private mutating func appendEscape(of byte: UInt8) {
        reserve(6)
        push(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: push(byte)
        case 0x0A: push(UInt8(ascii: "n"))
        case 0x0D: push(UInt8(ascii: "r"))
        case 0x09: push(UInt8(ascii: "t"))
        default:
            append(byte < 0x10 ? "u000" : "u001")
            push(hexadecimalDigit(byte & 0xF))
        }
    }

    private mutating func grow(_ more: Int) {
        let wanted = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity = wanted
    }
}

func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
