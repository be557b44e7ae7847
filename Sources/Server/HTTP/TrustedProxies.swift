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
        for hop in headers[values: .forwardedFor].joined(separator: ",").split(separator: ",").reversed() {
            guard let address = ClientAddress(hop.filter { $0 != " " && $0 != "\t" }) else { return }
            context.client = address
            if !trusts(address) { return }
        }
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
