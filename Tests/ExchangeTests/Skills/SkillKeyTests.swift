import Testing

@testable import Exchange

@Suite struct SkillKeyTests {
    @Test(arguments: [
        ("Node.js", "nodejs"), ("node js", "nodejs"), ("NODEJS", "nodejs"), ("node-js!", "nodejs"),
        ("C", "c"), ("C++", "c++"), ("C#", "c#"), ("C♯", "c#"), ("Ｃ＋＋", "c++"), (".NET", "dotnet"),
        ("asp.net", "aspnet"),
        ("  .net ", "dotnet"), ("net.", "net"), ("#guitar + piano", "guitarpiano"), ("...", ""), ("🎸", ""), ("", ""),
        ("R&B", "randb"), ("R & B", "randb"), ("rock and roll &", "rockandroll"), ("& more", "more"),
        ("Rubik’s Cube", "rubikscube"), ("Rubik's cube", "rubikscube"),
        ("Español", "espanol"), ("Straße", "strasse"), ("STRAẞE", "strasse"), ("Smørrebrød", "smorrebrod"),
        ("Ærø", "aero"), ("Œuvre", "oeuvre"), ("Łódź", "lodz"), ("ﬁne", "fine"), ("İstanbul ılık", "istanbulilik"),
        ("Þórr ðe", "thorrde"), ("tiếng Việt", "tiengviet"), ("ŠÇĞŐŮ", "scgou"), ("e\u{301}te\u{301}", "ete"),
        ("Ελληνικά", "ελληνικα"), ("ΛΌΓΟΣ", "λογοσ"), ("λόγος", "λογοσ"), ("ᾧ", "ω"),
        ("Йога", "иога"), ("И\u{306}ога", "иога"), ("Ёлка", "елка"),
        ("العَرَبِيَّة", "العربية"), ("أإآ", "ااا"), ("שָׁלוֹם", "שלום"),
        ("ギター", "ギター"), ("ｷﾞﾀｰ", "ギター"), ("キ\u{3099}ター", "ギター"), ("は\u{309A}ん", "ぱん"), ("日本語 N5", "日本語n5"),
        ("한국어", "한국어"), ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}\u{110B}\u{1165}", "한국어"),
        ("हिन्दी", "हिन्दी"), ("sk\u{200B}ill\u{FEFF}", "skill"),
    ])
    func foldsToItsKey(text: String, key: String) {
        #expect(Array(SkillKey.fold(text).unicodeScalars) == Array(key.unicodeScalars))
    }

    @Test func foldingAKeyChangesNothing() {
        var texts = SkillCatalogue.entries.flatMap { [$0.name, $0.slug] + $0.aliases }
        let all = (0...0x2FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
        texts += all.map { String(Character($0)) }
        texts += stride(from: 0, to: all.count - 7, by: 7).map { start in
            var scalars = String.UnicodeScalarView()
            for scalar in all[start..<start + 7] { scalars.append(contentsOf: [scalar, ".", "+", scalar, " ", "&"]) }
            return String(scalars)
        }
        let changed = texts.filter { text in
            let key = SkillKey.fold(text)
            return SkillKey.fold(key) != key
        }
        #expect(changed == [])
    }

    @Test(arguments: [
        ("Node.js", "node-js"), ("C++", "c-plus-plus"), ("F#", "f-sharp"), (".NET", "dotnet"),
        ("R&B singing", "r-and-b-singing"),
        ("  Crème   brûlée ", "creme-brulee"), ("Rubik's cube", "rubiks-cube"), ("Straßenmusik", "strassenmusik"),
        ("Балалайка", "balalaika"), ("Плов із м'ясом", "plov-iz-miasom"), ("Μπουζούκι", "mpoyzoyki"), ("ギター", "gita"),
        ("가야금", "gayageum"), ("100 m sprint", "100-m-sprint"), ("書道", "skill-4ya15oc1"), ("日本語 N5", "n5-2nkjsfne"),
        ("العود", "skill-rpco14b6"),
    ])
    func spellsSlugs(name: String, slug: String) {
        #expect(SkillKey.slug(for: name) == slug)
    }

    @Test(arguments: [
        String(repeating: "long name ", count: 6), String(repeating: "щ", count: 60), "書道", "ß", "+", "🎸", "ʕ", "½",
        "١٢",
        String(repeating: "𐍈", count: 60), String(repeating: "a-", count: 500),
    ])
    func slugsAreShortPlainAndStable(name: String) {
        let slug = SkillKey.slug(for: name)
        #expect((1...64).contains(slug.utf8.count))
        #expect(slug.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        #expect(!slug.hasPrefix("-") && !slug.hasSuffix("-") && !slug.contains("--"))
        #expect(SkillKey.slug(for: name.uppercased()) == SkillKey.slug(for: name.uppercased().lowercased()))
    }

    @Test(arguments: [
        ("Guitar", "Guitar"), ("  Bass \t\n guitar ", "Bass guitar"), ("7", "7"), ("書道", "書道"), ("C", "C"),
        ("Guitare\u{A0}jazz", "Guitare jazz"), (String(repeating: "é", count: 60), String(repeating: "é", count: 60)),
    ])
    func acceptsNames(text: String, name: String) throws {
        #expect(try SkillName.check(text).get() == name)
    }

    @Test(arguments: [
        ("", "must not be empty"), (" \n ", "must not be empty"), ("!?", "must have at least one letter or digit"),
        ("🎸", "must have at least one letter or digit"), ("+", "must have at least one letter or digit"),
        (String(repeating: "a", count: 61), "must have at most 60 characters"),
        ("a\u{0}b", "must not hold control characters"), ("a\u{7F}", "must not hold control characters"),
        ("a\u{202E}b", "must not hold bidirectional control characters"),
        ("a\u{2066}b", "must not hold bidirectional control characters"),
        ("a\u{200F}b", "must not hold bidirectional control characters"),
    ])
    func refusesNames(text: String, message: String) {
        guard case .failure(let complaint) = SkillName.check(text) else {
            Issue.record("accepted \(text.debugDescription)")
            return
        }
        #expect(complaint.message == message)
    }
}
