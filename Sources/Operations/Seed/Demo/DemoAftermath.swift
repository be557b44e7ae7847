import Exchange
import Storage

/// What is said after a session.
enum DemoAftermath {
    static func give(
        _ said: DemoFeedback, id: Identifier, of session: Session, by author: Identifier, in work: Work
    ) throws {
        let taught = session.teaches.filter { $0.learner == author }.map(\.skill)
        let draft = FeedbackDraft(
            rating: said.rating, text: said.text, privateNote: said.privateNote,
            endorsed: said.rating >= 5 ? taught : []
        )
        let feedback = try session.feedback(draft, by: author, id: id, at: work.now)
        try FeedbackTable.insert(feedback, in: work.transaction)
        var noted = session
        noted.noteFeedback(by: author)
        try SessionTable.update(noted, in: work.transaction)
        guard noted.feedbackFrom.count == 2 else { return }
        for hidden in try FeedbackTable.ofSession(session.id, in: work.transaction) {
            _ = try FeedbackOperations.reveal(hidden, of: noted, in: work)
        }
    }

    static func reply(_ text: String, to session: Session, by member: Identifier, in work: Work) throws {
        let said = try FeedbackTable.ofSession(session.id, in: work.transaction)
        guard var feedback = said.first(where: { $0.subject == member && $0.revealedAt != nil }) else { return }
        try feedback.answer(text, by: member, at: work.now)
        try FeedbackTable.update(feedback, in: work.transaction)
    }

    static func reveal(_ feedback: Feedback, in work: Work) throws {
        guard let session = try SessionTable.load(feedback.session, in: work.transaction) else { return }
        _ = try FeedbackOperations.reveal(feedback, of: session, in: work)
    }
}
