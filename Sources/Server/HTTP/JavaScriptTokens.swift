/// The words, texts and signs of a JavaScript module, in their order, without the space and the comments between them.
struct JavaScriptTokens {
    let bytes: [UInt8]
    private(set) var tokens: [Token] = []
    /// Whether everything that begins also ends. Where it does not, where tokens begin and end is a guess.
    private(set) var isWhole = true

    struct Token {
        let kind: Kind
        /// Where it stands in the bytes.
        let range: Range<Int>
        /// How many brackets are open around it; a bracket stands outside of itself.
        let depth: Int
        let gap: Gap
    }

    enum Kind {
        /// A name, a keyword or a number.
        case word
        /// A text between quotes, with them.
        case text
        /// The part of a template up to `${`, between `}` and `${`, or from `}` on, with these signs.
        case template
        case regex
        /// Any other sign, one byte each.
        case sign
    }

    /// What stands before a token.
    enum Gap { case nothing, space, newline }

    private enum Bracket {
        case round(isCondition: Bool)
        case square, curly, template
    }

    private var place = 0
    private var open: [Bracket] = []
    /// Whether a slash here would divide, as after a name or a bracket, and not begin a regular expression.
    private var isAfterValue = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 4)
        while true {
            let gap = skipGap()
            guard place < bytes.count else { break }
            read(after: gap)
        }
        if !open.isEmpty { isWhole = false }
    }

    func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

    /// Whether a token is this sign or this word.
    func isAt(_ index: Int, _ text: StaticString) -> Bool {
        guard index >= 0, index < tokens.count else { return false }
        let token = tokens[index]
        guard token.kind == .sign || token.kind == .word, token.range.count == text.utf8CodeUnitCount else {
            return false
        }
        guard bytes[token.range.lowerBound] == text.utf8Start.pointee else { return false }
        return text.withUTF8Buffer { bytes[token.range].elementsEqual($0) }
    }

    /// Whether a word names a member: behind `#` or behind one point, but not behind three.
    func isMember(_ index: Int) -> Bool {
        isAt(index - 1, "#") || isAt(index - 1, ".") && !isAt(index - 2, ".")
    }

    /// What stands between the quotes of a text; `nil` for other tokens, and for a text with escapes or without end.
    func quoted(at index: Int) -> String? {
        guard index < tokens.count, tokens[index].kind == .text else { return nil }
        let text = text(tokens[index])
        return text.count > 1 && text.first == text.last && !text.contains("\\")
            ? String(text.dropFirst().dropLast()) : nil
    }

    // MARK: - Between tokens

    private func byte(_ offset: Int = 0) -> UInt8? { place + offset < bytes.count ? bytes[place + offset] : nil }

    private mutating func skipGap() -> Gap {
        var gap = Gap.nothing
        while let byte = byte() {
            if byte == .newline || byte == .carriageReturn {
                gap = .newline
                place += 1
            } else if byte <= .space {
                if gap == .nothing { gap = .space }
                place += 1
            } else if byte == .slash, self.byte(1) == .slash {
                while let byte = self.byte(), byte != .newline { place += 1 }
                if gap == .nothing { gap = .space }
            } else if byte == .slash, self.byte(1) == .star {
                if skipComment() { gap = .newline } else if gap == .nothing { gap = .space }
            } else {
                break
            }
        }
        return gap
    }

    /// Goes behind a comment; whether it holds a newline, which ends a statement as one outside does.
    private mutating func skipComment() -> Bool {
        var hasNewline = false
        place += 2
        while let byte = byte() {
            if byte == .star, self.byte(1) == .slash {
                place += 2
                return hasNewline
            }
            if byte == .newline { hasNewline = true }
            place += 1
        }
        isWhole = false
        return hasNewline
    }

    // MARK: - One token

    private mutating func read(after gap: Gap) {
        let (start, depth) = (place, open.count)
        func token(_ kind: Kind, depth: Int) -> Token {
            Token(kind: kind, range: start..<place, depth: depth, gap: gap)
        }
        let first = bytes[place]
        if first.isNamePart {
            readWord()
            tokens.append(token(.word, depth: depth))
        } else if first == .quote || first == .apostrophe {
            readText(to: first)
            tokens.append(token(.text, depth: depth))
        } else if first == .backtick {
            readTemplate()
            tokens.append(token(.template, depth: depth))
        } else if first == .closingCurly, case .template = open.last {
            open.removeLast()
            readTemplate()
            tokens.append(token(.template, depth: depth - 1))
        } else if first == .slash, !isAfterValue, let end = endOfRegex() {
            place = end
            isAfterValue = true
            tokens.append(token(.regex, depth: depth))
        } else {
            readSign(first, after: gap)
            tokens.append(token(.sign, depth: min(depth, open.count)))
        }
    }

    private mutating func readWord() {
        let start = place
        while let byte = byte(), byte.isNamePart { place += 1 }
        // A number goes on behind its point.
        if bytes[start].isDigit, byte() == .point {
            place += 1
            while let byte = byte(), byte.isNamePart { place += 1 }
        }
        isAfterValue =
            isMember(tokens.count) || !Self.beforeValues.contains(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    private static let beforeValues: Set<String> = [
        "return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "await", "yield", "new", "instanceof",
        "throw", "default", "extends",
    ]

    private mutating func readText(to end: UInt8) {
        place += 1
        isAfterValue = true
        while let byte = byte() {
            if byte == .newline { break }
            place += byte == .backslash ? 2 : 1
            if byte == end { return }
        }
        place = min(place, bytes.count)
        isWhole = false
    }

    /// Reads from a backtick or the end of an inserted value up to the next value or the end.
    private mutating func readTemplate() {
        place += 1
        while let byte = byte() {
            if byte == .backtick {
                place += 1
                isAfterValue = true
                return
            }
            if byte == UInt8(ascii: "$"), self.byte(1) == .openingCurly {
                place += 2
                open.append(.template)
                isAfterValue = false
                return
            }
            place += byte == .backslash ? 2 : 1
        }
        place = min(place, bytes.count)
        isWhole = false
    }

    /// Where the regular expression that may begin here ends; `nil` where none does on this line.
    private func endOfRegex() -> Int? {
        var isInClass = false
        var index = place + 1
        while index < bytes.count, bytes[index] != .newline {
            switch bytes[index] {
            case .backslash: index += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case .slash where !isInClass:
                index += 1
                while index < bytes.count, bytes[index].isNamePart { index += 1 }
                return index
            default: break
            }
            index += 1
        }
        return nil
    }

    private mutating func readSign(_ sign: UInt8, after gap: Gap) {
        isAfterValue = false
        switch sign {
        case UInt8(ascii: "("): open.append(.round(isCondition: isAfterCondition))
        case UInt8(ascii: "["): open.append(.square)
        case .openingCurly: open.append(.curly)
        case UInt8(ascii: ")"):
            if case .round(let isCondition) = open.popLast() { isAfterValue = !isCondition } else { isWhole = false }
        case UInt8(ascii: "]"):
            if case .square = open.popLast() { isAfterValue = true } else { isWhole = false }
        case .closingCurly:
            // A slash behind a block begins a regular expression; nobody divides what stands in such brackets.
            if case .curly = open.popLast() {} else { isWhole = false }
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            // As in `i++ / 2`.
            isAfterValue = gap == .nothing && place > 0 && bytes[place - 1] == sign
        default: break
        }
        place += 1
    }

    /// Whether the bracket that opens here holds what a statement depends on, so that a statement follows.
    private var isAfterCondition: Bool {
        let last = tokens.count - 1
        guard ["if", "while", "for", "with"].contains(where: { isAt(last, $0) }) else {
            return isAt(last, "await") && isAt(last - 1, "for")
        }
        return !isMember(last)
    }
}

extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let slash = UInt8(ascii: "/")
    static let star = UInt8(ascii: "*")
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let backtick = UInt8(ascii: "`")
    static let backslash = UInt8(ascii: "\\")
    static let point = UInt8(ascii: ".")
    static let openingCurly = UInt8(ascii: "{")
    static let closingCurly = UInt8(ascii: "}")

    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// Whether names may hold it; every byte of a letter beyond ASCII counts.
    var isNamePart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
