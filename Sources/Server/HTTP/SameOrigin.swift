import HTTPTypes

/// Keeps other sites from having a browser make changes in somebody's name (requirement S3 of the threat model).
///
/// Browsers say where a request comes from in `Sec-Fetch-Site` (Fetch Metadata) and `Origin` (RFC 6454); programs say
/// neither and bring no cookie.
struct SameOrigin: Sendable {
    private let publicOrigin: String?

    /// - Parameter publicOrigin: such as `https://skills.example`; without it the request's own host counts.
    init(publicOrigin: String?) {
        self.publicOrigin = publicOrigin
    }

    /// Whether a request that wants to change something may.
    func allows(_ request: HTTPRequest, hasCookie: Bool) -> Bool {
        allows(
            site: request.headerFields[.fetchSite], origin: request.headerFields[.origin], authority: request.authority,
            hasCookie: hasCookie)
    }

    /// - Parameters:
    ///   - site: what the header `Sec-Fetch-Site` says.
    ///   - origin: what the header `Origin` says.
    ///   - authority: the host that was asked, with its port.
    func allows(site: String?, origin: String?, authority: String?, hasCookie: Bool) -> Bool {
        if site == "cross-site" { return false }
        if let origin { return isOurs(origin, authority: authority) }
        switch site {
        case "same-origin", "none": return true
        case nil: return !hasCookie
        default: return false
        }
    }

    private func isOurs(_ origin: String, authority: String?) -> Bool {
        if let publicOrigin { return origin == publicOrigin }
        guard let authority, !authority.isEmpty else { return false }
        return origin == "http://\(authority)" || origin == "https://\(authority)"
    }
}

extension HTTPField.Name {
    static let fetchSite = knownName("Sec-Fetch-Site")
}
