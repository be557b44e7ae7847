import Testing

@testable import Exchange

/// The states of a ring once more, in the plainest way: who sits where, who said yes, and what each deed does. Random
/// lives of rings are led by the rules and by this, and must agree at every step.
private struct RingModel {
    var names: [Identifier]
    var yes: Set<Identifier>
    var until: [Identifier: Moment]
    var state = "proposed"
    var gone: [Identifier] = []
    var culprit: Identifier?
    var born: Moment
    var active: Moment?

    mutating func passTime(to now: Moment, filler: Identifier?) {
        if state == "proposed" {
            let late = names.filter { !yes.contains($0) && (until[$0] ?? now) <= now }
            if late.count == 1 { lose(late[0], by: nil, filler: filler, at: now) }
            if late.count > 1 { lose(late[0], by: nil, filler: nil, at: now) }
        } else if state == "active", let active, now >= active + .days(90) {
            state = "ended"
        }
    }

    /// What the words answer: `nil` for a change, "again" for what was done before, or a refusal.
    mutating func take(_ action: RingAction, by who: Identifier, filler: Identifier?, at now: Moment) -> String? {
        switch action {
        case .accept:
            if state == "proposed" || state == "active", yes.contains(who) { return "again" }
            guard state == "proposed" else { return "wrongStatus" }
            yes.insert(who)
            if yes.isSuperset(of: names) { (state, active) = ("active", now) }
        case .reject:
            if state == "dissolved", culprit == who { return "again" }
            guard state == "proposed" else { return "wrongStatus" }
            lose(who, by: who, filler: filler, at: now)
        case .leave:
            if state == "broken", gone.last == who { return "again" }
            guard state == "active" else { return "wrongStatus" }
            (state, gone) = ("broken", gone + [who])
        }
        return nil
    }

    private mutating func lose(_ who: Identifier, by culprit: Identifier?, filler: Identifier?, at now: Moment) {
        guard let filler, who != names[0], gone.count < 3, !names.contains(filler), !gone.contains(filler) else {
            state = "dissolved"
            self.culprit = culprit
            return
        }
        names = names.map { $0 == who ? filler : $0 }
        yes.remove(who)
        gone.append(who)
        until[filler] = now + .hours(72)
    }
}

@Suite struct RingModelTests {
    @Test(arguments: 0..<20)
    func randomLivesAgreeWithTheWords(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        for _ in 0..<150 { try liveOnce(&random) }
    }

    private func liveOnce(_ random: inout SplitMix) throws {
        let everybody = (1...8).map { Identifier(high: $0, low: $0) }
        let members = Array(everybody.prefix(Bool.random(using: &random) ? 3 : 4))
        var ring = try RingFixture.proposed(members)
        var now = RingFixture.noon
        var model = RingModel(
            names: members, yes: [members[0]],
            until: Dictionary(uniqueKeysWithValues: members.map { ($0, now + .hours(72)) }), born: now)
        for _ in 0..<14 {
            now = now + step(&random)
            let filler = Bool.random(using: &random) ? everybody.randomElement(using: &random) : nil
            let told = ring.expire(filler: filler, at: now) + [ring.rest(lastActivity: nil, at: now)].compactMap { $0 }
            model.passTime(to: now, filler: filler)
            try #require(told.allSatisfy { $0.by == nil })
            let who = try #require(ring.members.randomElement(using: &random))
            let action = try #require(RingAction.allCases.randomElement(using: &random))
            let permitted = ring.permitted(for: who).contains(action)
            let before = ring
            let expected = model.take(action, by: who, filler: filler, at: now)
            let answer = take(action, on: &ring, by: who, filler: filler, at: now)
            try #require(answer == expected, "\(action) by \(who) in \(before)")
            try #require(permitted == (expected == nil) && (expected == nil || ring == before))
            try #require(agrees(ring, model), "after \(action): \(ring) and \(model)")
        }
    }

    private func take(
        _ action: RingAction, on ring: inout Ring, by who: Identifier, filler: Identifier?, at now: Moment
    ) -> String? {
        do throws(Refusal) {
            switch action {
            case .accept: return try ring.accept(by: who, at: now) == nil ? "again" : nil
            case .reject: return try ring.reject(by: who, filler: filler, at: now).isEmpty ? "again" : nil
            case .leave: return try ring.leave(by: who, at: now) == nil ? "again" : nil
            }
        } catch {
            return error.code
        }
    }

    private func agrees(_ ring: Ring, _ model: RingModel) -> Bool {
        let accepted = Set(ring.seats.filter { $0.acceptedAt != nil }.map(\.member))
        return ring.status.rawValue == model.state && ring.members == model.names
            && accepted == model.yes.intersection(model.names) && ring.isSound
            && ring.former + [ring.left].compactMap { $0 } == model.gone
    }

    private func step(_ random: inout SplitMix) -> Duration {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<6: .hours(Int.random(in: 0...10, using: &random))
        case 6..<9: .hours(Int.random(in: 10...80, using: &random))
        default: .days(Int.random(in: 1...95, using: &random))
        }
    }
}

extension Ring {
    /// What must hold of every ring at every time.
    fileprivate var isSound: Bool {
        RingRules.sizes.contains(seats.count) && Set(members).count == seats.count
            && (dueAt != nil) == status.isLive && (endedAt != nil) == !status.isLive
            && (left != nil) == (status == .broken) && Set(former).isDisjoint(with: members)
            && (status == .active || status == .broken || status == .ended) == (activeSince != nil)
            && (activeSince != nil) == seats.allSatisfy { $0.acceptedAt != nil }
            && edges.map(\.learner) == Array(members.dropFirst()) + members.prefix(1)
    }
}
