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
