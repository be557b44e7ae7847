/// The columns of the row that an engine stands on; each reading is `nil` where the column holds another type or NULL.
///
/// A closed choice of two plain structs, because lists read hundreds of columns and a protocol costs each of them twice.
enum ColumnSource {
    case sqlite(SQLiteColumns)
    case postgreSQL(PostgreSQLColumns)

    var count: Int {
        switch self {
        case .sqlite(let columns): columns.count
        case .postgreSQL(let columns): columns.count
        }
    }

    func isNull(_ index: Int) -> Bool {
        switch self {
        case .sqlite(let columns): columns.isNull(index)
        case .postgreSQL(let columns): columns.isNull(index)
        }
    }

    func integer(_ index: Int) -> Int64? {
        switch self {
        case .sqlite(let columns): columns.integer(index)
        case .postgreSQL(let columns): columns.integer(index)
        }
    }

    func real(_ index: Int) -> Double? {
        switch self {
        case .sqlite(let columns): columns.real(index)
        case .postgreSQL(let columns): columns.real(index)
        }
    }

    func text(_ index: Int) -> String? {
        switch self {
        case .sqlite(let columns): columns.text(index)
        case .postgreSQL(let columns): columns.text(index)
        }
    }

    func bytes(_ index: Int) -> [UInt8]? {
        switch self {
        case .sqlite(let columns): columns.bytes(index)
        case .postgreSQL(let columns): columns.bytes(index)
        }
    }

    func uuid(_ index: Int) -> (high: UInt64, low: UInt64)? {
        switch self {
        case .sqlite(let columns): columns.uuid(index)
        case .postgreSQL(let columns): columns.uuid(index)
        }
    }

    func value(_ index: Int) -> SQLValue? {
        switch self {
        case .sqlite(let columns): columns.value(index)
        case .postgreSQL(let columns): columns.value(index)
        }
    }

    func name(_ index: Int) -> String {
        switch self {
        case .sqlite(let columns): columns.name(index)
        case .postgreSQL(let columns): columns.name(index)
        }
    }

    func typeName(_ index: Int) -> String {
        switch self {
        case .sqlite(let columns): columns.typeName(index)
        case .postgreSQL(let columns): columns.typeName(index)
        }
    }
}
