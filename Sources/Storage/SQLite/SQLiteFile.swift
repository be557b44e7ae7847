import CSQLite
import Foundation
import GRDB

/// The file of an SQLite database and how its connections are opened.
struct SQLiteFile: Sendable {
    let path: String
    let isTemporary: Bool

    static func file(_ path: String) -> Self {
        Self(path: path, isTemporary: false)
    }

    /// A file of a unique name that ``remove()`` deletes.
    static func temporary() -> Self {
        let folder = FileManager.default.temporaryDirectory
        return Self(path: folder.appending(path: "skillsync-\(UUID().uuidString).sqlite").path, isTemporary: true)
    }

    /// Done once in a process, before its first connection; a later attempt would change nothing.
    private static let stopsCountingMemory = skillsync_sqlite_stop_counting_memory() == SQLITE_OK

    /// Opens the connection that writes and checks that it can.
    func openWriter(_ settings: StorageSettings) throws -> DatabaseQueue {
        _ = Self.stopsCountingMemory
        try check()
        return try translatingErrors {
            var configuration = configuration(settings)
            configuration.journalMode = .wal
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { database in
                // After GRDB's own set-up, which leaves NORMAL: that acknowledges what a power failure then loses.
                try database.execute(sql: "PRAGMA synchronous = \(isTemporary ? "OFF" : "FULL")")
                try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
                // 16 MiB and not 4: commits that follow each other change the same pages, which then are copied once.
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 4096")
                try database.execute(sql: "BEGIN IMMEDIATE; COMMIT")
            }
            return queue
        }
    }

    /// Opens one of the connections that read.
    func openReader(_ settings: StorageSettings) throws -> DatabaseQueue {
        try translatingErrors {
            var configuration = configuration(settings)
            configuration.readonly = true
            return try DatabaseQueue(path: path, configuration: configuration)
        }
    }

    func remove() {
        guard isTemporary else { return }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    private func configuration(_ settings: StorageSettings) -> Configuration {
        var configuration = Configuration()
        configuration.label = "skillsync"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        let cache = settings.pageCacheKiB
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(cache)")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    private func translatingErrors<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StorageError(sqlite: error.extendedResultCode.rawValue, message: error.message ?? "", path: path)
        }
    }

    /// Refuses, before SQLite touches anything, what it would change or explain badly.
    private func check() throws {
        let files = FileManager.default
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw StorageError.cannotOpen(path: path, reason: "its folder cannot be made")
        }
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isFolder) {
            guard !isFolder.boolValue else { throw StorageError.cannotOpen(path: path, reason: "it is a folder") }
            guard files.isReadableFile(atPath: path), files.isWritableFile(atPath: path) else {
                throw StorageError.readOnly(path: path)
            }
            try checkHeader()
        }
        guard files.isWritableFile(atPath: folder) else { throw StorageError.readOnly(path: path) }
    }

    private func checkHeader() throws {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw StorageError.readOnly(path: path) }
        defer { try? handle.close() }
        let start = try handle.read(upToCount: 16) ?? Data()
        guard start.isEmpty || start == Data("SQLite format 3\0".utf8) else {
            throw StorageError.notADatabase(path: path)
        }
    }
}
