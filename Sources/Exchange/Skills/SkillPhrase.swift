/// One key under which a skill is found, as scalars, with what makes most comparisons needless.
struct SkillPhrase: Sendable {
    /// Where a phrase comes from.
    enum Kind: Sendable {
        case name
        /// An alias or the slug.
        case alias
    }

    let scalars: [UInt32]
    let kind: Kind
    /// The position in the index of the skill that it names.
    let owner: Int
    /// Which scalars occur, as bits; different scalars may share a bit.
    let mask: UInt64

    init(_ key: String, kind: Kind = .alias, owner: Int = 0) {
        scalars = key.unicodeScalars.map(\.value)
        mask = scalars.reduce(0) { $0 | 1 << UInt64($1 % 64) }
        self.kind = kind
        self.owner = owner
    }

    /// The edits that two phrases of these lengths may be apart and still be one word misspelled.
    ///
    /// None below 5 letters, one from 5 to 7, two from 8 on.
    static func tolerance(_ length: Int) -> Int {
        switch length {
        case ..<5: 0
        case 5...7: 1
        default: 2
        }
    }

    /// Whether letters of it stand for sounds, so that one more or less is a misspelling: not so in kana, Hangul and Han.
    var isAlphabetic: Bool { scalars.allSatisfy { $0 < 0x2E80 } }

    /// The digits and signs in their order: `C++17` and `C++20` are no misspellings of each other.
    var marks: [UInt32] { scalars.filter { $0 < 0x3A } }
}
