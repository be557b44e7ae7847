import NIOHTTP1

/// Which pages of other origins may read the answers (Fetch standard, section "CORS protocol"), in the manner of the
/// reference server.
public struct CORSPolicy: Sendable {
    /// The origins that are let in.
    public enum Origins: Sendable {
        /// Every origin; cannot be had together with credentials.
        case any
        /// The one origin that is named in every answer.
        case fixed(String)
        /// Each of these origins.
        case list([String])
        /// The origins of which the closure says yes.
        case matching(@Sendable (String) -> Bool)
    }

    /// The origins that are let in.
    public let origins: Origins
    /// Whether requests may carry cookies.
    public let allowsCredentials: Bool

    /// - Parameter allowsCredentials: ignored for ``Origins/any``, with which browsers refuse it.
    public init(_ origins: Origins, allowsCredentials: Bool = false) {
        self.origins = origins
        if case .any = origins {
            self.allowsCredentials = false
        } else {
            self.allowsCredentials = allowsCredentials
        }
    }

    /// What every answer carries, errors included.
    func headers(origin: String?) -> [(String, String)] {
        var headers: [(String, String)] = []
        if let allowed = allowed(origin) { headers.append(("Access-Control-Allow-Origin", allowed)) }
        if case .any = origins {} else { headers.append(("Vary", "Origin")) }
        if allowsCredentials { headers.append(("Access-Control-Allow-Credentials", "true")) }
        return headers
    }

    /// What the answer to a preflight request carries besides.
    func preflight(requested: String?) -> [(String, String)] {
        var headers = [("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE")]
        headers.append(("Vary", "Access-Control-Request-Headers"))
        if let requested { headers.append(("Access-Control-Allow-Headers", requested)) }
        return headers
    }

    private func allowed(_ origin: String?) -> String? {
        switch origins {
        case .any: "*"
        case .fixed(let name): name
        case .list(let names): origin.flatMap { names.contains($0) ? $0 : nil }
        case .matching(let matches): origin.flatMap { matches($0) ? $0 : nil }
        }
    }
}
