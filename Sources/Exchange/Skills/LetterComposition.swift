extension Unicode.Scalar {
    /// The full-width kana or voicing mark for a half-width one (Unicode block FF00, U+FF66 to U+FF9F).
    var fullWidthKana: Unicode.Scalar? {
        guard (0xFF66...0xFF9F).contains(value) else { return nil }
        let kana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}"
        let scalars = kana.unicodeScalars
        return scalars[scalars.index(scalars.startIndex, offsetBy: Int(value - 0xFF66))]
    }

    /// The one letter that this and the next make: kana with a voicing mark, or the parts of a Hangul syllable.
    func composed(with next: Unicode.Scalar) -> Unicode.Scalar? {
        switch next.value {
        case 0x3099: voicedKana
        case 0x309A: isHaRow ? Unicode.Scalar(value + 2) : nil
        case 0x1161...0x1175, 0x11A8...0x11C2: hangulSyllable(with: next)
        default: nil
        }
    }

    private var isHaRow: Bool {
        let offset = value % 0x60
        let isKana = (0x3041...0x3096).contains(value) || (0x30A1...0x30F6).contains(value)
        return isKana && (0x0F...0x1B).contains(offset) && offset % 3 == 0
    }

    private var voicedKana: Unicode.Scalar? {
        if self == "う" { return "ゔ" }
        if self == "ウ" { return "ヴ" }
        if isHaRow { return Unicode.Scalar(value + 1) }
        switch value {
        case 0x304B...0x3062, 0x30AB...0x30C2: return value % 2 == 1 ? Unicode.Scalar(value + 1) : nil
        case 0x3064, 0x3066, 0x3068, 0x30C4, 0x30C6, 0x30C8: return Unicode.Scalar(value + 1)
        default: return nil
        }
    }

    // The arithmetic of the Unicode Standard, section 3.12.
    private func hangulSyllable(with next: Unicode.Scalar) -> Unicode.Scalar? {
        switch (value, next.value) {
        case (0x1100...0x1112, 0x1161...0x1175):
            Unicode.Scalar(0xAC00 + ((value - 0x1100) * 21 + next.value - 0x1161) * 28)
        case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (value - 0xAC00) % 28 == 0:
            Unicode.Scalar(value + next.value - 0x11A7)
        default: nil
        }
    }
}
