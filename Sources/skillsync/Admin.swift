import ArgumentParser
import Glibc
import Server

/// What the operator of a server does to accounts.
struct Admin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create accounts, give roles, help and stop members.",
        subcommands: [Create.self, Grant.self, ResetPassword.self, Suspend.self, Reinstate.self]
    )
}

extension Admin {
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create an account; its password is read from standard input."
        )
        @OptionGroup var options: ServerOptions
        @Argument(help: "The email address to sign in with.") var email: String
        @Option(help: "The name that others see.") var name: String
        @Option(help: "member, moderator or admin.") var role = "member"
        @Option(help: "The IANA time zone of the member.") var timeZone = "UTC"

        func run() async throws {
            try await options.perform { configuration in
                let password = try password(for: email)
                print(
                    try await SkillSyncServer.createAccount(
                        configuration, email: email, name: name, role: role, timeZone: timeZone, password: password
                    )
                )
            }
        }
    }

    struct Grant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give an account a role.")
        @OptionGroup var options: ServerOptions
        @Argument(help: "The email address of the account.") var email: String
        @Argument(help: "member, moderator or admin.") var role: String

        func run() async throws {
            try await options.perform { print(try await SkillSyncServer.grant($0, email: email, role: role)) }
        }
    }

    struct ResetPassword: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reset-password",
            abstract: "Give an account a new password, read from standard input, and sign all its devices out."
        )
        @OptionGroup var options: ServerOptions
        @Argument(help: "The email address of the account.") var email: String

        func run() async throws {
            try await options.perform { configuration in
                let password = try password(for: email)
                print(try await SkillSyncServer.resetPassword(configuration, email: email, password: password))
            }
        }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keep an account from doing anything.")
        @OptionGroup var options: ServerOptions
        @Argument(help: "The email address of the account.") var email: String

        func run() async throws {
            try await options.perform { print(try await SkillSyncServer.suspend($0, email: email)) }
        }
    }

    struct Reinstate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End the suspension of an account.")
        @OptionGroup var options: ServerOptions
        @Argument(help: "The email address of the account.") var email: String

        func run() async throws {
            try await options.perform { print(try await SkillSyncServer.reinstate($0, email: email)) }
        }
    }
}

/// The first line of standard input; a terminal does not show what is typed.
private func password(for email: String) throws -> String {
    if isatty(STDIN_FILENO) == 1 {
        guard let typed = getpass("New password of \(email): ") else { throw ExitCode.failure }
        return String(cString: typed)
    }
    return readLine() ?? ""
}
