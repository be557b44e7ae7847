import Exchange

/// What a field may hold: how it is read from JSON and from the text of a query parameter.
struct FieldKind<Value: Sendable>: Sendable {
    /// Stands in for a field that was refused; it never leaves the reader, which throws before.
    let placeholder: Value
    let json: @Sendable (JSONValue) -> Result<Value, FieldComplaint>
    let text: @Sendable (String) -> Result<Value, FieldComplaint>
}

/// Why a field was refused, to be read after its name.
struct FieldComplaint: Error, Equatable {
    let message: String

    init(_ message: String) { self.message = message }
}

extension FieldKind {
    /// A text in a form of its own; `expected` completes "must be …".
    static func parsed(
        _ expected: @escaping @autoclosure @Sendable () -> String, placeholder: Value,
        _ parse: @escaping @Sendable (String) -> Value?
    ) -> Self {
        checked(placeholder: placeholder, otherwise: expected()) { text in
            parse(text).map { .success($0) } ?? .failure(FieldComplaint("must be \(expected())"))
        }
    }

    private static func checked(
        placeholder: Value, otherwise expected: @escaping @autoclosure @Sendable () -> String,
        _ check: @escaping @Sendable (String) -> Result<Value, FieldComplaint>
    ) -> Self {
        Self(
            placeholder: placeholder,
            json: { value in
                guard case .text(let text) = value else { return .failure(FieldComplaint("must be \(expected())")) }
                return check(text)
            },
            text: check
        )
    }
}

extension FieldKind where Value == String {
    /// A text under a rule; white space at its ends is dropped.
    static func text(_ rule: TextRule) -> Self {
        checked(placeholder: "", otherwise: "a text") { text in
            rule.check(text).mapError { FieldComplaint($0.message) }
        }
    }

    /// A password or token: any characters but NUL, kept as they are.
    static func secret(_ length: ClosedRange<Int>) -> Self {
        checked(placeholder: "", otherwise: "a text") { text in
            let count = text.unicodeScalars.count
            if count < length.lowerBound {
                return .failure(FieldComplaint("must have at least \(length.lowerBound) characters"))
            }
            if count > length.upperBound {
                return .failure(FieldComplaint("must have at most \(length.upperBound) characters"))
            }
            return text.utf8.contains(0) ? .failure(FieldComplaint("must not hold control characters")) : .success(text)
        }
    }
}

extension FieldKind where Value == Int {
    /// A whole number.
    static func integer(_ range: ClosedRange<Int>) -> Self {
        let complaint = FieldComplaint("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        return Self(
            placeholder: range.lowerBound,
            json: { value in
                guard case .integer(let wide) = value, let number = Int(exactly: wide), range.contains(number)
                else { return .failure(complaint) }
                return .success(number)
            },
            text: { text in
                guard text.utf8.count <= 20, let number = Int(text), range.contains(number), text.first != "+"
                else { return .failure(complaint) }
                return .success(number)
            }
        )
    }
}

extension FieldKind where Value == Bool {
    /// `true` or `false`.
    static var flag: Self {
        let complaint = FieldComplaint("must be true or false")
        return Self(
            placeholder: false,
            json: { if case .flag(let flag) = $0 { .success(flag) } else { .failure(complaint) } },
            text: { Bool($0).map { .success($0) } ?? .failure(complaint) }
        )
    }
}

extension FieldKind where Value == Moment {
    /// A time of RFC 3339 with its zone.
    static var moment: Self {
        parsed("a time of RFC 3339 with its zone, like 2026-11-23T18:00:00Z", placeholder: Moment(milliseconds: 0)) {
            Moment(rfc3339: $0)
        }
    }
}

extension FieldKind where Value == Identifier {
    /// The id of something.
    static var identifier: Self {
        parsed("an id (a UUID)", placeholder: Identifier(high: 0, low: 0)) { Identifier($0) }
    }
}

extension FieldKind where Value: RawRepresentable<String> & CaseIterable {
    /// One of the words of an enumeration.
    static var word: Self {
        parsed("one of \(list(Value.self))", placeholder: Value.allCases[Value.allCases.startIndex]) {
            Value(rawValue: $0)
        }
    }
}

extension FieldKind {
    /// Several words of an enumeration with commas between them, for query parameters.
    static func words<Word>() -> Self
    where Value == [Word], Word: RawRepresentable<String> & CaseIterable & Sendable {
        parsed("some of \(list(Word.self)), with commas between them", placeholder: []) { text in
            var found: [Word] = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                guard let word = Word(rawValue: String(part)) else { return nil }
                found.append(word)
            }
            return found
        }
    }
}

private func list<Word: RawRepresentable<String> & CaseIterable>(_ words: Word.Type) -> String {
    words.allCases.map(\.rawValue).joined(separator: ", ")
}
