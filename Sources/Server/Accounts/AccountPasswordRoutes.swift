import Exchange
import Hummingbird
import Operations

/// Passwords over HTTP: forgotten, set anew, changed.
extension AccountRoutes {
    @Sendable func forgotPassword(_ request: Request, _ context: AppContext) async throws -> Response {
        let email = try await request.jsonBody().whole { $0.required("email", .email) }
        try await limits.reset(email, from: context.client)
        try await operations.forgotPassword(email)
        return .accepted
    }

    @Sendable func resetPassword(_ request: Request, _ context: AppContext) async throws -> Response {
        let (token, password) = try await request.jsonBody().fields { fields in
            (
                fields.required("token", .mailToken),
                fields.newPassword("password", passwords, name: nil, email: nil)
            )
        }
        try await operations.resetPassword(token, new: password)
        return .empty
    }

    @Sendable func changePassword(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (current, new) = try await request.jsonBody().fields { fields in
            (
                fields.required("currentPassword", .knownPassword),
                fields.newPassword("newPassword", passwords, name: nil, email: nil)
            )
        }
        try await limits.passwordChange(of: context.member)
        let token = try await operations.changePassword(current: current, new: new, by: context.caller)
        var response = Response.empty
        if let token { response.headers.append(cookie.set(token, of: context.caller)) }
        return response
    }
}
