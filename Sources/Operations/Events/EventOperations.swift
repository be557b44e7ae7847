public import Exchange
import Storage

/// What an event tells its member.
public enum EventContent: Sendable {
    /// The session in the state that the event led to, and who brought it about.
    case session(SessionView, by: Identifier?)
    case feedback(FeedbackView)
}

/// An event with its content, as it is sent.
public struct EventView: Sendable {
    public let event: RecordedEvent
    public let content: EventContent
}

/// Reading what happened to oneself.
public struct EventOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// The caller's events with a number above `seq`, in order and without gaps.
    public func list(after seq: Int64, limit: Int, by caller: Caller) async throws -> Page<EventView> {
        let workspace = workspace
        return try await workspace.read { transaction, now in
            let events = try EventTable.list(of: caller.member, after: seq, limit: limit + 1, in: transaction)
            let viewer = SessionViewer(of: caller, in: workspace, at: now, transaction)
            let items = try events.prefix(limit).map { event in
                EventView(event: event, content: try Self.content(of: event, viewer: viewer))
            }
            return Page(items: items, hasMore: events.count > limit)
        }
    }

    private static func content(of event: RecordedEvent, viewer: SessionViewer) throws -> EventContent {
        let transaction = viewer.transaction
        if let entry = event.entry {
            guard
                let (session, by, isLatest) = try SessionHistoryTable.state(
                    of: event.subject, entry: entry, in: transaction
                )
            else { throw StorageError.failed("an event lost its session") }
            return .session(try viewer.view(session, isCurrent: isLatest), by: by)
        }
        guard let feedback = try FeedbackTable.load(event.subject, in: transaction) else {
            throw StorageError.failed("an event lost its feedback")
        }
        return .feedback(
            try FeedbackOperations.view(feedback, by: viewer.viewer, catalogue: viewer.catalogue, in: transaction)
        )
    }
}
