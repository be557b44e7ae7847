import CPostgreSQL
import Foundation

/// A connection to the server, to be used by one thread at a time. It sends several commands in one message (libpq's
/// pipeline mode), so that BEGIN and the preparation of a statement cost no waiting of their own.
final class PostgreSQLConnection {
    /// A command to the server.
    enum Command {
        case plain(String)
        case prepare(name: String, key: PreparedStatements.Key)
        case run(name: String, PostgreSQLParameters)
        case direct(String, PostgreSQLParameters)
    }

    private let url: String
    private var handle: OpaquePointer?
    private(set) var lossReason = "the connection was lost"
    var statements = PreparedStatements()
    /// Commands that go along with the next ones, because statements are no longer wanted.
    var farewells: [Command] = []

    init(url: String) {
        self.url = url
    }

    deinit {
        PQfinish(handle)
    }

    var isConnected: Bool { handle != nil }

    /// Throws ``StorageError/invalidLocation(_:)`` where libpq does not understand the URL.
    static func checkURL(_ url: String) throws {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        guard options == nil else { return }
        // libpq's own message repeats the URL, and with it the password.
        throw StorageError.invalidLocation("The postgres:// URL of the database is not well formed.")
    }

    func connect() throws {
        guard handle == nil else { return }
        let new = withParameters { PQconnectdbParams($0, $1, 1) }
        do {
            try Self.prepareSession(new)
            handle = new
        } catch {
            PQfinish(new)
            throw error
        }
    }

    func disconnect() {
        PQfinish(handle)
        handle = nil
        statements.removeAll()
        farewells = []
    }

    /// Sends commands together and returns the answers: fewer than commands where the connection was lost, which is
    /// closed then.
    func exchange(_ commands: [Command]) -> [PostgreSQLResult] {
        guard let handle else { return [] }
        var results: [PostgreSQLResult] = []
        if commands.allSatisfy({ send($0, on: handle) }), PQpipelineSync(handle) == 1 {
            for _ in commands {
                guard let result = PQgetResult(handle) else { break }
                results.append(PostgreSQLResult(result))
                while PQstatus(handle) == CONNECTION_OK, let extra = PQgetResult(handle) { PQclear(extra) }
            }
        }
        if results.count == commands.count, PQstatus(handle) == CONNECTION_OK, let sync = PQgetResult(handle) {
            let isInStep = PQresultStatus(sync) == PGRES_PIPELINE_SYNC
            PQclear(sync)
            if isInStep { return results }
        }
        lossReason = results.first(where: \.isError)?.message ?? Self.lastError(handle)
        disconnect()
        return results.filter { !$0.state.isEmpty || !$0.isError }
    }

    /// Runs a text of several statements without values.
    func runScript(_ text: String) -> PostgreSQLResult? {
        guard let handle, PQexitPipelineMode(handle) == 1, let result = PQexec(handle, text) else { return nil }
        let wrapped = PostgreSQLResult(result)
        if PQstatus(handle) != CONNECTION_OK || PQenterPipelineMode(handle) != 1 {
            lossReason = Self.lastError(handle)
            disconnect()
        }
        return wrapped
    }

    private func send(_ command: Command, on handle: OpaquePointer) -> Bool {
        switch command {
        case .plain(let text):
            PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 1) == 1
        case .prepare(let name, let key):
            PQsendPrepare(handle, name, key.text, Int32(key.types.count), key.types) == 1
        case .run(let name, let parameters):
            parameters.withPointers { values, lengths, formats in
                PQsendQueryPrepared(handle, name, Int32(values.count), values, lengths, formats, 1) == 1
            }
        case .direct(let text, let parameters):
            parameters.withPointers { values, lengths, formats in
                let count = Int32(values.count)
                return PQsendQueryParams(handle, text, count, parameters.types, values, lengths, formats, 1) == 1
            }
        }
    }
}

extension PostgreSQLConnection {
    /// What a URL may leave out comes before it, so that the URL wins; the encoding comes after it.
    private func withParameters<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> T
    ) -> T {
        let parameters = [
            ("connect_timeout", "5"), ("fallback_application_name", "skillsync"), ("keepalives_idle", "10"),
            ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "10000"),
            ("dbname", url), ("client_encoding", "UTF8"),
        ]
        let keywords = parameters.map { strdup($0.0) }
        let values = parameters.map { strdup($0.1) }
        defer { for text in keywords + values { free(text) } }
        return body(keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil])
    }

    private static func prepareSession(_ handle: OpaquePointer?) throws {
        guard let handle else { throw StorageError.unavailable("there is no memory for a connection") }
        guard PQstatus(handle) == CONNECTION_OK else { throw StorageError.unavailable(lastError(handle)) }
        guard PQserverVersion(handle) >= 130_000 else {
            throw StorageError.unavailable("the server is older than PostgreSQL 13")
        }
        let encoding = PQparameterStatus(handle, "server_encoding").map { String(cString: $0) }
        guard encoding == "UTF8" else { throw StorageError.unavailable("its encoding is not UTF8") }
        // A node that stands still in a transaction, or whose machine is gone, must not hold its locks for hours.
        let settings = PQexec(
            handle,
            """
            SET client_min_messages = warning; SET cursor_tuple_fraction = 1; SET TimeZone = 'UTC';
            SET idle_in_transaction_session_timeout = '60s'
            """)
        defer { PQclear(settings) }
        guard PQresultStatus(settings) == PGRES_COMMAND_OK, PQenterPipelineMode(handle) == 1 else {
            throw StorageError.unavailable(lastError(handle))
        }
    }

    /// The first line of libpq's last message.
    private static func lastError(_ handle: OpaquePointer) -> String {
        let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        let line = text.prefix { $0 != "\n" }
        return line.isEmpty ? "the connection was lost" : String(line)
    }
}
