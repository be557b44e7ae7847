public import Exchange

/// A ring as it was typed: skills are slugs or names. Each member teaches the next, the last one the first.
public struct RingDraft: Sendable {
    public struct Place: Sendable {
        public let member: Identifier
        public let teaches: String

        public init(member: Identifier, teaches: String) {
            self.member = member
            self.teaches = teaches
        }
    }

    public let places: [Place]

    public init(_ places: [Place]) {
        self.places = places
    }
}
