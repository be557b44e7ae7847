public import Exchange

/// The mails that an account gets.
///
/// No mail holds anything that a member typed but the address it goes to, so that nobody can use this site to send
/// texts to strangers. Tokens stand in the fragment of a link: they are sent to no server until the page posts them,
/// so that a program that only follows links uses none up.
public struct MailTexts: Sendable {
    private let siteName: String
    private let publicURL: String

    /// - Parameters:
    ///   - siteName: the name of this site.
    ///   - publicURL: where people reach it, as configured; never what a request claims.
    public init(siteName: String, publicURL: String) {
        self.siteName = siteName
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
    }

    /// Asks the owner of an address to confirm it, at `/verify-email#token=…`.
    public func verifyAddress(
        _ address: EmailAddress, token: SecretToken, validFor: Duration, at date: Moment
    ) -> Mail {
        let link = "\(publicURL)/verify-email#token=\(token.text)"
        let text = """
            Hello,

            somebody signed up at \(siteName) with this email address. If it was you, open this link
            within \(Self.words(for: validFor)) to confirm the address:

            \(link)

            If it was not you, do nothing: without the link the address is not used.

            \(siteName)
            \(publicURL)
            """
        return Mail(to: address, subject: "Confirm your email address", text: text, link: link, at: date)
    }

    /// Offers to set a new password, at `/reset-password#token=…`.
    public func resetPassword(
        _ address: EmailAddress, token: SecretToken, validFor: Duration, at date: Moment
    ) -> Mail {
        let link = "\(publicURL)/reset-password#token=\(token.text)"
        let text = """
            Hello,

            somebody asked for a new password for your account at \(siteName). If it was you, open this link
            within \(Self.words(for: validFor)) to choose one:

            \(link)

            If it was not you, do nothing: your password stays as it is.

            \(siteName)
            \(publicURL)
            """
        return Mail(to: address, subject: "Choose a new password", text: text, link: link, at: date)
    }

    /// Tells the owner of an account that somebody tried to sign up with its address.
    public func signUpAttempted(_ address: EmailAddress, at date: Moment) -> Mail {
        let text = """
            Hello,

            somebody tried to sign up at \(siteName) with this email address, which has an account already.
            If it was you, sign in instead, or ask for a new password there:

            \(publicURL)/sign-in

            If it was not you, do nothing: your account is unchanged.

            \(siteName)
            \(publicURL)
            """
        return Mail(to: address, subject: "You already have an account", text: text, at: date)
    }

    private static func words(for duration: Duration) -> String {
        let minutes = Int(duration.components.seconds / 60)
        let (count, unit) = minutes >= 120 ? (minutes / 60, "hour") : (minutes, "minute")
        return "\(count) \(unit)\(count == 1 ? "" : "s")"
    }
}
