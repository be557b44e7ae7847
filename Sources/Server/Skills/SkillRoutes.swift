import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Operations

/// The catalogue over HTTP.
struct SkillRoutes: Sendable {
    let operations: SkillOperations

    @Sendable func search(_ request: Request, _ context: AppContext) async throws -> Response {
        let (query, after, limit) = try request.query { query in
            (
                query.optional("query", .text(TextRule(0...100))), query.optional("after", .skillPosition),
                query.limit(upTo: 1_000)
            )
        }
        let page = operations.search(query ?? "", after: after, limit: limit)
        let bytes = Self.json(page)
        return request.answer(tagged: EntityTag(of: bytes)) {
            Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            )
        }
    }

    @Sendable func demand(_ request: Request, _ context: AppContext) async throws -> Response {
        let limit = try request.query { $0.limit() }
        let bytes = Self.json(Page(items: operations.demand(limit: limit), hasMore: false))
        return request.answer(tagged: EntityTag(of: bytes)) {
            Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            )
        }
    }

    private static func json(_ page: Page<CountedSkill>) -> [UInt8] {
        let next = page.hasMore ? page.items.last.map { Cursor(skill: $0.skill.id) } : nil
        var json = JSONWriter(capacity: 64 + page.items.count * 256)
        json.object { json in
            json.array("items", page.items) { json, skill in json.object { skill.write(to: &$0) } }
            json.nullable("next", next?.text)
        }
        return json.bytes
    }
}

extension CountedSkill {
    /// The fields of a skill of the catalogue.
    func write(to json: inout JSONWriter) {
        skill.write(to: &json)
        json.field("category", skill.categoryName)
        json.array("aliases", skill.aliases)
        json.field("teachers", teachers)
        json.field("learners", learners)
    }
}

extension FieldKind where Value == Int32 {
    /// A place in a list of skills.
    fileprivate static var skillPosition: Self {
        .cursor(list: 6, placeholder: 0) { reader in reader.number().flatMap { Int32(exactly: $0) } }
    }
}

extension Cursor {
    fileprivate init(skill: Int32) {
        self.init(list: 6)
        append(Int64(skill))
    }
}
