import Operations
import Testing

@Suite struct PrimitivesTokenTests {
    @Test(arguments: SecretToken.Kind.allCases)
    func isReadBackAsItsOwnKindAlone(kind: SecretToken.Kind) {
        let token = SecretToken(kind)
        #expect(token.text.utf8.count == 47)
        #expect(token.text.hasPrefix(kind.rawValue))
        for other in SecretToken.Kind.allCases {
            #expect(SecretToken(other, presented: token.text)?.digest == (other == kind ? token.digest : nil))
        }
        #expect("\(token) \(String(reflecting: token))" == "\(kind.rawValue)… \(kind.rawValue)…")
    }

    /// The digest was computed with `sha256sum`.
    @Test func isStoredAsItsSHA256() {
        let token = SecretToken(.program, presented: "sks_" + String(repeating: "A", count: 43))
        let hexadecimal = token?.digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(hexadecimal == "bb3b48238419670e34eb0c67196919e8858aa85f8411bfac74018d4166760afd")
    }

    @Test func isNeverMadeTwice() {
        #expect(Set((0..<1_000).map { _ in SecretToken(.mail).text }).count == 1_000)
    }

    @Test(arguments: [
        "", "sks_", String(repeating: "A", count: 47), "sks_" + String(repeating: "A", count: 42),
        "sks_" + String(repeating: "A", count: 44), "sks_" + String(repeating: "A", count: 42) + "=",
        "sks_" + String(repeating: "A", count: 42) + "+", "sks_" + String(repeating: "A", count: 42) + "\n",
        "SKS_" + String(repeating: "A", count: 43), "sks_" + String(repeating: "A", count: 41) + "é",
        " sks_" + String(repeating: "A", count: 42), "sks_" + String(repeating: "A", count: 100_000),
    ])
    func isNotReadFromAnythingElse(text: String) {
        #expect(SecretToken(.program, presented: text) == nil)
    }
}
