/// The statements that a connection has prepared, at most so many, the least recently used given up first.
struct PreparedStatements {
    struct Key: Hashable {
        let text: String
        let types: [UInt32]
    }

    private struct Entry {
        let name: String
        var lastUse: UInt64
    }

    private let limit: Int
    private var entries: [Key: Entry] = [:]
    private var uses: UInt64 = 0
    private var named = 0

    init(limit: Int = 256) {
        self.limit = limit
    }

    /// The name under which a statement was prepared.
    mutating func name(of key: Key) -> String? {
        uses += 1
        entries[key]?.lastUse = uses
        return entries[key]?.name
    }

    /// A name for a statement that is to be prepared.
    mutating func newName() -> String {
        named += 1
        return "s\(named)"
    }

    /// Keeps a statement and returns the name of the one that has to go for it, if any.
    mutating func insert(_ key: Key, name: String) -> String? {
        entries[key] = Entry(name: name, lastUse: uses)
        guard entries.count > limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
            return nil
        }
        entries[oldest.key] = nil
        return oldest.value.name
    }

    mutating func removeAll() {
        entries = [:]
    }
}
