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
