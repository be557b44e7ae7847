/// One wrong field of an input, named as the caller named it (`intervals[2].start`).
public struct FieldProblem: Hashable, Sendable {
    public let field: String
    /// One sentence for the person who gets it.
    public let message: String

    public init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }
}

/// Why something may not be done: a closed set, each with a stable code for programs.
///
/// Rules throw nothing else. How a refusal becomes an HTTP status or a socket answer is decided outside.
public enum Refusal: Error, Hashable, Sendable {
    /// The input is well-formed but wrong; every wrong field is named.
    case invalid([FieldProblem])
    /// It does not exist, or not for this caller.
    case notFound
    case signInRequired
    case wrongCredentials
    /// The caller's account is suspended.
    case suspended
    /// The caller may see it but it is for somebody else to do.
    case notYours
    /// The caller lacks the role that this takes.
    case roleRequired
    case wrongStatus
    case versionMismatch
    case overlap
    /// The clock does not allow it yet.
    case tooEarly
    /// The clock does not allow it any more.
    case tooLate
    case tooManyRounds
    case proposalOpen
    case noProposal
    case tooManyOpenRequests
    case duplicateRequest
    case notAccepting
    /// The caller is in as many rings as they may be.
    case tooManyRings
    /// The same ring is open or active.
    case duplicateRing
    /// Somebody in the ring cannot be asked; why is their own business.
    case ringImpossible
    /// The caller does not teach or want any more what the ring says of them.
    case ringOutdated
    case emailTaken
    case alreadyGiven
    /// The other member of a conversation is suspended.
    case memberUnavailable
    /// The caller wrote first to too many strangers; the next may be written to after this long.
    case tooManyFirstContacts(retryAfter: Duration)
    /// The video room of the session is not open.
    case roomClosed
    /// This server has no video.
    case videoOff
    /// The token of a mailed link is unknown, used or past its time.
    case tokenInvalid
    /// The idempotency key was used with another request.
    case keyReused
    /// Too many attempts; try again after this long.
    case limited(retryAfter: Duration)
    /// The server is too busy to do this now.
    case busy

    /// Says one wrong field.
    public static func invalid(_ field: String, _ message: String) -> Refusal {
        .invalid([FieldProblem(field, message)])
    }

    /// The stable code, as in the `code` of a problem.
    public var code: String {
        switch self {
        case .invalid: "invalid"
        case .notFound: "notFound"
        case .signInRequired: "signInRequired"
        case .wrongCredentials: "wrongCredentials"
        case .suspended: "suspended"
        case .notYours: "notYours"
        case .roleRequired: "roleRequired"
        case .wrongStatus: "wrongStatus"
        case .versionMismatch: "versionMismatch"
        case .overlap: "overlap"
        case .tooEarly: "tooEarly"
        case .tooLate: "tooLate"
        case .tooManyRounds: "tooManyRounds"
        case .proposalOpen: "proposalOpen"
        case .noProposal: "noProposal"
        case .tooManyOpenRequests: "tooManyOpenRequests"
        case .duplicateRequest: "duplicateRequest"
        case .notAccepting: "notAccepting"
        case .tooManyRings: "tooManyRings"
        case .duplicateRing: "duplicateRing"
        case .ringImpossible: "ringImpossible"
        case .ringOutdated: "ringOutdated"
        case .emailTaken: "emailTaken"
        case .alreadyGiven: "alreadyGiven"
        case .memberUnavailable: "memberUnavailable"
        case .tooManyFirstContacts: "tooManyFirstContacts"
        case .roomClosed: "roomClosed"
        case .videoOff: "videoOff"
        case .tokenInvalid: "tokenInvalid"
        case .keyReused: "keyReused"
        case .limited: "limited"
        case .busy: "busy"
        }
    }
}
