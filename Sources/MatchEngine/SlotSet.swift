/// A set of slots, one bit for each.
struct SlotSet {
    private var bits: [UInt64]

    /// No slot, or all, of `count`.
    init(count: Int, full: Bool = false) {
        bits = [UInt64](repeating: full ? .max : 0, count: (count + 63) / 64)
    }

    func contains(_ slot: UInt32) -> Bool {
        bits[Int(slot >> 6)] & (1 << UInt64(slot & 63)) != 0
    }

    mutating func insert(_ slot: UInt32) {
        bits[Int(slot >> 6)] |= 1 << UInt64(slot & 63)
    }

    mutating func remove(_ slot: UInt32) {
        bits[Int(slot >> 6)] &= ~(1 << UInt64(slot & 63))
    }
}
