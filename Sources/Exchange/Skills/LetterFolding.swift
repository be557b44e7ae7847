extension Unicode.Scalar {
    /// Whether it is a letter, a number, or a mark that spells a sound, as the vowel signs of Indic scripts do.
    var isWordPart: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        case .decimalNumber, .letterNumber, .otherNumber: true
        case .nonspacingMark, .spacingMark: !isStrippedMark
        default: false
        }
    }

    /// Whether it only ever continues a letter before it: a mark, or a vowel or final part of a Hangul syllable.
    var isContinuation: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark: true
        default: (0x1161...0x1175).contains(value) || (0x11A8...0x11C2).contains(value)
        }
    }

    /// Whether it is an accent or point that people leave out: Latin, Greek, Cyrillic, Hebrew and Arabic marks.
    var isStrippedMark: Bool {
        switch value {
        case 0x0300...0x036F, 0x0483...0x0489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
        case 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7: true
        case 0x0610...0x061A, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E4, 0x06E7...0x06E8: true
        case 0x06EA...0x06ED: true
        default: false
        }
    }

    /// The letters of a lower-case letter without its accents: `e` for `é`, `ss` for `ß`, itself where there is nothing to do.
    var baseLetters: String {
        switch value {
        case ..<0x80: String(self)
        case 0x00DF...0x024F, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF, 0xFB00...0xFB06: latinBase
        case 0x0370...0x03FF, 0x1F00...0x1FFF: greekBase
        case 0x0400...0x052F: cyrillicBase
        case 0x0622, 0x0623, 0x0625, 0x0671: "\u{0627}"
        case 0x0624: "\u{0648}"
        case 0x0626, 0x0649, 0x06CC: "\u{064A}"
        case 0x06A9: "\u{0643}"
        default: String(self)
        }
    }

    // The names of characters never change (Unicode stability policy), so they say what a letter is built upon.
    private var latinBase: String {
        guard let name = properties.name else { return String(self) }
        if let ligature = name.dropping("LATIN SMALL LIGATURE ") {
            return ligature == "LONG S T" ? "st" : ligature.lowercased()
        }
        guard var letter = name.dropping("LATIN SMALL LETTER ") else { return String(self) }
        if let end = letter.firstIndex(of: " "), letter[end...].hasPrefix(" WITH ") { letter = letter[..<end] }
        if letter.utf8.count <= 2 { return letter.lowercased() }
        switch letter {
        case "SHARP S": return "ss"
        case "DOTLESS I": return "i"
        case "DOTLESS J": return "j"
        case "LONG S": return "s"
        case "ETH": return "d"
        case "THORN": return "th"
        case "ENG": return "ng"
        default: return String(self)
        }
    }

    private var greekBase: String {
        if self == "ς" { return "σ" }
        guard let letter = properties.name?.dropping("GREEK SMALL LETTER "),
            let end = letter.firstIndex(of: " "), letter[end...].hasPrefix(" WITH ")
        else { return String(self) }
        switch letter[..<end] {
        case "ALPHA": return "α"
        case "EPSILON": return "ε"
        case "ETA": return "η"
        case "IOTA": return "ι"
        case "OMICRON": return "ο"
        case "UPSILON": return "υ"
        case "OMEGA": return "ω"
        case "RHO": return "ρ"
        default: return String(self)
        }
    }

    private var cyrillicBase: String {
        switch self {
        case "й", "ѝ": "и"
        case "ё", "ѐ": "е"
        case "ї": "і"
        case "ў": "у"
        case "ѓ": "г"
        case "ќ": "к"
        default: String(self)
        }
    }
}

extension String {
    fileprivate func dropping(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
