import Testing

@testable import Exchange

@Suite struct SkillCatalogueTests {
    @Test(arguments: SkillCategory.allCases)
    func everyLineOfACategoryParses(category: SkillCategory) {
        let lines = SkillCatalogue.lines(of: category)
        #expect(lines.count >= 20)
        for line in lines {
            guard let skill = CatalogueSkill(line: line, category: category) else {
                Issue.record("not a skill: \(line)")
                continue
            }
            #expect(
                skill.slug.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil && skill.slug.utf8.count <= 64, "\(line)")
            #expect((try? SkillName.check(skill.name).get()) == skill.name, "\(line)")
            for alias in skill.aliases {
                #expect((try? SkillName.check(alias).get()) == alias, "\(line)")
            }
        }
    }

    @Test func nothingNamesTwoSkills() {
        let entries = SkillCatalogue.entries
        #expect(entries.count >= 380)
        #expect(SkillCategory.allCases.count == 12)
        #expect(Set(entries.map(\.slug)).count == entries.count)
        #expect(Set(entries.map(\.name)).count == entries.count)
        var owners: [String: String] = [:]
        for entry in entries {
            let keys = Set([entry.slug, entry.name].map(SkillKey.fold)).union(entry.aliases.map(SkillKey.fold))
            for key in keys {
                #expect(owners[key] == nil, "\(key) names \(owners[key] ?? "") and \(entry.slug)")
                owners[key] = entry.slug
            }
        }
    }

    @Test func noAliasRepeatsWhatItsSkillIsCalled() {
        for entry in SkillCatalogue.entries {
            var keys: Set = [SkillKey.fold(entry.name)]
            for alias in entry.aliases {
                #expect(keys.insert(SkillKey.fold(alias)).inserted, "\(alias) of \(entry.slug)")
            }
        }
    }

    @Test(arguments: ["", "slug", "slug |", " | Name", "slug | Name | alias | more", "slug | Name |"])
    func refusesLinesOfAnotherForm(line: String) {
        #expect(CatalogueSkill(line: line[...], category: .music) == nil)
    }
}
