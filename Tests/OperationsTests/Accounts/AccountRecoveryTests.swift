import Exchange
import Storage
import Testing

@testable import Operations

@Suite("Passwords and mailed links", .timeLimit(.minutes(5)))
struct AccountRecoveryTests {
    private static let newPassword = "seven slow brown owls"

    @Test(arguments: TestDatabases.all)
    func changingThePasswordEndsAllOtherDevices(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            _ = try await world.member("Ada")
            let (email, old) = ("ada@example.org", TestWorkspace.password)
            let here = try await world.accounts.signIn(email: email, password: old, label: "Here")
            let there = try await world.accounts.signIn(email: email, password: old, label: "There")
            for (current, new, fields) in [
                ("not my password", Self.newPassword, ["currentPassword"]), (old, "password1", ["newPassword"]),
            ] {
                let refused = await refusal {
                    _ = try await world.accounts.changePassword(current: current, new: new, by: here.caller)
                }
                #expect(refused?.fields == fields)
            }
            let changed = try await world.accounts.changePassword(
                current: old, new: Self.newPassword, by: here.caller
            )
            let token = try #require(changed)
            let found = [
                try await world.accounts.authenticate(here.token.text, as: .browser),
                try await world.accounts.authenticate(there.token.text, as: .browser),
                try await world.accounts.authenticate(token.text, as: .browser),
            ]
            #expect(found == [nil, nil, here.caller])
            #expect(try await world.accounts.devices(of: here.caller).items.map(\.label) == ["Here"])
            #expect(await world.mails.next()?.subject == "Your password was changed")
            let refused = await refusal {
                _ = try await world.accounts.signIn(email: email, password: old, label: "Test")
            }
            #expect(refused == .wrongCredentials)
            let program = try await world.accounts.createToken(email: email, password: Self.newPassword, label: "Test")
            let kept = try await world.accounts.changePassword(
                current: Self.newPassword, new: "eight slow owls in a tree", by: program.caller
            )
            #expect(kept == nil)
            #expect(try await world.accounts.authenticate(program.token.text, as: .token) == program.caller)
            #expect(try await world.accounts.authenticate(token.text, as: .browser) == nil)
        }
    }

    @Test(arguments: TestDatabases.all)
    func aResetLinkWorksOnceAndEndsAllDevices(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada")
            try await world.accounts.forgotPassword(try TestWorkspace.email("nobody"))
            try await world.accounts.forgotPassword(try TestWorkspace.email("Ada"))
            let voided = try await token(in: world.mails.next(), to: "ada@example.org")
            try await world.accounts.forgotPassword(try TestWorkspace.email("Ada"))
            let good = try await token(in: world.mails.next(), to: "ada@example.org")

            let easy = await refusal { try await world.accounts.resetPassword(good, new: "password1") }
            #expect(easy?.fields == ["password"])
            for wrong in [voided, "", SecretToken(.mail).text, good + "A"] {
                let refused = await refusal { try await world.accounts.resetPassword(wrong, new: Self.newPassword) }
                #expect(refused == .tokenInvalid)
            }
            let purpose = await refusal { _ = try await world.accounts.verifyEmail(good, label: "Test") }
            #expect(purpose == .tokenInvalid)
            try await world.accounts.resetPassword(good, new: Self.newPassword)
            let used = await refusal { try await world.accounts.resetPassword(good, new: "eight slow owls in a tree") }
            #expect(used == .tokenInvalid)
            #expect(await world.mails.next()?.subject == "Your password was changed")
            #expect(try await world.accounts.devices(of: ada).items.isEmpty)
            let signIn = try await world.accounts.signIn(
                email: "ada@example.org", password: Self.newPassword, label: "Test"
            )
            #expect(try await world.profiles.me(signIn.caller).emailVerified)
        }
    }

    @Test(arguments: TestDatabases.all)
    func aResetLinkDoesNotEndASuspension(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let bo = try await world.member("Bo")
            _ = try await world.member("Ada")
            try await world.admin.suspend(try TestWorkspace.email("Ada"))
            try await world.accounts.forgotPassword(try TestWorkspace.email("Ada"))
            let secret = try await token(in: world.mails.next(), to: "ada@example.org")
            try await world.accounts.resetPassword(secret, new: Self.newPassword)
            #expect(try await world.profiles.search(by: bo).items.map(\.name) == ["Bo"])
            try await world.admin.reinstate(try TestWorkspace.email("Ada"))
            #expect(try await Set(world.profiles.search(by: bo).items.map(\.name)) == ["Ada", "Bo"])
        }
    }

    @Test(arguments: TestDatabases.all)
    func linksHoldForTheirTime(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            _ = try await world.member("Ada")
            let second = Duration.seconds(1)
            for (wait, holds) in [(Duration.minutes(30) - second, true), (.minutes(30), false)] {
                try await world.accounts.forgotPassword(try TestWorkspace.email("Ada"))
                let secret = try await token(in: world.mails.next(), to: "ada@example.org")
                world.clock.advance(by: wait)
                if holds {
                    try await world.accounts.resetPassword(secret, new: Self.newPassword)
                    _ = await world.mails.next()
                } else {
                    let refused = await refusal {
                        try await world.accounts.resetPassword(secret, new: Self.newPassword)
                    }
                    #expect(refused == .tokenInvalid)
                }
            }
            for (name, wait, holds) in [("Bo", Duration.hours(24) - second, true), ("Cem", .hours(24), false)] {
                try await world.accounts.signUpByMail(try signUp(name))
                let secret = try await token(in: world.mails.next(), to: try TestWorkspace.email(name).text)
                world.clock.advance(by: wait)
                if holds {
                    _ = try await world.accounts.verifyEmail(secret, label: "Test")
                } else {
                    let refused = await refusal { _ = try await world.accounts.verifyEmail(secret, label: "Test") }
                    #expect(refused == .tokenInvalid)
                }
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func signingUpByMailTellsTheOwnerOfTheAddressAlone(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada", languages: ["en"])
            try await world.accounts.signUpByMail(try signUp("Ada", password: Self.newPassword))
            let warning = await world.mails.next()
            #expect(warning?.subject == "You already have an account")
            #expect(warning?.link == nil)
            #expect(warning?.recipient == (try TestWorkspace.email("Ada")))
            _ = try await world.accounts.signIn(
                email: "ada@example.org", password: TestWorkspace.password, label: "Test"
            )
            #expect(try await world.profiles.search(by: ada).items.map(\.name) == ["Ada"])
        }
    }

    @Test(arguments: TestDatabases.all)
    func anAddressIsUsedOnceItIsConfirmed(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada")
            var links: [String] = []
            for password in [Self.newPassword, TestWorkspace.password] {
                try await world.accounts.signUpByMail(try signUp("Bo", password: password))
                links.append(try await token(in: world.mails.next(), to: "bo@example.org"))
            }
            func signIn(_ password: String) async throws -> SignIn {
                try await world.accounts.signIn(email: "bo@example.org", password: password, label: "Test")
            }
            #expect(await refusal { _ = try await signIn(Self.newPassword) } == .wrongCredentials)
            #expect(try await world.profiles.search(by: ada).items.map(\.name) == ["Ada"])

            let bo = try await world.accounts.verifyEmail(links[0], label: "Firefox")
            #expect(try await world.accounts.authenticate(bo.token.text, as: .browser) == bo.caller)
            #expect(try await world.profiles.me(bo.caller).emailVerified)
            #expect(try await Set(world.profiles.search(by: ada).items.map(\.name)) == ["Bo", "Ada"])
            for link in links {
                let refused = await refusal { _ = try await world.accounts.verifyEmail(link, label: "Test") }
                #expect(refused == .tokenInvalid)
            }
            #expect(try await signIn(Self.newPassword).caller.member == bo.caller.member)
            #expect(await refusal { _ = try await signIn(TestWorkspace.password) } == .wrongCredentials)
        }
    }

    @Test(arguments: TestDatabases.all)
    func accountsThatNobodyConfirmedAreRemoved(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            _ = try await world.member("Ada")
            for name in ["Ada", "Bo", "Cem"] { try await world.accounts.signUpByMail(try signUp(name)) }
            _ = await world.mails.next()
            let bo = try await token(in: world.mails.next(), to: "bo@example.org")
            _ = try await world.accounts.verifyEmail(bo, label: "Test")
            func accounts() async throws -> Int {
                try await world.workspace.database.read { transaction in
                    try transaction.first("SELECT COUNT(*) FROM accounts") { try $0.next() } ?? 0
                }
            }
            #expect(try await accounts() == 4)
            for (wait, left) in [(Duration.hours(23), 4), (.hours(1), 2)] {
                world.clock.advance(by: wait)
                try await ClockOperations(workspace: world.workspace).tidy()
                #expect(try await accounts() == left)
            }
        }
    }

    private func signUp(_ name: String, password: String = TestWorkspace.password) throws -> SignUp {
        SignUp(email: try TestWorkspace.email(name), password: password, name: name, timeZone: "UTC")
    }

    private func token(in mail: Mail?, to address: String) throws -> String {
        #expect(mail?.recipient.text == address)
        let link = try #require(mail?.link)
        let start = try #require(link.firstIndex(of: "#"))
        return String(link[start...].dropFirst("#token=".count))
    }
}
