extension Unicode.Scalar {
    /// How a folded letter is spelled in lower-case ASCII; empty for signs without a sound, `nil` when it is not known.
    var latinSpelling: String? {
        switch value {
        case 0x30...0x39, 0x61...0x7A: String(self)
        case 0x03B1...0x03C9: greekSpelling
        case 0x0430...0x04FF: cyrillicSpelling
        case 0x3041...0x30FF: kanaSpelling
        case 0xAC00...0xD7A3: nameEnd(after: "HANGUL SYLLABLE ")
        default: nil
        }
    }

    private var greekSpelling: String? {
        let spellings = "a b g d e z i th i k l m n x o p r s s t y f ch ps o"
        return spellings.word(at: Int(value - 0x03B1))
    }

    private var cyrillicSpelling: String? {
        switch self {
        case "і": return "i"
        case "є": return "ie"
        case "ј": return "j"
        case "љ": return "lj"
        case "њ": return "nj"
        case "ћ": return "c"
        case "ђ": return "dj"
        case "џ": return "dz"
        case "ґ": return "g"
        case "ъ", "ь": return ""
        default:
            let spellings = "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia"
            return spellings.word(at: Int(value - 0x0430))
        }
    }

    private var kanaSpelling: String? {
        if self == "ー" { return "" }
        return nameEnd(after: "HIRAGANA LETTER ") ?? nameEnd(after: "KATAKANA LETTER ")
    }

    private func nameEnd(after prefix: String) -> String? {
        guard let name = properties.name, name.hasPrefix(prefix) else { return nil }
        return name.dropFirst(prefix.count).split(separator: " ").last?.lowercased()
    }
}

extension String {
    fileprivate func word(at position: Int) -> String? {
        let words = split(separator: " ")
        return words.indices.contains(position) ? String(words[position]) : nil
    }
}
