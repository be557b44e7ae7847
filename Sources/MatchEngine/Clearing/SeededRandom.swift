/// Random numbers that are the same for the same seed, on every machine: SplitMix64 (Steele, Lea, Flood 2014).
///
/// Good for chance, not for secrets.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Any seed gives numbers of its own.
    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return state.mixed
    }

    /// A whole number from 0 up to, but without, `bound`, which is at least 1 and fits 32 bits.
    public mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(bound)) >> 32)
    }

    /// A number from 0 up to, but without, 1.
    public mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }
}
