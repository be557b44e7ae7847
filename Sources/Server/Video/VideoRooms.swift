import Exchange
import JWTKit
import Logging
import Operations

/// A room as a participant enters it.
struct VideoRoom: Sendable {
    let provider: String
    let domain: String
    /// The name that the provider knows it by.
    let room: String
    /// Opens it in a tab of its own; what is secret stands behind the `#`, which browsers send to nobody.
    let url: String
    let token: String?
    let grant: RoomGrant
}

/// Where the rooms are, and the tokens that open them: what the configuration makes of video.
struct VideoRooms: Sendable {
    private enum Service: Sendable {
        case off
        case jwt(JitsiTenant, WatchedKey<HMACKey>)
        case jaas(appID: String, keyID: String, WatchedKey<Insecure.RSA.PrivateKey>)
        case open(domain: String)
        case link(base: String)
    }

    private let service: Service

    /// Whether there are rooms at all.
    var isOn: Bool {
        if case .off = service { false } else { true }
    }

    /// - Parameter pause: how long a look at the file of a key is enough.
    /// - Throws: `ConfigurationComplaint` for a private key that is none.
    init(
        _ settings: VideoSettings, logger: Logger, pause: Duration = .seconds(1)
    ) throws(ConfigurationComplaint) {
        switch settings {
        case .off: service = .off
        case .open(let domain): service = .open(domain: domain)
        case .link(let base): service = .link(base: base)
        case .jwt(let tenant, let secret):
            let key = WatchedKey(.videoSecret, secret, HMACKey(from: secret.text), pause: pause, logger: logger) {
                text in
                text.asSecret.map { HMACKey(from: $0) }
            }
            service = .jwt(tenant, key)
        case .jaas(let appID, let keyID, let source):
            guard let first = try? Insecure.RSA.PrivateKey(pem: source.text) else {
                throw ConfigurationComplaint("video-private-key cannot be read.")
            }
            let key = WatchedKey(.videoPrivateKey, source, first, pause: pause, logger: logger) { text in
                try? Insecure.RSA.PrivateKey(pem: text)
            }
            service = .jaas(appID: appID, keyID: keyID, key)
        }
    }

    /// The room that a participant was let into, with a token made for them; `nil` without video.
    func room(for grant: RoomGrant) async throws -> VideoRoom? {
        switch service {
        case .off: return nil
        case .open(let domain):
            return VideoRoom(
                provider: "open", domain: domain, room: grant.room, url: "https://\(domain)/\(grant.room)", token: nil,
                grant: grant)
        case .link(let base):
            let domain = base.split(separator: "/").dropFirst().first ?? ""
            return VideoRoom(
                provider: "link", domain: String(domain), room: grant.room, url: "\(base)/\(grant.room)", token: nil,
                grant: grant)
        case .jwt(let tenant, let key):
            let claims = RoomToken(
                grant, issuer: tenant.appID, audience: tenant.audience, subject: tenant.subject)
            let token = try await claims.signed(with: key.current())
            return Self.room("jwt", tenant.domain, grant.room, token, grant)
        case .jaas(let appID, let keyID, let key):
            let claims = RoomToken(
                grant, issuer: "chat", audience: "jitsi", subject: appID, features: RoomToken.Features.none)
            let token = try await claims.signed(with: key.current(), keyID: "\(appID)/\(keyID)")
            return Self.room("jaas", VideoSettings.jaasDomain, "\(appID)/\(grant.room)", token, grant)
        }
    }

    private static func room(
        _ provider: String, _ domain: String, _ room: String, _ token: String, _ grant: RoomGrant
    ) -> VideoRoom {
        // Jitsi reads what stands behind the # as JSON: the token is a text in quotation marks.
        VideoRoom(
            provider: provider, domain: domain, room: room, url: "https://\(domain)/\(room)#jwt=%22\(token)%22",
            token: token, grant: grant)
    }
}
