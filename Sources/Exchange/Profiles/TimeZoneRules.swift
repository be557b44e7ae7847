import FoundationEssentials
import FoundationInternationalization

/// A time zone of the IANA database: what local clocks there show at a moment, and when they are moved.
///
/// The offsets of two years before and after a given moment are looked up once and kept, because asking the system is
/// slow. Moments outside that window are answered as well, at the price of asking.
public struct ZoneRules: Sendable {
    /// The name as in the database. A link such as `Asia/Calcutta` keeps its own name: it means the same rules.
    public let identifier: String
    /// The span of time whose offsets are kept.
    public let window: Range<Moment>

    private let zone: TimeZone
    private let stretches: [OffsetStretch]

    /// The zone of that name; `nil` for anything that is not a name of the database in its exact spelling.
    ///
    /// Abbreviations (`CEST`, `PST`), offsets (`GMT+2`) and `Factory` are refused. The few names of the database that
    /// look like abbreviations (`CET`, `EST5EDT`, `GMT`, `UTC`) are accepted.
    public init?(identifier: String, around moment: Moment) {
        guard Self.mayBeName(identifier), let zone = TimeZone(identifier: identifier) else { return nil }
        self.init(identifier: identifier, zone: zone, around: moment)
    }

    private init(identifier: String, zone: TimeZone, around moment: Moment) {
        // Not the zone's own identifier: Foundation may call UTC "GMT".
        self.identifier = identifier
        self.zone = zone
        let day = moment.daysSince1970
        let reach = 730
        window = Moment(day: day - reach)..<Moment(day: day + reach)
        stretches = zone.stretches(in: window)
    }

    /// Whether this is the exact name of a zone of the database.
    public static func isKnown(_ identifier: String) -> Bool {
        mayBeName(identifier) && TimeZone(identifier: identifier) != nil
    }

    /// What the clocks of a zone show at one moment, seconds cut off; `nil` where there is no zone of that name.
    public static func local(at moment: Moment, in identifier: String) -> LocalTime? {
        guard mayBeName(identifier), let zone = TimeZone(identifier: identifier) else { return nil }
        return LocalTime(at: moment, offset: zone.offset(at: moment))
    }

    /// The same zone with a window around `moment`; itself where `moment` is well inside the present window.
    public func covering(_ moment: Moment) -> ZoneRules {
        let margin = Duration.days(365)
        let inside = window.lowerBound + margin..<window.upperBound - margin
        return inside.contains(moment) ? self : ZoneRules(identifier: identifier, zone: zone, around: moment)
    }

    /// Seconds that local clocks are ahead of UTC at that moment; negative west of Greenwich.
    public func offset(at moment: Moment) -> Int {
        guard window.contains(moment) else { return zone.offset(at: moment) }
        return stretches[stretchIndex(at: moment)].offset
    }

    /// The one offset that holds from `range.lowerBound` until `range.upperBound`; `nil` when it changes in between.
    public func steadyOffset(in range: Range<Moment>) -> Int? {
        let found = offsets(in: range)
        return found.count == 1 ? found[0].offset : nil
    }

    /// The stretches of constant offset that make up `range`, in order and without gaps.
    func offsets(in range: Range<Moment>) -> [OffsetStretch] {
        guard !range.isEmpty else { return [] }
        guard window.lowerBound <= range.lowerBound, range.upperBound <= window.upperBound else {
            return zone.stretches(in: range)
        }
        var found: [OffsetStretch] = []
        var index = stretchIndex(at: range.lowerBound)
        while index < stretches.count, stretches[index].range.lowerBound < range.upperBound {
            let stretch = stretches[index]
            found.append(OffsetStretch(range: stretch.range.clamped(to: range), offset: stretch.offset))
            index += 1
        }
        return found
    }

    private func stretchIndex(at moment: Moment) -> Int {
        var low = 0
        var high = stretches.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if stretches[middle].range.lowerBound <= moment { low = middle } else { high = middle - 1 }
        }
        return low
    }

    private static func mayBeName(_ identifier: String) -> Bool {
        guard identifier.utf8.contains(UInt8(ascii: "/")) else { return namesWithoutArea.contains(identifier) }
        return identifier.utf8.allSatisfy(isNameByte) && !identifier.hasPrefix("SystemV/")
            && !namesOfNoDatabase.contains(identifier)
    }

    /// Letters, digits and `+-_/`. (The system would read a name only up to a NUL.)
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"): true
        default: false
        }
    }

    /// All names of the IANA database (2025b) without a slash, but for `Factory`. The system knows further ones.
    private static let namesWithoutArea: Set<String> = [
        "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "GMT", "GMT+0", "GMT-0",
        "GMT0", "Greenwich", "HST", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan", "Kwajalein", "Libya",
        "MET", "MST", "MST7MDT", "NZ", "NZ-CHAT", "Navajo", "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK",
        "Singapore", "Turkey", "UCT", "UTC", "Universal", "W-SU", "WET", "Zulu",
    ]

    private static let namesOfNoDatabase: Set<String> = ["Canada/East-Saskatchewan", "US/Pacific-New", "Etc/Unknown"]
}

/// A span of time in which the clocks of a zone keep one offset.
struct OffsetStretch: Hashable, Sendable {
    let range: Range<Moment>
    /// Seconds ahead of UTC.
    let offset: Int
}

extension Moment {
    /// The start of a UTC day, counted from 1970-01-01.
    init(day: Int) {
        self.init(milliseconds: Int64(day) * 86_400_000)
    }
}

extension TimeZone {
    fileprivate func offset(at moment: Moment) -> Int {
        secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
    }

    /// Looks at every week of `range` and, where the offset differs from the week before, for the exact second.
    /// (Not `nextDaylightSavingTimeTransition`, which need not name changes that are not daylight saving.)
    fileprivate func stretches(in range: Range<Moment>) -> [OffsetStretch] {
        var found: [OffsetStretch] = []
        var start = range.lowerBound
        var at = start
        var offset = self.offset(at: start)
        while at < range.upperBound {
            let next = min(at + .days(7), range.upperBound - .milliseconds(1))
            let nextOffset = self.offset(at: next)
            if nextOffset != offset {
                let change = firstMoment(after: at, until: next, offset: offset)
                found.append(OffsetStretch(range: start..<change, offset: offset))
                start = change
                at = change
                offset = self.offset(at: change)
            } else {
                at = at + .days(7)
            }
        }
        found.append(OffsetStretch(range: start..<range.upperBound, offset: offset))
        return found
    }

    /// The first whole second after `start` (at most `end`, rounded up) at which the offset is another one.
    private func firstMoment(after start: Moment, until end: Moment, offset old: Int) -> Moment {
        var low = Int64((Double(start.milliseconds) / 1_000).rounded(.down))
        var high = Int64((Double(end.milliseconds) / 1_000).rounded(.up))
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: Moment(milliseconds: middle * 1_000)) == old { low = middle } else { high = middle }
        }
        return Moment(milliseconds: high * 1_000)
    }
}
