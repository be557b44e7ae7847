import Exchange
import Testing

@testable import Operations

@Suite("Blocks and administration")
struct ModerationTests {
    @Test(arguments: TestDatabases.all)
    func blockingIsSilentAndListed(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada")
            let others = [try await world.member("Bo"), try await world.member("Cem"), try await world.member("Dee")]
            for other in others + others {
                world.clock.advance(by: .seconds(1))
                _ = try await world.blocks.block(other.member, by: ada)
            }
            let first = try await world.blocks.list(of: ada, limit: 2)
            #expect(first.items.map(\.member.name) == ["Dee", "Cem"])
            #expect(first.hasMore)
            let last = try #require(first.items.last)
            let rest = try await world.blocks.list(of: ada, after: (last.member.id, last.since), limit: 2)
            #expect(rest.items.map(\.member.name) == ["Bo"])
            #expect(!rest.hasMore)
            for other in others { #expect(try await world.blocks.list(of: other).items.isEmpty) }
            #expect(world.announcements.all.isEmpty)

            try await world.blocks.unblock(others[0].member, by: ada)
            try await world.blocks.unblock(others[0].member, by: ada)
            #expect(try await world.blocks.list(of: ada).items.map(\.member.name) == ["Dee", "Cem"])

            let oneself = await refusal { _ = try await world.blocks.block(ada.member, by: ada) }
            #expect(oneself?.fields == ["id"])
            let nobody = Identifier(high: 1, low: 1)
            #expect(await refusal { _ = try await world.blocks.block(nobody, by: ada) } == .notFound)
            #expect(await refusal { try await world.blocks.unblock(nobody, by: ada) } == .notFound)
        }
    }

    @Test(arguments: TestDatabases.all)
    func aRepeatedBlockUnderAKeyGetsTheStoredAnswer(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo) = (try await world.member("Ada"), try await world.member("Bo"))
            let stored = StoredAnswer(status: 204, body: [])
            func block(_ fingerprint: [UInt8]) async throws -> StoredAnswer? {
                let once = Once<Void>(key: "k", fingerprint: fingerprint) { StoredAnswer(status: 204, body: []) }
                switch try await world.blocks.block(bo.member, by: ada, once: once) {
                case .fresh: return nil
                case .stored(let answer): return answer
                }
            }
            #expect(try await block([1]) == nil)
            try await world.blocks.unblock(bo.member, by: ada)
            #expect(try await block([1]) == stored)
            #expect(try await world.blocks.list(of: ada).items.isEmpty)
            #expect(await refusal { _ = try await block([2]) } == .keyReused)
        }
    }

    @Test(arguments: TestDatabases.all, ["block", "suspension"])
    func whatIsAheadIsCalledOff(_ database: TestDatabase, _ cause: String) async throws {
        try await TestWorkspace.make(on: database) { world in
            let ada = try await world.member("Ada")
            let bo = try await world.member("Bo", teach: ["guitar": .expert, "swift": .expert, "piano": .expert])
            let sessions = SessionOperations(workspace: world.workspace)
            var ids: [Identifier] = []
            for (skill, days) in [("guitar", 1), ("swift", 2), ("piano", 3)] {
                let start = TestWorkspace.start + .days(days)
                ids.append(
                    try await world.session(requester: ada, recipient: bo, skill: skill, at: start).session.id)
            }
            for id in ids.dropLast() { _ = try await sessions.take(.accept, on: id, by: bo) }
            world.clock.advance(by: .days(1) + .minutes(1))
            if cause == "block" {
                _ = try await world.blocks.block(bo.member, by: ada)
            } else {
                try await world.admin.suspend(try TestWorkspace.email("Bo"))
            }
            var statuses: [SessionStatus] = []
            for id in ids { statuses.append(try await sessions.session(id, by: ada).session.status) }
            #expect(statuses == [.accepted, .cancelled, .cancelled])
            let told = world.announcements.all.filter { $0.type == .sessionCancelled && $0.member == ada.member }
            #expect(Set(told.map(\.subject)) == Set(ids.dropFirst()))
        }
    }

    @Test(arguments: TestDatabases.all)
    func theOperatorManagesAccounts(_ database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let email = try TestWorkspace.email("Root")
            let signUp = SignUp(email: email, password: TestWorkspace.password, name: "Root", timeZone: "UTC")
            let id = try await world.admin.createAccount(signUp, role: .admin)
            let taken = await refusal { _ = try await world.admin.createAccount(signUp) }
            #expect(taken == .emailTaken)
            func signIn(_ password: String = TestWorkspace.password) async throws -> SignIn {
                try await world.accounts.signIn(email: email.text, password: password, label: "Test")
            }
            let first = try await signIn()
            #expect(first.caller == Caller(member: id, device: first.device.id, role: .admin))
            #expect(try await world.profiles.me(first.caller).emailVerified)

            try await world.admin.grant(.admin, to: email)
            #expect(try await world.accounts.authenticate(first.token.text, as: .browser) != nil)
            try await world.admin.grant(.moderator, to: email)
            #expect(try await world.accounts.authenticate(first.token.text, as: .browser) == nil)
            let second = try await signIn()
            #expect(second.caller.role == .moderator)

            let easy = await refusal { try await world.admin.resetPassword(of: email, to: "password1") }
            #expect(easy?.fields == ["password"])
            try await world.admin.resetPassword(of: email, to: "seven slow brown owls")
            #expect(try await world.accounts.authenticate(second.token.text, as: .browser) == nil)
            #expect(await refusal { _ = try await signIn() } == .wrongCredentials)
            _ = try await signIn("seven slow brown owls")

            let unknown = try TestWorkspace.email("nobody")
            for action in [world.admin.suspend, world.admin.reinstate] {
                #expect(await refusal { try await action(unknown) } == .notFound)
            }
            #expect(await refusal { try await world.admin.grant(.admin, to: unknown) } == .notFound)
        }
    }
}
