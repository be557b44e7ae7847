import ArgumentParser
import FoundationEssentials
import Glibc
import Server

/// The command line: every command reads the configuration and calls one function of Server.
@main
struct SkillSync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skillsync",
        abstract: "People teach each other, without money.",
        subcommands: [
            Serve.self, Migrate.self, Seed.self, Admin.self, Configuration.self, Version.self, AvatarWork.self,
        ]
    )
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve until SIGTERM or SIGINT.")
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.perform { try await SkillSyncServer.serve($0) }
    }
}

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database to the newest schema.")
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.perform { try await SkillSyncServer.migrate($0) }
    }
}

struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Fill an empty database.")
    @OptionGroup var options: ServerOptions
    @Flag(help: "Sixty members of an imaginary town with sessions in every state.") var demo = false
    @Option(help: "The same number makes the same town.") var seed: UInt64 = 1

    func validate() throws {
        if !demo { throw ValidationError("Say --demo: there is nothing else to fill a database with.") }
    }

    func run() async throws {
        try await options.perform { print(try await SkillSyncServer.seedDemo($0, seed: seed)) }
    }
}

struct Configuration: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Print the effective configuration, secrets masked."
    )
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.perform { print($0.listing, terminator: "") }
    }
}

struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the version.")

    func run() {
        print("skillsync \(SkillSyncServer.version)")
    }
}

/// Decodes one picture from standard input; the server starts it for each, so that a bad one harms nothing.
struct AvatarWork: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: AvatarWorker.argument, shouldDisplay: false)

    func run() throws {
        throw ExitCode(AvatarWorker.run())
    }
}
