import Exchange
import HTTPTypes
import Hummingbird
import Operations

/// Signing up, in and out over HTTP.
struct AccountRoutes: Sendable {
    let operations: AccountOperations
    let profiles: ProfileRoutes
    let passwords: PasswordRule
    let cookie: SignInCookie
    let limits: SignInLimits
    /// Whether a new address has to be confirmed by a mailed link.
    let confirmsByMail: Bool

    @Sendable func create(_ request: Request, _ context: AppContext) async throws -> Response {
        let signUp = try await request.jsonBody().whole { $0.signUp(passwords) }
        try await limits.signUp(from: context.client)
        guard !confirmsByMail else {
            try await operations.signUpByMail(signUp)
            return .accepted
        }
        let signIn = try await operations.signUp(signUp, label: request.browser)
        limits.signedIn(signUp.email.text, from: context.client)
        return try await signedIn(signIn, .created, request, context)
    }

    @Sendable func signIn(_ request: Request, _ context: AppContext) async throws -> Response {
        let (email, password) = try await request.jsonBody().fields { fields in
            (fields.required("email", .knownEmail), fields.required("password", .knownPassword))
        }
        try await limits.signIn(email, from: context.client)
        let signIn = try await operations.signIn(email: email, password: password, label: request.browser)
        limits.signedIn(email, from: context.client)
        return try await signedIn(signIn, .ok, request, context)
    }

    /// Whoever brings a cookie loses it, even one that holds no more or belongs to a suspended account.
    @Sendable func signOut(_ request: Request, _ context: AppContext) async throws -> Response {
        try await request.jsonBody().refuseFields()
        if let caller = context.caller {
            try await operations.signOut(caller)
        } else if let credential = request.credential(cookie), credential.carrier == .cookie {
            try await operations.signOut(credential.secret, as: .browser)
        } else {
            throw Refusal.signInRequired
        }
        var response = Response.empty
        response.headers.append(cookie.cleared)
        response.headers[.clearSiteData] = "\"cache\", \"cookies\", \"storage\""
        return response
    }

    @Sendable func verifyEmail(_ request: Request, _ context: AppContext) async throws -> Response {
        let token = try await request.jsonBody().fields { $0.required("token", .mailToken) }
        let signIn = try await operations.verifyEmail(token, label: request.browser)
        return try await signedIn(signIn, .ok, request, context)
    }

    /// Hands the browser its cookie; what it was signed in with before is signed out.
    private func signedIn(
        _ signIn: SignIn, _ status: HTTPResponse.Status, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        if let former = context.caller, request.credential(cookie)?.carrier == .cookie {
            try await operations.signOut(former)
        }
        var response = try await profiles.own(signIn.caller, status)
        response.headers.append(cookie.set(signIn.token, of: signIn.caller))
        return response
    }
}

extension SignInCookie {
    /// The header that hands a browser its secret. How long it really holds is decided where it is looked up.
    func set(_ token: SecretToken, of caller: Caller) -> HTTPField {
        set(token.text, lifetime: caller.role.isModerator ? .hours(12) : .days(90))
    }
}

extension Request {
    /// The browser in a few words.
    fileprivate var browser: String { BrowserName.words(userAgent: headers[.userAgent]) }
}

extension Response {
    /// What is answered where nothing may be told (202).
    static var accepted: Response { .json(.accepted) { _ in } }
}

extension HTTPField.Name {
    fileprivate static let clearSiteData = knownName("Clear-Site-Data")
}
