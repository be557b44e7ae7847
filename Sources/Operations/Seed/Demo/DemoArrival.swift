import Exchange
import Storage

/// How somebody signs up and introduces themselves.
struct DemoArrival {
    let person: DemoMember
    let id: Identifier
    let passwordHash: String

    func join(in work: Work) throws {
        let account = NewAccount(
            email: try EmailAddress(checking: person.email), passwordHash: passwordHash, name: person.name,
            timeZone: person.timeZone, role: person.role, isVerified: true
        )
        guard try AccountTable.insert(account, as: id, at: work.now, in: work) else { throw Refusal.emailTaken }
        let change = ProfileChange(
            headline: person.headline, about: person.about, languages: person.languages,
            accepting: person.isAccepting ? nil : false
        )
        try ProfileTable.save(change.checked(), of: id, in: work)
        try ProfileTable.saveWeek(
            WeeklyInterval.checked(person.availability), timeZone: person.timeZone, of: id, in: work.transaction
        )
        var resolver = SkillResolver(work, for: id)
        let offers = try resolver.resolve(person.teaches, field: "teach")
        let wishes = try resolver.resolve(person.learns, field: "learn")
        try resolver.finish()
        try MemberSkillTable.replace(.teach, of: id, with: offers, in: work.transaction)
        try MemberSkillTable.replace(.learn, of: id, with: wishes, in: work.transaction)
        try work.profileChanged(id)
    }
}
