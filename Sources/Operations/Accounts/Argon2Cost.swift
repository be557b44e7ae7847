/// What one argon2id hash costs (RFC 9106, section 3.1).
public struct Argon2Cost: Hashable, Sendable {
    /// The least that is used for passwords: 19 MiB, two passes, one lane.
    public static let floor = Argon2Cost(weakMemoryKiB: 19_456, passes: 2, lanes: 1)

    /// Memory in KiB.
    public let memoryKiB: Int
    /// How often the memory is gone through.
    public let passes: Int
    /// Lanes of computation.
    public let lanes: Int

    /// A cost not below the floor: smaller numbers are raised to it. At most 4 GiB, 100 passes and 16 lanes.
    public init(memoryKiB: Int, passes: Int, lanes: Int) {
        self.init(
            weakMemoryKiB: max(memoryKiB, Self.floor.memoryKiB), passes: max(passes, Self.floor.passes), lanes: lanes)
    }

    /// A cost that may lie below the floor. For tests and for hashes made elsewhere, never for a server.
    public init(weakMemoryKiB: Int, passes: Int, lanes: Int) {
        self.lanes = min(max(lanes, 1), 16)
        memoryKiB = min(max(weakMemoryKiB, 8 * self.lanes), 4_194_304)
        self.passes = min(max(passes, 1), 100)
    }

    /// The cost written in a PHC string of argon2id version 19; `nil` for any other text.
    public init?(phc text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "argon2id", parts[2] == "v=19" else { return nil }
        let numbers = parts[3].split(separator: ",", omittingEmptySubsequences: false)
        guard numbers.count == 3, let memory = Self.number(numbers[0], named: "m="),
            let passes = Self.number(numbers[1], named: "t="), let lanes = Self.number(numbers[2], named: "p=")
        else { return nil }
        self.init(weakMemoryKiB: memory, passes: passes, lanes: lanes)
    }

    private static func number(_ text: Substring, named name: String) -> Int? {
        text.hasPrefix(name) ? UInt32(text.dropFirst(name.count)).map(Int.init) : nil
    }
}
