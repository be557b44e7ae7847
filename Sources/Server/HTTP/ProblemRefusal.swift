import Exchange
import HTTPTypes

extension Problem {
    /// The answer to a refusal of the rules.
    init(_ refusal: Refusal) {
        let (status, title) = Self.meaning(of: refusal)
        self.init(status, refusal.code, title, detail: title)
        switch refusal {
        case .invalid(let problems):
            fields = problems
            detail = problems.map { "\($0.field) \($0.message)" }.prefix(3).joined(separator: "; ") + "."
        case .limited(let wait):
            retryAfter = max(1, Int((wait.wholeMilliseconds + 999) / 1_000))
            detail = "Please try again in \(retryAfter ?? 1) seconds."
        case .tooManyFirstContacts(let wait):
            retryAfter = max(1, Int((wait.wholeMilliseconds + 999) / 1_000))
        case .busy:
            retryAfter = 2
        default: break
        }
    }

    private static func meaning(of refusal: Refusal) -> (HTTPResponse.Status, String) {
        switch refusal {
        case .invalid: (.unprocessableContent, "Some fields are wrong.")
        case .notFound: (.notFound, "It does not exist, or not for you.")
        case .signInRequired: (.unauthorized, "You have to be signed in for this.")
        case .wrongCredentials: (.unauthorized, "The email address or the password is wrong.")
        case .suspended: (.forbidden, "This account is suspended.")
        case .notYours: (.forbidden, "This is for somebody else to do.")
        case .roleRequired: (.forbidden, "This takes a role that you do not have.")
        case .wrongStatus: (.conflict, "It is not in a state that allows this.")
        case .versionMismatch: (.conflict, "It was changed in the meantime.")
        case .overlap: (.conflict, "One of you has another accepted session at that time.")
        case .tooEarly: (.conflict, "It is too early for this.")
        case .tooLate: (.conflict, "It is too late for this.")
        case .tooManyRounds: (.conflict, "The time was countered five times already.")
        case .proposalOpen: (.conflict, "Another new time is still waiting for an answer.")
        case .noProposal: (.conflict, "There is no proposal of a new time to answer.")
        case .tooManyOpenRequests: (.conflict, "Too many of your requests are still waiting for an answer.")
        case .duplicateRequest: (.conflict, "You have asked this member for this skill already.")
        case .notAccepting: (.conflict, "The member accepts no requests at the moment.")
        case .tooManyRings:
            (.conflict, "You are in as many rings as you can be: three open proposals, or one ring in your first week.")
        case .duplicateRing: (.conflict, "The same ring is open or active already.")
        case .ringImpossible: (.conflict, "These members cannot be asked to form this ring at the moment.")
        case .ringOutdated:
            (.conflict, "You do not teach or want any more what this ring says of you. Change your skills, or decline.")
        case .emailTaken: (.conflict, "An account with this email address exists already.")
        case .alreadyGiven: (.conflict, "You have given your feedback on this session already.")
        case .memberUnavailable: (.conflict, "The other member cannot be written to at the moment.")
        case .tooManyFirstContacts:
            (
                .tooManyRequests,
                "You have written to three people new to you within a day. Please wait before you write to another one."
            )
        case .roomClosed: (.conflict, "The room is open from 10 minutes before the session to 30 minutes after it.")
        case .videoOff:
            (.conflict, "This server has no video: meet at the session's meeting link, which either of you may set.")
        case .tokenInvalid: (.badRequest, "The link is unknown, was used, or is too old.")
        case .keyReused: (.unprocessableContent, "The idempotency key was used with another request.")
        case .limited: (.tooManyRequests, "Too many attempts.")
        case .busy: (.serviceUnavailable, "The server is too busy to do this now.")
        }
    }
}
