import Exchange
import NIOHTTP1
import Operations
import SocketIO

/// Finds out who connects: at the handshake by the cookie or bearer token of its request, or by the token that the
/// client sends when it joins (requirements S3 and S4 of the threat model).
struct SocketSignIn: Sendable {
    /// What a handshake showed, kept with its session.
    struct Shown: Sendable {
        /// The cookie's or token's secret, to which the session is bound.
        let secret: String?
        let caller: Caller?
    }

    /// What a client sends when it joins.
    struct Auth: Decodable {
        var token: String?
        /// The number of the last event that the client has.
        var after: Int64?
    }

    let accounts: AccountOperations
    let cookie: SignInCookie
    let sameOrigin: SameOrigin
    let proxies: TrustedProxies
    let limiter: RateLimiter

    /// Judges a handshake.
    func admit(_ handshake: Handshake) async -> Admission {
        do {
            try await limiter.take(.handshakesByAddress, .address(client(of: handshake)))
        } catch {
            return .refuse("Too many connections from this address; please try again in a minute.")
        }
        guard allows(handshake) else { return .refuse(Problem.crossSite.detail) }
        guard let credential = credential(of: handshake) else {
            return .allow(attachment: Shown(secret: nil, caller: nil))
        }
        let kind: DeviceKind = credential.carrier == .cookie ? .browser : .token
        do {
            let caller = try await accounts.authenticate(credential.secret, as: kind)
            return .allow(attachment: Shown(secret: credential.secret, caller: caller))
        } catch Refusal.suspended {
            return .refuse(Problem(Refusal.suspended).detail)
        } catch {
            return .refuse(Problem.unavailable(retryAfter: 2).detail)
        }
    }

    /// Whether a later request belongs to the one who opened the session.
    func admits(_ request: Handshake, to session: Handshake) -> Bool {
        allows(request) && credential(of: request)?.secret == (session.attachment as? Shown)?.secret
    }

    /// Who joins, and from which event on they want to be told.
    ///
    /// - Throws: `Refusal`, and what the database throws.
    func caller(of socket: Socket) async throws -> (caller: Caller, after: Int64?) {
        let auth = socket.auth.isEmpty ? Auth() : try decoded(socket.auth)
        if let after = auth.after, after < 0 { throw Refusal.invalid("after", "must not be negative") }
        if let token = auth.token {
            guard let caller = try await accounts.authenticate(token, as: .token) else { throw Refusal.signInRequired }
            return (caller, auth.after)
        }
        guard let caller = (socket.handshake.attachment as? Shown)?.caller else { throw Refusal.signInRequired }
        return (caller, auth.after)
    }

    /// Where a request came from, behind the proxies that are trusted.
    func client(of handshake: Handshake) -> ClientAddress {
        let address = handshake.remoteAddress.flatMap { ClientAddress($0) } ?? .unknown
        return proxies.client(behind: address, forwardedFor: handshake.headers["X-Forwarded-For"])
    }

    private func decoded(_ auth: SocketArguments) throws(Refusal) -> Auth {
        do {
            return try auth.decode(Auth.self)
        } catch {
            throw .invalid("auth", "must be an object whose token is a text and whose after is a number")
        }
    }

    private func allows(_ handshake: Handshake) -> Bool {
        let headers = handshake.headers
        guard headers["Origin"].count <= 1, headers["Host"].count == 1 else { return false }
        return sameOrigin.allows(
            site: headers.first(name: "Sec-Fetch-Site"), origin: handshake.origin,
            authority: headers.first(name: "Host"), hasCookie: credential(of: handshake)?.carrier == .cookie)
    }

    private func credential(of handshake: Handshake) -> Credential? {
        if let authorization = handshake.headers.first(name: "Authorization") {
            return Credential(bearer: authorization)
        }
        return cookie.secret(in: handshake.headers["Cookie"]).map { Credential(secret: $0, carrier: .cookie) }
    }
}

extension RatePolicy {
    static let handshakesByAddress = RatePolicy(name: "handshakesByAddress", burst: 300, window: .minutes(1))
}
