import HTTPTypes

/// What the app asks for as soon as its scripts run, named with its page so that browsers ask for it along with the scripts
/// (RFC 8288, and the link type "preload" of the HTML standard): it saves each visit a round trip.
struct Preloads: Sendable {
    /// The texts by their language, as addresses.
    private let texts: [String: String]
    private let cookie: SignInCookie

    private static let language = "language"

    /// - Parameters:
    ///   - names: of all files.
    ///   - cookie: by which members are known.
    init(names: some Sequence<String>, digest: String, cookie: SignInCookie) {
        texts = Dictionary(
            uniqueKeysWithValues: Set(names).compactMap { name in
                guard name.hasPrefix("languages/"), name.hasSuffix(".json") else { return nil }
                return (String(name.dropFirst(10).dropLast(5)), "/assets/\(digest)/\(name)")
            })
        self.cookie = cookie
    }

    /// The value of `Link` for a request for the page.
    ///
    /// - Parameter isForGuests: whether nobody who is signed in stays on the page.
    func link(for request: HTTPFields, isForGuests: Bool) -> String {
        var links = [texts[language(of: request)]].compactMap { $0 }.map(Self.fetched)
        if !isForGuests, cookie.secret(in: request) != nil {
            links.append(Self.fetched("/api/v1/me"))
        }
        return links.joined(separator: ", ")
    }

    /// The language that was chosen on this device, or the first of the browser's (RFC 9110, section 12.5.4, whose
    /// order browsers keep) that there are texts for: as the app chooses.
    private func language(of request: HTTPFields) -> String {
        let chosen = request.cookie(named: Self.language).map { [$0] } ?? []
        let accepted = (request[.acceptLanguage] ?? "").split(separator: ",").map { part in
            String(part.drop { $0 == " " }.prefix(2)).lowercased()
        }
        return (chosen + accepted).first { texts[$0] != nil } ?? "en"
    }

    private static func fetched(_ address: String) -> String { "<\(address)>; rel=preload; as=fetch; crossorigin" }
}

extension HTTPField.Name {
    /// The header of RFC 8288.
    static let link = knownName("Link")
}
