/// A text folded to its key, with the places in the key where words began.
struct FoldedText {
    private var scalars = String.UnicodeScalarView()
    private(set) var wordStarts: [String.Index] = []
    /// Whether the last scalar read belongs to a word, so that `+` and `#` count.
    private var attached = false
    private var leadingDot = false
    private var pendingAnd = false

    init(_ text: String) {
        for scalar in text.unicodeScalars { take(scalar) }
    }

    var key: String { String(scalars) }

    /// The parts of the key that were words of the text.
    var words: [Substring] {
        let key = self.key
        let ends = wordStarts.dropFirst() + [key.endIndex]
        return zip(wordStarts, ends).map { key[$0..<$1] }
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39: append(scalar)
        case 0x41...0x5A: append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
        case 0x00..<0x80: takeSign(scalar)
        case 0x266F: takeSign("#")
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { take($0) }
        case 0x2018, 0x2019, 0x02BC: break
        default: takeOther(scalar)
        }
    }

    private mutating func takeSign(_ sign: Unicode.Scalar) {
        switch sign {
        case "+", "#":
            if attached { scalars.append(sign) }
            return
        case "'", "`": return
        case ".": leadingDot = scalars.isEmpty
        case "&": pendingAnd = !scalars.isEmpty
        default: leadingDot = false
        }
        attached = false
    }

    private mutating func takeOther(_ scalar: Unicode.Scalar) {
        if scalar.properties.isDefaultIgnorableCodePoint || scalar.isStrippedMark { return }
        let letter = scalar.fullWidthKana ?? scalar
        if attached, let last = scalars.last, let composed = last.composed(with: letter) {
            scalars.removeLast()
            scalars.append(composed)
            return
        }
        guard letter.isWordPart, attached || !letter.isContinuation else {
            attached = false
            leadingDot = false
            return
        }
        for lower in letter.properties.lowercaseMapping.unicodeScalars where !lower.isStrippedMark {
            for base in lower.baseLetters.unicodeScalars { append(base) }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if !attached {
            if pendingAnd { appendWord("and") }
            wordStarts.append(scalars.endIndex)
            if leadingDot { scalars.append(contentsOf: "dot".unicodeScalars) }
        }
        (attached, leadingDot, pendingAnd) = (true, false, false)
        scalars.append(scalar)
    }

    private mutating func appendWord(_ word: String) {
        wordStarts.append(scalars.endIndex)
        scalars.append(contentsOf: word.unicodeScalars)
    }
}
