import FoundationEssentials
import Testing

@testable import Server

@Suite("The command for clearing rounds")
struct ClearingCommandTests {
    private func clear(_ flags: [ConfigurationKey: String], dryRun: Bool = true) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "clear-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let own: [ConfigurationKey: String] = [.data: folder.path()]
        let configuration = try SkillSyncConfiguration(
            flags: own.merging(flags) { own, _ in own }, environment: [:])
        return try await SkillSyncServer.clear(configuration, longest: 3, seed: 7, dryRun: dryRun)
    }

    @Test func roundsAreOffUnlessTheOperatorSaysOtherwise() async throws {
        let complaint = await #expect(throws: ConfigurationComplaint.self) { try await clear([:]) }
        #expect(complaint?.description.hasPrefix("Clearing rounds are off here") == true)
    }

    @Test func aRoundOfNobodySaysSo() async throws {
        let report = try await clear([.clearing: "on"])
        #expect(
            report.split(separator: "\n").map(String.init) == [
                "participants: 0", "pairs: 0", "rings: 0", "people: 0", "value: 0.0", "bound: 0.0", "gap: 0.00 %",
                "seed: 7",
            ])
    }

    @Test func whatIsNoDryRunSaysWhatItProposed() async throws {
        #expect(try await clear([.clearing: "on"], dryRun: false).hasSuffix("\nrings proposed: 0\npairs told: 0"))
    }
}
