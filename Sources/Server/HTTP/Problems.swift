import Exchange
import Logging
import Operations

/// Turns whatever was thrown into a problem, for answers over HTTP and sockets alike.
struct Problems: Sendable {
    private let known: @Sendable (any Error) -> Problem?

    /// - Parameter known: knows the errors of other parts, such as a database that is not there.
    init(_ known: @escaping @Sendable (any Error) -> Problem? = { _ in nil }) {
        self.known = known
    }

    /// The problem that tells of an error; one that must not happen is logged under the name of its request.
    func problem(for error: any Error, _ request: RequestID, _ logger: Logger) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let refusal as Refusal: return Problem(refusal)
        case let refused as SessionRefusal: return Problem(refused)
        case let refused as RingRefusal: return Problem(refused)
        default:
            if let known = known(error) { return known }
            logger.error(
                "request failed",
                metadata: ["request": "\(request.text)", "error": "\(String(describing: error).prefix(500))"]
            )
            return .unexpected
        }
    }
}
