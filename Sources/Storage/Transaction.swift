/// A running transaction. It is not `Sendable` and ends with the closure it is given to.
///
/// A statement that the database refuses ends the transaction on both engines: whatever the closure does with the error,
/// nothing is stored. To prefer one row over another, write `ON CONFLICT`, do not catch.
public final class Transaction {
    private let runner: any StatementRunner
    private var isOpen = true

    init(_ runner: any StatementRunner) {
        self.runner = runner
    }

    /// The engine that runs the statements.
    public var dialect: Dialect { runner.dialect }

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int {
        try checkOpen()
        return try runner.execute(sql)
    }

    /// All rows of a query, each decoded by the closure.
    public func rows<T>(_ sql: SQL, _ decode: (inout Row) throws -> T) throws -> [T] {
        try checkOpen()
        var decoded: [T] = []
        try runner.query(sql, fetch: .all) { decoded.append(try decode(&$0)) }
        return decoded
    }

    /// The first row of a query, or `nil` where it has none. Write `LIMIT 1` where it may have many.
    public func first<T>(_ sql: SQL, _ decode: (inout Row) throws -> T) throws -> T? {
        try checkOpen()
        var decoded: T?
        try runner.query(sql, fetch: .first) { decoded = try decode(&$0) }
        return decoded
    }

    /// The rows that hold one of the keys, each decoded by the closure, in no order.
    ///
    /// - Parameter sql: a query up to the column that is compared: `SELECT name FROM members WHERE id`.
    public func rows<T>(_ sql: SQL, holding keys: [SQLValue], _ decode: (inout Row) throws -> T) throws -> [T] {
        try checkOpen()
        var decoded: [T] = []
        guard !keys.isEmpty else { return decoded }
        decoded.reserveCapacity(keys.count)
        try runner.query(sql, keys: keys) { decoded.append(try decode(&$0)) }
        return decoded
    }

    /// Like ``rows(_:_:)`` for short answers that are asked for again and again: a connection of SQLite that only reads
    /// remembers them until something is committed.
    public func rememberedRows<T: Sendable>(_ sql: SQL, _ decode: (inout Row) throws -> T) throws -> [T] {
        try remembered(sql) { try rows(sql, decode) }
    }

    /// Like ``rows(_:holding:_:)``, remembered as in ``rememberedRows(_:_:)``.
    public func rememberedRows<T: Sendable>(
        _ sql: SQL, holding keys: [SQLValue], _ decode: (inout Row) throws -> T
    ) throws -> [T] {
        try remembered(SQL(sql, binding: keys)) { try rows(sql, holding: keys, decode) }
    }

    private func remembered<T: Sendable>(_ query: SQL, _ ask: () throws -> [T]) throws -> [T] {
        try checkOpen()
        guard let (memory, version) = try runner.memory() else { return try ask() }
        if let known: [T] = memory.rows(query, at: version) { return known }
        let found = try ask()
        memory.remember(found, of: query)
        return found
    }

    /// Hands the rows of a `SELECT` to the closure one by one, without ever holding them all.
    public func forEach(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        try checkOpen()
        try runner.query(sql, fetch: .inParts, body)
    }

    /// Runs the text of a migration, which may hold several statements and binds nothing.
    func runScript(_ text: String) throws {
        try checkOpen()
        try runner.runScript(text)
    }

    /// Runs the body and throws what the database said where the body hid it; the transaction is closed afterwards.
    func run<T>(_ body: (Transaction) throws -> T) throws -> T {
        defer { isOpen = false }
        do {
            let value = try body(self)
            if let failure = runner.failure { throw failure }
            return value
        } catch {
            if let failure = runner.failure, failure.mayPass { throw failure }
            throw error
        }
    }

    private func checkOpen() throws {
        if let failure = runner.failure { throw failure }
        guard isOpen else { throw StorageError.failed("the transaction has ended") }
    }
}

extension StorageError {
    /// Whether the same transaction may succeed when it is run again.
    var mayPass: Bool {
        switch self {
        case .busy, .unavailable: true
        default: false
        }
    }
}

/// How the rows of a query are wanted.
enum RowFetch {
    case all, first, inParts
}

/// A connection on which an engine runs the statements of one transaction at a time.
protocol StatementRunner: AnyObject {
    var dialect: Dialect { get }
    /// The first error of the engine in this transaction, after which it refuses every statement.
    var failure: StorageError? { get }
    func execute(_ sql: SQL) throws -> Int
    func query(_ sql: SQL, fetch: RowFetch, _ body: (inout Row) throws -> Void) throws
    /// Runs a query that ends with the column that is compared with the keys, of which there is at least one.
    func query(_ sql: SQL, keys: [SQLValue], _ body: (inout Row) throws -> Void) throws
    func runScript(_ text: String) throws
    /// What this connection remembers, with the number of the state that the transaction sees; `nil` where it cannot.
    func memory() throws -> (rows: RememberedRows, version: Int64)?
}
