/// What a JavaScript module says of others: what it imports, what it exports, and what it loads later.
struct ModuleText {
    /// One `import` declaration.
    struct Import {
        /// What stands between the quotes.
        let source: String
        /// The names it makes known here: the exported one and the one of this module; for `* as x` the former is `*`.
        let names: [(exported: String, local: String)]
        /// The tokens of the declaration, with its semicolon.
        let tokens: Range<Int>
    }

    /// Why a module cannot be joined with others.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    let tokens: JavaScriptTokens
    private(set) var imports: [Import] = []
    private(set) var exports: [String] = []
    /// The tokens `export`.
    private(set) var exportMarks: [Int] = []
    /// The texts in `import("…")`: their tokens, and what stands between the quotes.
    private(set) var later: [(token: Int, source: String)] = []
    /// Where `import.meta.url` stands: the first of its five tokens.
    private(set) var addresses: [Int] = []
    /// Of the curly brackets that are open while it is read, outermost first: whether they hold the body of a function.
    private var functions: [Bool] = []

    /// - Throws: `Refusal` for what is not understood, or would mean something else in one file with other modules.
    init(_ source: [UInt8]) throws {
        tokens = JavaScriptTokens(source)
        guard tokens.isWhole else { throw Refusal("a text, a bracket or a comment does not end") }
        var index = 0
        while index < tokens.tokens.count { index = try read(at: index) }
    }

    /// Reads what begins at a token; returns the index of the token to go on with.
    private mutating func read(at index: Int) throws -> Int {
        let token = tokens.tokens[index]
        let first = tokens.bytes[token.range.lowerBound]
        if token.kind == .sign {
            if first == .openingCurly { functions.append(tokens.isBehindFunctionHead(index)) }
            if first == .closingCurly { functions.removeLast() }
        }
        // The words looked for begin with these.
        guard token.kind == .word, "iea".utf8.contains(first), !tokens.isMember(index) else { return index + 1 }
        let isOutside = token.depth == 0
        if tokens.isAt(index, "import") {
            if tokens.isAt(index + 1, "(") { return try readLater(at: index) }
            if tokens.isAt(index + 1, ".") { return try readAddress(at: index) }
            guard isOutside else { throw Refusal("an import inside of something") }
            return try readImport(at: index)
        }
        if tokens.isAt(index, "await"), !functions.contains(true) { throw Refusal("it waits while it is loaded") }
        return isOutside && tokens.isAt(index, "export") ? try readExport(at: index) : index + 1
    }

    /// Whether a name begins as those do by which joined modules know each other.
    var hasNamesOfOurs: Bool {
        let dollar = UInt8(ascii: "$")
        return tokens.tokens.contains { token in
            tokens.bytes[token.range.lowerBound] == dollar && token.range.count > 1
                && tokens.bytes[token.range.lowerBound + 1] == dollar
        }
    }

    // MARK: - Imports

    private mutating func readImport(at start: Int) throws -> Int {
        var index = start + 1
        var names: [(exported: String, local: String)] = []
        if tokens.isAt(index, "{") {
            names = try readNames(from: &index)
        } else if tokens.isAt(index, "*"), tokens.isAt(index + 1, "as") {
            names = [("*", try word(at: index + 2))]
            index += 3
        }
        if index > start + 1 {
            guard tokens.isAt(index, "from") else { throw Refusal("an import of another kind") }
            index += 1
        }
        guard let source = tokens.quoted(at: index) else { throw Refusal("an import of another kind") }
        index += 1
        if tokens.isAt(index, ";") {
            index += 1
        } else if index < tokens.tokens.count, tokens.tokens[index].gap != .newline {
            throw Refusal("an import of another kind")
        }
        imports.append(Import(source: source, names: names, tokens: start..<index))
        return index
    }

    /// Reads `{ a, b as c }` and goes behind it.
    private func readNames(from index: inout Int) throws -> [(exported: String, local: String)] {
        var names: [(exported: String, local: String)] = []
        index += 1
        while !tokens.isAt(index, "}") {
            let name = try word(at: index)
            index += 1
            if tokens.isAt(index, "as") {
                names.append((name, try word(at: index + 1)))
                index += 2
            } else {
                names.append((name, name))
            }
            if tokens.isAt(index, ",") { index += 1 }
        }
        index += 1
        return names
    }

    private mutating func readLater(at index: Int) throws -> Int {
        guard let source = tokens.quoted(at: index + 2), tokens.isAt(index + 3, ")") else {
            throw Refusal("an import() of something other than a text")
        }
        later.append((index + 2, source))
        return index + 4
    }

    private mutating func readAddress(at index: Int) throws -> Int {
        guard tokens.isAt(index + 2, "meta"), tokens.isAt(index + 3, "."), tokens.isAt(index + 4, "url") else {
            throw Refusal("import.meta without its url")
        }
        addresses.append(index)
        return index + 5
    }

    // MARK: - Exports

    /// Constants, functions and classes alone: their values are the same whenever somebody looks.
    private mutating func readExport(at start: Int) throws -> Int {
        var index = start + 1
        if tokens.isAt(index, "const"), tokens.isAt(index + 2, "=") {
            index += 1
            guard isOneConstant(from: index + 2) else { throw Refusal("more than one constant in an export") }
        } else if tokens.isAt(index, "class") {
            index += 1
        } else {
            if tokens.isAt(index, "async") { index += 1 }
            guard tokens.isAt(index, "function") else { throw Refusal("an export of another kind") }
            index += tokens.isAt(index + 1, "*") ? 2 : 1
        }
        exports.append(try word(at: index))
        exportMarks.append(start)
        return index + 1
    }

    private func isOneConstant(from start: Int) -> Bool {
        var index = start
        while index < tokens.tokens.count, !(tokens.tokens[index].depth == 0 && tokens.isAt(index, ";")) {
            if tokens.tokens[index].depth == 0, tokens.isAt(index, ",") { return false }
            index += 1
        }
        return true
    }

    // MARK: - Single tokens

    private func word(at index: Int) throws -> String {
        guard index < tokens.tokens.count, tokens.tokens[index].kind == .word else {
            throw Refusal("a name is missing")
        }
        return tokens.text(tokens.tokens[index])
    }
}

extension JavaScriptTokens {
    /// Whether the curly bracket at an index begins the body of a function: behind `=>`, or behind round brackets that
    /// belong to none of the statements that have such.
    fileprivate func isBehindFunctionHead(_ index: Int) -> Bool {
        if isAt(index - 1, ">"), isAt(index - 2, "=") { return true }
        guard isAt(index - 1, ")") else { return false }
        let depth = tokens[index - 1].depth
        var opening = index - 2
        while opening >= 0, !(tokens[opening].depth == depth && isAt(opening, "(")) { opening -= 1 }
        let statements: [StaticString] = ["if", "while", "for", "switch", "catch", "with", "await"]
        return !statements.contains { isAt(opening - 1, $0) }
    }
}
