import Exchange
import Hummingbird
import Operations

/// Statistics over HTTP.
struct StatisticsRoutes: Sendable {
    let operations: StatisticsOperations

    @Sendable func statistics(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        let member = try context.identifier("id")
        guard let view = try await operations.statistics(of: member, by: context.caller) else { throw Refusal.notFound }
        return .json { view.write(to: &$0) }
    }
}
