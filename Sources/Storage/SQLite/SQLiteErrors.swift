import GRDBSQLite

extension StorageError {
    /// The error for an extended result code of SQLite.
    init(sqlite code: CInt, message: String, path: String) {
        switch code {
        case 2_067, 1_555, 2_579: self = .constraint(kind: .unique, detail: message)
        case 787: self = .constraint(kind: .foreignKey, detail: message)
        case 1_299: self = .constraint(kind: .notNull, detail: message)
        default: self = Self.primary(code & 0xFF, message: message, path: path)
        }
    }

    private static func primary(_ code: CInt, message: String, path: String) -> Self {
        switch code {
        case SQLITE_CONSTRAINT: .constraint(kind: .check, detail: message)
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_FULL: .full(path)
        case SQLITE_IOERR: .unavailable("the disk failed under \(path) (\(message))")
        case SQLITE_NOTADB: .notADatabase(path: path)
        case SQLITE_CORRUPT: .damaged(path: path)
        case SQLITE_CANTOPEN: .cannotOpen(path: path, reason: message)
        case SQLITE_READONLY: .readOnly(path: path)
        default: .failed(message)
        }
    }
}
