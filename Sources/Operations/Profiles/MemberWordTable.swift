import Exchange
import Storage

/// The words by which members are found, folded so that case and accents do not matter.
enum MemberWordTable {
    static func replace(of member: Identifier, with texts: [String], in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM member_words WHERE member = \(member)")
        let words = Set(texts.flatMap(words)).sorted()
        guard !words.isEmpty else { return }
        let rows = words.map { word in "(\(word), \(member))" as SQL }
        let list = SQL.join(rows, separator: ", ")
        try transaction.execute("INSERT INTO member_words (word, member) VALUES \(sql: list)")
    }

    /// The condition under which the member of `column` has a word that begins with `beginning`, which is folded.
    static func has(wordBeginningWith beginning: String, column: SQL) -> SQL {
        """
        \(sql: column) IN (
            SELECT member FROM member_words WHERE word >= \(beginning) AND word < \(beginning + "\u{10FFFF}"))
        """
    }

    /// The folded words of a text. A word with a hyphen or another sign in it is found as a whole and by its parts.
    private static func words(of text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).flatMap { word in
            let parts = word.split { !$0.isLetter && !$0.isNumber }
            return (parts.count > 1 ? [word] + parts : [word]).map { SkillKey.fold(String($0)) }
        }.filter { !$0.isEmpty }
    }

    /// The folded words that a query looks for; `nil` where it holds nothing to look for.
    static func queryWords(_ query: String) -> [String]? {
        let words = query.split(whereSeparator: \.isWhitespace).map { SkillKey.fold(String($0)) }.filter { !$0.isEmpty }
        return words.isEmpty ? nil : words
    }
}
