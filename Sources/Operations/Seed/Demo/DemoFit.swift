import Exchange

/// Two people of whom at least one can teach the other something that they want, at a time that suits both.
struct DemoFit: Sendable {
    let one: Int
    let other: Int
    /// Slugs of what the other wants to learn.
    let oneTeaches: [String]
    let otherTeaches: [String]

    var members: [Int] { [one, other] }

    func concerns(_ member: Int) -> Bool { one == member || other == member }

    static func all(of people: [DemoMember], weeks: [MemberWeek], at now: Moment) -> [DemoFit] {
        let offers = people.map { Set($0.teaches.map(\.skill)) }
        let wishes = people.map { $0.learns.map(\.skill) }
        var fits: [DemoFit] = []
        for one in people.indices {
            for other in people.indices where other > one && (people[one].isAccepting || people[other].isAccepting) {
                let fit = DemoFit(
                    one: one, other: other, oneTeaches: wishes[other].filter(offers[one].contains),
                    otherTeaches: wishes[one].filter(offers[other].contains)
                )
                guard !fit.oneTeaches.isEmpty || !fit.otherTeaches.isEmpty,
                    weeks[one].sharedMinutesPerWeek(with: weeks[other], now: now) >= 60
                else { continue }
                fits.append(fit)
            }
        }
        return fits
    }

    /// The names of the catalogue's skills by slug.
    static let names = Dictionary(
        SkillCatalogue.entries.map { ($0.slug, $0.name) }, uniquingKeysWith: { first, _ in first }
    )
}
