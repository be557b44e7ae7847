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
        // Hummingbird's number of a request; the answers carry one of ours.
        set { if key != "hb.request.id" { metadata[key] = newValue } }
    }

    func log(event: LogEvent) {
        var fields = metadata.map { ($0.key, $0.value.description) }
        if let more = event.metadata {
            fields.removeAll { more[$0.0] != nil }
            fields += more.map { ($0.key, $0.value.description) }
        }
        if let error = event.error {
            fields.removeAll { $0.0 == "error" }
            fields.append(("error", "\(error)"))
        }
        fields.sort { $0.0 < $1.0 }
        let now = Self.now()
        write(
            format == .json
                ? jsonLine(event.level, event.message.description, fields, now)
                : textLine(event.level, event.message.description, fields, now)
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
        var line: [UInt8] = []
        line.reserveCapacity(192)
        line += now.rfc3339.utf8
        line.append(UInt8(ascii: " "))
        line += level.rawValue.utf8
        line.append(UInt8(ascii: " "))
        line.append(escaped: message)
        for (key, value) in fields {
            line.append(UInt8(ascii: " "))
            line.append(escaped: key)
            line.append(UInt8(ascii: "="))
            line.append(escaped: value)
        }
        line.append(UInt8(ascii: "\n"))
        return line
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

extension [UInt8] {
    /// Appends a text without characters that end a line or move a terminal's cursor.
    fileprivate mutating func append(escaped text: String) {
        // 0xC2 begins the control characters beyond ASCII, among others.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 }) {
            self += text.utf8
            return
        }
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control {
                self += "\\u{\(String(scalar.value, radix: 16))}".utf8
            } else {
                self += String(scalar).utf8
            }
        }
    }
}
