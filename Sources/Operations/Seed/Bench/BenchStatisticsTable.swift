import Exchange
import Storage

/// The statistics of the population as rows.
struct BenchStatisticsTable {
    let members: [Identifier]

    func totals(_ totals: [BenchStatistics.Totals], of range: Range<Int>) -> [SQL] {
        BenchTable.inserts(
            """
            INSERT INTO member_statistics
                (member, completed, taught_seconds, learned_seconds, rating_sum, rating_count, attended, absent)
            VALUES \

            """,
            range.filter { totals[$0].attended + totals[$0].absent > 0 }.map { index in
                let sum = totals[index]
                return """
                    (\(members[index]), \(sum.completed), \(sum.taught), \(sum.learned), 0, 0, \(sum.attended),
                    \(sum.absent))
                    """
            }
        )
    }

    func skills(_ entries: ArraySlice<UInt64>) -> [SQL] {
        BenchTable.inserts(
            "INSERT INTO skill_statistics (member, direction, skill, sessions) VALUES ",
            runs(entries).map { entry, count in
                let direction: SkillDirection = entry & 1 << 31 == 0 ? .learn : .teach
                return "(\(member(entry)), \(direction), \(Int(entry & 0x7FFF_FFFF)), \(count))"
            }
        )
    }

    func partners(_ entries: ArraySlice<UInt64>) -> [SQL] {
        BenchTable.inserts(
            "INSERT INTO partner_statistics (member, partner, sessions) VALUES ",
            runs(entries).map { entry, count in
                "(\(member(entry)), \(members[Int(entry & 0xFFFF_FFFF)]), \(count))"
            }
        )
    }

    func weeks(_ entries: ArraySlice<BenchStatistics.Week>) -> [SQL] {
        var rows: [SQL] = []
        var rest = entries
        while let first = rest.first {
            let same = rest.prefix { $0.key == first.key }
            let taught = same.reduce(0) { $0 + Int($1.taught) }
            let learned = same.reduce(0) { $0 + Int($1.learned) }
            rows.append("(\(member(first.key)), \(Int(first.key & 0xFFFF_FFFF)), \(same.count), \(taught), \(learned))")
            rest = rest.dropFirst(same.count)
        }
        return BenchTable.inserts(
            "INSERT INTO week_statistics (member, monday, sessions, taught_seconds, learned_seconds) VALUES ", rows
        )
    }

    func replies(_ entries: ArraySlice<BenchStatistics.Reply>) -> [SQL] {
        BenchTable.inserts(
            "INSERT INTO replies (member, session, minutes) VALUES ",
            entries.map { reply in
                let minutes = reply.minutes < 0 ? nil : Int(reply.minutes)
                return "(\(members[Int(reply.member)]), \(reply.session), \(minutes))"
            }
        )
    }

    private func member(_ entry: UInt64) -> Identifier { members[Int(entry >> 32)] }

    /// Equal neighbours as one with their number.
    private func runs(_ entries: ArraySlice<UInt64>) -> [(entry: UInt64, count: Int)] {
        var runs: [(entry: UInt64, count: Int)] = []
        for entry in entries {
            if runs.last?.entry == entry { runs[runs.count - 1].count += 1 } else { runs.append((entry, 1)) }
        }
        return runs
    }
}
