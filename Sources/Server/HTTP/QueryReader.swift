import Exchange
import Hummingbird

/// Reads the parameters of a query and collects what is wrong with every one of them.
final class QueryReader {
    private let parameters: [String: String]
    private let complaints: FieldComplaints
    private var known: Set<String> = []

    fileprivate init(_ parameters: [String: String], complaints: FieldComplaints) {
        self.parameters = parameters
        self.complaints = complaints
    }

    /// A parameter that may be left out.
    func optional<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value? {
        known.insert(name)
        guard let text = parameters[name] else { return nil }
        switch kind.text(text) {
        case .success(let value): return value
        case .failure(let complaint):
            complaints.add(name, complaint.message)
            return nil
        }
    }

    /// A parameter that must be there.
    func required<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value {
        if parameters[name] == nil { complaints.add(name, "is missing") }
        return optional(name, kind) ?? kind.placeholder
    }

    /// How many items to give: 1 to 100 where nothing else is possible, 20 when nothing is said.
    func limit(upTo most: Int = 100) -> Int { optional("limit", .integer(1...most)) ?? 20 }

    fileprivate func refuseUnknown() {
        for name in parameters.keys.sorted() where !known.contains(name) {
            complaints.add(String(name.prefix(64)), "is not a parameter of this request")
        }
    }
}

extension Request {
    /// The parameters of the query, read by `read`.
    ///
    /// - Throws: `Refusal.invalid` with every wrong, missing, repeated or unknown parameter.
    func query<Value>(_ read: (QueryReader) throws -> Value) throws -> Value {
        let complaints = FieldComplaints()
        let reader = QueryReader(Self.parameters(of: uri.query, complaints), complaints: complaints)
        let value = try read(reader)
        reader.refuseUnknown()
        try complaints.settle()
        return value
    }

    /// For a request that takes no parameters.
    ///
    /// - Throws: `Refusal.invalid` when there are some.
    func refuseQuery() throws {
        if uri.query != nil { try query { _ in } }
    }

    private static func parameters(of query: String?, _ complaints: FieldComplaints) -> [String: String] {
        guard let query, !query.isEmpty else { return [:] }
        var parameters: [String: String] = [:]
        for part in query.utf8.split(separator: UInt8(ascii: "&"), maxSplits: 100) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = pair.first.flatMap({ percentDecoded($0) }),
                let value = percentDecoded(pair.count > 1 ? pair[1] : "".utf8[...])
            else {
                complaints.add(String(decoding: pair[0].prefix(64), as: UTF8.self), "is not well-formed")
                continue
            }
            if parameters.updateValue(value, forKey: name) != nil {
                complaints.add(String(name.prefix(64)), "must not be repeated")
            }
        }
        return parameters
    }
}

/// The text behind the percent signs of `text`, where `+` stands for a space; `nil` for a broken escape or what is
/// no UTF-8.
///
/// Source: WHATWG URL, "application/x-www-form-urlencoded parsing".
func percentDecoded(_ text: some Collection<UInt8>, plusIsSpace: Bool = true) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var position = text.startIndex
    while position < text.endIndex {
        var byte = text[position]
        position = text.index(after: position)
        if byte == UInt8(ascii: "%") {
            guard let end = text.index(position, offsetBy: 2, limitedBy: text.endIndex),
                let value = UInt8(String(decoding: text[position..<end], as: UTF8.self), radix: 16),
                text[position] != UInt8(ascii: "+")
            else { return nil }
            byte = value
            position = end
        } else if plusIsSpace && byte == UInt8(ascii: "+") {
            byte = UInt8(ascii: " ")
        }
        bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)
}
