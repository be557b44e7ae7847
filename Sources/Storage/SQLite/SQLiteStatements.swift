import GRDB
import GRDBSQLite

/// Runs the statements of one transaction on a connection of GRDB, which prepares and keeps them.
///
/// Binding, stepping and columns go straight to SQLite: GRDB's row and argument types would copy each value.
final class SQLiteStatements: StatementRunner {
    let dialect = Dialect.sqlite
    private(set) var failure: StorageError?
    private let database: GRDB.Database
    private let path: String
    private let remembered: RememberedRows?
    private var version: Int64?

    /// - Parameter remembered: of a connection that only reads, what it found before.
    init(_ database: GRDB.Database, path: String, remembered: RememberedRows? = nil) {
        self.database = database
        self.path = path
        self.remembered = remembered
    }

    func execute(_ sql: SQL) throws -> Int {
        let statement = try prepared(sql)
        defer { finish(statement) }
        while try step(statement) {}
        return sqlite3_stmt_readonly(statement.sqliteStatement) != 0 ? 0 : database.changesCount
    }

    func query(_ sql: SQL, fetch: RowFetch, _ body: (inout Row) throws -> Void) throws {
        let statement = try prepared(sql)
        defer { finish(statement) }
        while try step(statement) {
            var row = Row(.sqlite(SQLiteColumns(statement: statement.sqliteStatement)))
            try body(&row)
            if fetch == .first { return }
        }
    }

    /// Asks for one key after the other: for a list SQLite would first build a table of the keys.
    func query(_ sql: SQL, keys: [SQLValue], _ body: (inout Row) throws -> Void) throws {
        guard let first = keys.first else { return }
        let one: SQL = "\(sql: sql) = \(first)"
        let statement = try prepared(one)
        defer { finish(statement) }
        for (index, key) in keys.enumerated() {
            if index > 0 {
                sqlite3_reset(statement.sqliteStatement)
                try bind(key, to: statement.sqliteStatement, at: CInt(one.values.count))
            }
            while try step(statement) {
                var row = Row(.sqlite(SQLiteColumns(statement: statement.sqliteStatement)))
                try body(&row)
            }
        }
    }

    func runScript(_ text: String) throws {
        do {
            try database.execute(sql: text)
        } catch let error as DatabaseError {
            throw fail(described(error))
        }
    }

    func memory() throws -> (rows: RememberedRows, version: Int64)? {
        guard let remembered else { return nil }
        if let version { return (remembered, version) }
        // Begins to read, so it is the number of the state that all further statements see.
        let statement = try prepared("PRAGMA data_version")
        defer { finish(statement) }
        guard try step(statement) else { return nil }
        let now = sqlite3_column_int64(statement.sqliteStatement, 0)
        version = now
        return (remembered, now)
    }

    /// Runs one of the statements that begin and end transactions, without recording its failure.
    func control(_ text: String) throws {
        let statement = try prepared(SQL(trusted: text), recordsFailure: false)
        defer { finish(statement) }
        let code = sqlite3_step(statement.sqliteStatement)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw error(code) }
    }

    /// Whether a transaction is open: some failures of the disk make SQLite undo it by itself.
    var isInTransaction: Bool { sqlite3_get_autocommit(database.sqliteConnection) == 0 }

    /// Makes the runner ready for the next transaction, or for the next of those that share a COMMIT.
    func forgetFailure() {
        failure = nil
    }

    private func prepared(_ sql: SQL, recordsFailure: Bool = true) throws -> Statement {
        do {
            var statement = try database.cachedStatement(sql: sql.text)
            if sqlite3_stmt_busy(statement.sqliteStatement) != 0 {
                statement = try database.makeStatement(sql: sql.text)
            }
            try bind(sql.values, to: statement.sqliteStatement)
            return statement
        } catch let error as DatabaseError {
            throw recordsFailure ? fail(described(error)) : described(error)
        }
    }

    private func step(_ statement: Statement) throws -> Bool {
        switch sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        case let code: throw fail(error(code))
        }
    }

    private func finish(_ statement: Statement) {
        sqlite3_reset(statement.sqliteStatement)
        sqlite3_clear_bindings(statement.sqliteStatement)
    }

    private func described(_ error: DatabaseError) -> StorageError {
        StorageError(sqlite: error.extendedResultCode.rawValue, message: error.message ?? "", path: path)
    }

    private func error(_ code: CInt) -> StorageError {
        if remembered != nil, code & 0xFF == SQLITE_READONLY { return .failed("a read may not change anything") }
        let message = String(cString: sqlite3_errmsg(database.sqliteConnection))
        return StorageError(sqlite: code, message: message, path: path)
    }

    private func fail(_ error: StorageError) -> StorageError {
        if failure == nil { failure = error }
        return error
    }

    private func bind(_ values: [SQLValue], to statement: OpaquePointer) throws {
        guard Int(sqlite3_bind_parameter_count(statement)) == values.count else {
            throw fail(.failed("the statement holds a question mark of its own"))
        }
        for (position, value) in zip(CInt(1)..., values) { try bind(value, to: statement, at: position) }
    }

    private func bind(_ value: SQLValue, to statement: OpaquePointer, at position: CInt) throws {
        let code = SQLiteBinding.bind(value, to: statement, at: position)
        guard code == SQLITE_OK else { throw fail(error(code)) }
    }
}

private enum SQLiteBinding {
    static func bind(_ value: SQLValue, to statement: OpaquePointer, at position: CInt) -> CInt {
        switch value {
        case .null: sqlite3_bind_null(statement, position)
        case .integer(let integer): sqlite3_bind_int64(statement, position, integer)
        case .real(let real): sqlite3_bind_double(statement, position, real)
        case .text(var text):
            text.isEmpty
                ? sqlite3_bind_text(statement, position, "", 0, copied)
                : text.withUTF8 { bytes in
                    bytes.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text(statement, position, $0.baseAddress, CInt($0.count), copied)
                    }
                }
        case .blob(let bytes):
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(statement, position, 0)
                : sqlite3_bind_blob(statement, position, bytes, CInt(bytes.count), copied)
        case .uuid(let high, let low):
            withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
                sqlite3_bind_blob(statement, position, $0.baseAddress, 16, copied)
            }
        }
    }

    /// SQLite's own constant (SQLITE_TRANSIENT), a macro that is not imported: the value is copied at once.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
