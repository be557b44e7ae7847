/// What members may call a skill that the catalogue does not have.
public enum SkillName {
    /// The longest name, in Unicode scalars.
    public static var longest: Int { 60 }

    /// The name with every run of white space made one space, or why it is refused.
    ///
    /// A name has 1 to 60 characters, at least one letter or digit of any script, and neither control characters nor
    /// bidirectional controls.
    public static func check(_ text: String) -> Result<String, TextRule.Complaint> {
        TextRule(1...longest).check(collapsingWhitespace(text)).flatMap { name in
            if name.unicodeScalars.contains(where: isDirectionMark) {
                return .failure(TextRule.Complaint("must not hold bidirectional control characters"))
            }
            if SkillKey.fold(name).isEmpty {
                return .failure(TextRule.Complaint("must have at least one letter or digit"))
            }
            return .success(name)
        }
    }

    private static func collapsingWhitespace(_ text: String) -> String {
        var name = String.UnicodeScalarView()
        var space = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                space = !name.isEmpty
            } else {
                if space { name.append(" ") }
                name.append(scalar)
                space = false
            }
        }
        return String(name)
    }

    private static func isDirectionMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{200E}" || scalar == "\u{200F}" || scalar == "\u{061C}"
    }
}
