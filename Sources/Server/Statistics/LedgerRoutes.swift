import Exchange
import Hummingbird
import Operations

/// What members gave and received, over HTTP.
struct LedgerRoutes: Sendable {
    let operations: LedgerOperations

    @Sendable func ledger(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let view = try await operations.ledger(of: context.caller)
        return .json(capacity: 256 + view.partners.count * 512) { view.write(to: &$0) }
    }
}

extension LedgerView {
    /// The fields of a ledger.
    fileprivate func write(to json: inout JSONWriter) {
        json.object("total") { total.write(to: &$0) }
        json.array("partners", partners) { json, partner in
            json.object { json in
                json.object("member") { partner.member.write(to: &$0, at: at) }
                json.object("balance") { partner.balance.write(to: &$0) }
            }
        }
        json.array("rings", rings) { json, entry in
            json.object { json in
                json.field("ring", entry.ring)
                json.object("balance") { entry.balance.write(to: &$0) }
            }
        }
    }
}
