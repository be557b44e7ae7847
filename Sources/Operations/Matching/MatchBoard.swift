import Dispatch
import Exchange
import Foundation
import MatchEngine
import Synchronization

/// What matching knows of all members, in memory. It follows each commit of this process; what other nodes and the
/// operator's commands write, it learns at the next start.
///
/// The index of a small community is built anew on the spot when it has to be. That of a larger one is built beside the
/// one in use and takes its place once it has caught up; until then the old one answers.
public final class MatchBoard: Sendable {
    private struct State: Sendable {
        var index: MatchIndex
        /// What was changed while another index is being built.
        var missed: [Change]?
    }

    private enum Change: Sendable {
        case profile(MatchProfile)
        case standing(Identifier, MatchStanding)
    }

    private let state: ReadMostly<State>
    private let isRebuilding = Atomic(false)
    /// Who was shown to whom of late, by this node.
    private let exposure = Mutex(Exposure())
    /// Up to how many members the index is built anew on the spot.
    private let small: Int
    /// The time zones in use.
    let zones = ZoneCache()
    /// Those who ask for matches; ranking takes a core for itself.
    let turns = Turns(ProcessInfo.processInfo.activeProcessorCount)

    init(small: Int = 2_000) {
        self.small = small
        state = ReadMostly(State(index: MatchIndex(profiles: [], now: Moment(milliseconds: 0))))
    }

    /// Takes the place of everything held by what the database holds. To be called before changes are made.
    func replace(with profiles: some Sequence<MatchProfile>, at now: Moment) {
        let loaded = MatchIndex(profiles: profiles, now: now)
        state.change { $0.index = loaded }
    }

    // MARK: Changes

    func update(_ profile: MatchProfile) {
        take(.profile(profile))
    }

    func update(_ standing: MatchStanding, of member: Identifier) {
        take(.standing(member, standing))
    }

    private func take(_ change: Change) {
        state.change { state in
            Self.apply(change, to: &state.index)
            state.missed?.append(change)
        }
    }

    private static func apply(_ change: Change, to index: inout MatchIndex) {
        switch change {
        case .profile(let profile): index.update(profile)
        case .standing(let member, let standing): index.update(standing, of: member)
        }
    }

    // MARK: Time

    private func advance(to now: Moment) {
        let (isUpToDate, isWornOut, isLarge) = state.read { state in
            (state.index.isUpToDate(at: now), state.index.isWornOut, state.index.slotCount > small)
        }
        if isUpToDate, !isWornOut { return }
        guard isLarge else {
            state.change { $0.index = $0.index.rebuilt(at: now) }
            return
        }
        // Without a change of clocks the new day costs nothing; the order of the records can wait.
        if !isUpToDate, state.read({ !$0.index.needsRebuild(at: now) }) { state.change { $0.index.advance(to: now) } }
        guard isRebuilding.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
        else { return }
        DispatchQueue.global(qos: .utility).async { [self] in
            rebuild(at: now)
            isRebuilding.store(false, ordering: .releasing)
        }
    }

    /// Builds the index anew, a stretch of members at a time so that nobody waits longer than for those; then lets it
    /// catch up and take the place of the old one.
    func rebuild(at now: Moment) {
        let (end, room) = state.change { state in
            state.missed = []
            return (state.index.slotCount, state.index.room)
        }
        var builder = MatchIndexBuilder(now: now, room: room)
        for top in stride(from: end, to: 0, by: -Self.stretch) {
            state.read { builder.append($0.index, slots: max(0, top - Self.stretch)..<top, of: end) }
        }
        let names = state.read { $0.index.namesAndWeek }
        var index = builder.build(with: names)
        while let missed = takeMissed() {
            for change in missed { Self.apply(change, to: &index) }
        }
        let old = state.change { state in
            for change in state.missed ?? [] { Self.apply(change, to: &index) }
            state.missed = nil
            swap(&state.index, &index)
            return index
        }
        // Freed here, where nobody waits.
        _ = consume old
    }

    /// Of how many members one look copies: half a millisecond or so.
    private static let stretch = 1_000

    /// What was missed so far; `nil` where it is little enough to be made up for while all wait.
    private func takeMissed() -> [Change]? {
        state.change { state in
            guard let missed = state.missed, missed.count > 32 else { return nil }
            state.missed = []
            return missed
        }
    }

    // MARK: Questions

    /// A page of matches in the order in which they are shown.
    ///
    /// - Parameter place: where the page before ended; the order stays that of its period, as long as it is known.
    func matches(_ query: MatchQuery, after place: MatchPlace? = nil, at now: Moment) -> ShownMatches {
        advance(to: now)
        let period = period(of: place, at: now)
        return state.read { $0.index.shown(query, in: period, after: place) }
    }

    /// A page of those with whom something near to what is wanted could pass.
    func related(
        _ query: MatchQuery, by categories: SkillCategories, at now: Moment
    ) -> (items: [RelatedHit], next: MatchCursor?) {
        advance(to: now)
        return state.read { $0.index.related(query, by: categories) }
    }

    private func period(of place: MatchPlace?, at now: Moment) -> Exposure.Period {
        if exposure.withLock({ $0.isOver(at: now) }) {
            let newcomers = state.read { $0.index.newcomers }
            exposure.withLock { $0.begin(at: now, newcomers: newcomers) }
        }
        return exposure.withLock { exposure in place.flatMap { exposure.period($0.period) } ?? exposure.current }
    }

    /// Notes that members were shown to one who looked for matches.
    ///
    /// - Parameter isFirst: whether on the first page.
    func note(_ shown: [Identifier], to viewer: Identifier, isFirst: Bool) {
        exposure.withLock { $0.count(shown, shownTo: viewer, from: isFirst ? 0 : 20) }
    }

    /// How the other fits the member.
    func pair(_ member: Identifier, with other: Identifier, at now: Moment) -> MatchHit? {
        advance(to: now)
        return state.read { $0.index.pair(member, with: other) }
    }

    /// The best rings through a member.
    func rings(
        through member: Identifier, excluding: Set<Identifier> = [], limit: Int = 10, at now: Moment
    ) -> [RingHit] {
        advance(to: now)
        return state.read { $0.index.rings(through: member, excluding: excluding, limit: limit) }
    }

    /// The best to fill a gap in a ring.
    func fillers(of gap: RingGap, excluding: Set<Identifier> = [], limit: Int = 10, at now: Moment) -> [RingFiller] {
        advance(to: now)
        return state.read { $0.index.fillers(of: gap, excluding: excluding, limit: limit) }
    }

    /// Whether one of the two teaches what the other wants.
    func isMatch(_ one: Identifier, _ other: Identifier) -> Bool {
        state.read { $0.index.isMatch(one, other) }
    }

    /// How many members teach each skill and want to learn it, of those who are shown.
    func counts(of skills: [Int32]) -> [Int32: (teachers: Int, learners: Int)] {
        state.read { state in
            skills.reduce(into: [:]) { $0[$1] = (state.index.teacherCount($1), state.index.learnerCount($1)) }
        }
    }

    /// How many members are shown.
    public var count: Int { state.read { $0.index.count } }
}
