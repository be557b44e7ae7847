import ArgumentParser
import FoundationEssentials
import Glibc
import Server

/// The flags that every command takes; each is also a variable of the environment and a key of the file.
struct ServerOptions: ParsableArguments {
    @Option(help: help(.host)) var host: String?
    @Option(help: help(.port)) var port: String?
    @Option(help: help(.data)) var data: String?
    @Option(help: help(.database)) var database: String?
    @Option(help: help(.publicURL)) var publicURL: String?
    @Option(help: help(.web)) var web: String?
    @Option(help: help(.logFormat)) var logFormat: String?
    @Option(help: help(.logLevel)) var logLevel: String?
    @Option(help: help(.limits)) var limits: String?
    @Option(help: help(.clearing)) var clearing: String?
    @Option(parsing: .unconditional, help: help(.clockOffset)) var clockOffset: String?
    @Option(help: help(.trustedProxies)) var trustedProxies: String?
    @Option(help: help(.connections)) var connections: String?
    @Option(help: help(.databaseReaders)) var databaseReaders: String?
    @Option(help: help(.passwordThreads)) var passwordThreads: String?
    @Option(help: help(.operatorName)) var operatorName: String?
    @Option(help: help(.operatorContact)) var operatorContact: String?
    @Option(help: help(.rulesURL)) var rulesURL: String?
    @Option(help: help(.privacyURL)) var privacyURL: String?
    @Option(help: help(.video)) var video: String?
    @Option(help: help(.videoDomain)) var videoDomain: String?
    @Option(help: help(.videoAppID)) var videoAppID: String?
    @Option(help: help(.videoAudience)) var videoAudience: String?
    @Option(help: help(.videoSubject)) var videoSubject: String?
    @Option(help: help(.videoKeyID)) var videoKeyID: String?
    @Option(help: help(.videoLink)) var videoLink: String?
    @Option(help: "A file in YAML or JSON with the names of these flags as keys (SKILLSYNC_CONFIG).")
    var config: String?

    /// Reads the configuration and does something with it; what goes wrong is said in one sentence, with status 1.
    func perform(_ action: (SkillSyncConfiguration) async throws -> Void) async throws {
        // What is written holds addresses and password hashes: nobody else on this machine is to read it.
        umask(0o077)
        do {
            let configuration = try SkillSyncConfiguration(
                flags: flags, environment: ProcessInfo.processInfo.environment, file: config
            )
            try await action(configuration)
        } catch let exit as ExitCode {
            throw exit
        } catch {
            let line = Array("skillsync: \(SkillSyncServer.sentence(for: error))\n".utf8)
            _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            throw ExitCode.failure
        }
    }

    private var flags: [ConfigurationKey: String] {
        let given: [ConfigurationKey: String?] = [
            .host: host, .port: port, .data: data, .database: database, .publicURL: publicURL, .web: web,
            .logFormat: logFormat, .logLevel: logLevel, .limits: limits, .clearing: clearing, .clockOffset: clockOffset,
            .trustedProxies: trustedProxies, .connections: connections, .databaseReaders: databaseReaders,
            .passwordThreads: passwordThreads, .operatorName: operatorName, .operatorContact: operatorContact,
            .rulesURL: rulesURL, .privacyURL: privacyURL, .video: video, .videoDomain: videoDomain,
            .videoAppID: videoAppID,
            .videoAudience: videoAudience, .videoSubject: videoSubject, .videoKeyID: videoKeyID, .videoLink: videoLink,
        ]
        return given.compactMapValues { $0 }
    }

    private static func help(_ key: ConfigurationKey) -> ArgumentHelp {
        ArgumentHelp("\(key.help) (\(key.variable))")
    }
}
