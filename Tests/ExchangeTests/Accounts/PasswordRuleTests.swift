import Testing

@testable import Exchange

@Suite struct PasswordRuleTests {
    private let rule = PasswordRule(siteName: "Tauschring Nord")

    @Test(arguments: [
        "password", "password1", "password123", "Password123!", "P@ssw0rd", "P@ssw0rd!", "p455w0rd", "PASSWORD2024",
        "passwordpassword", "drowssap", "pass-word-1", "pass word", "!!password!!", "1password1", "passwort1",
        "Passwort2026!", "qwertyuiop", "qwertz2024", "qwertz123", "qwerty123456", "azerty123", "asdfghjkl", "asdfasdf",
        "zxcvbnm1", "1q2w3e4r", "1q2w3e4r5t", "q1w2e3r4!", "1qaz2wsx", "zaq12wsx", "qazwsxedc", "1qa2ws3ed", "a1b2c3d4",
        "123qweasd", "12345678", "123456789", "87654321", "11111111", "00000000", "11223344", "12341234", "123123123",
        "14725836", "24121987", "1987-12-24", "abcdefgh", "abcd1234", "abc123abc123", "aaaaaaaa", "aaaabbbb",
        "aabbccdd",
        "abababab", "iloveyou", "iloveyou1", "I love you", "i-love-you-2", "1l0v3y0u", "letmein2026", "letmein!",
        "trustno1!", "monkey123", "dragon99", "superman1", "batman2024", "starwars!", "liverpool1", "fcbayern1",
        "michael1", "jessica07", "Anna2012", "maria24121987", "december2023", "Sommer2025!", "Schatzi123",
        "motdepasse1",
        "contraseña", "contrasena1", "teamo12345", "пароль123", "密码12345678", "йцукенгш", "hunter2hunter2", "testtest1",
        "admin123", "changeme1", "welcome1", "L1verp00l", "xpassword", "20262026", "83920174", "a12345678",
    ])
    func refusesWhatIsCommon(password: String) {
        #expect((try? rule.check(password).get()) == nil)
    }

    @Test(arguments: [
        "correct horse battery staple", "correcthorsebatterystaple", "plum-violin-cactus-seven",
        "KartoffelMondGabelZug",
        "orbit lantern walnut", "Xq7#pLm2", "k3x9w2m7", "gT5$wRz!", "vkqzpwtr", "mZ4tQ9xLw2", "aV3ry-odd-0ne-here",
        "8f14e45fceea167a5a36dedd4bea2543", "b64:qL0/9vXz3tA=", "ich gehe jeden Tag im Wald spazieren",
        "My first bike was stolen in 1994, sadly", "two ducks crossed the road", "Tr0ub4dor&3",
        "zwölf Boxkämpfer jagen",
        "это довольно длинная фраза", "我每天早上都喝一杯热咖啡加牛奶", "sturdy-otter-parade", "violetsarenotblueatall",
        "9!kd02&nv", "Jx3vtR8p", "wqpzmvnx", "the password is not password", "password83619274605",
        "fdsa-trw-poi-xkq-wmv",
        "👩🏽‍🚀 flies to the 🌙", "Zug nach Oldenburg um halb acht", "rain on the tin roof", "maple.tractor.onion",
        "73961840650274", "crème brûlée at noon", "a\u{301}e\u{301} long enough words", " leading and trailing ",
        String(repeating: "ab7 kx2 ", count: 32),
    ])
    func acceptsWhatIsNot(password: String) throws {
        #expect(try rule.check(password).get() == password)
    }

    @Test(arguments: [
        ("lovelace", false), ("Lovelace1815", false), ("ada-lovelace", false), ("4da.L0v3lac3!", false),
        ("adalovelaceadalovelace", false), ("enchantress99", false), ("EnchantressOfNumbers", false),
        ("tauschring", false), ("Tauschring2026!", false), ("tauschringnord", false), ("skillsync", false),
        ("SkillSync123!", false), ("skillsync-password", false), ("ada@tauschring", false),
        ("ecalevol1", false), ("engines lovelace wrote of", true), ("skillsync is where I learn", true),
    ])
    func refusesWhatIsMadeOfOnesOwnWords(password: String, accepted: Bool) throws {
        let email = try EmailAddress(checking: "enchantress.of.numbers@example.org")
        let result = rule.check(password, name: "Ada Lovelace", email: email)
        #expect((try? result.get()) == (accepted ? password : nil))
    }

    @Test(arguments: [(0, false), (7, false), (8, true), (256, true), (257, false)])
    func countsScalars(count: Int, accepted: Bool) {
        let letters = (0..<count).map { ["x", "é", "7", "🌙", "q", "W", "-"][$0 * $0 % 31 % 7] }
        #expect((try? rule.check(letters.joined()).get()) == (accepted ? letters.joined() : nil))
    }

    @Test func coversMoreThanTenThousandConcretePasswords() {
        let words = Set(CommonPasswords.all)
        let endings = ["1", "123", "2024", "!"]
        let guesses = Set(words.flatMap { word in endings.map { word.capitalized + $0 } }.filter { $0.count >= 8 })
        #expect(words.count >= 1_200)
        #expect(guesses.count > 10_000)
        let guess = PasswordGuess(ownWords: [])
        #expect(guesses.filter { !guess.isEasy($0) } == [])
    }

    @Test func letsRandomPasswordsThrough() {
        var generator = Xorshift(state: 0x9E37_79B9_7F4A_7C15)
        let alphabet = Array("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        let guess = PasswordGuess(ownWords: [])
        let refused = (0..<1_000).filter { _ in
            guess.isEasy(String((0..<10).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }))
        }
        #expect(refused.count <= 2)
    }
}

extension Substring {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

private struct Xorshift: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
