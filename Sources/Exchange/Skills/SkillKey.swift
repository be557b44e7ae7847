/// What is left of the name of a skill when it is compared: `Node.js`, `nodejs` and `NODE JS` are one key.
public enum SkillKey {
    /// The key of a text: its letters, digits, `+` and `#` after a letter, without case, accents, spaces and punctuation.
    ///
    /// A leading `.` before a letter becomes `dot`, an `&` between words becomes `and`. Letters of every script stay;
    /// canonically equivalent Latin, Greek, Cyrillic, Arabic, Hebrew, kana and Hangul texts have the same key.
    /// Folding a key gives the same key. The work grows with the length of the text.
    public static func fold(_ text: String) -> String { FoldedText(text).key }

    /// A slug for the name of a new skill: ASCII lower-case words joined by hyphens, at most 64 characters.
    ///
    /// Cyrillic, Greek, kana and Hangul are spelled in Latin letters. Where letters of another script are left over, or
    /// the name is too long, a hash of the key ends the slug; it is `skill-` and the hash when nothing else is left.
    public static func slug(for text: String) -> String {
        let folded = FoldedText(text)
        var words: [String] = []
        var complete = true
        for word in folded.words {
            let spelled = latinSpelling(of: word)
            complete = complete && spelled.complete
            words += spelled.words
        }
        let slug = words.joined(separator: "-")
        if slug.isEmpty { return "skill-" + hash(of: folded.key) }
        return complete && slug.utf8.count <= 64 ? slug : hashedSlug(slug, for: folded.key)
    }

    /// `slug`, cut where it is long, with the hash of `key` behind it.
    static func hashedSlug(_ slug: String, for key: String) -> String {
        var cut = Substring(slug.prefix(64 - 9))
        while cut.last == "-" { cut.removeLast() }
        return cut + "-" + hash(of: key)
    }

    /// Eight digits in base 36 of the 64-bit FNV-1a hash of the key.
    private static func hash(of key: String) -> String {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(value % 2_821_109_907_456, radix: 36)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }

    private static func latinSpelling(of word: Substring) -> (words: [String], complete: Bool) {
        var spelled = ""
        var complete = true
        for scalar in word.unicodeScalars {
            switch scalar {
            case "+": spelled += "-plus"
            case "#": spelled += "-sharp"
            default:
                if let letters = scalar.latinSpelling { spelled += letters } else { complete = false }
            }
        }
        return (spelled.split(separator: "-").map(String.init), complete)
    }
}
