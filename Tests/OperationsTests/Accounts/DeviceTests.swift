import Exchange
import Testing

@testable import Operations

@Suite("Devices")
struct DeviceTests {
    struct Life: Sendable, CustomTestStringConvertible {
        let kind: DeviceKind
        let role: Role
        /// Times between one sign of life and the next; the last finds the device signed out.
        let steps: [Duration]

        var testDescription: String { "\(kind) of a \(role), \(steps.count) steps" }
    }

    private static let second = Duration.seconds(1)

    static let lives: [Life] = [
        Life(kind: .browser, role: .member, steps: [.days(14) - second, .days(14)]),
        Life(kind: .browser, role: .member, steps: Array(repeating: .days(10), count: 9)),
        Life(kind: .browser, role: .admin, steps: [.minutes(30) - second, .minutes(30)]),
        Life(kind: .browser, role: .moderator, steps: Array(repeating: .minutes(20), count: 36)),
        Life(kind: .token, role: .member, steps: [.days(90) - second, .days(90)]),
        Life(kind: .token, role: .admin, steps: Array(repeating: .days(73), count: 5)),
    ]

    @Test(arguments: TestDatabases.all, lives)
    func aDeviceIsSignedOutWhenItsTimeHasCome(_ database: TestDatabase, _ life: Life) async throws {
        try await TestWorkspace.make(on: database) { world in
            _ = try await world.member("Ada")
            try await world.admin.grant(life.role, to: try TestWorkspace.email("Ada"))
            let signIn =
                life.kind == .browser
                ? try await world.accounts.signIn(
                    email: "ada@example.org", password: TestWorkspace.password, label: "Test")
                : try await world.accounts.createToken(
                    email: "ada@example.org", password: TestWorkspace.password, label: "Test")
            for step in life.steps.dropLast() {
                world.clock.advance(by: step)
                let caller = try await world.accounts.authenticate(signIn.token.text, as: life.kind)
                #expect(caller == signIn.caller)
                try await world.accounts.saveSignsOfLife()
            }
            world.clock.advance(by: life.steps.last ?? .zero)
            #expect(try await world.accounts.authenticate(signIn.token.text, as: life.kind) == nil)
        }
    }

    @Test(arguments: TestDatabases.all)
    func devicesAreListedAndRevoked(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo) = (try await world.member("Ada"), try await world.member("Bo"))
            var signIns: [SignIn] = []
            for label in ["First", "Second"] {
                world.clock.advance(by: .minutes(1))
                signIns.append(
                    try await world.accounts.createToken(
                        email: "ada@example.org", password: TestWorkspace.password, label: label))
            }
            let first = try await world.accounts.devices(of: ada, limit: 2)
            #expect(first.items.map(\.label) == ["Second", "First"])
            #expect(first.hasMore)
            let last = try #require(first.items.last)
            let rest = try await world.accounts.devices(of: ada, after: (last.id, last.lastSeenAt), limit: 2)
            #expect(rest.items.map(\.id) == [ada.device])
            #expect(rest.items.map(\.isCurrent) == [true])
            #expect(!rest.hasMore)

            let revoked = signIns[0]
            let strange = await refusal { try await world.accounts.revokeDevice(revoked.device.id, by: bo) }
            #expect(strange == .notFound)
            try await world.accounts.revokeDevice(revoked.device.id, by: ada)
            let repeated = await refusal { try await world.accounts.revokeDevice(revoked.device.id, by: ada) }
            #expect(repeated == .notFound)
            try await world.accounts.signOut(ada)
            #expect(try await world.accounts.authenticate(revoked.token.text, as: .token) == nil)
            #expect(try await world.accounts.authenticate(signIns[1].token.text, as: .token) == signIns[1].caller)
            #expect(try await world.accounts.devices(of: ada).items.map(\.id) == [signIns[1].device.id])
        }
    }

    @Test(arguments: TestDatabases.all)
    func signsOfLifeAreSavedNowAndThen(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada")
            let signIn = try await world.accounts.signIn(
                email: "ada@example.org", password: TestWorkspace.password, label: "Test"
            )
            func seen() async throws -> (device: Moment?, member: Moment?) {
                let devices = try await world.accounts.devices(of: signIn.caller).items
                let member = try await world.profiles.me(ada).profile.summary
                return (devices.first { $0.isCurrent }?.lastSeenAt, member.lastSeenAt)
            }
            let start = world.clock.now()
            for (wait, saved) in [(Duration.seconds(119), start), (.seconds(1), start + .minutes(2))] {
                world.clock.advance(by: wait)
                _ = try await world.accounts.authenticate(signIn.token.text, as: .browser)
                try await world.accounts.saveSignsOfLife()
                let (device, member) = try await seen()
                #expect(device == saved)
                #expect(member == saved)
            }
            world.clock.advance(by: .minutes(4))
            #expect(try await world.profiles.me(ada).profile.summary.isOnline(at: world.clock.now()))
            world.clock.advance(by: .minutes(1))
            #expect(try await !world.profiles.me(ada).profile.summary.isOnline(at: world.clock.now()))
        }
    }

    @Test(arguments: TestDatabases.all)
    func endedDevicesAreRemoved(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada")
            let program = try await world.accounts.createToken(
                email: "ada@example.org", password: TestWorkspace.password, label: "Backup"
            )
            world.clock.advance(by: .days(14))
            try await ClockOperations(workspace: world.workspace).tidy()
            #expect(try await world.accounts.devices(of: ada).items.map(\.id) == [program.device.id])
            world.clock.advance(by: .days(76))
            try await ClockOperations(workspace: world.workspace).tidy()
            #expect(try await world.accounts.devices(of: ada).items.isEmpty)
        }
    }
}
