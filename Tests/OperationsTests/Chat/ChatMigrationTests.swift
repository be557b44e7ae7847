import Exchange
import Storage
import Testing

@testable import Operations

@Suite("Conversations of earlier versions")
struct ChatMigrationTests {
    /// Before there were messages, a conversation was there because somebody had asked for a session.
    @Test(arguments: TestDatabases.all)
    func haveMembersAndHaveBegun(on database: TestDatabase) async throws {
        let before = Array(Migrations.all.prefix { $0.name != "create messages" })
        try await TestWorkspace.make(on: database, before) { world in
            let (ada, bo) = (try await world.member("Ada"), try await world.member("Bo"))
            let id = Identifier(high: 7, low: 7)
            let (first, second) = ada.member < bo.member ? (ada, bo) : (bo, ada)
            try await world.workspace.database.write { transaction in
                _ = try transaction.execute(
                    """
                    INSERT INTO conversations (id, first_member, second_member, created_at)
                    VALUES (\(id), \(first.member), \(second.member), \(world.clock.now()))
                    """)
            }
            try await world.workspace.database.migrate(Migrations.all)
            for caller in [ada, bo] {
                let view = try #require(try await world.listed(id, by: caller))
                #expect(view.lastMessage == nil && view.unread == 0 && view.updatedAt == world.clock.now())
                #expect(try await world.chat.companions(of: caller.member) == [caller == ada ? bo.member : ada.member])
            }
            #expect(try await world.conversation(of: bo, with: ada) == id)
            #expect(try await world.say("At last", in: id, by: bo).seq == 1)
        }
    }
}
