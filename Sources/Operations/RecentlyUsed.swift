/// The values that were asked for last: at least `capacity` of them, at most twice as many.
///
/// Two generations instead of an order of use: what was not used while `capacity` others were goes with the older one.
struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The value kept for a key, and whether it has to be kept again to stay.
    func value(_ key: Key) -> (value: Value, isOld: Bool)? {
        if let value = young[key] { return (value, false) }
        return old[key].map { ($0, true) }
    }

    /// Keeps values.
    ///
    /// - Returns: what is forgotten for them, to be freed where nobody waits for it.
    mutating func keep(_ values: [(key: Key, value: Value)]) -> [Key: Value] {
        var forgotten: [Key: Value] = [:]
        if young.count >= capacity {
            forgotten = old
            old = young
            young = [:]
        }
        for (key, value) in values { young[key] = value }
        return forgotten
    }
}
