import Exchange
import Storage
import Testing

@testable import Operations

@Suite("Signing up and in", .timeLimit(.minutes(5)))
struct AccountSignInTests {
    @Test(arguments: TestDatabases.all)
    func signingUpSignsInAndTakesTheAddress(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada", zone: "Europe/Berlin")
            let me = try await world.profiles.me(ada)
            #expect(me.email == "ada@example.org")
            #expect(!me.emailVerified)
            #expect(me.role == .member)
            #expect(me.profile.summary.name == "Ada")
            #expect(me.profile.summary.timeZone == "Europe/Berlin")
            let again = SignUp(
                email: try EmailAddress(checking: "ADA@Example.org"), password: TestWorkspace.password, name: "Eve",
                timeZone: "UTC"
            )
            let refused = await refusal { _ = try await world.accounts.signUp(again, label: "Test") }
            #expect(refused == .emailTaken)
        }
    }

    @Test(arguments: [
        (password: "password1", name: "Ada", timeZone: "UTC", fields: ["password"]),
        (password: "short", name: " ", timeZone: "Mars/Base", fields: ["password", "name", "timeZone"]),
        (password: "ada lovelace 1", name: "Ada Lovelace", timeZone: "UTC", fields: ["password"]),
        (password: TestWorkspace.password, name: "A\u{202E}da", timeZone: "CEST", fields: ["name", "timeZone"]),
    ])
    func everyWrongFieldIsNamed(
        _ wrong: (password: String, name: String, timeZone: String, fields: [String])
    ) async throws {
        try await TestWorkspace.make(on: .sqlite) { world in
            let signUp = SignUp(
                email: try TestWorkspace.email("x"), password: wrong.password, name: wrong.name,
                timeZone: wrong.timeZone
            )
            let directly = await refusal { _ = try await world.accounts.signUp(signUp, label: "Test") }
            #expect(directly?.fields == wrong.fields)
            let byMail = await refusal { try await world.accounts.signUpByMail(signUp) }
            #expect(byMail?.fields == wrong.fields)
            let byAdmin = await refusal { _ = try await world.admin.createAccount(signUp) }
            #expect(byAdmin?.fields == wrong.fields)
        }
    }

    @Test(arguments: TestDatabases.all)
    func onlyTheRightPasswordSignsIn(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada")
            let good = try await world.accounts.signIn(
                email: " ADA@example.org ", password: TestWorkspace.password, label: "Firefox"
            )
            #expect(good.caller.member == ada.member)
            #expect(good.caller.device != ada.device)
            #expect(good.device.kind == .browser && good.device.label == "Firefox")
            let wrong = [
                ("ada@example.org", TestWorkspace.password + " "), ("bo@example.org", TestWorkspace.password),
                ("ada", TestWorkspace.password), ("", ""), ("ada@example.org", ""),
            ]
            for (email, password) in wrong {
                let refused = await refusal {
                    _ = try await world.accounts.signIn(email: email, password: password, label: "Test")
                }
                #expect(refused == .wrongCredentials, "\(email)")
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func aSecretIsKnownInItsOwnFormOnly(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            _ = try await world.member("Ada")
            let (email, password) = ("ada@example.org", TestWorkspace.password)
            let browser = try await world.accounts.signIn(email: email, password: password, label: "Firefox")
            let program = try await world.accounts.createToken(email: email, password: password, label: "Backup")
            #expect(program.device.kind == .token)
            for (secret, kind, caller) in [
                (browser.token.text, DeviceKind.browser, browser.caller as Caller?),
                (program.token.text, .token, program.caller), (browser.token.text, .token, nil),
                (program.token.text, .browser, nil), (SecretToken(.browser).text, .browser, nil),
                ("", .browser, nil), ("skb_\u{0}", .browser, nil),
            ] {
                let found = try await world.accounts.authenticate(secret, as: kind)
                #expect(found == caller)
            }
        }
    }

    @Test(arguments: TestDatabases.all)
    func suspensionIsToldToTheRightPasswordAlone(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            _ = try await world.member("Ada")
            let email = try TestWorkspace.email("Ada")
            let signIn = try await world.accounts.signIn(
                email: email.text, password: TestWorkspace.password, label: "Test"
            )
            try await world.admin.suspend(email)
            let tries: [(String, Refusal)] = [
                (TestWorkspace.password, .suspended), ("another green lantern", .wrongCredentials),
            ]
            for (password, expected) in tries {
                let refused = await refusal {
                    _ = try await world.accounts.signIn(email: email.text, password: password, label: "Test")
                }
                #expect(refused == expected)
            }
            let device = await refusal { _ = try await world.accounts.authenticate(signIn.token.text, as: .browser) }
            #expect(device == .suspended)
            try await world.admin.reinstate(email)
            #expect(try await world.accounts.authenticate(signIn.token.text, as: .browser) == signIn.caller)
        }
    }

    @Test(arguments: TestDatabases.all)
    func signingInHashesAnewWhereTheCostHasChanged(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            _ = try await world.member("Ada")
            let dearer = AccountOperations(
                workspace: world.workspace,
                hasher: PasswordHasher(cost: Argon2Cost(weakMemoryKiB: 16, passes: 2, lanes: 1), slots: 1),
                passwords: world.accounts.passwords, mails: world.accounts.mails, texts: world.accounts.texts
            )
            func storedHash() async throws -> String? {
                try await world.workspace.database.read { transaction in
                    try AccountTable.find(email: "ada@example.org", in: transaction)?.passwordHash
                }
            }
            let before = try await storedHash()
            for _ in 0..<2 {
                _ = try await dearer.signIn(email: "ada@example.org", password: TestWorkspace.password, label: "Test")
            }
            let after = try await storedHash()
            #expect(before.map(dearer.hasher.needsRehash) == true)
            #expect(after.map(dearer.hasher.needsRehash) == false)
        }
    }
}
