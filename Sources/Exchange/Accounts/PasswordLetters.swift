/// The letters of a password in lower case and without accents, and the same with digits and signs read as the letters
/// that they stand for (`p@$$w0rd`).
struct PasswordLetters {
    let plain: [UInt32]
    let unmasked: [UInt32]

    init(_ text: some StringProtocol) {
        self.init(text.unicodeScalars.flatMap(Self.folded))
    }

    init(_ plain: [UInt32]) {
        self.plain = plain
        unmasked = plain.map(Self.unmasked)
    }

    /// The scalar in lower case without its accent; two letters for `ß` and the like.
    static func folded(_ scalar: Unicode.Scalar) -> [UInt32] {
        if scalar.isASCII {
            let upper = (UInt32(65)...90).contains(scalar.value)
            return [upper ? scalar.value + 32 : scalar.value]
        }
        return scalar.properties.lowercaseMapping.unicodeScalars.flatMap { lower -> [UInt32] in
            if lower.properties.generalCategory == .nonspacingMark { return [] }
            return (unaccented[lower] ?? String(lower)).unicodeScalars.map(\.value)
        }
    }

    /// The letter that this one may stand for; `l` and `i` are one, because `1` and `!` are read as either.
    static func unmasked(_ letter: UInt32) -> UInt32 {
        guard letter < 128 else { return letter == 0x20AC ? 0x65 : letter }
        switch UInt8(letter) {
        case UInt8(ascii: "0"): return 0x6F
        case UInt8(ascii: "1"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: "l"): return 0x69
        case UInt8(ascii: "3"): return 0x65
        case UInt8(ascii: "4"), UInt8(ascii: "@"): return 0x61
        case UInt8(ascii: "5"), UInt8(ascii: "$"): return 0x73
        case UInt8(ascii: "7"), UInt8(ascii: "+"): return 0x74
        case UInt8(ascii: "8"): return 0x62
        case UInt8(ascii: "9"): return 0x67
        default: return letter
        }
    }

    static func isDigit(_ letter: UInt32) -> Bool { (0x30...0x39).contains(letter) }

    static func isLetter(_ letter: UInt32) -> Bool {
        if letter < 128 { return (0x61...0x7A).contains(letter) }
        return Unicode.Scalar(letter)?.properties.isAlphabetic ?? false
    }

    private static let unaccented: [Unicode.Scalar: String] = {
        let groups = [
            "a": "àáâãäåāăą", "c": "çćĉċč", "d": "ďđ", "e": "èéêëēĕėęě", "g": "ĝğġģ", "i": "ìíîïĩīĭįı", "l": "ĺļľł",
            "n": "ñńņň", "o": "òóôõöøōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťț", "u": "ùúûüũūŭůűų", "y": "ýÿ",
            "z": "źżž",
            "ss": "ß", "ae": "æ", "oe": "œ",
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (letter, accented) in groups {
            for scalar in accented.unicodeScalars { table[scalar] = letter }
        }
        return table
    }()
}
