import ArgumentParser
import Dispatch
import FoundationEssentials
import Glibc
import Server

@main
enum Program {
    /// Does one picture's work, or what the command line says.
    ///
    /// The worker closes every file but its own, those of the threads of the concurrency runtime too: so it has to end
    /// before there are any, which an asynchronous `main` would be too late for.
    static func main() {
        if CommandLine.arguments.dropFirst().first == AvatarWorker.argument { exit(AvatarWorker.run()) }
        Task {
            await SkillSync.main()
            exit(0)
        }
        dispatchMain()
    }
}

/// The command line: every command reads the configuration and calls one function of Server.
struct SkillSync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skillsync",
        abstract: "People teach each other, without money.",
        subcommands: [
            Serve.self, Migrate.self, Seed.self, Admin.self, Clear.self, Configuration.self, Version.self,
        ]
    )
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve until SIGTERM or SIGINT.")
    @OptionGroup var options: ServerOptions
    @Flag(help: "Fill an empty database with an imaginary town first, and say how to sign in.") var demo = false

    func run() async throws {
        try await options.perform { try await SkillSyncServer.serve($0, demo: demo) }
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
    @Flag(help: "A large population for measurements.") var bench = false
    @Option(help: "The same number makes the same members.") var seed: UInt64 = 1
    @Option(help: "How many members --bench makes.") var members = 100_000
    @Option(help: "How many sessions --bench makes.") var sessions = 1_000_000

    func validate() throws {
        if demo == bench { throw ValidationError("Say either --demo or --bench.") }
    }

    func run() async throws {
        try await options.perform { configuration in
            let made =
                demo
                ? try await SkillSyncServer.seedDemo(configuration, seed: seed)
                : try await SkillSyncServer.seedBench(
                    configuration, members: members, sessions: sessions, seed: seed
                )
            print(made)
        }
    }
}

struct Clear: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Propose exchange rings to all who take part, and say how good the choice is."
    )
    @OptionGroup var options: ServerOptions
    @Flag(help: "Only say what a round would bring; propose nothing.") var dryRun = false
    @Option(help: "How many members a ring has at most: 3 or 4.") var length = 3
    @Option(help: "The same number chooses the same rings.") var seed: UInt64 = 1

    func validate() throws {
        if !(3...4).contains(length) { throw ValidationError("--length is 3 or 4.") }
    }

    func run() async throws {
        try await options.perform {
            print(try await SkillSyncServer.clear($0, longest: length, seed: seed, dryRun: dryRun))
        }
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
