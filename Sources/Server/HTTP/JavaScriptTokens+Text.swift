extension JavaScriptTokens {
    /// Something to be written in place of some tokens.
    struct Edit {
        /// The indices of the tokens.
        let tokens: Range<Int>
        let text: String
    }

    /// A module as browsers need it: without comments, blank lines, and space that separates nothing. Statements stay on
    /// lines of their own. What is not whole stays as it is.
    static func compact(_ source: [UInt8]) -> [UInt8] {
        let tokens = JavaScriptTokens(source)
        return tokens.isWhole ? tokens.compact(edits: []) : source
    }

    /// - Parameter edits: in the order of their tokens, and apart from each other.
    func compact(edits: [Edit]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var edits = edits[...]
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if token.gap == .newline {
                if result.last != .newline, !result.isEmpty { result.append(.newline) }
            } else if token.gap == .space, let last = result.last, last != .newline,
                isSeparate(tokens[index - 1], token)
            {
                result.append(.space)
            }
            if let edit = edits.first, edit.tokens.lowerBound == index {
                edits.removeFirst()
                result += edit.text.utf8
                index = edit.tokens.upperBound
            } else {
                result += bytes[token.range]
                index += 1
            }
        }
        return result
    }

    /// Whether two tokens would become others without the space between them.
    private func isSeparate(_ left: Token, _ right: Token) -> Bool {
        switch (left.kind, right.kind) {
        case (.word, .word), (.regex, .word): true
        case (.word, .sign): bytes[left.range.lowerBound].isDigit && bytes[right.range.lowerBound] == .point
        // Two slashes would begin a comment.
        case (.regex, .sign): bytes[right.range.lowerBound] == .slash
        case (.sign, .sign): !isBracket(left) && !isBracket(right)
        case (.sign, .regex): !isBracket(left)
        default: false
        }
    }

    /// Whether a token is a bracket, a comma, a semicolon or a colon, which belong to no longer sign.
    private func isBracket(_ token: Token) -> Bool {
        switch bytes[token.range.lowerBound] {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), .openingCurly, .closingCurly,
            UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
