import HTTPTypes
import Hummingbird

/// The headers that every answer carries, errors included (requirement D4 of the threat model).
struct SecurityHeaders: Sendable {
    private let fields: [HTTPField]

    /// - Parameter strictTransport: whether browsers reach the server over https.
    init(strictTransport: Bool) {
        var fields: [HTTPField] = [
            HTTPField(name: .xContentTypeOptions, value: "nosniff"),
            HTTPField(name: .referrerPolicy, value: "strict-origin-when-cross-origin"),
            HTTPField(name: .openerPolicy, value: "same-origin"),
            HTTPField(name: .resourcePolicy, value: "same-origin"),
        ]
        if strictTransport {
            fields.append(HTTPField(name: .strictTransportSecurity, value: "max-age=31536000; includeSubDomains"))
        }
        self.fields = fields
    }

    /// Adds them, and the strictest policy and no storing where the answer says nothing else.
    func complete(_ response: inout Response, request: RequestID) {
        response.headers.reserveCapacity(response.headers.count + fields.count + 5)
        if !response.headers.contains(.cacheControl) { response.headers.append(Self.noStore) }
        if !response.headers.contains(.contentSecurityPolicy) { response.headers.append(Self.nothing) }
        response.headers.append(contentsOf: fields)
        response.headers.append(HTTPField(name: .requestID, value: request.text))
    }

    private static let noStore = HTTPField(name: .cacheControl, value: "no-store")
    /// Of an answer that is no page, and so has neither forms nor a base.
    private static let nothing = HTTPField(
        name: .contentSecurityPolicy, value: "default-src 'none'; frame-ancestors 'none'")

    /// What pages of our own may load and do.
    static let page: HTTPFields = [
        .contentSecurityPolicy: policy(),
        .permissionsPolicy: permissions(closed: callPermissions + neverPermitted),
    ]

    /// What the service worker may do: it fetches the app's own files to keep them. Its own policy holds, not its page's.
    static let worker: HTTPFields = [
        .contentSecurityPolicy:
            "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ]

    /// What the page of a call may load and do: it tries camera and microphone, whoever makes the call, and where a Jitsi
    /// is embedded it runs its script and shows its frame.
    ///
    /// - Parameter origin: of the Jitsi, like `https://meet.example`.
    static func callPage(_ origin: String?) -> HTTPFields {
        // Without the page's own origin the frame gets nothing: what a page may not do its frames may not either.
        let allowed = origin.map { "(self \"\($0)\")" } ?? "(self)"
        return [
            .contentSecurityPolicy: policy(embedding: origin),
            .permissionsPolicy: permissions(open: callPermissions, to: allowed, closed: neverPermitted),
        ]
    }

    private static func policy(embedding origin: String? = nil) -> String {
        [
            "default-src 'none'", "script-src 'self'" + (origin.map { " \($0)" } ?? ""), "style-src 'self'",
            "img-src 'self' data: blob:", "media-src 'self' blob:", "connect-src 'self'", "font-src 'self'",
            "manifest-src 'self'", "worker-src 'self'", "frame-src \(origin ?? "'none'")", "base-uri 'none'",
            "form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
            "trusted-types app" + (origin == nil ? "" : " sx-jitsi"),
        ].joined(separator: "; ")
    }

    private static let callPermissions = [
        "autoplay", "camera", "display-capture", "fullscreen", "microphone", "screen-wake-lock",
    ]
    private static let neverPermitted = ["accelerometer", "geolocation", "gyroscope", "payment", "usb"]

    private static func permissions(open: [String] = [], to allowed: String = "", closed: [String]) -> String {
        (open.map { "\($0)=\(allowed)" } + closed.map { "\($0)=()" }).joined(separator: ", ")
    }
}

extension HTTPField.Name {
    static let referrerPolicy = knownName("Referrer-Policy")
    static let permissionsPolicy = knownName("Permissions-Policy")
    static let openerPolicy = knownName("Cross-Origin-Opener-Policy")
    static let resourcePolicy = knownName("Cross-Origin-Resource-Policy")
}
