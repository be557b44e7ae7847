/// What a text of a member may hold: its length in Unicode scalars, and whether it may have several lines.
public struct TextRule: Sendable {
    public let length: ClosedRange<Int>
    public let lines: Bool

    public init(_ length: ClosedRange<Int>, lines: Bool = false) {
        self.length = length
        self.lines = lines
    }

    /// The text without white space at its ends, or why it is refused.
    ///
    /// Control characters are refused but for newline and tab where several lines are allowed, and so are the
    /// bidirectional embeddings, overrides and isolates (Unicode UAX #9), which can make one text look like another.
    public func check(_ text: String) -> Result<String, Complaint> {
        let trimmed = text.trimmingWhitespace
        let count = trimmed.unicodeScalars.count
        if count < length.lowerBound {
            return .failure(
                Complaint(count == 0 ? "must not be empty" : "must have at least \(length.lowerBound) characters"))
        }
        if count > length.upperBound { return .failure(Complaint("must have at most \(length.upperBound) characters")) }
        for scalar in trimmed.unicodeScalars {
            if lines && (scalar == "\n" || scalar == "\t") { continue }
            if scalar.properties.generalCategory == .control {
                return .failure(Complaint("must not hold control characters"))
            }
            if scalar.isBidirectionalControl {
                return .failure(Complaint("must not hold bidirectional control characters"))
            }
        }
        return .success(trimmed)
    }

    /// The reason a text was refused, to be read after the name of its field.
    public struct Complaint: Error, Sendable {
        public let message: String

        init(_ message: String) { self.message = message }
    }
}

extension Unicode.Scalar {
    var isBidirectionalControl: Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
}

extension String {
    var trimmingWhitespace: String {
        guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(unicodeScalars[first...last])
    }
}
