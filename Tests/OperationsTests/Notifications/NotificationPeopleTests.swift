import Exchange
import Testing

@testable import Operations

/// Whom notifications are about: blocks, suspension, conversations.
@Suite struct NotificationPeopleTests {
    @Test(arguments: TestDatabases.all)
    func aBlockHidesWhatIsThereAndLetsNothingNewCome(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let begun = try await world.request(by: bo, to: ada, "swift", in: .hours(1))
            try await world.take(.accept, on: begun, by: ada)
            let ahead = try await world.request(by: bo, to: ada, "swift", in: .hours(9))
            _ = try await world.request(by: cem, to: ada, "swift", in: .hours(10))
            #expect(try await world.notifications.list(limit: 9, by: ada).unread == 3)
            world.clock.set(begun.time.end)
            _ = try await world.blocks.block(bo.member, by: ada)
            try await world.take(.complete, on: begun, by: bo)
            for caller in [ada, bo] {
                _ = try await world.feedback.give(FeedbackOperationsTests.short, of: begun.id, by: caller)
            }

            let hers = try await world.notifications.list(limit: 9, by: ada)
            #expect(hers.page.items.map(\.text) == ["Cem asks you for “Together” on Tue 24 November, 04:00."])
            #expect(hers.unread == 1)
            // Bo learns that what was ahead is off, but not through whom.
            let his = try await world.notifications.list(limit: 9, by: bo)
            #expect(his.page.items.map(\.kind) == [.sessionCalledOff] && his.unread == 1)
            #expect(his.page.items.map(\.text) == ["“Together” on Tue 24 November, 03:00 was called off."])
            #expect(his.page.items.map(\.target) == [ahead.id])

            try await world.blocks.unblock(bo.member, by: ada)
            let back = try await world.notifications.list(limit: 9, by: ada)
            #expect(back.page.items.map(\.kind) == [.sessionRequested, .sessionRequested, .sessionRequested])
            #expect(back.unread == 3)
            #expect(try await world.notifications.list(limit: 9, by: bo).page.items.count == 2)
        }
    }

    @Test(arguments: TestDatabases.all)
    func bothSidesOfASuspensionAreToldWithoutNames(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            _ = try await world.request(by: ada, to: bo)
            try await world.admin.suspend(try TestWorkspace.email("Bo"))
            let hers = try await world.notifications.list(limit: 9, by: ada).page.items
            #expect(hers.map(\.text) == ["“Together” on Wed 25 November, 18:00 was called off."])
        }
    }

    @Test(arguments: TestDatabases.all)
    func feedbackLeadsToOnesOwnPage(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, _) = try await world.people()
            let session = try await world.completed(by: ada, with: bo)
            for caller in [ada, bo] {
                _ = try await world.feedback.give(FeedbackOperationsTests.short, of: session.id, by: caller)
            }
            for (caller, name) in [(ada, "Bo"), (bo, "Ada")] {
                let latest = try await world.notifications.list(limit: 1, by: caller).page.items.first
                #expect(latest?.kind == .feedbackReceived && latest?.target == caller.member)
                #expect(latest?.text == "\(name) gave you feedback.")
            }
        }
    }

    /// However many messages come, one unread notification stands for them, until the conversation is read.
    @Test(arguments: TestDatabases.all)
    func messagesAreGatheredUntilTheConversationIsRead(on database: TestDatabase) async throws {
        try await TestWorkspace.make(on: database) { world in
            let (ada, bo, cem) = try await world.people()
            let (one, other) = (Identifier(high: 1, low: 1), Identifier(high: 2, low: 2))
            func write(_ sender: Caller?, _ count: Int, in conversation: Identifier) async throws {
                for _ in 0..<count {
                    try await world.workspace.write { work in
                        try work.record(
                            .messageCreated, subject: work.identifier(), for: [ada.member, bo.member],
                            cause: sender.map { .member($0.member) }, within: conversation)
                    }
                }
            }
            func read(_ reader: Caller, _ conversation: Identifier) async throws {
                try await world.workspace.write { work in
                    try work.record(
                        .messageRead, subject: conversation, entry: 1, actor: reader.member,
                        for: [ada.member, bo.member])
                }
            }
            func told(_ caller: Caller, _ type: EventType) -> Int {
                world.announcements.all.count { $0.member == caller.member && $0.type == type }
            }
            try await write(bo, 5, in: one)
            try await write(nil, 3, in: one)
            let hers = try await world.notifications.list(limit: 9, by: ada)
            #expect(hers.page.items.map(\.text) == ["Bo wrote to you."] && hers.page.items.map(\.target) == [one])
            #expect(told(ada, .notificationCreated) == 1 && told(bo, .notificationCreated) == 0)
            try await write(bo, 2, in: other)
            try await read(bo, one)
            #expect(try await world.notifications.list(limit: 9, by: ada).unread == 2)
            try await read(ada, one)
            try await read(ada, one)
            let left = try await world.notifications.list(limit: 9, by: ada)
            #expect(left.page.items.map(\.isRead) == [false, true] && left.unread == 1)
            #expect(told(ada, .notificationRead) == 1 && told(bo, .notificationRead) == 0)
            try await write(bo, 2, in: one)
            #expect(try await world.notifications.list(limit: 9, by: ada).unread == 2)
            _ = try await world.notifications.read(upTo: .max, by: ada)
            try await write(bo, 2, in: one)
            #expect(
                try await world.notifications.list(limit: 9, by: ada).page.items.map(\.target) == [
                    one, one, other, one,
                ])
            #expect(told(ada, .notificationCreated) == 4)
            #expect(try await world.notifications.list(limit: 9, by: cem).page.items.isEmpty)
        }
    }
}
