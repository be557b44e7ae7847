import Glibc
import Operations

/// What fills an empty database from the command line.
extension SkillSyncServer {
    /// Fills an empty database with a town of sixty members; says what was made.
    public static func seedDemo(_ configuration: SkillSyncConfiguration, seed: UInt64) async throws -> String {
        try await Assembly.with(configuration, logger: quiet) { assembly in
            let town = DemoTown(workspace: assembly.workspace, hasher: assembly.hasher, seed: seed)
            return "\(try await town.build())"
        }
    }

    /// Has the town there before the server starts, and prints how to sign in.
    static func moveIn(_ assembly: Assembly) async throws {
        let town = DemoTown(workspace: assembly.workspace, hasher: assembly.hasher, seed: 1)
        print("\(try await town.build())\nOpen http://localhost:\(assembly.configuration.port) in two browsers.\n")
        fflush(nil)
    }

    /// Fills an empty database with a large population for measurements; says what was made.
    public static func seedBench(
        _ configuration: SkillSyncConfiguration, members: Int, sessions: Int, seed: UInt64
    ) async throws -> String {
        try await Assembly.with(configuration, logger: quiet, pageCacheKiB: 262_144) { assembly in
            let report = try await BenchPopulation(
                workspace: assembly.workspace, hasher: assembly.hasher, members: members, sessions: sessions, seed: seed
            ).build()
            return """
                Made \(report.members) members and \(report.sessions) sessions; sign in as \
                \(BenchPopulation.email(of: 1)) to \(BenchPopulation.email(of: report.members)) with the password \
                \(BenchPopulation.password).
                """
        }
    }
}
