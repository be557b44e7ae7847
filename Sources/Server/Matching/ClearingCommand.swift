import Operations

/// What the operator asks of clearing rounds from the command line.
extension SkillSyncServer {
    /// Goes through a round and tells what it chose and how good that is; proposes the rings unless it is a dry run.
    ///
    /// - Throws: `ConfigurationComplaint` where rounds are off.
    public static func clear(
        _ configuration: SkillSyncConfiguration, longest: Int, seed: UInt64, dryRun: Bool
    ) async throws -> String {
        guard configuration.clearing else {
            throw ConfigurationComplaint(
                "Clearing rounds are off here: set clearing to on, or add --clearing on to try one out.")
        }
        return try await Assembly.with(configuration, logger: quiet) { assembly in
            try await assembly.prepare()
            let rounds = assembly.operations.clearing
            let outcome = try await rounds.choose(longest: longest, seed: seed)
            var lines = told(outcome)
            if !dryRun {
                let proposals = try await rounds.propose(outcome)
                lines.append("rings proposed: \(proposals.rings)")
                lines.append("pairs told: \(proposals.pairs)")
                if proposals.refused > 0 { lines.append("rings refused: \(proposals.refused)") }
            }
            return lines.joined(separator: "\n")
        }
    }

    private static func told(_ outcome: ClearingOutcome) -> [String] {
        let proof = outcome.isBoundForAll ? "" : " (among the rings that were looked at)"
        // In hundredths of a percent.
        let gap = Int((outcome.gap * 10_000).rounded())
        func line(_ exchange: [ClearingOutcome.Place]) -> String {
            let places = exchange.map { "\($0.name) (\($0.member)) teaches \($0.teaches)" }
            return (exchange.count == 2 ? "pair: " : "ring: ") + places.joined(separator: "; ")
        }
        return [
            "participants: \(outcome.participants)",
            "pairs: \(outcome.pairs.count)",
            "rings: \(outcome.rings.count)",
            "people: \(outcome.people)",
            "value: \(outcome.value)",
            "bound: \(outcome.bound)\(proof)",
            "gap: \(gap / 100).\(gap % 100 < 10 ? "0" : "")\(gap % 100) %",
            "seed: \(outcome.seed)",
        ] + outcome.exchanges.map(line)
    }
}
