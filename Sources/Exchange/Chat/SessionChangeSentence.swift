extension SessionChange {
    /// What happened to a session of this topic in one plain sentence, for those who show a conversation and know no
    /// better way to tell it.
    public func sentence(topic: String) -> String {
        switch transition {
        case .request: "“\(topic)” was requested."
        case .counter: "Another time was suggested for “\(topic)”."
        case .accept: "“\(topic)” was accepted."
        case .reject: "“\(topic)” was declined."
        case .withdraw: "The request for “\(topic)” was withdrawn."
        case .expire: "The request for “\(topic)” expired."
        case .proposeTime: "A new time was proposed for “\(topic)”."
        case .acceptTime: "The new time for “\(topic)” was accepted."
        case .rejectTime: "The new time for “\(topic)” was declined or taken back."
        case .lapseTime: "The new time proposed for “\(topic)” lapsed."
        case .cancel: by == nil ? "“\(topic)” was called off." : "“\(topic)” was cancelled."
        case .complete: "“\(topic)” was completed."
        case .confirm: "The completion of “\(topic)” was confirmed."
        case .reportMissed: "“\(topic)” was reported as missed."
        case .reportNotHeld:
            by == nil
                ? "“\(topic)” counts as not held, because nobody said otherwise."
                : "“\(topic)” was reported as not held."
        case .contest: "The report on “\(topic)” was contested."
        case .setLink: "Where to meet for “\(topic)” was changed."
        case .resolve: "The dispute about “\(topic)” was resolved."
        }
    }
}
