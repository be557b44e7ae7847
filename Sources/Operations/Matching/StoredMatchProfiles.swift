import Exchange
import MatchEngine

/// All members as they were read from the database, packed, from which profiles are made one by one.
struct StoredMatchProfiles: Sendable {
    private var members: [StoredMatchProfile] = []
    private var offers = SkillRuns()
    private var wishes = SkillRuns()
    private let standings: [Identifier: MatchStanding]

    /// - Parameter standings: how members stand, without when they joined; those of a new member may be left out.
    init(standings: [Identifier: MatchStanding]) {
        self.standings = standings
    }

    /// The skills of all members one after the other, in the order of the members.
    private struct SkillRuns: Sendable {
        private var owners: [Identifier] = []
        private var ends: [Int] = []
        private var skills: [(position: Int, skill: MatchSkill)] = []

        /// Adds a skill of the last member or of one who comes later; the positions of a member may come in any order.
        mutating func append(_ skill: MatchSkill, at position: Int, of member: Identifier) {
            if owners.last == member {
                ends[ends.count - 1] += 1
            } else {
                owners.append(member)
                ends.append(skills.count + 1)
            }
            let start = ends.count > 1 ? ends[ends.count - 2] : 0
            var place = skills.count
            skills.append((position, skill))
            while place > start, skills[place - 1].position > position {
                skills.swapAt(place - 1, place)
                place -= 1
            }
        }

        /// The skills of `member`, for members that are asked in their order.
        func skills(of member: Identifier, at position: inout Int) -> [MatchSkill] {
            while position < owners.count, owners[position] < member { position += 1 }
            guard position < owners.count, owners[position] == member else { return [] }
            return skills[(position == 0 ? 0 : ends[position - 1])..<ends[position]].map(\.skill)
        }
    }

    mutating func append(
        _ skill: MatchSkill, _ direction: SkillDirection, at position: Int, of member: Identifier
    ) {
        switch direction {
        case .teach: offers.append(skill, at: position, of: member)
        case .learn: wishes.append(skill, at: position, of: member)
        }
    }

    mutating func append(_ member: StoredMatchProfile) {
        members.append(member)
    }

    /// The profiles, with the rules of their zones from `zones`.
    func profiles(zones: ZoneCache, at now: Moment) -> some Sequence<MatchProfile> {
        let utc = zones.rules("UTC", around: now)
        var (offer, wish) = (0, 0)
        return members.lazy.compactMap { member -> MatchProfile? in
            guard let zone = zones.rules(member.timeZone, around: now) ?? utc else { return nil }
            return member.profile(
                teaches: offers.skills(of: member.member, at: &offer),
                learns: wishes.skills(of: member.member, at: &wish), zone: zone,
                standing: (standings[member.member] ?? MatchStanding()).joined(at: member.createdAt)
            )
        }
    }
}
