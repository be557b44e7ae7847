import Exchange

/// Reads the fields of one JSON object and collects what is wrong with every one of them.
///
/// A refused field yields a placeholder so that reading goes on; `JSONBody.fields` throws before anyone uses it.
final class FieldReader {
    private let members: [String: JSONValue]
    private let path: String
    private let complaints: FieldComplaints
    private var known: Set<String> = []

    init(_ members: [String: JSONValue], path: String = "", complaints: FieldComplaints) {
        self.members = members
        self.path = path
        self.complaints = complaints
    }

    /// A field that must be there.
    func required<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value {
        guard let value = value(name) else { return missing(name, kind.placeholder) }
        return take(name, kind.json(value)) ?? kind.placeholder
    }

    /// A field that may be left out, but is not null.
    func optional<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value? {
        value(name).flatMap { take(name, kind.json($0)) }
    }

    /// A field of a change: left out, null, or a new value.
    func change<Value>(_ name: String, _ kind: FieldKind<Value>) -> Change<Value> {
        switch value(name) {
        case nil: .keep
        case .null: .clear
        case .some(let value): take(name, kind.json(value)).map { .set($0) } ?? .keep
        }
    }

    /// A list of plain values that must be there.
    func list<Value>(_ name: String, _ count: ClosedRange<Int>, of kind: FieldKind<Value>) -> [Value] {
        optionalList(name, count, of: kind) ?? missing(name, [])
    }

    /// A list of plain values that may be left out.
    func optionalList<Value>(_ name: String, _ count: ClosedRange<Int>, of kind: FieldKind<Value>) -> [Value]? {
        elements(name, count)?.enumerated().compactMap { index, element in
            take("\(name)[\(index)]", kind.json(element))
        }
    }

    /// A list of objects that must be there.
    func objects<Value>(_ name: String, _ count: ClosedRange<Int>, _ read: (FieldReader) throws -> Value) rethrows
        -> [Value]
    {
        try optionalObjects(name, count, read) ?? missing(name, [])
    }

    /// A list of objects that may be left out.
    func optionalObjects<Value>(
        _ name: String, _ count: ClosedRange<Int>, _ read: (FieldReader) throws -> Value
    ) rethrows -> [Value]? {
        try elements(name, count)?.enumerated().map { index, element in
            try nested("\(name)[\(index)]", element, read)
        }
    }

    /// An object that must be there.
    func object<Value>(_ name: String, _ read: (FieldReader) throws -> Value) rethrows -> Value {
        guard let value = value(name) else {
            complain(name, "is missing")
            return try read(.silent)
        }
        return try nested(name, value, read)
    }

    /// An object that may be left out.
    func optionalObject<Value>(_ name: String, _ read: (FieldReader) throws -> Value) rethrows -> Value? {
        try value(name).map { try nested(name, $0, read) }
    }

    /// Whether the field was sent, be it null.
    func has(_ name: String) -> Bool { value(name) != nil }

    /// Says that a field is wrong for a reason that no kind knows.
    func complain(_ name: String, _ message: String) {
        complaints.add(path.isEmpty ? name : "\(path).\(name)", message)
    }

    /// The result of a rule, whose complaints are collected with those of the fields; `nil` when it refused.
    func rule<Value>(_ apply: () throws(Refusal) -> Value) throws(Refusal) -> Value? {
        do {
            return try apply()
        } catch .invalid(let problems) {
            for problem in problems { complain(problem.field, problem.message) }
            return nil
        }
    }

    /// Whether nothing was wrong so far, here and in the objects around.
    var isSound: Bool { complaints.problems.isEmpty }

    /// Complains about the fields that nobody asked for.
    func refuseUnknown() {
        for name in members.keys.sorted() where !known.contains(name) {
            complain(String(name.prefix(64)), "is not a field of this request")
        }
    }

    private static var silent: FieldReader { FieldReader([:], complaints: FieldComplaints()) }

    private func value(_ name: String) -> JSONValue? {
        known.insert(name)
        return members[name]
    }

    private func missing<Value>(_ name: String, _ placeholder: Value) -> Value {
        if members[name] == nil { complain(name, "is missing") }
        return placeholder
    }

    private func take<Value>(_ name: String, _ result: Result<Value, FieldComplaint>) -> Value? {
        switch result {
        case .success(let value): return value
        case .failure(let complaint):
            complain(name, complaint.message)
            return nil
        }
    }

    private func elements(_ name: String, _ count: ClosedRange<Int>) -> [JSONValue]? {
        guard let value = value(name) else { return nil }
        guard case .list(let elements) = value else {
            complain(name, "must be a list")
            return nil
        }
        guard count.contains(elements.count) else {
            let few = elements.count < count.lowerBound
            let bound = few ? "at least \(count.lowerBound)" : "at most \(count.upperBound)"
            complain(name, "must have \(bound) entries")
            return nil
        }
        return elements
    }

    private func nested<Value>(_ name: String, _ value: JSONValue, _ read: (FieldReader) throws -> Value) rethrows
        -> Value
    {
        guard case .object(let members) = value else {
            complain(name, "must be an object")
            return try read(.silent)
        }
        let reader = FieldReader(members, path: path.isEmpty ? name : "\(path).\(name)", complaints: complaints)
        let result = try read(reader)
        reader.refuseUnknown()
        return result
    }
}

/// What a caller wants done with a field that they may clear.
enum Change<Value: Sendable>: Sendable {
    /// The field was left out.
    case keep
    /// The field was null.
    case clear
    case set(Value)
}

extension Change: Equatable where Value: Equatable {}

/// Everything that is wrong with an input, gathered over its nested objects.
final class FieldComplaints {
    private(set) var problems: [FieldProblem] = []
    private let most = 100

    func add(_ field: String, _ message: String) {
        if problems.count < most { problems.append(FieldProblem(field, message)) }
    }

    /// - Throws: `Refusal.invalid` with every complaint, in the order they were made.
    func settle() throws(Refusal) {
        if !problems.isEmpty { throw .invalid(problems) }
    }
}
