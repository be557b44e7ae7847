import Metrics
import Synchronization

/// A number that many threads change.
final class Number: Sendable {
    private let bits = Atomic<UInt64>(0)

    var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    func add(_ amount: Double) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = original
        }
    }
}

/// How often values fell below each of some bounds.
final class Histogram: Sendable {
    static let secondBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    static let countBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 100_000, 1_000_000.0]

    private let bounds: [Double]
    // One number each instead of a lock around all: requests on every core pass here, and a scrape may read while they do.
    private let counts: [Number]
    private let sum = Number()

    init(bounds: [Double]) {
        self.bounds = bounds
        counts = (0...bounds.count).map { _ in Number() }
    }

    func record(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count].add(1)
        sum.add(value)
    }

    func reset() {
        for count in counts { count.set(0) }
        sum.set(0)
    }

    func write(_ name: String, _ labels: String, to text: inout String) {
        let separator = labels.isEmpty ? "" : ","
        var below: UInt64 = 0
        for (count, bound) in zip(counts, bounds.map(\.metricText) + ["+Inf"]) {
            below += UInt64(count.value)
            text += "\(name)_bucket{\(labels)\(separator)le=\"\(bound)\"} \(below)\n"
        }
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        text += "\(name)_sum\(braces) \(sum.value.metricText)\n\(name)_count\(braces) \(below)\n"
    }
}

/// A number that only grows.
final class CountedMetric: CounterHandler, FloatingPointCounterHandler {
    private let number: Number

    init(_ number: Number) { self.number = number }

    func increment(by amount: Int64) { number.add(Double(amount)) }
    func increment(by amount: Double) { number.add(amount) }
    func reset() { number.set(0) }
}

/// A number that is what it was last set to.
final class GaugedMetric: MeterHandler, RecorderHandler {
    private let number: Number

    init(_ number: Number) { self.number = number }

    func set(_ value: Int64) { number.set(Double(value)) }
    func set(_ value: Double) { number.set(value) }
    func increment(by amount: Double) { number.add(amount) }
    func decrement(by amount: Double) { number.add(-amount) }
    func record(_ value: Int64) { number.set(Double(value)) }
    func record(_ value: Double) { number.set(value) }
}

/// Values whose spread matters.
final class RecordedMetric: RecorderHandler {
    private let histogram: Histogram

    init(_ histogram: Histogram) { self.histogram = histogram }

    func record(_ value: Int64) { histogram.record(Double(value)) }
    func record(_ value: Double) { histogram.record(value) }
}

/// Times, kept in seconds.
final class TimedMetric: TimerHandler {
    private let histogram: Histogram

    init(_ histogram: Histogram) { self.histogram = histogram }

    func recordNanoseconds(_ duration: Int64) { histogram.record(Double(duration) / 1_000_000_000) }
}
