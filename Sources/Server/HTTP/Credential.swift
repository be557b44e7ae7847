import HTTPTypes
import Hummingbird

/// What a request brings to say who makes it: the secret of a device.
struct Credential: Sendable {
    enum Carrier: Sendable { case cookie, bearer }

    let secret: String
    let carrier: Carrier

    init(secret: String, carrier: Carrier) {
        self.secret = secret
        self.carrier = carrier
    }

    /// A bearer token (RFC 6750) in the value of an `Authorization` header; `nil` for another scheme.
    init?(bearer authorization: String) {
        guard authorization.prefix(7).lowercased() == "bearer " else { return nil }
        self.init(secret: String(authorization.dropFirst(7)), carrier: .bearer)
    }
}

/// The cookie that holds the secret of a browser (RFC 6265bis).
struct SignInCookie: Sendable {
    /// `__Host-sid` where browsers reach the server over https, so that no other host can set it; else `sid`.
    let name: String
    private let isSecure: Bool

    init(secure: Bool) {
        isSecure = secure
        name = secure ? "__Host-sid" : "sid"
    }

    /// The header that hands the secret to the browser; it keeps it for `lifetime`.
    func set(_ secret: String, lifetime: Duration) -> HTTPField {
        field("\(secret)", seconds: lifetime.components.seconds)
    }

    /// The header that takes the secret back.
    var cleared: HTTPField { field("", seconds: 0) }

    /// The secret in the cookies of a request.
    func secret(in headers: HTTPFields) -> String? { headers.cookie(named: name) }

    /// The secret in the values of `Cookie` headers.
    func secret(in values: [String]) -> String? { HTTPFields.cookie(named: name, in: values) }

    private func field(_ value: String, seconds: Int64) -> HTTPField {
        let rest = "; Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
        return HTTPField(name: .setCookie, value: "\(name)=\(value)\(rest)")
    }
}

extension Request {
    /// The credential of the request; a bearer token (RFC 6750) goes before the cookie.
    func credential(_ cookie: SignInCookie) -> Credential? {
        if let authorization = headers[.authorization] { return Credential(bearer: authorization) }
        return cookie.secret(in: headers).map { Credential(secret: $0, carrier: .cookie) }
    }
}

extension HTTPFields {
    /// The value of a cookie (RFC 6265, section 4.2).
    func cookie(named name: String) -> String? { Self.cookie(named: name, in: self[values: .cookie]) }

    fileprivate static func cookie(named name: String, in values: [String]) -> String? {
        for value in values {
            for pair in value.split(separator: ";") {
                let trimmed = pair.drop { $0 == " " }
                if trimmed.hasPrefix(name), trimmed.dropFirst(name.count).first == "=" {
                    return String(trimmed.dropFirst(name.count + 1))
                }
            }
        }
        return nil
    }
}
