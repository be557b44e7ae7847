import Testing

@testable import Exchange

@Suite struct NotificationRulesTests {
    /// Of every type: what the other gets, and what those get to whom it happens by itself.
    static let table: [EventType: (counterpart: NotificationKind?, affected: NotificationKind?)] = [
        .sessionRequested: (.sessionRequested, nil), .sessionCountered: (.sessionCountered, nil),
        .sessionAccepted: (.sessionAccepted, nil), .sessionRejected: (.sessionRejected, nil),
        .sessionWithdrawn: (.sessionWithdrawn, nil), .sessionExpired: (nil, .sessionExpired),
        .sessionTimeProposed: (.sessionTimeProposed, nil), .sessionTimeAccepted: (.sessionTimeAccepted, nil),
        .sessionTimeRejected: (.sessionTimeRejected, .sessionTimeLapsed),
        .sessionLinkChanged: (.sessionLinkChanged, nil),
        .sessionCancelled: (.sessionCancelled, .sessionCalledOff), .sessionCompleted: (.sessionCompleted, nil),
        .sessionConfirmed: (nil, nil), .sessionMissed: (.sessionMissed, nil),
        .sessionNotHeld: (.sessionNotHeld, .sessionUnreported), .sessionDisputed: (.sessionDisputed, nil),
        .sessionResolved: (.sessionResolved, .sessionResolved), .sessionReminder: (nil, .sessionReminder),
        .messageCreated: (.messageReceived, nil), .messageUpdated: (nil, nil), .messageRead: (nil, nil),
        .ringProposed: (.ringProposed, .ringRefilled), .ringAccepted: (nil, nil), .ringActive: (.ringActive, nil),
        .ringDissolved: (.ringDissolved, .ringDissolved), .ringBroken: (.ringBroken, .ringBroken),
        .ringEnded: (nil, .ringEnded), .ringUpdated: (nil, nil),
        .feedbackReceived: (.feedbackReceived, nil), .notificationCreated: (nil, nil), .notificationRead: (nil, nil),
    ]

    @Test(arguments: EventType.allCases)
    func everyTypeIsDecided(type: EventType) throws {
        let wanted = try #require(Self.table[type], "no decision was written down")
        #expect(type.notification.kind(for: .actor) == nil, "nobody is notified of what they did themselves")
        #expect(type.notification.kind(for: .counterpart) == wanted.counterpart)
        #expect(type.notification.kind(for: .affected) == wanted.affected)
    }

    @Test func everyKindComesFromSomewhereAndIsInAGroup() {
        let made = Self.table.values.flatMap { [$0.counterpart, $0.affected] }.compactMap(\.self)
        // These follow no event: somebody began to teach, or a round was gone through.
        #expect(Set(made).union([.wishMatched, .pairFound]) == Set(NotificationKind.allCases))
        #expect(Set(NotificationKind.allCases.map(\.group)) == Set(NotificationGroup.allCases))
        #expect(Set(NotificationKind.allCases.map(\.target)) == Set(NotificationTarget.allCases))
    }

    @Test func roles() {
        let (ada, bo) = (Fixture.ada, Fixture.bo)
        #expect(EventCause.member(ada).role(of: ada) == .actor)
        #expect(EventCause.member(ada).role(of: bo) == .counterpart)
        #expect(EventCause.system().role(of: ada) == .affected)
        #expect(EventCause.system(behalf: ada).role(of: ada) == .actor)
        #expect(EventCause.system(behalf: ada).role(of: bo) == .affected)
    }
}

@Suite struct NotificationSettingsTests {
    @Test func whoChoseNothingIsToldInThePage() {
        for group in NotificationGroup.allCases { #expect(NotificationSettings().channels(for: group) == [.inPage]) }
        let settings = NotificationSettings([.messages: [.push], .reminders: []])
        #expect(settings.channels(for: .messages) == [.push] && settings.channels(for: .reminders).isEmpty)
        #expect(settings.channels(for: .requests) == [.inPage])
    }

    @Test(arguments: [(-1, 5, "start"), (1_440, 5, "start"), (5, 1_440, "end"), (5, -1, "end"), (420, 420, "end")])
    func wrongQuietHours(start: Int, end: Int, field: String) {
        #expect {
            try QuietHours(start: start, end: end)
        } throws: { error in
            if case .invalid(let problems) = error as? Refusal { problems.map(\.field) == [field] } else { false }
        }
    }

    /// From a local night on, in zones whose clocks are moved then: when the quiet is over.
    static let nights: [(zone: String, quiet: (Int, Int), now: String, end: String)] = [
        ("UTC", (1_320, 420), "2026-11-23T21:59:59Z", "2026-11-23T21:59:59Z"),
        ("UTC", (1_320, 420), "2026-11-23T22:00:00Z", "2026-11-24T07:00:00Z"),
        ("UTC", (1_320, 420), "2026-11-24T06:59:59.999Z", "2026-11-24T07:00:00Z"),
        ("UTC", (1_320, 420), "2026-11-24T07:00:00Z", "2026-11-24T07:00:00Z"),
        ("UTC", (60, 120), "2026-11-24T01:30:15.250Z", "2026-11-24T02:00:00Z"),
        ("Asia/Kathmandu", (1_320, 420), "2026-11-23T18:00:00Z", "2026-11-24T01:15:00Z"),
        // Spring in Berlin: 02:00 is followed by 03:00, an hour after midnight UTC. The night is an hour shorter.
        ("Europe/Berlin", (1_320, 420), "2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z"),
        // The end is skipped: at the change the clocks show a time beyond it.
        ("Europe/Berlin", (1_320, 150), "2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z"),
        // The whole quiet time is skipped.
        ("Europe/Berlin", (120, 180), "2026-03-29T00:59:59Z", "2026-03-29T00:59:59Z"),
        ("Europe/Berlin", (120, 180), "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"),
        // Autumn: 03:00 is followed by 02:00. The night is an hour longer.
        ("Europe/Berlin", (1_320, 420), "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"),
        // The end comes twice; the time before it is quiet both times.
        ("Europe/Berlin", (1_320, 150), "2026-10-24T21:00:00Z", "2026-10-25T00:30:00Z"),
        ("Europe/Berlin", (1_320, 150), "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z"),
        // Clocks on Lord Howe are moved by half an hour.
        ("Australia/Lord_Howe", (1_320, 420), "2026-10-03T14:00:00Z", "2026-10-03T20:00:00Z"),
    ]

    @Test(arguments: nights.indices)
    func quietEnds(at index: Int) throws {
        let night = Self.nights[index]
        let now = try #require(Moment(rfc3339: night.now))
        let zone = try #require(ZoneRules(identifier: night.zone, around: now))
        let quiet = try QuietHours(start: night.quiet.0, end: night.quiet.1)
        #expect(quiet.end(from: now, in: zone).rfc3339 == Moment(rfc3339: night.end)?.rfc3339)
    }

    /// Minute by minute through the nights of a change: what is said to be the end is the first moment outside.
    @Test(arguments: ["2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z"])
    func theEndIsTheFirstMomentOutside(text: String) throws {
        let noon = try #require(Moment(rfc3339: text))
        let zone = try #require(ZoneRules(identifier: "Europe/Berlin", around: noon))
        for (start, end) in [(1_320, 420), (120, 180), (90, 150), (150, 90), (0, 1_439)] {
            let quiet = try QuietHours(start: start, end: end)
            let isQuiet = (0..<4_000).map { quiet.contains(zone.local(at: noon + .minutes($0)).minute) }
            var next: Int?
            for minute in (0..<4_000).reversed() {
                if !isQuiet[minute] { next = minute }
                guard minute < 2_000, let next else { continue }
                #expect(quiet.end(from: noon + .minutes(minute), in: zone) == noon + .minutes(next))
            }
        }
    }
}

@Suite struct NotificationLanguageTests {
    static let languages = [NotificationLanguage.english]

    @Test(arguments: languages.indices)
    func aLanguageIsComplete(at index: Int) {
        let language = Self.languages[index]
        #expect(Set(language.patterns.keys) == Set(NotificationKind.allCases))
        #expect(language.weekdays.count == 7 && language.months.count == 12)
        #expect(Set(language.outcomes.keys) == Set(DisputeResolution.Outcome.allCases))
        for (kind, pattern) in language.patterns {
            let names = Self.names(in: pattern)
            #expect(names.isSubset(of: ["name", "topic", "time", "outcome"]), "\(kind)")
            #expect(names.contains("name") == kind.namesSomebody, "\(kind)")
            #expect(names.contains("topic") == (kind.target == .session || kind.namesSkill), "\(kind)")
        }
        #expect(Self.names(in: language.time).isSubset(of: ["weekday", "day", "month", "hour", "minute"]))
    }

    @Test func textsSpeakOfTheSessionInTheReadersTime() throws {
        var session = try Fixture.accepted()
        _ = try session.apply(
            .proposeTime(start: session.time.start + .hours(12), minutes: nil), by: Fixture.bo,
            at: Fixture.noon + .hours(2))
        func text(_ kind: NotificationKind, _ session: Session?, name: String? = "Bo {topic}") -> String {
            NotificationLanguage.english.text(
                of: kind, NotificationFacts(kind, name: name, session: session, zone: "Asia/Kathmandu"))
        }
        #expect(text(.sessionAccepted, session) == "Bo {topic} accepted “Fiddle” on Wed 25 November, 17:45.")
        #expect(
            text(.sessionTimeProposed, session) == "Bo {topic} would like to move “Fiddle” to Thu 26 November, 05:45.")
        #expect(text(.sessionCalledOff, session, name: nil) == "“Fiddle” on Wed 25 November, 17:45 was called off.")
        #expect(text(.messageReceived, nil) == "Bo {topic} wrote to you.")
        var over = try Fixture.completed()
        _ = try over.apply(.contest(reason: "no"), by: Fixture.bo, at: over.time.end)
        _ = over.settle(at: over.time.end + .days(14))
        #expect(text(.sessionResolved, over).hasSuffix("is over: it counts as not held."))
    }

    private static func names(in pattern: String) -> Set<String> {
        Set(
            pattern.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
                $0.split(separator: "}").first.map(String.init)
            })
    }
}
