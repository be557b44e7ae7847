import Exchange
import MatchEngine
import Storage
import Synchronization

/// What matching knows of all members, in memory. It follows each commit of this process; what other nodes and the
/// operator's commands write, it learns at the next start.
public final class MatchBoard: Sendable {
    private let index: Mutex<MatchIndex>
    /// The time zones in use.
    let zones = ZoneCache()

    init() {
        index = Mutex(MatchIndex(profiles: [], now: Moment(milliseconds: 0)))
    }

    /// Takes the place of everything held by what the database holds. To be called before changes are made.
    func replace(with profiles: some Sequence<MatchProfile>, at now: Moment) {
        let loaded = MatchIndex(profiles: profiles, now: now)
        index.withLock { $0 = loaded }
    }

    func update(_ profile: MatchProfile) {
        index.withLock { $0.update(profile) }
    }

    func matches(_ query: MatchQuery, at now: Moment) -> MatchPage {
        index.withLock { index in
            index.advance(to: now)
            return index.matches(query)
        }
    }

    /// How many members teach each skill and want to learn it, of those who are shown.
    func counts(of skills: [Int32]) -> [Int32: (teachers: Int, learners: Int)] {
        index.withLock { index in
            skills.reduce(into: [:]) { $0[$1] = (index.teacherCount($1), index.learnerCount($1)) }
        }
    }

    /// How many members are shown.
    public var count: Int { index.withLock { $0.count } }
}
