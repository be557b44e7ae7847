/// The rules of the chat and their numbers.
public enum ChatRules {
    public static let text = TextRule(1...4_000, lines: true)
    /// What is looked for.
    public static let query = TextRule(1...200)
    public static let clientIDLength = 1...64
    /// How long a message may be edited and deleted.
    public static let changeableFor = Duration.minutes(15)
    /// To how many strangers a member may write first within ``firstContactsLast``.
    public static let mostFirstContacts = 3
    public static let firstContactsLast = Duration.hours(24)
    /// Unread messages of a conversation are counted up to this number.
    public static let mostUnreadCounted = 1_000

    /// Whether a text can name a message: 1 to 64 visible characters of ASCII.
    public static func isClientID(_ text: String) -> Bool {
        clientIDLength.contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// Lets a member write first to a stranger, somebody with whom they have no match, session or ring in common.
    ///
    /// - Parameter recent: when they wrote first to other strangers.
    /// - Throws: `tooManyFirstContacts` when there were three in the last 24 hours.
    public static func requireFirstContact(after recent: [Moment], at now: Moment) throws(Refusal) {
        let counted = recent.filter { $0 > now - firstContactsLast }.sorted()
        guard counted.count >= mostFirstContacts else { return }
        let next = counted[counted.count - mostFirstContacts] + firstContactsLast
        throw .tooManyFirstContacts(retryAfter: next - now)
    }

    /// How far a member has read who now says `upTo`; a position never moves back.
    ///
    /// - Returns: `nil` where it stays as it is.
    /// - Throws: `invalid` for a position beyond the `last` message.
    public static func readPosition(_ upTo: Int, after before: Int, last: Int) throws(Refusal) -> Int? {
        guard upTo <= last else { throw .invalid("upTo", "must not be beyond the last message, which is \(last)") }
        return upTo > before ? upTo : nil
    }
}
