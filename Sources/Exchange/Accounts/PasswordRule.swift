/// Which passwords are accepted: 8 to 256 characters that are not easily guessed.
///
/// There are no rules of composition, and the password is used exactly as typed (NIST SP 800-63B, section 3.1.1.2).
public struct PasswordRule: Sendable {
    /// Allowed lengths in Unicode scalars.
    public static let length = 8...256

    private let siteWords: [String]

    /// - Parameter siteName: the name of this site, which makes a bad password here.
    public init(siteName: String) {
        siteWords = Self.parts(of: siteName) + ["skillsync"]
    }

    /// The password unchanged, or why it is refused.
    ///
    /// - Parameters:
    ///   - name: the member's name; no password may be made of it.
    ///   - email: the member's address; no password may be made of what stands before the at sign.
    public func check(
        _ password: String, name: String? = nil, email: EmailAddress? = nil
    ) -> Result<String, TextRule.Complaint> {
        let count = password.unicodeScalars.count
        guard count >= Self.length.lowerBound else {
            return .failure(TextRule.Complaint("must have at least \(Self.length.lowerBound) characters"))
        }
        guard count <= Self.length.upperBound else {
            return .failure(TextRule.Complaint("must have at most \(Self.length.upperBound) characters"))
        }
        let own = Self.parts(of: name ?? "") + Self.parts(of: email.map { String($0.localPart) } ?? "")
        if PasswordGuess(ownWords: siteWords + own).isEasy(password) {
            return .failure(TextRule.Complaint("is too easy to guess; three or four unrelated words are a good choice"))
        }
        return .success(password)
    }

    /// The words of a name, and all of them joined.
    private static func parts(of name: String) -> [String] {
        let words = name.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return words.count > 1 ? words + [words.joined()] : words
    }
}
