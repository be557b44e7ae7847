import Crypto
public import Exchange
import Storage

/// What lets a participant into the video room of a session now, whatever serves the room.
public struct RoomGrant: Sendable {
    public let session: SessionView
    /// The name of the room, which nobody can guess and which is another one once the session was moved.
    public let room: String
    /// Names the participant within this room alone: it says nothing about who that is elsewhere.
    public let visitor: String
    public let displayName: String
    public let closesAt: Moment
    /// When it was given.
    public let at: Moment
}

/// The video room of a session, and who says to have been in it.
public struct VideoOperations: Sendable {
    let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// Lets the caller into the room of a session.
    ///
    /// - Throws: `notFound`, and a ``SessionRefusal`` for `roomClosed` and `notYours`.
    public func enter(_ id: Identifier, by caller: Caller) async throws -> RoomGrant {
        let workspace = workspace
        return try await workspace.read { transaction, now in
            let session = try SessionOperations.load(id, visibleTo: caller, in: transaction)
            let viewer = SessionViewer(of: caller, in: workspace, at: now, transaction)
            let closesAt = try Self.enter(session, viewer)
            guard let key = try SessionTable.roomKey(of: id, in: transaction) else {
                throw StorageError.failed("a session has no room")
            }
            let view = try viewer.view(session)
            let visitor = session.requester == caller.member ? view.requester : view.recipient
            return RoomGrant(
                session: view, room: "sx-\(Self.hexadecimal(key))",
                visitor: Self.visitor(caller.member, in: session, roomKey: key), displayName: visitor.summary.name,
                closesAt: closesAt, at: now
            )
        }
    }

    /// Keeps what the caller's page says about the call; what is more than ``VideoRules/mostHints`` is not kept.
    ///
    /// - Throws: as ``enter(_:by:)``.
    public func note(
        _ event: AttendanceEvent, of id: Identifier, by caller: Caller, once: Once<Void>? = nil
    ) async throws -> Answer<Void> {
        try await workspace.write(by: caller, once: once) { work in
            let stored = try SessionOperations.load(id, visibleTo: caller, in: work.transaction)
            let session = try SessionWriter.settle(stored, in: work)
            _ = try Self.enter(session, SessionViewer(of: caller, in: work))
            let count = try AttendanceTable.count(of: id, by: caller.member, in: work.transaction)
            guard count < VideoRules.mostHints else { return }
            let hint = AttendanceHint(member: caller.member, event: event, at: work.now)
            try AttendanceTable.insert(hint, of: id, entry: count + 1, in: work.transaction)
        }
    }

    /// What both participants' pages said about the call, oldest first. - Throws: `notFound`.
    public func attendance(of id: Identifier, by caller: Caller) async throws -> [AttendanceHint] {
        try await workspace.read { transaction, _ in
            let session = try SessionOperations.load(id, visibleTo: caller, in: transaction)
            return try AttendanceTable.list(of: session.id, in: transaction)
        }
    }

    /// - Returns: when the room closes.
    private static func enter(_ session: Session, _ viewer: SessionViewer) throws -> Moment {
        let isBlocked = try BlockTable.isBlocked(session.requester, session.recipient, in: viewer.transaction)
        do throws(Refusal) {
            return try session.enterRoom(viewer.viewer.member, at: viewer.now, isBlocked: isBlocked)
        } catch {
            throw SessionRefusal(refusal: error, session: try viewer.view(session))
        }
    }

    /// The video server knows the room and may know the members; without the session's identifier, which it never sees,
    /// it cannot tell which member a visitor is.
    private static func visitor(_ member: Identifier, in session: Session, roomKey: [UInt8]) -> String {
        let message = roomKey + Array(member.description.utf8)
        let key = SymmetricKey(data: Array(session.id.description.utf8))
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: message, using: key).prefix(16))
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
