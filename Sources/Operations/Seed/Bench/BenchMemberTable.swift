import Exchange
import Storage

/// The members of the population as rows.
enum BenchMemberTable {
    static func statements(_ people: [BenchPerson], passwordHash: String) -> [SQL] {
        var statements: [SQL] = []
        statements += BenchTable.inserts(
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
        statements += BenchTable.inserts(
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
        statements += BenchTable.inserts(
            "INSERT INTO member_skills (member, direction, position, skill, level) VALUES ",
            people.flatMap { skills($0.learns, .learn, of: $0.id) + skills($0.teaches, .teach, of: $0.id) }
        )
        statements += BenchTable.inserts("INSERT INTO member_words (word, member) VALUES ", words(people))
        return statements
    }

    /// Names and headlines here hold nothing but words, which are found as they are looked for.
    private static func words(_ people: [BenchPerson]) -> [SQL] {
        let words = people.flatMap { person in
            let words = MemberWordTable.queryWords(person.name + " " + person.headline) ?? []
            return Set(words).map { (word: $0, member: person.id) }
        }
        return words.sorted { ($0.word, $0.member) < ($1.word, $1.member) }.map { "(\($0.word), \($0.member))" }
    }

    private static func skills(_ skills: [MemberSkill], _ direction: SkillDirection, of member: Identifier) -> [SQL] {
        skills.enumerated().map { position, skill in
            "(\(member), \(direction), \(position), \(skill.skill), \(skill.level))"
        }
    }
}
