public import Exchange

/// Which members count as a match for me.
public enum MatchKind: String, CaseIterable, Sendable {
    /// Each teaches at least one skill that the other wants.
    case mutual
    /// They teach at least one skill that I want, whether or not they want one of mine: mutual ones are listed too.
    case teacher
    /// They want at least one skill that I teach, whether or not they teach one that I want.
    case learner
}

/// What a match lacks to fit in full, in the order in which it is listed.
public enum MatchFix: String, CaseIterable, Sendable {
    /// Both availabilities are known and share less than an hour a week.
    case time
    /// Both have named languages and none is common.
    case language
    /// In a direction that the kind asks for, no skill has a teacher at the learner's level or above.
    case level
}

/// A question for the matches of one member.
public struct MatchQuery: Sendable {
    /// Who asks. Found even when not shown to others.
    public let member: Identifier
    public let kind: MatchKind
    /// Keeps only hits in which this skill is exchanged: taught by them (`teacher`), by me (`learner`), by either
    /// (`mutual`). Scores and fixes stay those of the whole match.
    public let skill: Int32?
    /// Members who are left out, such as blocked ones.
    public let excluding: Set<Identifier>
    /// Where the page before ended; `nil` for the first page.
    public let after: MatchCursor?
    /// How many hits a page has at most.
    public let limit: Int

    public init(
        member: Identifier, kind: MatchKind, skill: Int32? = nil, excluding: Set<Identifier> = [],
        after: MatchCursor? = nil, limit: Int = 20
    ) {
        self.member = member
        self.kind = kind
        self.skill = skill
        self.excluding = excluding
        self.after = after
        self.limit = limit
    }
}

/// The place of a hit in the order of hits: full ones first, then by number of fixes, score descending, member.
///
/// The order is total, so pages never repeat or skip a member whose rank did not change between them.
public struct MatchCursor: Hashable, Comparable, Sendable {
    /// How many fixes the hit has.
    public let fixes: Int
    public let score: Double
    public let member: Identifier

    public init(fixes: Int, score: Double, member: Identifier) {
        self.fixes = fixes
        self.score = score
        self.member = member
    }

    /// Whether `left` comes before `right` in the list.
    public static func < (left: Self, right: Self) -> Bool {
        if left.fixes != right.fixes { return left.fixes < right.fixes }
        return left.score == right.score ? left.member < right.member : left.score > right.score
    }
}

extension MatchCursor: LosslessStringConvertible {
    /// `fixes.score.member`, the score as the hexadecimal digits of its bits (IEEE 754): exact.
    public var description: String {
        "\(fixes).\(String(score.bitPattern, radix: 16)).\(member)"
    }

    /// A cursor from its text; `nil` for any other text.
    public init?(_ description: String) {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let fixes = Int(parts[0]), (0...MatchFix.allCases.count).contains(fixes),
            let bits = UInt64(parts[1], radix: 16), let member = Identifier(parts[2])
        else { return nil }
        let score = Double(bitPattern: bits)
        guard (0...1).contains(score) else { return nil }
        self.init(fixes: fixes, score: score, member: member)
    }
}
