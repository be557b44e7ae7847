import Exchange
import NIOCore

/// Writes JSON (RFC 8259) straight into bytes, without a tree in between.
///
/// Names are literals of the program and are written as they are; values are escaped.
struct JSONWriter: ~Copyable {
    fileprivate var out: JSONBytes
    private var needsComma = false

    init(capacity: Int = 1_024) {
        out = JSONBytes(capacity: capacity)
    }

    /// The JSON text.
    var bytes: [UInt8] { Array(out.all) }

    /// The JSON text as the body of an answer.
    var buffer: ByteBuffer { ByteBuffer(bytes: out.all) }

    /// An object as the next value of an array, or as the whole text.
    mutating func object(_ fill: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        try nest("{", "}", fill)
    }

    /// An object as a field.
    mutating func object(_ name: StaticString, _ fill: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try nest("{", "}", fill)
    }

    /// An array as the next value, one call of `write` for each element; `write` writes one value.
    mutating func array<Elements: Sequence>(
        _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        separate()
        try nest("[", "]") { json in for element in elements { try write(&json, element) } }
    }

    /// An array as a field, one call of `write` for each element; `write` writes one value.
    mutating func array<Elements: Sequence>(
        _ name: StaticString, _ elements: Elements, _ write: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        key(name)
        try nest("[", "]") { json in for element in elements { try write(&json, element) } }
    }

    /// An array as a field, whose values `fill` writes.
    mutating func array(_ name: StaticString, _ fill: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try nest("[", "]", fill)
    }

    /// An array of scalars as a field.
    mutating func array<Elements: Sequence>(_ name: StaticString, _ elements: Elements)
    where Elements.Element: JSONScalar {
        array(name, elements) { json, element in json.value(element) }
    }

    /// A scalar as the next value of an array.
    mutating func value(_ value: some JSONScalar) {
        separate()
        value.write(to: &self)
        needsComma = true
    }

    /// A field.
    mutating func field(_ name: StaticString, _ value: some JSONScalar) {
        key(name)
        value.write(to: &self)
        needsComma = true
    }

    /// A field that is left out when there is nothing to say.
    mutating func field(_ name: StaticString, _ value: (some JSONScalar)?) {
        if let value { field(name, value) }
    }

    /// A field that is `null` when there is nothing to say.
    mutating func nullable(_ name: StaticString, _ value: (some JSONScalar)?) {
        key(name)
        if let value { value.write(to: &self) } else { out.append("null" as StaticString) }
        needsComma = true
    }

    /// An object as a field, or `null`.
    mutating func nullable<Value>(
        _ name: StaticString, _ value: Value?, _ fill: (inout JSONWriter, Value) throws -> Void
    ) rethrows {
        key(name)
        if let value {
            try nest("{", "}") { json in try fill(&json, value) }
        } else {
            out.append("null" as StaticString)
            needsComma = true
        }
    }

    /// A field whose JSON text was written before, by another writer.
    mutating func field(_ name: StaticString, written json: [UInt8]) {
        key(name)
        json.withUnsafeBufferPointer { out.append($0) }
        needsComma = true
    }

    /// Fields that were written before, by another writer.
    mutating func fields(written json: [UInt8]) {
        separate()
        json.withUnsafeBufferPointer { out.append($0) }
        needsComma = true
    }

    /// A field whose name is not known to the program.
    mutating func field(named name: String, _ value: some JSONScalar) {
        separate()
        out.appendQuoted(name)
        out.append(":" as StaticString)
        value.write(to: &self)
        needsComma = true
    }

    @inline(__always)
    private mutating func key(_ name: StaticString) {
        out.reserve(name.utf8CodeUnitCount + 4)
        if needsComma { out.push(UInt8(ascii: ",")) }
        needsComma = false
        out.push(UInt8(ascii: "\""))
        out.append(name)
        out.push(UInt8(ascii: "\""))
        out.push(UInt8(ascii: ":"))
    }

    private mutating func separate() {
        if needsComma { out.append("," as StaticString) }
        needsComma = false
    }

    private mutating func nest(
        _ open: StaticString, _ close: StaticString, _ fill: (inout JSONWriter) throws -> Void
    ) rethrows {
        out.append(open)
        needsComma = false
        try fill(&self)
        out.append(close)
        needsComma = true
    }
}

/// A value that JSON writes without nesting.
protocol JSONScalar {
    /// Appends the JSON text of the value.
    func write(to json: inout JSONWriter)
}

extension String: JSONScalar {
    func write(to json: inout JSONWriter) { json.out.appendQuoted(self) }
}

extension Bool: JSONScalar {
    func write(to json: inout JSONWriter) { json.out.append(self ? "true" : "false" as StaticString) }
}

extension Int: JSONScalar {
    func write(to json: inout JSONWriter) { json.out.append(Int64(self)) }
}

extension Int64: JSONScalar {
    func write(to json: inout JSONWriter) { json.out.append(self) }
}

extension Double: JSONScalar {
    /// The shortest text that reads back as the same number; `null` for what JSON has no number for.
    func write(to json: inout JSONWriter) {
        if isFinite { json.out.append(description) } else { json.out.append("null" as StaticString) }
    }
}

extension Moment: JSONScalar {
    /// The text of `rfc3339` in quotes, digit by digit.
    func write(to json: inout JSONWriter) {
        let days = daysSince1970
        let inDay = UInt64(truncatingIfNeeded: milliseconds - Int64(days) * 86_400_000)
        json.out.reserve(26)
        json.out.push(UInt8(ascii: "\""))
        json.out.push(CalendarDate(daysSince1970: days))
        json.out.push(UInt8(ascii: "T"))
        json.out.push(inDay / 3_600_000, digits: 2)
        json.out.push(UInt8(ascii: ":"))
        json.out.push(inDay / 60_000 % 60, digits: 2)
        json.out.push(UInt8(ascii: ":"))
        json.out.push(inDay / 1_000 % 60, digits: 2)
        json.out.push(UInt8(ascii: "."))
        json.out.push(inDay % 1_000, digits: 3)
        json.out.push(UInt8(ascii: "Z"))
        json.out.push(UInt8(ascii: "\""))
    }
}

/// The day of a moment in UTC, such as `2026-11-23`.
struct UTCDay: JSONScalar {
    private let date: CalendarDate

    init(_ moment: Moment) { date = moment.date }

    func write(to json: inout JSONWriter) {
        json.out.reserve(12)
        json.out.push(UInt8(ascii: "\""))
        json.out.push(date)
        json.out.push(UInt8(ascii: "\""))
    }
}

extension JSONBytes {
    /// The ten characters of a day, for which room was made.
    fileprivate mutating func push(_ date: CalendarDate) {
        push(UInt64(max(0, date.year)), digits: 4)
        push(UInt8(ascii: "-"))
        push(UInt64(date.month), digits: 2)
        push(UInt8(ascii: "-"))
        push(UInt64(date.day), digits: 2)
    }
}

extension Identifier: JSONScalar {
    /// Its text in quotes, eight digits at once: lists hold hundreds of them.
    func write(to json: inout JSONWriter) {
        json.out.reserve(38)
        json.out.push(UInt8(ascii: "\""))
        json.out.pushHexadecimal(UInt32(truncatingIfNeeded: high >> 32))
        json.out.push(UInt8(ascii: "-"))
        json.out.pushHexadecimal(UInt32(truncatingIfNeeded: high), dashed: true)
        json.out.push(UInt8(ascii: "-"))
        json.out.pushHexadecimal(UInt32(truncatingIfNeeded: low >> 32), dashed: true)
        json.out.pushHexadecimal(UInt32(truncatingIfNeeded: low))
        json.out.push(UInt8(ascii: "\""))
    }
}
