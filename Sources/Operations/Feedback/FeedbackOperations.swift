public import Exchange
import Storage

/// Feedback as one of its readers gets it.
public struct FeedbackView: Sendable {
    public let feedback: Feedback
    public let author: MemberSummary
    public let endorsed: [SkillEntry]
    /// Whether the reader may see the note to the moderators.
    public let showsPrivateNote: Bool
}

/// A place in the list of a member's feedback, newest first.
public struct FeedbackPosition: Hashable, Sendable {
    public let revealedAt: Moment
    public let id: Identifier

    public init(revealedAt: Moment, id: Identifier) {
        self.revealedAt = revealedAt
        self.id = id
    }
}

/// What an author typed: skills are slugs or names.
public struct FeedbackInput: Sendable {
    public let rating: Int
    public let text: String?
    public let privateNote: String?
    public let endorsed: [String]

    public init(rating: Int, text: String?, privateNote: String?, endorsed: [String]) {
        self.rating = rating
        self.text = text
        self.privateNote = privateNote
        self.endorsed = endorsed
    }
}

/// Giving feedback, reading it, answering it.
public struct FeedbackOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Gives feedback of a session; when the other has given theirs, both are revealed.
    ///
    /// - Throws: `notFound`, `invalid`, and a ``SessionRefusal`` for `alreadyGiven`, `wrongStatus`, `tooLate`.
    public func give(
        _ input: FeedbackInput, of id: Identifier, by caller: Caller, once: Once<FeedbackView>? = nil
    ) async throws -> Answer<FeedbackView> {
        try await workspace.write(by: caller, once: once) { (work: Work) throws -> FeedbackView in
            let stored = try SessionOperations.load(id, visibleTo: caller, in: work.transaction)
            let session = try SessionWriter.settle(stored, in: work)
            let draft = try resolve(input, in: work)
            let feedback: Feedback
            do {
                feedback = try session.feedback(draft, by: caller.member, id: work.identifier(), at: work.now)
            } catch let refusal as Refusal where refusal.isAboutState {
                throw SessionRefusal(
                    refusal: refusal, session: try SessionViewer(of: caller, in: work).view(session)
                )
            }
            let shown = try Self.save(feedback, of: session, in: work)
            return try Self.view(shown, by: caller, catalogue: work.catalogue, in: work.transaction)
        }
    }

    /// Stores feedback, and reveals both sides' when it is the second.
    private static func save(_ feedback: Feedback, of session: Session, in work: Work) throws -> Feedback {
        try FeedbackTable.insert(feedback, in: work.transaction)
        var noted = session
        noted.noteFeedback(by: feedback.author)
        try SessionTable.update(noted, in: work.transaction)
        guard noted.feedbackFrom.count == 2 else { return feedback }
        var shown = feedback
        for hidden in try FeedbackTable.ofSession(session.id, in: work.transaction) {
            let revealed = try reveal(hidden, of: noted, in: work)
            if revealed.id == feedback.id { shown = revealed }
        }
        return shown
    }

    /// The public answer to feedback about the caller.
    ///
    /// - Throws: `notFound`, `notYours`, `wrongStatus`, `alreadyGiven`.
    public func reply(
        _ text: String, to id: Identifier, by caller: Caller, once: Once<FeedbackView>? = nil
    ) async throws -> Answer<FeedbackView> {
        try await workspace.write(by: caller, once: once) { work in
            var feedback = try Self.load(id, visibleTo: caller, in: work.transaction)
            try feedback.answer(text, by: caller.member, at: work.now)
            try FeedbackTable.update(feedback, in: work.transaction)
            return try Self.view(feedback, by: caller, catalogue: work.catalogue, in: work.transaction)
        }
    }

    /// Finds out whether feedback exists for the caller, before anything else about a request is judged.
    ///
    /// - Throws: `notFound`.
    public func requireVisible(_ id: Identifier, to caller: Caller) async throws {
        try await workspace.database.read { transaction in
            _ = try Self.load(id, visibleTo: caller, in: transaction)
        }
    }

    private static func load(
        _ id: Identifier, visibleTo caller: Caller, in transaction: Transaction
    ) throws -> Feedback {
        guard let feedback = try FeedbackTable.load(id, in: transaction), feedback.isReadable(by: caller.member)
        else { throw Refusal.notFound }
        return feedback
    }

    /// What others said of a member, newest first. - Throws: `notFound`.
    public func list(
        of member: Identifier, after position: FeedbackPosition?, limit: Int, by caller: Caller
    ) async throws -> Page<FeedbackView> {
        let catalogue = workspace.catalogue
        return try await workspace.read { transaction, _ in
            guard try MemberTable.settings(of: member, visibleTo: caller.member, in: transaction) != nil else {
                throw Refusal.notFound
            }
            let feedback = try FeedbackTable.revealed(
                of: member, to: caller.member, after: position, limit: limit + 1, in: transaction
            )
            let items = Array(feedback.prefix(limit))
            return Page(
                items: try Self.views(items, by: caller, catalogue: catalogue, in: transaction),
                hasMore: feedback.count > limit
            )
        }
    }

    /// What the caller said of a session, and what was said of them once it is revealed.
    ///
    /// - Throws: `notFound`.
    public func ofSession(_ id: Identifier, by caller: Caller) async throws -> [FeedbackView] {
        let catalogue = workspace.catalogue
        return try await workspace.read { transaction, _ in
            let session = try SessionOperations.load(id, visibleTo: caller, in: transaction)
            guard session.allowsFeedback else { return [] }
            let feedback = try FeedbackTable.ofSession(id, in: transaction).filter { $0.isReadable(by: caller.member) }
            return try Self.views(feedback, by: caller, catalogue: catalogue, in: transaction)
        }
    }

    /// Makes feedback readable, counts its rating and tells the one it is about.
    static func reveal(_ hidden: Feedback, of session: Session, in work: Work) throws -> Feedback {
        guard hidden.revealedAt == nil else { return hidden }
        var feedback = hidden
        feedback.revealedAt = work.now
        try FeedbackTable.update(feedback, in: work.transaction)
        // Of a session that was found not to have been held, nobody gets to read it.
        guard session.allowsFeedback else { return feedback }
        try StatisticsTable.addRating(sum: feedback.rating, count: 1, to: feedback.subject, in: work.transaction)
        work.standingChanged(feedback.subject)
        try work.record(
            .feedbackReceived, subject: feedback.id, for: [feedback.subject], cause: .member(feedback.author))
        return feedback
    }

    static func view(
        _ feedback: Feedback, by caller: Caller, catalogue: SkillDirectory, in transaction: Transaction
    ) throws -> FeedbackView {
        let views = try views([feedback], by: caller, catalogue: catalogue, in: transaction)
        guard let first = views.first else { throw StorageError.failed("feedback lost its author") }
        return first
    }

    private static func views(
        _ all: [Feedback], by caller: Caller, catalogue: SkillDirectory, in transaction: Transaction
    ) throws -> [FeedbackView] {
        let authors = try MemberTable.summaries(
            Set(all.map(\.author)).sorted(), seenBy: caller.member, in: transaction
        )
        return try all.map { feedback in
            guard let author = authors[feedback.author] else {
                throw StorageError.failed("feedback lost its author")
            }
            return FeedbackView(
                feedback: feedback, author: author,
                endorsed: try feedback.endorsed.map { try catalogue.entry(id: $0, in: transaction) },
                showsPrivateNote: feedback.author == caller.member || caller.role.isModerator
            )
        }
    }

    private func resolve(_ input: FeedbackInput, in work: Work) throws -> FeedbackDraft {
        var problems: [FieldProblem] = []
        var endorsed: [Int32] = []
        for (index, typed) in input.endorsed.enumerated() {
            if let skill = try work.catalogue.match(typed, in: work.transaction) {
                endorsed.append(skill.id)
            } else {
                problems.append(FieldProblem("endorsed[\(index)]", "is not a skill we know"))
            }
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return FeedbackDraft(
            rating: input.rating, text: input.text, privateNote: input.privateNote, endorsed: endorsed
        )
    }
}
