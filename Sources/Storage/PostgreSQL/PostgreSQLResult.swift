import CPostgreSQL

/// An answer of the server, freed with its last reference.
final class PostgreSQLResult {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQclear(handle)
    }

    var status: ExecStatusType { PQresultStatus(handle) }

    var rowCount: Int { Int(PQntuples(handle)) }

    /// Rows that the statement changed; 0 for a query.
    var changedCount: Int {
        let tag = String(cString: PQcmdStatus(handle))
        guard !tag.hasPrefix("SELECT"), !tag.hasPrefix("FETCH") else { return 0 }
        return Int(String(cString: PQcmdTuples(handle))) ?? 0
    }

    /// What the server did, such as `COMMIT` or `INSERT 0 1`.
    var tag: String { String(cString: PQcmdStatus(handle)) }

    var isError: Bool { status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE }

    /// Whether a command without rows was carried out.
    var isDone: Bool { status == PGRES_COMMAND_OK }

    /// The five characters of the SQLSTATE, empty where the server sent none.
    var state: String { field("C") }

    /// The server's message in one line.
    var message: String { field("M") }

    /// The constraint that was broken, with the server's detail.
    var constraint: String {
        let table = field("t")
        let name = field("n")
        return name.isEmpty ? message : "\(table).\(name)"
    }

    private func field(_ code: Character) -> String {
        guard let ascii = code.asciiValue, let text = PQresultErrorField(handle, Int32(ascii)) else { return "" }
        return String(cString: text)
    }
}
