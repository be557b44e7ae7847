import MatchEngine

/// Draws skills, out of all or out of one group.
struct SkillChances: Sendable {
    let groups: [Chances]
    private let all: Chances
    private let skills: [[Int]]

    init(weights: [Double], groupOf: [Int], groups count: Int) {
        var skills = [[Int]](repeating: [], count: count)
        for (skill, group) in groupOf.enumerated() { skills[group].append(skill) }
        self.skills = skills
        groups = skills.map { Chances($0.map { weights[$0] }) }
        all = Chances(weights)
    }

    func draw(_ random: inout SeededRandom) -> Int { all.draw(&random) }

    func draw(group: Int, _ random: inout SeededRandom) -> Int { skills[group][groups[group].draw(&random)] }
}
