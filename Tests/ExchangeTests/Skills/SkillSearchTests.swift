import Testing

@testable import Exchange

@Suite struct SkillSearchTests {
    private static let index: SkillIndex = {
        let lines: [(name: String, slug: String, aliases: [String])] = [
            ("Guitar", "guitar", ["Gitarre"]), ("Bass guitar", "bass-guitar", ["bass"]),
            ("Guitar building", "guitar-building", []),
            ("Lutherie", "lutherie", ["guitar repair"]), ("Java", "java", []), ("JavaScript", "javascript", ["js"]),
            ("Web design", "web-design", []), ("Design", "design", []), ("Node.js", "nodejs", []),
            ("Spanish", "spanish", ["español"]),
            ("Spanish cooking", "spanish-cooking", []), ("Danish", "danish", []), ("日本語", "japanese", ["nihongo"]),
        ]
        var index = SkillIndex()
        for (number, line) in lines.enumerated() {
            index.insert(
                SkillEntry(id: Int32(number), slug: line.slug, name: line.name, category: nil, aliases: line.aliases))
        }
        return index
    }()

    private static func slugs(_ query: String, limit: Int = 20, popularity: [String: Int] = [:]) -> [String] {
        index.search(query, limit: limit) { popularity[index.entry(id: $0)?.slug ?? ""] ?? 0 }.map(\.slug)
    }

    @Test(arguments: [
        ("guitar", ["guitar", "guitar-building", "bass-guitar", "lutherie"]),
        ("GUIT", ["guitar", "guitar-building", "bass-guitar", "lutherie"]),
        ("guitar build", ["guitar-building"]), ("gita", ["guitar"]),
        ("guitra", ["guitar", "bass-guitar", "guitar-building", "lutherie"]),
        ("guitarb", ["guitar-building", "guitar", "bass-guitar", "lutherie"]),
        ("java", ["java", "javascript"]), ("js", ["javascript", "nodejs"]), ("javascirp", ["javascript"]), ("jv", []),
        ("design", ["design", "web-design"]), ("web des", ["web-design"]), ("desing", ["design", "web-design"]),
        ("node j", ["nodejs"]), (".js", []), ("Spainsh", ["spanish", "spanish-cooking"]), ("ESPAÑ", ["spanish"]),
        ("日本", ["japanese"]), ("日木語", []), ("nihon", ["japanese"]), ("!", []), ("theremin", []),
        ("bass", ["bass-guitar"]), ("repair", ["lutherie"]),
    ])
    func ranks(query: String, slugs: [String]) {
        #expect(Self.slugs(query) == slugs)
    }

    @Test(arguments: [
        ("spanish", ["spanish-cooking": 9], ["spanish", "spanish-cooking"]),
        ("d", ["web-design": 50, "danish": 1], ["danish", "design", "web-design"]),
        ("gui", ["guitar-building": 2, "lutherie": 99], ["guitar-building", "guitar", "bass-guitar", "lutherie"]),
        (" ", ["nodejs": 3, "danish": 3, "lutherie": 7], ["lutherie", "danish", "nodejs", "bass-guitar", "design"]),
    ])
    func breaksTiesByPopularityThenName(query: String, popularity: [String: Int], slugs: [String]) {
        #expect(Self.slugs(query, limit: slugs.count, popularity: popularity) == slugs)
    }

    @Test(arguments: ["", "s", "guitra", "desing", "java", "communicatoin"])
    func aHigherLimitOnlyAddsToTheEnd(query: String) {
        let index = SkillIndexTests.index
        let all = index.search(query, limit: 1000, popularity: { Int($0) % 5 })
        for limit in 0...min(all.count, 60) {
            #expect(index.search(query, limit: limit, popularity: { Int($0) % 5 }) == Array(all.prefix(limit)))
        }
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(query != "" || all.count == index.count)
        #expect(index.search(query, limit: -1, popularity: { _ in 0 }).isEmpty)
    }
}
