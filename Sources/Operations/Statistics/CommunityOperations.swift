import Exchange
import Storage
import Synchronization

/// What somebody may know of a community before they join it: how large it is, and what people teach in it.
public struct CommunityView: Hashable, Sendable {
    /// Members who are shown to others.
    public let members: Int
    /// Skills that somebody teaches.
    public let skills: Int
    public let completedSessions: Int
    /// The skills that most teach or want to learn, the most first.
    public let popular: [CountedSkill]
}

/// What is told of the community as a whole.
public final class CommunityOperations: Sendable {
    private let workspace: Workspace
    private let counted = Mutex<(at: Moment, sessions: Int)?>(nil)

    /// For how long a count of sessions is good enough.
    private static let patience = Duration.seconds(60)

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// The community as it is now; sessions are counted once a minute.
    ///
    /// - Parameter limit: of `popular`.
    public func community(popular limit: Int = 24) async throws -> CommunityView {
        let sessions = try await completedSessions()
        let catalogue = workspace.catalogue
        let counts = workspace.board.counts(of: catalogue.all).filter { $0.value.teachers > 0 }
        let best = counts.sorted {
            ($0.value.teachers + $0.value.learners, $1.key) > ($1.value.teachers + $1.value.learners, $0.key)
        }
        return CommunityView(
            members: workspace.board.count, skills: counts.count, completedSessions: sessions,
            popular: best.prefix(limit).compactMap { id, count in
                catalogue.entry(id: id).map {
                    CountedSkill(skill: $0, teachers: count.teachers, learners: count.learners)
                }
            })
    }

    private func completedSessions() async throws -> Int {
        let now = workspace.clock.now()
        if let known = counted.withLock({ $0 }), now < known.at + Self.patience, now >= known.at {
            return known.sessions
        }
        let sessions = try await workspace.database.read { try StatisticsTable.completedSessions(in: $0) }
        counted.withLock { $0 = (now, sessions) }
        return sessions
    }
}
