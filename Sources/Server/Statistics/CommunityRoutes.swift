import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Operations

/// Who runs this server, as far as they have said.
struct Operator: Equatable, Sendable {
    var name: String?
    /// A mail or web address.
    var contact: String?
    var rules: String?
    var privacy: String?
}

extension Operator {
    /// - Throws: `ConfigurationComplaint` for a name that is too long, and for what is no address.
    init(_ reader: inout ConfigurationReader) throws(ConfigurationComplaint) {
        name = try reader.optional(.operatorName, "a name of at most 80 characters") { $0.asShortText }
        contact = try reader.optional(.operatorContact, "a mail address, or an http or https address") {
            $0.asWebAddress ?? ($0.asMailAddress.map { "mailto:\($0)" })
        }
        rules = try reader.optional(.rulesURL, "an http or https address") { $0.asWebAddress }
        privacy = try reader.optional(.privacyURL, "an http or https address") { $0.asWebAddress }
    }
}

extension String {
    fileprivate var asShortText: String? {
        !isEmpty && count <= 80 && unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } ? self : nil
    }

    /// Printable and without anything that a link could hide behind.
    fileprivate var asWebAddress: String? {
        let isPlain = utf8.count <= 500 && utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        let rest = ["https://", "http://"].first { hasPrefix($0) }.map { dropFirst($0.count) }
        guard isPlain, let first = rest?.utf8.first, first != UInt8(ascii: "/") else { return nil }
        return self
    }

    fileprivate var asMailAddress: String? {
        let parts = split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = utf8.count <= 254 && utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") }
        return isPlain && parts.count == 2 && parts.allSatisfy { !$0.isEmpty } ? self : nil
    }
}

/// What somebody may know before joining, over HTTP.
struct CommunityRoutes: Sendable {
    let operations: CommunityOperations
    let `operator`: Operator
    let confirmsByMail: Bool
    let hasVideo: Bool
    let hasClearing: Bool

    /// Below this a number would tell of persons, or discourage.
    private static let floor = 20

    @Sendable func community(_ request: Request, _ context: AppContext) async throws -> Response {
        try request.refuseQuery()
        let bytes = json(try await operations.community())
        return request.answer(tagged: EntityTag(of: bytes), cacheControl: "public, max-age=60") {
            Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            )
        }
    }

    private func json(_ community: CommunityView) -> [UInt8] {
        var json = JSONWriter(capacity: 2_048)
        json.object { json in
            if community.members >= Self.floor { json.field("members", community.members) }
            if community.members >= Self.floor { json.field("skills", community.skills) }
            if community.completedSessions >= Self.floor {
                json.field("completedSessions", community.completedSessions)
            }
            json.array("popular", community.popular) { json, skill in json.object { skill.write(to: &$0) } }
            json.object("operator") { json in
                if let name = `operator`.name { json.field("name", name) }
                if let contact = `operator`.contact { json.field("contact", contact) }
                if let rules = `operator`.rules { json.field("rules", rules) }
                if let privacy = `operator`.privacy { json.field("privacy", privacy) }
            }
            json.field("confirmsByMail", confirmsByMail)
            json.field("video", hasVideo)
            json.field("clearing", hasClearing)
        }
        return json.bytes
    }
}
