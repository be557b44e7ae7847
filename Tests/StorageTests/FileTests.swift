import Foundation
import Storage
import Testing

@Suite(.serialized)
struct FileTests {
    @Test("A file that is no database is refused and left as it was", arguments: [5, 9_000])
    func notADatabase(_ size: Int) async throws {
        let content = String(repeating: "x", count: size)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "notes.txt")
        try Data(content.utf8).write(to: file)
        await #expect(throws: StorageError.notADatabase(path: file.path)) {
            try await TestDatabase.open(.sqlite(path: file.path))
        }
        #expect(try Data(contentsOf: file) == Data(content.utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes.txt"])
    }

    @Test("A damaged database is refused", arguments: [16, 20, 28, 100])
    func damaged(_ offset: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.sqlite")
        let database = try await TestDatabase.open(.sqlite(path: file.path))
        try await database.migrate([Migration("a") { _ in ["CREATE TABLE a (id INTEGER)"] }])
        await database.close()
        var content = try Data(contentsOf: file)
        for index in offset..<offset + 60 { content[index] = 0xA5 }
        try content.write(to: file)
        let error = await #expect(throws: StorageError.self) { try await TestDatabase.open(.sqlite(path: file.path)) }
        #expect("\(error, default: "")".contains(file.path))
        #expect(try Data(contentsOf: file) == content)
    }

    @Test(
        "Places that cannot be written are named",
        arguments: ["/proc/skillsync/a.sqlite", "/dev/null/a.sqlite", "/proc"])
    func unwritable(_ path: String) async throws {
        let error = await #expect(throws: StorageError.self) { try await TestDatabase.open(.sqlite(path: path)) }
        #expect("\(error, default: "")".contains(path))
    }

    @Test("Texts that name no database", arguments: ["", "sqlite:", "mysql://x", "/a.sqlite", "postgres://[x"])
    func locations(_ text: String) {
        #expect(throws: StorageError.self) { try DatabaseLocation(parsing: text) }
    }

    @Test func knownLocations() throws {
        #expect(try DatabaseLocation(parsing: "sqlite::memory:") == .sqliteInMemory)
        #expect(try DatabaseLocation(parsing: "sqlite:data/a.sqlite") == .sqlite(path: "data/a.sqlite"))
        #expect(try DatabaseLocation(parsing: "sqlite:///var/a.sqlite") == .sqlite(path: "/var/a.sqlite"))
        let url = "postgres://ada:secret@db.example:5433/exchange?sslmode=require"
        let location = try DatabaseLocation(parsing: url)
        #expect(location == .postgreSQL(url: url))
        #expect(location.description == "postgres://db.example:5433/exchange")
    }

    @Test("A server that is down is unavailable, in one sentence")
    func serverDown() async throws {
        let error = await #expect(throws: StorageError.self) {
            try await TestDatabase.open(.postgreSQL(url: "postgres://ada:secret@127.0.0.1:1/exchange"))
        }
        guard case .unavailable(let detail)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(detail.contains("127.0.0.1") && !detail.contains("secret") && !detail.contains("\n"))
    }

    @Test("In memory is private and gone afterwards")
    func inMemory() async throws {
        let one = try await TestDatabase.open(.sqliteInMemory)
        let other = try await TestDatabase.open(.sqliteInMemory)
        try await one.write { try $0.execute("CREATE TABLE a (id INTEGER)") }
        try await other.write { try $0.execute("CREATE TABLE a (id INTEGER)") }
        await one.close()
        await other.close()
        let error = await #expect(throws: StorageError.self) { try await one.read { try $0.execute("SELECT 1") } }
        guard case .unavailable? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
