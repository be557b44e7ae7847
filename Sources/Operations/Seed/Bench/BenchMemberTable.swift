import Exchange
import Storage

/// The members of the population as rows.
enum BenchMemberTable {
    static func part(_ people: [BenchPerson], passwordHash: String) -> BenchPart {
        var part = BenchPart()
        part.statements += BenchTable.inserts(
            """
            INSERT INTO accounts (id, email, email_key, password_hash, email_verified_at, role, created_at) VALUES \

            """,
            people.map { person in
                let email = BenchPopulation.email(of: person.number)
                let hash = passwordHash
                return """
                    (\(person.id), \(email), \(email), \(hash), \(person.createdAt), 'member', \(person.createdAt))
                    """
            }
        )
        part.statements += BenchTable.inserts(
            """
            INSERT INTO members (id, name, headline, about, languages, time_zone, availability, accepting, active,
                hide_statistics, hide_presence, revision, created_at, last_seen_at) VALUES \

            """,
            people.map { person in
                """
                (\(person.id), \(person.name), \(person.headline), '', \(StoredLanguages(person.languages)),
                \(person.timeZone), \(StoredWeek(person.week)), \(person.isAccepting), 1, 0, 0, 1, \(person.createdAt),
                \(person.lastSeenAt))
                """
            }
        )
        part.statements += BenchTable.inserts(
            "INSERT INTO member_skills (member, direction, position, skill, level) VALUES ",
            people.flatMap { skills($0.learns, .learn, of: $0.id) + skills($0.teaches, .teach, of: $0.id) }
        )
        part.texts = people.map { ($0.id, [$0.name, $0.headline]) }
        return part
    }

    private static func skills(_ skills: [MemberSkill], _ direction: SkillDirection, of member: Identifier) -> [SQL] {
        skills.enumerated().map { position, skill in
            "(\(member), \(direction), \(position), \(skill.skill), \(skill.level))"
        }
    }
}
