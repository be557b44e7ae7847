public import Exchange
public import Storage

/// A list of language tags as one column: the tags with commas between them.
struct StoredLanguages: SQLBindable, SQLDecodable {
    let tags: [String]

    init(_ tags: [String]) {
        self.tags = tags
    }

    init(column: inout ColumnReader) throws {
        tags = try column.text().split(separator: ",").map(String.init)
    }

    var sqlValue: SQLValue { .text(tags.joined(separator: ",")) }
}

/// A week of availability as one column: weekday, start and end of each interval, all with spaces between them.
struct StoredWeek: SQLBindable, SQLDecodable {
    let intervals: [WeeklyInterval]

    init(_ intervals: [WeeklyInterval]) {
        self.intervals = intervals
    }

    init(column: inout ColumnReader) throws {
        guard let intervals = Self.intervals(in: try column.text()) else {
            throw column.mismatch(expected: "weekly intervals")
        }
        self.intervals = intervals
    }

    var sqlValue: SQLValue {
        .text(intervals.map { "\($0.weekday) \($0.start) \($0.end)" }.joined(separator: " "))
    }

    /// The intervals of a stored text; `nil` for any other text.
    static func intervals(in text: String) -> [WeeklyInterval]? {
        var intervals: [WeeklyInterval] = []
        var numbers: (Int, Int) = (0, 0)
        var count = 0
        for part in text.utf8.split(separator: UInt8(ascii: " ")) {
            guard let number = number(part) else { return nil }
            switch count % 3 {
            case 0: numbers.0 = number
            case 1: numbers.1 = number
            default: intervals.append(WeeklyInterval(weekday: numbers.0, start: numbers.1, end: number))
            }
            count += 1
        }
        return count % 3 == 0 ? intervals : nil
    }

    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard digits.count <= 4 else { return nil }
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }
}

extension Level: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(Int64(rawValue)) }

    public init(column: inout ColumnReader) throws {
        guard let level = Level(rawValue: Int(try column.integer())) else { throw column.mismatch(expected: "a level") }
        self = level
    }
}

extension Role: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(rawValue) }

    public init(column: inout ColumnReader) throws {
        guard let role = Role(rawValue: try column.text()) else { throw column.mismatch(expected: "a role") }
        self = role
    }
}

/// Whether a skill of a member is an offer or a wish.
enum SkillDirection: String, SQLBindable, SQLDecodable {
    case teach, learn

    var sqlValue: SQLValue { .text(rawValue) }

    init(column: inout ColumnReader) throws {
        guard let direction = SkillDirection(rawValue: try column.text()) else {
            throw column.mismatch(expected: "teach or learn")
        }
        self = direction
    }
}
