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

public func exponential(_ number: Double) -> Double { exp(number) }

/// The logarithm to the base 2.
public func logarithm(_ number: Double) -> Double { log2(number) }

/// The mean of some measurements and how far from it the true one lies at most, with 95 % confidence (Student's t).
public func interval(_ numbers: [Double], digits: Int) -> String {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / max(1, count)
    guard numbers.count > 1 else { return String(format: "%.\(digits)f", mean) }
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let quantiles = [12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26]
    let reach = (numbers.count - 2 < quantiles.count ? quantiles[numbers.count - 2] : 2) * sqrt(variance / count)
    return String(format: "%.\(digits)f ± %.\(digits)f", mean, reach)
}
