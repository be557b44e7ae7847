import Exchange
import Hummingbird
import Operations

/// Finds out who makes a request, and counts what they ask for.
///
/// A cookie or token that nobody is signed in with counts as none: it is told where somebody has to be signed in, and does
/// no harm elsewhere, such as where a program asks for a new token. Who is suspended is told so in the same places.
struct AuthenticationMiddleware: RouterMiddleware {
    let accounts: AccountOperations
    let cookie: SignInCookie
    let limiter: RateLimiter

    @concurrent func handle(
        _ request: Request, context: AppContext, next: @concurrent (Request, AppContext) async throws -> Response
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

    /// - Throws: `suspended`.
    private func caller(of request: Request) async throws -> Caller? {
        guard let credential = request.credential(cookie) else { return nil }
        let kind: DeviceKind = credential.carrier == .cookie ? .browser : .token
        return try await accounts.authenticate(credential.secret, as: kind)
    }

    private func answer(
        suspended request: Request, _ context: AppContext,
        _ next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        try await limiter.take(.requestsByAddress, .address(context.client))
        do {
            return try await next(request, context)
        } catch Refusal.signInRequired {
            throw Refusal.suspended
        }
    }
}
