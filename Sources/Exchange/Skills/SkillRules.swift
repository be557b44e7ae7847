/// The numbers of the rules of skills.
public enum SkillRules {
    /// Fewer who wish for a skill that nobody teaches are not told of: a number would tell of persons.
    public static let fewestCounted = 3
}
