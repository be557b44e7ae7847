import Exchange

/// What a member wants changed of their profile; what is `nil` stays as it is.
public struct ProfileChange: Sendable {
    public var name: String?
    public var headline: String?
    public var about: String?
    /// BCP 47 tags.
    public var languages: [String]?
    /// An IANA name.
    public var timeZone: String?
    public var accepting: Bool?
    public var hideStatistics: Bool?
    public var hidePresence: Bool?
    /// Whether they take part in clearing rounds.
    public var clearing: Bool?

    public init(
        name: String? = nil, headline: String? = nil, about: String? = nil, languages: [String]? = nil,
        timeZone: String? = nil, accepting: Bool? = nil, hideStatistics: Bool? = nil, hidePresence: Bool? = nil,
        clearing: Bool? = nil
    ) {
        self.name = name
        self.headline = headline
        self.about = about
        self.languages = languages
        self.timeZone = timeZone
        self.accepting = accepting
        self.hideStatistics = hideStatistics
        self.hidePresence = hidePresence
        self.clearing = clearing
    }

    /// The same change with texts trimmed and languages in their usual spelling.
    ///
    /// - Throws: `Refusal.invalid` naming every wrong field.
    func checked() throws(Refusal) -> ProfileChange {
        var checked = self
        var problems: [FieldProblem] = []
        checked.name = Self.text(name, ProfileRules.name, "name", &problems)
        checked.headline = Self.text(headline, ProfileRules.headline, "headline", &problems)
        checked.about = Self.text(about, ProfileRules.about, "about", &problems)
        checked.languages = languages.map { Self.languages($0, &problems) }
        if let timeZone, !ZoneRules.isKnown(timeZone) { problems.append(.unknownTimeZone) }
        guard problems.isEmpty else { throw .invalid(problems) }
        return checked
    }

    /// Whether it touches what matching knows.
    var concernsMatching: Bool { languages != nil || timeZone != nil || accepting != nil }

    /// Whether it touches the words by which a member is found.
    var concernsSearch: Bool { name != nil || headline != nil }

    private static func text(
        _ text: String?, _ rule: TextRule, _ field: String, _ problems: inout [FieldProblem]
    ) -> String? {
        guard let text else { return nil }
        switch rule.check(text) {
        case .success(let text): return text
        case .failure(let complaint):
            problems.append(FieldProblem(field, complaint.message))
            return nil
        }
    }

    private static func languages(_ tags: [String], _ problems: inout [FieldProblem]) -> [String] {
        guard tags.count <= ProfileRules.mostLanguages else {
            problems.append(FieldProblem("languages", "must have at most \(ProfileRules.mostLanguages) entries"))
            return []
        }
        var languages: [String] = []
        for (index, tag) in tags.enumerated() {
            guard let language = ProfileRules.language(tag) else {
                problems.append(FieldProblem("languages[\(index)]", "must be a language tag such as en or pt-BR"))
                continue
            }
            if !languages.contains(language) { languages.append(language) }
        }
        return languages
    }
}

extension FieldProblem {
    static var unknownTimeZone: FieldProblem {
        FieldProblem("timeZone", "must be a name of the time zone database such as Europe/Berlin")
    }
}
