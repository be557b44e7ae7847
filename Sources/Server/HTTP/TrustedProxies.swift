import HTTPTypes

/// The proxies in front of the server whose word on the client is taken.
struct TrustedProxies: Sendable {
    private let ranges: [AddressRange]

    /// - Parameter ranges: the addresses of the proxies; nobody is trusted when there are none.
    init(_ ranges: [AddressRange]) {
        self.ranges = ranges
    }

    /// Takes client and name of the request from the headers when a trusted proxy sent it: the right-most address of
    /// `X-Forwarded-For` that is no trusted proxy itself.
    func apply(_ headers: HTTPFields, to context: inout AppContext) {
        guard !ranges.isEmpty, trusts(context.client) else { return }
        if let given = headers[.requestID].flatMap({ RequestID(given: $0) }) { context.request = given }
        context.client = client(behind: context.client, forwardedFor: headers[values: .forwardedFor])
    }

    /// Whose request it is that came from `address`: the right-most of the addresses of `X-Forwarded-For` that is no
    /// trusted proxy itself, when a trusted proxy sent them.
    func client(behind address: ClientAddress, forwardedFor: [String]) -> ClientAddress {
        var client = address
        for hop in forwardedFor.joined(separator: ",").split(separator: ",").reversed() where trusts(client) {
            guard let address = ClientAddress(hop.filter { $0 != " " && $0 != "\t" }) else { return client }
            client = address
        }
        return client
    }

    private func trusts(_ address: ClientAddress) -> Bool {
        ranges.contains { $0.contains(address) }
    }
}

extension HTTPField.Name {
    static let requestID = knownName("X-Request-Id")
    static let forwardedFor = knownName("X-Forwarded-For")
    static let forwarded = knownName("Forwarded")
}
