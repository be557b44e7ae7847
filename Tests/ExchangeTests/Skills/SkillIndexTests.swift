import Testing

@testable import Exchange

@Suite struct SkillIndexTests {
    static let index: SkillIndex = {
        var index = SkillIndex()
        for (number, skill) in SkillCatalogue.entries.enumerated() {
            index.insert(
                SkillEntry(
                    id: Int32(number), slug: skill.slug, name: skill.name, category: skill.category,
                    aliases: skill.aliases))
        }
        return index
    }()

    @Test(arguments: [
        ("js", "javascript"), ("JS", "javascript"), ("Java Script", "javascript"), ("javascirpt", "javascript"),
        ("Javascrip", "javascript"), ("ECMAScript", "javascript"), ("java", "java"), ("Java", "java"),
        ("TypeScript", "typescript"), ("typscript", "typescript"), ("k8s", "kubernetes"), ("Kubernets", "kubernetes"),
        ("c", "c"), ("C++", "cpp"), ("c#", "csharp"), ("C Sharp", "csharp"), ("objective c", "objective-c"),
        ("ObjC", "objective-c"),
        (".net", "dotnet"), ("DotNet", "dotnet"), ("ASP .NET", "aspnet"), ("nodejs", "nodejs"), ("Node JS", "nodejs"),
        ("node.js", "nodejs"), ("golang", "go"), ("Go", "go"), ("Weiqi", "go-board-game"), ("囲碁", "go-board-game"),
        ("react", "react"), ("React.js", "react"), ("reactnative", "react-native"), ("vuejs", "vue"), ("R", "r"),
        ("Pyhton", "python"), ("pythn", "python"), ("python 3", "python"), ("postgres", "postgresql"),
        ("a11y", "web-accessibility"),
        ("ui/ux", "ux-design"), ("CI / CD", "devops"), ("MS Excel", "excel"), ("Excell", "excel"),
        ("pwoerpoint", "powerpoint"),
        ("Gitarre", "guitar"), ("guitarra", "guitar"), ("Guitr", "guitar"), ("gutiar", "guitar"), ("ギター", "guitar"),
        ("E-Gitarre", "electric-guitar"), ("Klavier", "piano"), ("Pianos", "piano"), ("Geige", "violin"),
        ("viola", "viola"),
        ("Violín", "violin"), ("Saxofon", "saxophone"), ("saxaphone", "saxophone"), ("cajon", "cajon"),
        ("Ukelele", "ukulele"),
        ("español", "spanish"), ("ESPANOL", "spanish"), ("espan\u{303}ol", "spanish"), ("Spanisch", "spanish"),
        ("Spannish", "spanish"), ("Danish", "danish"), ("dansk", "danish"), ("deutsch", "german"),
        ("Germann", "german"),
        ("Geramn", "german"), ("francais", "french"), ("Französisch", "french"), ("Franzoesisch", "french"),
        ("Ελληνικα", "greek"), ("РУССКИЙ", "russian"), ("日本語", "japanese"), ("عربية", "arabic"), ("العَرَبِيّة", "arabic"),
        ("한국어", "korean"), ("中文", "mandarin"), ("Mandarin", "mandarin"), ("Slovenian", "slovenian"),
        ("Slovakian", "slovak"),
        ("ASL", "sign-language"), ("Watercolor", "watercolour"), ("Nähen", "sewing"), ("naehen", "sewing"),
        ("knittng", "knitting"),
        ("Photografy", "photography"), ("fotografie", "photography"), ("Stricken", "knitting"),
        ("Brot backen", "bread-baking"),
        ("BBQ", "grilling"), ("Soccer", "football"), ("Fußball", "football"), ("fussball", "football"),
        ("fútbol", "football"),
        ("Schach", "chess"), ("D&D", "role-playing-games"), ("Dungeons and Dragons", "role-playing-games"),
        ("bjj", "jiu-jitsu"),
        ("yoga", "yoga"), ("Йога", "yoga"), ("Tai-Chi", "tai-chi"), ("mediation", "mediation"),
        ("meditation", "meditation"),
        ("maths", "mathematics"), ("Mathe", "mathematics"), ("astronomy", "astronomy"), ("astrology", "astrology"),
        ("banking", "banking"), ("forestry", "forestry"), ("Weeding", "gardening"), ("welding", "welding"),
        ("baking", "baking"), ("marathon", "marathon"), ("public-speaking", "public-speaking"),
        ("  First   Aid ", "first-aid"), ("Erste Hilfe", "first-aid"), ("S.E.O.", "seo"), ("e commerce", "e-commerce"),
    ])
    func findsWhatIsMeant(text: String, slug: String) {
        #expect(Self.index.match(text)?.slug == slug)
    }

    @Test(arguments: [
        "", " ", "?", "🎸", "Jav", "Javas", "Jaba", "c+", "c##", "net", "Gooo", "Ynga", "Juddo", "Uitar", "Taking",
        "Making", "Klingon", "Underwater basket weaving", "python 2", "Sanskrit", "Kayak repair", "Judgement",
        "Theremin",
        "日本史", "ギタア", "Didgeridoo", "Spamming", "Topiary", "Guitar hero", "Falconry", "Slovekiam", "Java Sprint",
        "Danger", "Germinate",
    ])
    func leavesNewSkillsNew(text: String) {
        #expect(Self.index.match(text)?.slug == nil)
    }

    @Test func everyNameSlugAndAliasFindsItsOwnSkill() {
        for entry in Self.index.entries {
            for text in [entry.name, entry.slug, entry.name.uppercased()] + entry.aliases {
                #expect(Self.index.match(text) == entry, "\(text)")
                #expect(Self.index.search(text, limit: 1, popularity: { _ in 0 }) == [entry], "\(text)")
            }
            #expect(Self.index.entry(slug: entry.slug) == entry)
            #expect(Self.index.entry(id: entry.id) == entry)
        }
    }

    @Test func aMissingLetterNeverMakesAnotherSkill() {
        for entry in Self.index.entries where SkillKey.fold(entry.name).count >= 8 {
            let name = entry.name
            for position in name.indices.dropFirst() where name[position].isLetter {
                var typed = name
                typed.remove(at: position)
                guard let found = Self.index.match(typed), found != entry else { continue }
                let keys = ([found.name, found.slug] + found.aliases).map(SkillKey.fold)
                #expect(keys.contains(SkillKey.fold(typed)), "\(typed) found \(found.slug)")
            }
        }
    }

    @Test func equallyNearSkillsMatchNeither() {
        var index = SkillIndex()
        index.insert(SkillEntry(id: 1, slug: "casting", name: "Casting", category: nil))
        index.insert(SkillEntry(id: 2, slug: "carting", name: "Carting", category: nil, aliases: ["Cartings"]))
        #expect(index.match("Caxting") == nil)
        #expect(index.match("Castin")?.id == 1)
        #expect(index.match("Cartingz")?.id == 2)
    }

    @Test func oneIdentifierIsOneSkill() {
        var index = SkillIndex()
        index.insert(SkillEntry(id: 1, slug: "theremin", name: "Theremin", category: nil))
        index.insert(
            SkillEntry(id: 2, slug: "theremin-2", name: "theremin", category: nil, aliases: ["", "Thérémine"]))
        #expect(index.match("THEREMIN")?.id == 1)
        #expect(index.match("theremine")?.id == 2)
        index.insert(SkillEntry(id: 1, slug: "theremin", name: "Aetherphone", category: .music))
        #expect(index.count == 2)
        #expect(index.match("Aetherphone")?.categoryName == "music")
        #expect(index.match("theremin")?.id == 1)
        #expect(index.match("Thereminn") == nil)
        #expect(index.entry(id: 2)?.categoryName == "other")
        #expect(index.entry(id: 3) == nil && index.entry(slug: "Theremin") == nil)
    }

    @Test func newSlugsAreFree() {
        var index = SkillIndex()
        var slugs: [String] = []
        for (id, name) in ["Гитара", "Gitara!", "gitara?", "gitara", "書道", "書道"].enumerated() {
            let slug = index.newSlug(for: name)
            index.insert(SkillEntry(id: Int32(id), slug: slug, name: name, category: nil))
            slugs.append(slug)
        }
        #expect(slugs[0] == "gitara" && slugs[1].hasPrefix("gitara-"))
        #expect(Set(slugs).count == slugs.count)
    }
}
