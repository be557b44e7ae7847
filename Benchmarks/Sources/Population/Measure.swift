import Foundation

/// The processor time of this thread, in nanoseconds: what others do on the machine meanwhile does not count.
public func threadTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// What `work` gives, and the processor time it took in seconds.
public func timed<Result>(_ work: () throws -> Result) rethrows -> (result: Result, seconds: Double) {
    let start = threadTime()
    let result = try work()
    return (result, Double(threadTime() - start) / 1e9)
}

/// Resident memory of this process, in bytes.
public func residentMemory() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * sysconf(Int32(_SC_PAGESIZE))
}

/// Times in nanoseconds, for percentiles.
public struct Times: Sendable {
    private var all: [UInt64] = []

    public init() {}

    public mutating func add<Result>(_ work: () -> Result) -> Result {
        let start = threadTime()
        let result = work()
        all.append(threadTime() - start)
        return result
    }

    public mutating func add(_ nanoseconds: UInt64) {
        all.append(nanoseconds)
    }

    /// Whether nothing was measured.
    public var isEmpty: Bool { all.isEmpty }

    /// In microseconds; `part` is 0.5 for the median.
    public func percentile(_ part: Double) -> Double {
        guard !all.isEmpty else { return 0 }
        let sorted = all.sorted()
        return Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]) / 1_000
    }

    public var text: String { "p50 \(short(percentile(0.5))) µs, p99 \(short(percentile(0.99))) µs" }
}

/// A number with three digits that count.
public func short(_ number: Double) -> String {
    number >= 100 ? String(format: "%.0f", number) : String(format: number >= 10 ? "%.1f" : "%.2f", number)
}

/// A number in thousandths.
public func thousandths(_ number: Double) -> String { String(format: "%.3f", number) }

/// A line for the table: what, measured, goal, whether it is met. The caller of the program makes the table of it.
public func row(_ what: String, _ measured: String, goal: String = "", met: Bool = true) {
    print([what, measured, goal, met ? "yes" : "no"].joined(separator: "\t"))
}

/// Flags of the form `--name value`; ends the process on anything else.
public struct Flags {
    private var values: [String: String] = [:]

    public init(known: Set<String>) {
        var rest = CommandLine.arguments.dropFirst()
        while let flag = rest.popFirst() {
            guard flag.hasPrefix("--"), known.contains(String(flag.dropFirst(2))), let value = rest.popFirst() else {
                print("Unknown flag or missing value: \(flag); known are: \(known.sorted().joined(separator: ", "))")
                exit(2)
            }
            values[String(flag.dropFirst(2))] = value
        }
    }

    public func number(_ name: String, _ standard: Int) -> Int { values[name].flatMap { Int($0) } ?? standard }
    public func number(_ name: String, _ standard: Double) -> Double { values[name].flatMap { Double($0) } ?? standard }
    public func text(_ name: String) -> String? { values[name] }
}
