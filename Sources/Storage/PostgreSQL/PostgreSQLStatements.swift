/// Runs the statements of one transaction on a connection. BEGIN is sent along with the first of them.
final class PostgreSQLStatements: StatementRunner {
    let dialect = Dialect.postgreSQL
    private(set) var failure: StorageError?
    private let connection: PostgreSQLConnection
    private let begin: String
    private var hasBegun = false
    private var cursors = 0

    private static let rowsPerFetch = 1_000

    init(_ connection: PostgreSQLConnection, begin: String) {
        self.connection = connection
        self.begin = begin
    }

    func execute(_ sql: SQL) throws -> Int {
        try run(sql).changedCount
    }

    func query(_ sql: SQL, fetch: RowFetch, _ body: (inout Row) throws -> Void) throws {
        switch fetch {
        case .inParts: try stream(sql, body)
        case .all: try hand(try run(sql), to: body)
        case .first:
            try hand(try run(sql), atMost: 1, to: body)
        }
    }

    func query(_ sql: SQL, keys: [SQLValue], _ body: (inout Row) throws -> Void) throws {
        try query("\(sql: sql) IN (\(list: keys))", fetch: .all, body)
    }

    func runScript(_ text: String) throws {
        try beginIfNeeded()
        guard let result = connection.runScript(text) else { throw fail(.unavailable(connection.lossReason)) }
        guard !result.isError else { throw fail(StorageError(result)) }
    }

    func memory() -> (rows: RememberedRows, version: Int64)? { nil }

    /// Stores what the transaction did.
    func commit() throws {
        guard hasBegun else { return }
        guard let result = connection.exchange([.plain("COMMIT")]).first else {
            throw StorageError.unknownOutcome(connection.lossReason)
        }
        guard !result.isError else {
            let error = StorageError(result)
            if case .unavailable(let detail) = error { throw StorageError.unknownOutcome(detail) }
            throw error
        }
        guard result.tag == "COMMIT" else { throw StorageError.failed("the server undid the transaction") }
    }

    /// Undoes what the transaction did; a connection that cannot is closed, which undoes it too.
    func rollBack() {
        guard hasBegun, connection.isConnected else { return }
        let result = connection.exchange([.plain("ROLLBACK")]).first
        if result?.isError ?? true { connection.disconnect() }
    }

    private func beginIfNeeded() throws {
        if !hasBegun { _ = try send([]) }
    }

    private func run(_ sql: SQL) throws -> PostgreSQLResult {
        guard sql.isSound else { throw fail(.failed("the statement holds a question mark of its own")) }
        let parameters = PostgreSQLParameters(sql.values)
        let key = PreparedStatements.Key(text: sql.numbered, types: parameters.types)
        if let name = connection.statements.name(of: key) { return try send([.run(name: name, parameters)]) }
        let name = connection.statements.newName()
        return try send([.prepare(name: name, key: key), .run(name: name, parameters)])
    }

    /// Sends commands, after BEGIN where it was not sent yet, and returns the answer to the last one.
    private func send(_ commands: [PostgreSQLConnection.Command]) throws -> PostgreSQLResult {
        let all = (hasBegun ? [] : [.plain(begin)]) + connection.farewells + commands
        connection.farewells = []
        hasBegun = true
        let results = connection.exchange(all)
        if connection.isConnected { remember(all, results) }
        if let error = results.first(where: \.isError) { throw fail(described(error)) }
        guard results.count == all.count, let last = results.last else {
            throw fail(.unavailable(connection.lossReason))
        }
        return last
    }

    /// Keeps the names of what was prepared, also where running it failed afterwards.
    private func remember(_ commands: [PostgreSQLConnection.Command], _ results: [PostgreSQLResult]) {
        for case (.prepare(let name, let key), let result) in zip(commands, results) where result.isDone {
            guard let evicted = connection.statements.insert(key, name: name) else { continue }
            connection.farewells.append(.plain("DEALLOCATE \(evicted)"))
        }
    }

    /// A statement whose plan a migration has outdated passes when it is prepared anew.
    private func described(_ result: PostgreSQLResult) -> StorageError {
        let isOutdated = result.state == "26000" || (result.state == "0A000" && result.message.contains("cached plan"))
        guard isOutdated else { return StorageError(result) }
        connection.statements.removeAll()
        connection.farewells = [.plain("DEALLOCATE ALL")]
        return .busy
    }

    private func stream(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
        cursors += 1
        let name = "rows_\(cursors)"
        let declaration = "DECLARE \(name) NO SCROLL CURSOR FOR \(sql.numbered)"
        let fetch = PostgreSQLConnection.Command.plain("FETCH \(Self.rowsPerFetch) FROM \(name)")
        var result = try send([.direct(declaration, PostgreSQLParameters(sql.values)), fetch])
        try hand(result, to: body)
        while result.rowCount == Self.rowsPerFetch {
            result = try send([fetch])
            try hand(result, to: body)
        }
        _ = try send([.plain("CLOSE \(name)")])
    }

    private func hand(
        _ result: PostgreSQLResult, atMost limit: Int = .max, to body: (inout Row) throws -> Void
    ) throws {
        try withExtendedLifetime(result) {
            for index in 0..<min(result.rowCount, limit) {
                var row = Row(.postgreSQL(PostgreSQLColumns(result: result.handle, row: Int32(index))))
                try body(&row)
            }
        }
    }

    private func fail(_ error: StorageError) -> StorageError {
        if failure == nil { failure = error }
        return error
    }
}
