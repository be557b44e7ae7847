extension WeeklyInterval {
    /// How many intervals a week may have.
    public static let limit = 50

    /// What is wrong with these intervals, each named by its position in `field` (`intervals[3].end`).
    public static func problems(in intervals: [WeeklyInterval], field: String = "intervals") -> [FieldProblem] {
        guard intervals.count <= limit else {
            return [FieldProblem(field, "A week may have at most \(limit) intervals.")]
        }
        return intervals.enumerated().flatMap { index, interval in
            interval.problems.map { FieldProblem("\(field)[\(index)].\($0.field)", $0.message) }
        }
    }

    /// The intervals in order, those that overlap or touch on one day made one. They must be without problems.
    public static func merged(_ intervals: [WeeklyInterval]) -> [WeeklyInterval] {
        var merged: [WeeklyInterval] = []
        for next in intervals.sorted(by: { ($0.weekday, $0.start) < ($1.weekday, $1.start) }) {
            if let last = merged.last, last.weekday == next.weekday, next.start <= last.end {
                merged[merged.count - 1] = WeeklyInterval(
                    weekday: last.weekday, start: last.start, end: max(last.end, next.end))
            } else {
                merged.append(next)
            }
        }
        return merged
    }

    /// The merged intervals.
    ///
    /// - Throws: `Refusal.invalid` with every wrong field.
    public static func checked(_ intervals: [WeeklyInterval]) throws(Refusal) -> [WeeklyInterval] {
        let problems = Self.problems(in: intervals)
        guard problems.isEmpty else { throw .invalid(problems) }
        return merged(intervals)
    }

    private var problems: [FieldProblem] {
        var found: [FieldProblem] = []
        if !(1...7).contains(weekday) {
            found.append(FieldProblem("weekday", "The weekday must be 1 (Monday) to 7 (Sunday)."))
        }
        let startIsRight = (0..<1_440).contains(start)
        if !startIsRight { found.append(FieldProblem("start", "The start must be a time from 00:00 to 23:59.")) }
        if !(0...1_440).contains(end) {
            found.append(FieldProblem("end", "The end must be a time up to 24:00."))
        } else if startIsRight && end <= start {
            found.append(FieldProblem("end", "The end must come after the start; divide a night at midnight (24:00)."))
        }
        return found
    }

    /// The minutes after midnight of a text such as `18:30`; `24:00` is the end of the day. `nil` for any other text.
    public static func minutes(ofTime text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - Int(UInt8(ascii: "0")) }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let minute = digits[2] * 10 + digits[3]
        let total = (digits[0] * 10 + digits[1]) * 60 + minute
        return minute < 60 && total <= 1_440 ? total : nil
    }

    /// The text of a time given in minutes after midnight (0 to 1440): `18:30`.
    public static func time(ofMinutes minutes: Int) -> String {
        func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
    }
}
