import Exchange
import Glibc
import Logging

/// Writes each log message as one line to standard output, as text for people or as JSON for programs.
///
/// Control characters are escaped in both (requirement D8 of the threat model), so that no message can fake another.
struct LineLog: LogHandler {
    enum Format: Sendable { case text, json }

    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    private let label: String
    private let format: Format
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameter write: takes each whole line with its newline.
    init(
        label: String, format: Format, level: Logger.Level,
        write: @escaping @Sendable ([UInt8]) -> Void = LineLog.writeToStandardOutput
    ) {
        self.label = label
        self.format = format
        logLevel = level
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        all["hb.request.id"] = nil
        if let more = event.metadata { all.merge(more) { $1 } }
        if let error = event.error { all["error"] = "\(error)" }
        let fields = all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        let now = Self.now()
        write(
            format == .json
                ? jsonLine(event.level, "\(event.message)", fields, now)
                : textLine(event.level, "\(event.message)", fields, now)
        )
    }

    private func jsonLine(
        _ level: Logger.Level, _ message: String, _ fields: [(String, String)], _ now: Moment
    ) -> [UInt8] {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.field("time", now)
            json.field("level", level.rawValue)
            json.field("logger", label)
            json.field("message", message)
            for (key, value) in fields { json.field(named: key, value) }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func textLine(
        _ level: Logger.Level, _ message: String, _ fields: [(String, String)], _ now: Moment
    ) -> [UInt8] {
        var line = "\(now.rfc3339) \(level.rawValue) \(message.escapedForLog)"
        for (key, value) in fields { line += " \(key.escapedForLog)=\(value.escapedForLog)" }
        return Array((line + "\n").utf8)
    }

    private static func now() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// One call for one line, so that lines of several threads do not mix.
    @Sendable static func writeToStandardOutput(_ line: [UInt8]) {
        _ = line.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}

extension String {
    /// The text without characters that end a line or move a terminal's cursor.
    fileprivate var escapedForLog: String {
        guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return self }
        var escaped = ""
        for scalar in unicodeScalars {
            if scalar.properties.generalCategory == .control {
                escaped += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
