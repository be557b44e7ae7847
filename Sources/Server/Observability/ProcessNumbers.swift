import FoundationEssentials
import Glibc

/// The numbers of this process, read from the system when somebody asks.
enum ProcessNumbers {
    static func write(to text: inout String) {
        if let pages = residentPages() {
            write("process_resident_memory_bytes", "gauge", Double(pages * sysconf(Int32(_SC_PAGESIZE))), to: &text)
        }
        if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            write("process_open_fds", "gauge", Double(open), to: &text)
        }
        var usage = rusage()
        if getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 {
            let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            let microseconds = Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
            write("process_cpu_seconds_total", "counter", seconds + microseconds / 1_000_000, to: &text)
        }
    }

    private static func write(_ name: String, _ kind: String, _ value: Double, to text: inout String) {
        text += "# TYPE \(name) \(kind)\n\(name) \(value.metricText)\n"
    }

    /// The resident pages in `/proc/self/statm`.
    private static func residentPages() -> Int? {
        guard let data = FileManager.default.contents(atPath: "/proc/self/statm") else { return nil }
        let words = String(decoding: data, as: UTF8.self).split(separator: " ")
        return words.count > 1 ? Int(words[1]) : nil
    }
}
