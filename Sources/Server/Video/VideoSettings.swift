import JWTKit

/// How calls are made, every value checked.
enum VideoSettings: Equatable, Sendable {
    /// The two agree on a meeting link of their own.
    case off
    /// A Jitsi of the operator's that asks for tokens (HS256).
    case jwt(JitsiTenant, secret: ConfiguredSecret)
    /// Jitsi as a Service (RS256).
    case jaas(appID: String, keyID: String, privateKey: ConfiguredSecret)
    /// A Jitsi of the operator's that lets everybody in.
    case open(domain: String)
    /// Somebody else's Jitsi in a tab of its own, under this address.
    case link(base: String)

    enum Mode: String, CaseIterable {
        case off, jwt, jaas, open, link
    }

    /// The host of Jitsi as a Service.
    static let jaasDomain = "8x8.vc"

    /// The origin that the call page loads from and embeds; `nil` when it embeds nothing.
    var origin: String? {
        switch self {
        case .off, .link: nil
        case .jwt(let tenant, _): "https://\(tenant.domain)"
        case .jaas: "https://\(Self.jaasDomain)"
        case .open(let domain): "https://\(domain)"
        }
    }
}

/// Whom a token of a self-hosted Jitsi is for, in the words of its Prosody.
struct JitsiTenant: Equatable, Sendable {
    let domain: String
    let appID: String
    let audience: String
    /// The XMPP domain, or `*`.
    let subject: String
}

extension VideoSettings {
    /// - Throws: `ConfigurationComplaint` for a wrong value, and for one that the chosen mode needs and nobody set.
    init(_ reader: inout ConfigurationReader) throws(ConfigurationComplaint) {
        let mode = try reader.read(.video, default: "off", "off, jwt, jaas, open or link") { Mode(rawValue: $0) }
        let domain = try reader.optional(.videoDomain, "the name of a host without scheme and path, like meet.example")
        {
            $0.asDomain
        }
        let appID = try reader.optional(.videoAppID, "a name without spaces") { $0.asWord }
        let audience = try reader.optional(.videoAudience, "a name without spaces") { $0.asWord }
        let subject = try reader.optional(.videoSubject, "an XMPP domain, like meet.jitsi, or *") { $0.asWord }
        let keyID = try reader.optional(.videoKeyID, "the id of a key of 8x8") { $0.asWord }
        let link = try reader.optional(.videoLink, "an https or http address, like https://meet.jit.si") {
            $0.asRoomsAddress
        }
        let secret = try reader.secret(
            .videoSecret, "at least 32 characters of your own making, like the output of openssl rand -hex 32"
        ) { $0.asSecret }
        let privateKey = try reader.secret(
            .videoPrivateKey, "an RSA private key of at least 2048 bits in PEM (-----BEGIN PRIVATE KEY-----)"
        ) { (try? Insecure.RSA.PrivateKey(pem: $0)) == nil ? nil : $0 }
        switch mode {
        case .off: self = .off
        case .open: self = .open(domain: try reader.embeddable(domain))
        case .link: self = .link(base: try reader.needed(link, .videoLink))
        case .jwt:
            let domain = try reader.embeddable(domain)
            let appID = try reader.needed(appID, .videoAppID)
            let tenant = JitsiTenant(
                domain: domain, appID: appID, audience: audience ?? appID, subject: subject ?? "*")
            if tenant.subject.lowercased() == domain.withoutPort { throw reader.isPublicHost(tenant.subject) }
            self = .jwt(tenant, secret: try reader.needed(secret, .videoSecret))
        case .jaas:
            let appID = try reader.needed(appID, .videoAppID)
            guard appID.isTenant else { throw reader.isNoTenant(appID) }
            let key = try reader.needed(keyID, .videoKeyID)
            self = .jaas(
                appID: appID, keyID: key.hasPrefix("\(appID)/") ? String(key.dropFirst(appID.count + 1)) : key,
                privateKey: try reader.needed(privateKey, .videoPrivateKey))
        }
    }
}

extension ConfigurationReader {
    fileprivate func needed<Value>(
        _ value: Value?, _ key: ConfigurationKey
    ) throws(ConfigurationComplaint) -> Value {
        if let value { return value }
        let variable = key.mayBeFlag ? key.variable : "\(key.variable)_FILE"
        throw ConfigurationComplaint(
            "video is “\(self.value(of: .video))” from \(source(of: .video)), which needs \(key.rawValue); set \(variable)."
        )
    }

    /// The domain of a Jitsi that may be embedded.
    fileprivate func embeddable(_ domain: String?) throws(ConfigurationComplaint) -> String {
        let domain = try needed(domain, .videoDomain)
        let host = domain.withoutPort
        guard host == "jit.si" || host.hasSuffix(".jit.si") else { return domain }
        throw ConfigurationComplaint(
            """
            video-domain is “\(domain)” from \(source(of: .videoDomain)), where embedded calls end after five minutes; \
            use a Jitsi of your own, or video link with the video-link https://meet.jit.si.
            """
        )
    }

    fileprivate func isPublicHost(_ subject: String) -> ConfigurationComplaint {
        ConfigurationComplaint(
            """
            video-subject is “\(subject)” from \(source(of: .videoSubject)); it must be Jitsi's XMPP domain (meet.jitsi \
            in its Docker images) or *, not the name under which browsers reach it.
            """
        )
    }

    fileprivate func isNoTenant(_ appID: String) -> ConfigurationComplaint {
        ConfigurationComplaint(
            """
            video-app-id is “\(appID)” from \(source(of: .videoAppID)); it must be the AppID of a JaaS account, which \
            begins with vpaas-magic-cookie-.
            """
        )
    }
}

extension String {
    /// The name of a host with a port or without, in lower case.
    fileprivate var asDomain: String? {
        let parts = lowercased().split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, parts.count <= 2, host.utf8.count <= 253 else { return nil }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isHost = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { $0.isHostCharacter }
        }
        guard isHost, parts.count == 1 || UInt16(parts[1]) != nil else { return nil }
        return lowercased()
    }

    fileprivate var withoutPort: Substring { prefix { $0 != ":" } }

    /// A name of visible ASCII that needs no escaping anywhere.
    fileprivate var asWord: String? {
        let isWord = utf8.allSatisfy { byte in
            (0x21...0x7E).contains(byte) && !#""'\<>"#.utf8.contains(byte)
        }
        return (1...200).contains(utf8.count) && isWord ? self : nil
    }

    /// Whether it is the AppID of a JaaS account, which becomes a part of addresses.
    fileprivate var isTenant: Bool {
        hasPrefix("vpaas-magic-cookie-") && utf8.allSatisfy { $0.isHostCharacter }
    }

    /// The address under which the rooms of a Jitsi lie, without a slash at its end.
    fileprivate var asRoomsAddress: String? {
        var text = self
        while text.hasSuffix("/") { text.removeLast() }
        let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
        guard let scheme, text.asWord != nil, !text.contains("?"), !text.contains("#"), !text.contains("@") else {
            return nil
        }
        let host = text.dropFirst(scheme.count).prefix { $0 != "/" }
        return String(host).asDomain == nil ? nil : text
    }
}

extension UInt8 {
    fileprivate var isHostCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
