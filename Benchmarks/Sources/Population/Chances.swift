public import MatchEngine

/// Draws numbers 0, 1, 2 … with given weights.
public struct Chances: Sendable {
    private let sums: [Double]

    /// The weights are not negative and at least one is above 0.
    public init(_ weights: some Sequence<Double>) {
        var sum = 0.0
        sums = weights.map { weight in
            sum += weight
            return sum
        }
    }

    /// The weights of Zipf's law: the n-th of `count` comes up as 1/n to the power of `exponent`.
    public static func zipf(_ count: Int, exponent: Double) -> [Double] {
        (1...count).map { power(Double($0), -exponent) }
    }

    public var total: Double { sums.last ?? 0 }

    public func draw(_ random: inout SeededRandom) -> Int {
        let point = random.unit() * total
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] <= point { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
