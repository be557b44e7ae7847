import FoundationEssentials

/// A JSON value as it was sent, before anybody said what it should be.
enum JSONValue: Hashable, Sendable {
    case null
    case flag(Bool)
    /// A number without fraction that fits; `1.0` is one.
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue: Decodable {
    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: MemberName.self) {
            var object: [String: JSONValue] = [:]
            for name in members.allKeys { object[name.stringValue] = try members.decode(JSONValue.self, forKey: name) }
            self = .object(object)
        } else if var elements = try? decoder.unkeyedContainer() {
            var list: [JSONValue] = []
            while !elements.isAtEnd { list.append(try elements.decode(JSONValue.self)) }
            self = .list(list)
        } else {
            self = try Self(scalar: decoder.singleValueContainer())
        }
    }

    private init(scalar: any SingleValueDecodingContainer) throws {
        if let text = try? scalar.decode(String.self) {
            self = .text(text)
        } else if scalar.decodeNil() {
            self = .null
        } else if let flag = try? scalar.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? scalar.decode(Int64.self) {
            self = .integer(integer)
        } else {
            self = .number(try scalar.decode(Double.self))
        }
    }

    private struct MemberName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension JSONValue {
    /// The value in a JSON text (RFC 8259) in UTF-8.
    ///
    /// - Throws: `JSONComplaint` for what is no JSON text, nests deeper than `depth`, or names a member twice.
    init(parsing bytes: [UInt8], depth: Int) throws(JSONComplaint) {
        try JSONScan.check(bytes, depth: depth)
        do {
            self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        } catch {
            throw .notWellFormed
        }
    }
}

/// Why a text is not taken as JSON, in one sentence.
struct JSONComplaint: Error, Equatable {
    let message: String

    static let notWellFormed = JSONComplaint(message: "The body is not well-formed JSON.")
}
