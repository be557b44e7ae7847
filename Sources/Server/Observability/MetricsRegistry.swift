import Metrics
import Synchronization

/// Keeps the numbers of swift-metrics in memory and writes them in the text format of Prometheus (version 0.0.4).
///
/// Counters end in `_total`, timers become histograms in seconds, recorders histograms or gauges, meters gauges.
final class MetricsRegistry: MetricsFactory, Sendable {
    private let families = Mutex<[String: MetricFamily]>([:])

    init() {}

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        CountedMetric(number(label.metricName(ending: "_total"), .counter, dimensions))
    }

    func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        CountedMetric(number(label.metricName(ending: "_total"), .counter, dimensions))
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        GaugedMetric(number(label.metricName(ending: ""), .gauge, dimensions))
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return GaugedMetric(number(label.metricName(ending: ""), .gauge, dimensions)) }
        return RecordedMetric(histogram(label.metricName(ending: ""), Histogram.countBounds, dimensions))
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        TimedMetric(histogram(label.metricName(ending: "_seconds"), Histogram.secondBounds, dimensions))
    }

    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    /// Every number, by name.
    func text() -> String {
        let families = families.withLock { $0 }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) { family.write(name, to: &text) }
        ProcessNumbers.write(to: &text)
        return text
    }

    private func number(_ name: String, _ kind: MetricFamily.Kind, _ dimensions: [(String, String)]) -> Number {
        families.withLock { $0[name, default: MetricFamily(kind)].number(dimensions.labels) }
    }

    private func histogram(_ name: String, _ bounds: [Double], _ dimensions: [(String, String)]) -> Histogram {
        families.withLock { $0[name, default: MetricFamily(.histogram)].histogram(dimensions.labels, bounds) }
    }
}

/// All numbers of one name.
struct MetricFamily {
    enum Kind: String { case counter, gauge, histogram }

    private let kind: Kind
    private var numbers: [String: Number] = [:]
    private var histograms: [String: Histogram] = [:]

    init(_ kind: Kind) { self.kind = kind }

    mutating func number(_ labels: String) -> Number {
        if let known = numbers[labels] { return known }
        let made = Number()
        numbers[labels] = made
        return made
    }

    mutating func histogram(_ labels: String, _ bounds: [Double]) -> Histogram {
        if let known = histograms[labels] { return known }
        let made = Histogram(bounds: bounds)
        histograms[labels] = made
        return made
    }

    func write(_ name: String, to text: inout String) {
        text += "# TYPE \(name) \(kind.rawValue)\n"
        for (labels, number) in numbers.sorted(by: { $0.key < $1.key }) {
            text += "\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(number.value.metricText)\n"
        }
        for (labels, histogram) in histograms.sorted(by: { $0.key < $1.key }) {
            histogram.write(name, labels, to: &text)
        }
    }
}

extension [(String, String)] {
    /// The labels as they are written between braces.
    fileprivate var labels: String {
        map { name, value in "\(name.metricName(ending: ""))=\"\(value.metricLabel)\"" }.joined(separator: ",")
    }
}

extension String {
    /// The name in the letters that Prometheus takes, with `ending` once at its end.
    fileprivate func metricName(ending: String) -> String {
        let plain = String(map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
        let name = plain.first?.isNumber ?? true ? "_" + plain : plain
        return name.hasSuffix(ending) ? name : name + ending
    }

    fileprivate var metricLabel: String {
        var label = ""
        for character in unicodeScalars {
            switch character {
            case "\\": label += "\\\\"
            case "\"": label += "\\\""
            case "\n": label += "\\n"
            default: label.unicodeScalars.append(character)
            }
        }
        return label
    }
}

extension Double {
    /// The number as Prometheus reads it, whole numbers without fraction.
    var metricText: String {
        self == rounded() && magnitude < 1e15 ? String(Int64(self)) : description
    }
}
