import Exchange

/// Writes JSON (RFC 8259) straight into bytes, without a tree in between.
///
/// Names are literals of the program and are written as they are; values are escaped.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(capacity: Int = 1_024) {
        bytes.reserveCapacity(capacity)
    }

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
        if let value { value.write(to: &self) } else { append("null") }
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
            append("null")
            needsComma = true
        }
    }

    /// A field whose JSON text was written before, by another writer.
    mutating func field(_ name: StaticString, written json: some Collection<UInt8>) {
        key(name)
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// A field whose name is not known to the program.
    mutating func field(named name: String, _ value: some JSONScalar) {
        separate()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
        value.write(to: &self)
        needsComma = true
    }

    private mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func nest(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ fill: (inout JSONWriter) throws -> Void
    ) rethrows {
        bytes.append(UInt8(ascii: open))
        needsComma = false
        try fill(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    fileprivate mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    fileprivate mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    fileprivate mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let plain: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0) }
        if plain == nil { Array(text.utf8).withUnsafeBufferPointer { appendEscaped($0) } }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for (index, byte) in text.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
            bytes.append(contentsOf: text[start..<index])
            appendEscape(of: byte)
            start = index + 1
        }
        bytes.append(contentsOf: text[start...])
    }

    private mutating func appendEscape(of byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            append(byte < 0x10 ? "u000" : "u001")
            bytes.append(hexadecimalDigit(byte & 0xF))
        }
    }
}

/// A value that JSON writes without nesting.
protocol JSONScalar {
    /// Appends the JSON text of the value.
    func write(to json: inout JSONWriter)
}

extension String: JSONScalar {
    func write(to json: inout JSONWriter) { json.appendQuoted(self) }
}

extension Bool: JSONScalar {
    func write(to json: inout JSONWriter) { json.append(self ? "true" : "false" as StaticString) }
}

extension Int: JSONScalar {
    func write(to json: inout JSONWriter) { json.append(description) }
}

extension Int64: JSONScalar {
    func write(to json: inout JSONWriter) { json.append(description) }
}

extension Double: JSONScalar {
    /// The shortest text that reads back as the same number; `null` for what JSON has no number for.
    func write(to json: inout JSONWriter) {
        if isFinite { json.append(description) } else { json.append("null" as StaticString) }
    }
}

extension Moment: JSONScalar {
    func write(to json: inout JSONWriter) {
        json.append("\"" as StaticString)
        json.append(rfc3339)
        json.append("\"" as StaticString)
    }
}

extension Identifier: JSONScalar {
    func write(to json: inout JSONWriter) {
        json.append("\"" as StaticString)
        json.append(description)
        json.append("\"" as StaticString)
    }
}

func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
