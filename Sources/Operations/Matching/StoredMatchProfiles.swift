import Exchange
import MatchEngine

/// All members as they were read from the database, packed, from which profiles are made one by one.
struct StoredMatchProfiles: Sendable {
    private var members: [StoredMatchProfile] = []
    private var offers = SkillRuns()
    private var wishes = SkillRuns()

    /// The skills of all members one after the other, in the order of the members.
    private struct SkillRuns: Sendable {
        var owners: [Identifier] = []
        var ends: [Int] = []
        var skills: [MatchSkill] = []

        mutating func append(_ skill: MatchSkill, of member: Identifier) {
            skills.append(skill)
            if owners.last == member {
                ends[ends.count - 1] = skills.count
            } else {
                owners.append(member)
                ends.append(skills.count)
            }
        }

        /// The skills of `member`, for members that are asked in their order.
        func skills(of member: Identifier, at position: inout Int) -> ArraySlice<MatchSkill> {
            while position < owners.count, owners[position] < member { position += 1 }
            guard position < owners.count, owners[position] == member else { return [] }
            return skills[(position == 0 ? 0 : ends[position - 1])..<ends[position]]
        }
    }

    mutating func append(_ skill: MatchSkill, _ direction: SkillDirection, of member: Identifier) {
        switch direction {
        case .teach: offers.append(skill, of: member)
        case .learn: wishes.append(skill, of: member)
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
                teaches: Array(offers.skills(of: member.member, at: &offer)),
                learns: Array(wishes.skills(of: member.member, at: &wish)), zone: zone
            )
        }
    }
}
