import Foundation

/// Lets a few tests at a time have a database.
///
/// The runner starts all tests at once. With hundreds of them on one PostgreSQL each transaction lasts for seconds and
/// overlaps with so many others that serializable ones fail again and again.
actor TestTurns {
    static let ofDatabases = TestTurns(ProcessInfo.processInfo.activeProcessorCount * 3)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private init(_ count: Int) { free = count }

    /// Runs a test when it is its turn.
    nonisolated func take<T>(_ test: () async throws -> T) async throws -> T {
        await begin()
        let result: Result<T, any Error>
        do { result = .success(try await test()) } catch { result = .failure(error) }
        await end()
        return try result.get()
    }

    private func begin() async {
        guard free == 0 else { return free -= 1 }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func end() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        free += 1
    }
}
