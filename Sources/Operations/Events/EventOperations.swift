public import Exchange
import Storage

/// What an event tells its member.
public enum EventContent: Sendable {
    /// The session in the state that the event led to, who brought it about, and the line that tells of it in the
    /// conversation, where there is one.
    case session(SessionView, by: Identifier?, line: MessageView?)
    /// A message as it is now.
    case message(MessageView)
    /// Who has read how far in a conversation.
    case read(conversation: Identifier, member: Identifier, upTo: Int)
    case feedback(FeedbackView)
    case ring(RingView)
    case notification(NotificationView)
    case notificationsRead(NotificationReading)
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
                EventView(event: event, content: try Self.content(of: event, viewer: viewer, in: workspace))
            }
            return Page(items: items, hasMore: events.count > limit)
        }
    }

    /// The number of the caller's last event; 0 before the first.
    public func position(of caller: Caller) async throws -> Int64 {
        try await positions(of: [caller.member])[caller.member] ?? 0
    }

    /// The number of each member's last event; nothing for members without one.
    public func positions(of members: [Identifier]) async throws -> [Identifier: Int64] {
        try await workspace.database.read { transaction in
            try EventTable.positions(of: members, in: transaction)
        }
    }

    private static func content(
        of event: RecordedEvent, viewer: SessionViewer, in workspace: Workspace
    ) throws -> EventContent {
        switch event.type.subject {
        case .session: try session(of: event, viewer)
        case .feedback: try feedback(of: event, viewer)
        case .ring: try ring(of: event, viewer, in: workspace)
        case .message: try message(of: event, in: viewer.transaction)
        case .conversation: try read(of: event)
        case .notification:
            try NotificationReader(member: event.member, transaction: viewer.transaction).content(of: event)
        }
    }

    /// The session as it was then; as it is now where the event led to no state of its own.
    private static func session(of event: RecordedEvent, _ viewer: SessionViewer) throws -> EventContent {
        if let entry = event.entry {
            guard
                let state = try SessionHistoryTable.state(
                    of: event.subject, entry: entry, in: viewer.transaction
                )
            else { throw StorageError.failed("an event lost its session") }
            return .session(
                try viewer.view(state.session, isCurrent: state.isLatest), by: state.by,
                line: state.line.map(MessageView.init))
        }
        guard let session = try SessionTable.load(event.subject, in: viewer.transaction) else {
            throw StorageError.failed("an event lost its session")
        }
        return .session(try viewer.view(session), by: event.actor, line: nil)
    }

    /// The ring as it was then.
    private static func ring(
        of event: RecordedEvent, _ viewer: SessionViewer, in workspace: Workspace
    ) throws -> EventContent {
        guard let entry = event.entry,
            let state = try RingHistoryTable.state(of: event.subject, entry: entry, in: viewer.transaction)
        else { throw StorageError.failed("an event lost its ring") }
        let rings = RingViewer(
            workspace: workspace, viewer: event.member, now: viewer.now, transaction: viewer.transaction)
        return .ring(try rings.view(state.ring, isCurrent: state.isLatest))
    }

    private static func message(of event: RecordedEvent, in transaction: Transaction) throws -> EventContent {
        guard let message = try MessageTable.load(event.subject, in: transaction) else {
            throw StorageError.failed("an event lost its message")
        }
        return .message(MessageView(message))
    }

    private static func read(of event: RecordedEvent) throws -> EventContent {
        guard let member = event.actor, let upTo = event.entry else {
            throw StorageError.failed("an event does not say who has read how far")
        }
        return .read(conversation: event.subject, member: member, upTo: upTo)
    }

    private static func feedback(of event: RecordedEvent, _ viewer: SessionViewer) throws -> EventContent {
        guard let feedback = try FeedbackTable.load(event.subject, in: viewer.transaction) else {
            throw StorageError.failed("an event lost its feedback")
        }
        return .feedback(
            try FeedbackOperations.view(
                feedback, by: viewer.viewer, catalogue: viewer.catalogue, in: viewer.transaction)
        )
    }
}
