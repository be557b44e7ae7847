import Exchange

/// Two members who meet again and again, of whom one at least teaches what the other wants.
struct BenchBond: Sendable {
    let learner: Int
    let teacher: Int
    let skill: Int32
    /// What the learner teaches in return, if they swap.
    let back: Int32?
    let conversation: Identifier
    let since: Moment
}

/// Who meets whom: some four teachers for each member; no pair twice.
struct BenchBonds: Sendable {
    private(set) var all: [BenchBond] = []

    init(people: BenchPeople, seed: UInt64) {
        var random = SeededGenerator(seed: ~seed)
        var offers: [[Int32]] = []
        var wishes: [[Int32]] = []
        var teachers: [Int32: [Int]] = [:]
        for index in people.ids.indices {
            let person = people.person(index)
            offers.append(person.teaches.map(\.skill))
            wishes.append(person.learns.map(\.skill))
            for skill in person.teaches { teachers[skill.skill, default: []].append(index) }
        }
        let start = people.firstSessionAt - .days(20)
        var pairs: Set<Int> = []
        for learner in people.ids.indices where !wishes[learner].isEmpty {
            for _ in 0..<4 {
                let skill = random.pick(wishes[learner])
                guard let able = teachers[skill] else { continue }
                let teacher = random.pick(able)
                let pair = min(learner, teacher) * people.ids.count + max(learner, teacher)
                guard teacher != learner, pairs.insert(pair).inserted else { continue }
                let since = start + .milliseconds(all.count)
                all.append(
                    BenchBond(
                        learner: learner, teacher: teacher, skill: skill,
                        back: offers[learner].first { wishes[teacher].contains($0) },
                        conversation: random.identifier(at: since), since: since
                    ))
            }
        }
    }
}

extension BenchPeople {
    /// The start of the two years of sessions; everybody had signed up long before.
    var firstSessionAt: Moment { Moment(milliseconds: now.milliseconds / 86_400_000 * 86_400_000) - .days(700) }
}
