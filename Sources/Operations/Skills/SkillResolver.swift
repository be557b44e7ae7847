import Exchange
import Storage

/// Finds the skills that a member typed, makes those that are new, and collects what is wrong.
struct SkillResolver {
    private let work: Work
    private let member: Identifier
    private var problems: [FieldProblem] = []

    /// - Parameter member: who typed them.
    init(_ work: Work, for member: Identifier) {
        self.work = work
        self.member = member
    }

    /// The skills of one list, in its order. What is wrong is kept for ``finish()``.
    mutating func resolve(_ choices: [SkillChoice], field: String) throws -> [MemberSkill] {
        guard choices.count <= ProfileRules.mostSkills else {
            problems.append(FieldProblem(field, "must have at most \(ProfileRules.mostSkills) entries"))
            return []
        }
        var skills: [MemberSkill] = []
        var seen: [Int32: Int] = [:]
        for (index, choice) in choices.enumerated() {
            let note = note(of: choice, field: "\(field)[\(index)].note")
            guard let skill = try skill(choice.skill, field: "\(field)[\(index)].skill") else { continue }
            if let first = seen[skill.id] {
                let message = "is the same skill as entry \(first + 1), \(skill.name)"
                problems.append(FieldProblem("\(field)[\(index)].skill", message))
                continue
            }
            seen[skill.id] = index
            skills.append(MemberSkill(skill: skill.id, level: choice.level, note: note))
        }
        return skills
    }

    /// - Throws: `Refusal.invalid` with everything that was wrong.
    func finish() throws(Refusal) {
        if !problems.isEmpty { throw .invalid(problems) }
    }

    private mutating func skill(_ text: String, field: String) throws -> SkillEntry? {
        if let known = try work.catalogue.match(text, in: work.transaction) { return known }
        switch SkillName.check(text) {
        case .success(let name):
            let made = try SkillTable.count(by: member, since: work.now - .days(1), in: work.transaction)
            guard made < ProfileRules.mostNewSkillsADay else {
                let message = "would be one more new skill than a member can add in a day"
                problems.append(FieldProblem(field, message))
                return nil
            }
            return try create(name)
        case .failure(let complaint):
            problems.append(FieldProblem(field, complaint.message))
            return nil
        }
    }

    private func create(_ name: String) throws -> SkillEntry {
        let slug = work.catalogue.newSlug(for: name)
        var free = slug
        var number = 2
        while try SkillTable.has(slug: free, in: work.transaction) {
            free = "\(slug)-\(number)"
            number += 1
        }
        let entry = try SkillTable.insert(slug: free, name: name, category: nil, by: member, in: work)
        work.skillCreated(entry)
        return entry
    }

    private mutating func note(of choice: SkillChoice, field: String) -> String? {
        guard let note = choice.note else { return nil }
        switch ProfileRules.skillNote.check(note) {
        case .success(let text): return text.isEmpty ? nil : text
        case .failure(let complaint):
            problems.append(FieldProblem(field, complaint.message))
            return nil
        }
    }
}
