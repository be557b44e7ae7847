import Exchange
import Foundation
import MatchEngine
import Storage

/// What matching knows of all members, in memory. It follows each commit of this process; what other nodes and the
/// operator's commands write, it learns at the next start.
public final class MatchBoard: Sendable {
    private let index: ReadMostly<MatchIndex>
    /// The time zones in use.
    let zones = ZoneCache()
    /// Those who ask for matches; ranking takes a core for itself.
    let turns = Turns(ProcessInfo.processInfo.activeProcessorCount)

    init() {
        index = ReadMostly(MatchIndex(profiles: [], now: Moment(milliseconds: 0)))
    }

    /// Takes the place of everything held by what the database holds. To be called before changes are made.
    func replace(with profiles: some Sequence<MatchProfile>, at now: Moment) {
        let loaded = MatchIndex(profiles: profiles, now: now)
        index.change { $0 = loaded }
    }

    func update(_ profile: MatchProfile) {
        index.change { $0.update(profile) }
    }

    func matches(_ query: MatchQuery, at now: Moment) -> MatchPage {
        if index.read({ !$0.isUpToDate(at: now) }) { index.change { $0.advance(to: now) } }
        return index.read { $0.matches(query) }
    }

    /// How the other fits the member.
    func pair(_ member: Identifier, with other: Identifier, at now: Moment) -> MatchHit? {
        if index.read({ !$0.isUpToDate(at: now) }) { index.change { $0.advance(to: now) } }
        return index.read { $0.pair(member, with: other) }
    }

    /// Whether one of the two teaches what the other wants.
    func isMatch(_ one: Identifier, _ other: Identifier) -> Bool {
        index.read { $0.isMatch(one, other) }
    }

    /// How many members teach each skill and want to learn it, of those who are shown.
    func counts(of skills: [Int32]) -> [Int32: (teachers: Int, learners: Int)] {
        index.read { index in
            skills.reduce(into: [:]) { $0[$1] = (index.teacherCount($1), index.learnerCount($1)) }
        }
    }

    /// How many members are shown.
    public var count: Int { index.read { $0.count } }
}
