/// Reads which modules a JavaScript module imports statically, without understanding the rest of it.
///
/// What it gets wrong costs a page a little time and nothing else: a module that is not named is loaded when the browser
/// meets its import.
struct ModuleImports {
    private let bytes: [UInt8]
    private var place = 0
    /// Whether a slash here would divide, as after a name or a bracket, and not begin a regular expression.
    private var isAfterValue = false

    /// What stands between the quotes of the `import` and `export … from` declarations, in their order.
    static func names(in source: [UInt8]) -> [String] {
        var reader = ModuleImports(bytes: source)
        return reader.declarations()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private func isNext(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[place...].starts(with: $0) }
    }

    private mutating func declarations() -> [String] {
        var names: [String] = []
        var depth = 0
        while let byte = nextAfterSpace() {
            if byte.isNamePart {
                let isMember = place > 0 && bytes[place - 1] == UInt8(ascii: ".")
                let word = word()
                if depth == 0, !isMember, word == "import" || word == "export" {
                    if let name = source(of: word) { names.append(name) }
                }
            } else {
                depth += byte.opens ? 1 : byte.closes ? -1 : 0
                skipToken()
            }
        }
        return names
    }

    /// The module that a declaration names; `import()`, `import.meta` and an export of one's own name none.
    private mutating func source(of declaration: String) -> String? {
        var last = declaration == "import" ? "from" : ""
        while let byte = nextAfterSpace() {
            if byte.isQuote { return last == "from" ? text() : nil }
            if byte.isNamePart, declaration == "import" || !last.isEmpty {
                last = word()
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "}")
                || byte == UInt8(ascii: ",")
            {
                last = String(Unicode.Scalar(byte))
                place += 1
            } else {
                return nil
            }
        }
        return nil
    }

    /// The next byte that belongs neither to space nor to a comment.
    private mutating func nextAfterSpace() -> UInt8? {
        while let byte = next {
            if byte <= UInt8(ascii: " ") {
                place += 1
            } else if isNext("//") {
                while let byte = next, byte != UInt8(ascii: "\n") { place += 1 }
            } else if isNext("/*") {
                place += 2
                while next != nil, !isNext("*/") { place += 1 }
                place = min(place + 2, bytes.count)
            } else {
                return byte
            }
        }
        return nil
    }

    private mutating func word() -> String {
        let start = place
        while let byte = next, byte.isNamePart { place += 1 }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        isAfterValue = !["return", "typeof", "case", "in", "of", "do", "else", "void", "delete", "await"].contains(word)
        return word
    }

    /// What stands between the quotes that begin here; `nil` where they do not end.
    private mutating func text() -> String? {
        let (start, quote) = (place + 1, bytes[place])
        skipToken()
        guard place > start, bytes[place - 1] == quote else { return nil }
        return String(decoding: bytes[start..<max(start, place - 1)], as: UTF8.self)
    }

    private mutating func skipToken() {
        guard let byte = next else { return }
        if byte.isQuote {
            skip(to: byte)
        } else if byte == UInt8(ascii: "`") {
            skipTemplate()
        } else if byte == UInt8(ascii: "/"), !isAfterValue {
            skip(to: byte, classes: true)
        } else {
            place += 1
            isAfterValue = byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
        }
    }

    /// Goes behind the byte that ends what begins here.
    private mutating func skip(to end: UInt8, classes: Bool = false) {
        var isInClass = false
        place += 1
        while let byte = next, byte != end || isInClass, byte != UInt8(ascii: "\n") {
            if classes, byte == UInt8(ascii: "[") { isInClass = true }
            if byte == UInt8(ascii: "]") { isInClass = false }
            place = min(place + (byte == UInt8(ascii: "\\") ? 2 : 1), bytes.count)
        }
        place = min(place + 1, bytes.count)
        isAfterValue = true
    }

    /// Templates hold code that may hold templates: the depths of their braces are kept, innermost last.
    private mutating func skipTemplate() {
        var depths = [0]
        place += 1
        while let last = depths.last {
            let isText = depths.count % 2 == 1
            guard let byte = isText ? next : nextAfterSpace() else { return }
            if isText {
                skipTemplateText(byte, &depths)
            } else if byte == UInt8(ascii: "`") {
                depths.append(0)
                place += 1
            } else if byte == UInt8(ascii: "}"), last == 0 {
                depths.removeLast()
                place += 1
                isAfterValue = true
            } else {
                if byte == UInt8(ascii: "{") { depths[depths.count - 1] += 1 }
                if byte == UInt8(ascii: "}") { depths[depths.count - 1] -= 1 }
                if byte.isNamePart { _ = word() } else { skipToken() }
            }
        }
    }

    private mutating func skipTemplateText(_ byte: UInt8, _ depths: inout [Int]) {
        if byte == UInt8(ascii: "`") {
            depths.removeLast()
            place += 1
            isAfterValue = true
        } else if isNext("${") {
            depths.append(0)
            place += 2
            isAfterValue = false
        } else {
            place = min(place + (byte == UInt8(ascii: "\\") ? 2 : 1), bytes.count)
        }
    }
}

extension UInt8 {
    fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

    fileprivate var opens: Bool { [UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "[")].contains(self) }

    fileprivate var closes: Bool { [UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]")].contains(self) }

    fileprivate var isNamePart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
