/// What queries found on one connection of SQLite. It is good until something is committed, as are the pages that SQLite
/// itself keeps.
final class RememberedRows {
    private var version: Int64?
    private var rows: [SQL: any Sendable] = [:]

    private static let limit = 1_000

    /// What the query found, if nothing was committed since.
    ///
    /// - Parameter version: the number of the state that the transaction sees.
    func rows<T: Sendable>(_ query: SQL, at version: Int64) -> [T]? {
        if self.version != version {
            rows.removeAll(keepingCapacity: true)
            self.version = version
        }
        return rows[query] as? [T]
    }

    func remember(_ found: [some Sendable], of query: SQL) {
        if rows.count >= Self.limit { rows.removeAll(keepingCapacity: true) }
        rows[query] = found
    }
}
