import Exchange
import Operations

extension FieldKind where Value == EmailAddress? {
    /// An email address; `nil` stands in for one that was refused.
    static var email: Self {
        let check: @Sendable (String) -> Result<EmailAddress?, FieldComplaint> = { text in
            EmailAddress.check(text).map { $0 }.mapError { FieldComplaint($0.message) }
        }
        return Self(
            placeholder: nil,
            json: { value in
                guard case .text(let text) = value else { return .failure(FieldComplaint("must be a text")) }
                return check(text)
            },
            text: check
        )
    }
}

extension FieldKind where Value == String {
    /// A name of the time zone database.
    static var timeZone: Self {
        .parsed("a name of the time zone database such as Europe/Berlin", placeholder: "UTC") { text in
            text.utf8.count <= 64 && ZoneRules.isKnown(text) ? text : nil
        }
    }

    /// A password to sign in with: what no rule would accept is merely wrong.
    static var knownPassword: Self { .secret(0...PasswordRule.length.upperBound) }

    /// The address to sign in with: what is no address is merely unknown.
    static var knownEmail: Self { .secret(0...254) }

    /// The token of a mailed link.
    static var mailToken: Self { .secret(1...200) }
}

extension FieldReader {
    /// A new password.
    func newPassword(_ field: String, _ rule: PasswordRule, name: String?, email: EmailAddress?) -> String {
        let password = required(field, .secret(PasswordRule.length))
        guard !password.isEmpty else { return password }
        if case .failure(let complaint) = rule.check(password, name: name, email: email) {
            complain(field, complaint.message)
        }
        return password
    }

    /// What somebody says who signs up; `nil` when something is wrong with it.
    func signUp(_ passwords: PasswordRule) -> SignUp? {
        let email = required("email", .email)
        let name = required("name", .text(ProfileRules.name))
        let timeZone = required("timeZone", .timeZone)
        let password = newPassword("password", passwords, name: name, email: email)
        return email.map { SignUp(email: $0, password: password, name: name, timeZone: timeZone) }
    }
}

extension JSONBody {
    /// Fields that make no value when one of them is wrong.
    ///
    /// - Throws: as `fields`.
    func whole<Value>(_ read: (FieldReader) -> Value?) throws -> Value {
        guard let value = try fields(read) else { throw Problem.unexpected }
        return value
    }
}
