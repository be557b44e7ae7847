import Foundation
public import MatchEngine

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

extension SeededRandom {
    /// A number of the normal distribution with mean 0 and deviation 1 (Box and Muller 1958).
    public mutating func normal() -> Double {
        sqrt(-2 * log(1 - unit())) * cos(2 * Double.pi * unit())
    }

    /// A waiting time of that mean.
    public mutating func exponential(mean: Double) -> Double {
        -mean * log(1 - unit())
    }

    /// One of the range.
    public mutating func among(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }
}
