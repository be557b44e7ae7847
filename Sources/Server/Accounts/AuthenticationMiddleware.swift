import Exchange
import Hummingbird
import Operations

/// Finds out who makes a request, and counts what they ask for.
///
/// A bearer token that nobody is signed in with is refused: a program wants to know. A cookie of that kind counts as
/// none: browsers keep them longer than they hold. Who is suspended is told so wherever somebody has to be signed in.
struct AuthenticationMiddleware: RouterMiddleware {
    let accounts: AccountOperations
    let cookie: SignInCookie
    let limiter: RateLimiter

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let caller: Caller?
        do {
            caller = try await self.caller(of: request)
        } catch Refusal.suspended {
            return try await answer(suspended: request, context, next)
        }
        var context = context
        context.caller = caller
        if let caller {
            try await limiter.take(.requestsByAccount, .account(caller.member))
        } else {
            try await limiter.take(.requestsByAddress, .address(context.client))
        }
        return try await next(request, context)
    }

    /// - Throws: `suspended`, and `signInRequired` for a bearer token that nobody is signed in with.
    private func caller(of request: Request) async throws -> Caller? {
        guard let credential = request.credential(cookie) else { return nil }
        switch credential.carrier {
        case .cookie: return try await accounts.authenticate(credential.secret, as: .browser)
        case .bearer:
            guard let caller = try await accounts.authenticate(credential.secret, as: .token) else {
                throw Refusal.signInRequired
            }
            return caller
        }
    }

    private func answer(
        suspended request: Request, _ context: AppContext, _ next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        try await limiter.take(.requestsByAddress, .address(context.client))
        do {
            return try await next(request, context)
        } catch Refusal.signInRequired {
            throw Refusal.suspended
        }
    }
}
