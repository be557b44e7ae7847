/// The place of a match in the list as it is shown, to go on from.
///
/// The first hundred of a list are shown in the order of a period of exposure; those that follow, in the order of
/// ``MatchCursor`` alone. Both are total, and a place names its period, so pages of one list fit together while time goes on.
public struct MatchPlace: Hashable, Sendable {
    /// The period in whose order the first hundred are.
    public let period: Int
    /// Whether it is among the first hundred, of which `cursor` has the score by which they are shown.
    public let isAhead: Bool
    public let cursor: MatchCursor

    public init(period: Int, isAhead: Bool, cursor: MatchCursor) {
        self.period = period
        self.isAhead = isAhead
        self.cursor = cursor
    }
}

extension MatchPlace: LosslessStringConvertible {
    public var description: String { "\(isAhead ? "h" : "t")\(period).\(cursor)" }

    /// A place from its text; `nil` for any other text.
    public init?(_ description: String) {
        guard let first = description.first, "ht".contains(first),
            let dot = description.firstIndex(of: "."),
            let period = Int(description[..<dot].dropFirst()), period >= 0,
            let cursor = MatchCursor(String(description[description.index(after: dot)...]))
        else { return nil }
        self.init(period: period, isAhead: first == "h", cursor: cursor)
    }
}
