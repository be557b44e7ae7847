import Dispatch
import Exchange
import Operations
import Synchronization
import Testing

@Suite struct PrimitivesHasherTests {
    private let cheap = Argon2Cost(weakMemoryKiB: 64, passes: 1, lanes: 1)

    /// Hashes made by the `argon2` command of the reference implementation.
    @Test(arguments: [
        (
            "correct horse",
            "$argon2id$v=19$m=4096,t=2,p=1$c29tZXNhbHQxNmJ5dGVzIQ$8vu63yUClaRSHEjg2rXWwwIV5chMywL9x934AkhnTS4"
        ),
        (
            "password",
            "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$0qsHs573+LgGInzYb7sRqlOTBmqY4X6srNEm6ybpJ20"
        ),
        (
            "Grüße 🌍",
            "$argon2id$v=19$m=64,t=3,p=1$ZmVkY2JhOTg3NjU0MzIxMA$JQP9MHW37TJyWL2s63o//LzB3FS4S+1tkEDMBIU09BQ"
        ),
    ])
    func verifiesHashesMadeElsewhere(password: String, hash: String) async throws {
        let hasher = PasswordHasher(cost: cheap, slots: 1)
        #expect(try await hasher.verify(password, against: hash))
        #expect(try await !hasher.verify(password + " ", against: hash))
        #expect(try await !hasher.verify("", against: hash))
        #expect(hasher.needsRehash(hash))
        await hasher.stop()
    }

    @Test(arguments: [
        "", "x", "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ", "$2b$10$abcdefghijklmnopqrstuv",
        "$argon2i$v=19$m=64,t=3,p=1$ZmVkY2JhOTg3NjU0MzIxMA$HsyKmbcBWS0pzU5XsmQWjA4c/w4JEl/b/fA3yx4Z+gM",
    ])
    func neitherAcceptsNorKeepsWhatIsNoHash(stored: String) async {
        let hasher = PasswordHasher(cost: cheap, slots: 1)
        await #expect(throws: (any Error).self) { try await hasher.verify("x", against: stored) }
        #expect(hasher.needsRehash(stored))
        await hasher.stop()
    }

    @Test(arguments: ["password", "", "a\u{0}b", "é", "e\u{301}", String(repeating: "🌙", count: 256)])
    func verifiesExactlyWhatItHashed(password: String) async throws {
        let hasher = PasswordHasher(cost: cheap, slots: 2)
        let hash = try await hasher.hash(password)
        #expect(hash.hasPrefix("$argon2id$v=19$m=64,t=1,p=1$"))
        #expect(try await hasher.hash(password) != hash)
        #expect(!hasher.needsRehash(hash))
        #expect(try await hasher.verify(password, against: hash))
        for other in ["passwore", "a", "a\u{0}c", "é", "e\u{301}"] where !other.utf8.elementsEqual(password.utf8) {
            #expect(try await !hasher.verify(other, against: hash))
        }
        #expect(PasswordHasher(cost: Argon2Cost(weakMemoryKiB: 64, passes: 2, lanes: 1)).needsRehash(hash))
        await hasher.stop()
    }

    @Test(arguments: [
        (Argon2Cost(memoryKiB: 8, passes: 0, lanes: -1), 19_456, 2, 1),
        (Argon2Cost(memoryKiB: 65_536, passes: 3, lanes: 4), 65_536, 3, 4),
        (Argon2Cost.floor, 19_456, 2, 1),
    ])
    func neverFallsBelowTheFloor(cost: Argon2Cost, memory: Int, passes: Int, lanes: Int) {
        #expect(cost == Argon2Cost(weakMemoryKiB: memory, passes: passes, lanes: lanes))
    }

    /// An account that does not exist takes the path of one that does: it waits in the same queue.
    @Test func treatsAnUnknownAccountLikeAKnownOne() async throws {
        let hasher = PasswordHasher(cost: cheap, slots: 1)
        #expect(try await !hasher.verify("password", against: nil))
        #expect(try await !hasher.verify("", against: nil))
        await hasher.stop()
        await #expect(throws: Refusal.busy) { try await hasher.verify("password", against: nil) }
        await #expect(throws: Refusal.busy) { try await hasher.hash("password") }
    }

    @Test func refusesWhatDoesNotFitIntoTheQueue() async throws {
        let threads = BoundedThreads(name: "test", count: 2, waiting: 3)
        let gate = DispatchSemaphore(value: 0)
        let results = await withTaskGroup(of: Result<Int, any Error>.self) { group in
            for number in 0..<12 {
                group.addTask {
                    do {
                        return .success(
                            try await threads.run {
                                gate.wait()
                                return number
                            })
                    } catch {
                        return .failure(error)
                    }
                }
            }
            var results: [Result<Int, any Error>] = []
            for await result in group {
                results.append(result)
                if results.count == 7 { for _ in 0..<5 { gate.signal() } }
            }
            return results
        }
        #expect(results.prefix(7).allSatisfy { $0.refusal == .busy })
        #expect(Set(results.dropFirst(7).compactMap { try? $0.get() }).count == 5)
        await threads.stop()
    }

    @Test func finishesWhatItAcceptedBeforeItStops() async throws {
        let threads = BoundedThreads(name: "test", count: 1, waiting: 8)
        let (gate, started) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let isDone = Atomic(false)
        async let first: Void = threads.run {
            started.signal()
            gate.wait()
            isDone.store(true, ordering: .sequentiallyConsistent)
        }
        while started.isZero { await Task.yield() }
        async let stopped: Void = threads.stop()
        gate.signal()
        await stopped
        let wasDone = isDone.load(ordering: .sequentiallyConsistent)
        #expect(wasDone)
        try await first
        await #expect(throws: Refusal.busy) { try await threads.run {} }
    }

    @Test func doesNotDoWhatNobodyWaitsForAnyMore() async throws {
        let threads = BoundedThreads(name: "test", count: 1, waiting: 8)
        let (gate, started) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let first: Void = threads.run {
            started.signal()
            gate.wait()
        }
        while started.isZero { await Task.yield() }
        let second = Task { try await threads.run { 2 } }
        second.cancel()
        gate.signal()
        await #expect(throws: CancellationError.self) { try await second.value }
        try await first
        await threads.stop()
    }
}

extension Result {
    fileprivate var refusal: Refusal? {
        if case .failure(let error) = self { error as? Refusal } else { nil }
    }
}

extension DispatchSemaphore {
    fileprivate var isZero: Bool { wait(timeout: .now()) == .timedOut }
}
