import Exchange
import Testing

@Suite struct EmailAddressTests {
    @Test(arguments: [
        ("ada@example.org", "ada@example.org"),
        ("  Ada.Lovelace+skills@Example.ORG\n", "ada.lovelace+skills@example.org"),
        ("o'neil_99@mail.example.co.uk", "o'neil_99@mail.example.co.uk"),
        ("x@xn--bcher-kva.example", "x@xn--bcher-kva.example"),
        ("a!#$%&'*+-/=?^_`{|}~b@a-b.test", "a!#$%&'*+-/=?^_`{|}~b@a-b.test"),
        (String(repeating: "l", count: 64) + "@example.org", String(repeating: "l", count: 64) + "@example.org"),
        (longest(254), longest(254)),
    ])
    func keepsWhatWasTypedAndComparesInLowerCase(typed: String, key: String) throws {
        let address = try EmailAddress(checking: typed)
        #expect(address.key == key)
        #expect(address.text.lowercased() == key)
        #expect(address == (try EmailAddress(checking: typed.uppercased())))
        #expect("\(address) \(String(reflecting: address))" == "an email address an email address")
    }

    @Test(arguments: [
        "", " ", "ada", "@example.org", "ada@", "ada@@example.org", "ada@example", "ada@localhost", "a b@example.org",
        ".ada@example.org", "ada.@example.org", "a..b@example.org", "ada@-example.org", "ada@example-.org",
        "ada@.example.org", "ada@example..org", "ada@example.org.", "ada@192.168.0.1", "ada@[192.168.0.1]",
        "\"a b\"@example.org", "ada@exa_mple.org", "Ada <ada@example.org>", "ada@example.org,b@example.org",
        "ada@example.org\r\nBcc: b@example.org", "ada\u{0}@example.org", "ada@example\u{202E}.org", "ädä@example.org",
        "ada@bücher.example", "аda@example.org", "ada@\(String(repeating: "d", count: 64)).org",
        String(repeating: "l", count: 65) + "@example.org", longest(255),
    ])
    func refuses(typed: String) {
        #expect(throws: Refusal.self) { try EmailAddress(checking: typed) }
    }

    @Test func namesItsParts() throws {
        let address = try EmailAddress(checking: "Ada.L@Example.org")
        #expect(address.localPart == "Ada.L")
        #expect(address.domain == "example.org")
    }
}

private func longest(_ count: Int) -> String {
    let labels = String(repeating: String(repeating: "d", count: 61) + ".", count: 3) + "org"
    return String(repeating: "l", count: count - labels.count - 1) + "@" + labels
}
