public import NIOCore
public import NIOHTTP1

/// The request that opened a session, as the application sees it.
public struct Handshake: Sendable {
    /// The method of the request.
    public let method: HTTPMethod
    /// The path and the query as the client wrote them.
    public let uri: String
    /// The headers of the request.
    public let headers: HTTPHeaders
    /// The parameters of the query, percent-decoded; of a repeated one the last.
    public let query: [String: String]
    /// The address at the other end of the connection, such as `192.0.2.1`.
    public let remoteAddress: String?
    /// The port at the other end of the connection.
    public let remotePort: Int?
    /// Whether the client used TLS up to this server.
    public let isSecure: Bool
    /// When the request arrived, in milliseconds since 1970.
    public let issued: Int64
    /// What ``EngineConfiguration/allowRequest`` attached, such as who signed in.
    public internal(set) var attachment: (any Sendable)?

    /// The page that made the request, where a browser says so.
    public var origin: String? { headers.first(name: "Origin") }

    /// Reads the head of a request.
    public init(_ head: HTTPRequestHead, remote: SocketAddress?, isSecure: Bool = false, issued: Int64) {
        method = head.method
        uri = head.uri
        headers = head.headers
        query = QueryString.parameters(of: head.uri)
        remoteAddress = remote?.ipAddress
        remotePort = remote?.port
        self.isSecure = isSecure
        self.issued = issued
    }
}

/// Reads the query of a request target (application/x-www-form-urlencoded, URL standard).
enum QueryString {
    /// The parameters, percent-decoded; of a repeated one the last.
    static func parameters(of uri: String) -> [String: String] {
        guard let mark = uri.utf8.firstIndex(of: 0x3F) else { return [:] }
        let query = uri[uri.index(after: mark)...].prefix { $0 != "#" }
        var parameters: [String: String] = [:]
        for pair in query.utf8.split(separator: 0x26) {
            let parts = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            parameters[decoded(parts[0])] = parts.count > 1 ? decoded(parts[1]) : ""
        }
        return parameters
    }

    private static func decoded(_ text: Substring.UTF8View) -> String {
        guard text.contains(where: { $0 == 0x25 || $0 == 0x2B }) else { return String(Substring(text)) }
        var bytes: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            let next = text.index(after: index)
            if byte == 0x25, let value = escape(text[next...].prefix(2)) {
                bytes.append(value)
                index = text.index(next, offsetBy: 2)
            } else {
                bytes.append(byte == 0x2B ? 0x20 : byte)
                index = next
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func escape(_ digits: Substring.UTF8View) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy({ $0 != 0x2B && $0 != 0x2D }) else { return nil }
        return UInt8(String(Substring(digits)), radix: 16)
    }
}
