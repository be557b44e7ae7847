import Exchange
import Storage

/// Rows as statements that insert many at once: of few sizes, so that the engine prepares few statements.
enum BenchTable {
    private static let sizes = [512, 64, 8, 1]

    /// - Parameter head: `INSERT INTO … VALUES`, to which rows in parentheses are appended.
    static func inserts(_ head: SQL, _ rows: some RandomAccessCollection<SQL>) -> [SQL] {
        var statements: [SQL] = []
        var rest = rows[...]
        for size in sizes {
            while rest.count >= size {
                statements.append(head + SQL.join(Array(rest.prefix(size)), separator: ", "))
                rest = rest.dropFirst(size)
            }
        }
        return statements
    }
}
