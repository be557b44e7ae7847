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
}
