/// The words by which messages are found.
public enum MessageWords {
    /// How much of a word counts, in Unicode scalars.
    static let longest = 64

    /// The different words of a text, in the order in which they come first. They are folded like the names of skills, so
    /// that case, accents and punctuation do not matter, and hold letters, digits, `+` and `#` only.
    public static func of(_ text: String) -> [String] {
        var seen: Set<String> = []
        return FoldedText(text).words.compactMap { word in
            let word = String(String.UnicodeScalarView(word.unicodeScalars.prefix(longest)))
            return !word.isEmpty && seen.insert(word).inserted ? word : nil
        }
    }
}
