import Exchange

/// Decides who meets whom, when and how it goes, from a seed number and the present moment alone.
struct DemoPlan {
    private(set) var stories: [DemoStory] = []
    private(set) var steps: [DemoStep] = []
    private(set) var rings: [DemoRing] = []
    /// When each of the people signed up.
    private(set) var joined: [Moment] = []
    private let people: [DemoMember]
    private let now: Moment
    private let weeks: [MemberWeek]
    private let fits: [DemoFit]
    private var busy: [[Range<Moment>]]
    private var random: SeededGenerator

    private static let suspension = Duration.days(9)
    private static let lengths = [30, 45, 60, 60, 60, 60, 90, 90, 120]

    init(people: [DemoMember], seed: UInt64, at now: Moment) {
        self.people = people
        self.now = now
        random = SeededGenerator(seed: ~seed)
        busy = Array(repeating: [], count: people.count)
        let zones = ZoneCache()
        weeks = people.compactMap { person in
            zones.rules(person.timeZone, around: now).map { MemberWeek(zone: $0, intervals: person.availability) }
        }
        fits = weeks.count == people.count ? DemoFit.all(of: people, weeks: weeks, at: now) : []
        planArrivals()
        planSessions()
        planModeration()
        planRings()
        steps = steps.filter { $0.at <= now }.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }.map(\.element)
    }

    private mutating func planArrivals() {
        for index in people.indices {
            let isNew = people[index].role == .member && index % 8 == 6
            let days = people[index].role != .member ? 330 - index % 2 : random.number(in: isNew ? 15...45 : 170...300)
            let at = now - .days(days) - .seconds(random.below(50_000))
            joined.append(at)
            steps.append(DemoStep(at: at, deed: .join(index)))
        }
    }

    private mutating func planModeration() {
        for index in people.indices where people[index].isSuspended {
            let at = now - Self.suspension
            steps.append(DemoStep(at: at - .days(3), deed: .block(index, by: DemoPeople.printed[0])))
            steps.append(DemoStep(at: at, deed: .suspend(index)))
        }
    }

    /// One ring that is active, and one in which the answer of the first member is due.
    private mutating func planRings() {
        let found = DemoRing.all(through: DemoPeople.printed[0], of: people, fits)
        guard let active = found.first, let open = found.first(where: { $0.members[1] != active.members[1] }) else {
            return
        }
        for (number, ring) in [active, open].enumerated() {
            let proposed = number == 0 ? now - .days(12) : now - .hours(20)
            rings.append(ring)
            steps.append(DemoStep(at: proposed, deed: .proposeRing(number, by: ring.members[1])))
            for (place, member) in ring.members.dropFirst(2).enumerated() {
                steps.append(DemoStep(at: proposed + .hours(7 + place), deed: .joinRing(number, by: member)))
            }
        }
        steps.append(DemoStep(at: now - .days(11), deed: .joinRing(0, by: active.members[0])))
    }

    private mutating func planSessions() {
        for course in DemoCourse.allCases {
            for number in 0..<course.count {
                let ours = number < 2 ? DemoPeople.printed[number % DemoPeople.printed.count] : nil
                if !plan(course, preferring: ours) { _ = plan(course, preferring: nil) }
            }
        }
    }

    private mutating func plan(_ course: DemoCourse, preferring member: Int?) -> Bool {
        let possible = fits.filter { fit in
            (member.map(fit.concerns) ?? true)
                && fit.members.allSatisfy { people[$0].role != .moderator || !course.isDispute }
                && fit.members.contains { people[$0].isSuspended } == (course == .calledOff)
        }
        guard !possible.isEmpty else { return false }
        for _ in 0..<24 {
            let fit = random.pick(possible)
            let minutes = random.pick(Self.lengths)
            guard let start = freeStart(course, for: fit, minutes: minutes) else { continue }
            let hours = random.number(in: course.askedHoursBefore)
            let created = (course.isAhead ? now : start) - .hours(hours) - .seconds(random.below(3_000))
            guard created > max(joined[fit.one], joined[fit.other]) else { continue }
            add(course, fit, created: created, time: SessionTime(start: start, minutes: minutes))
            return true
        }
        return false
    }

    /// A start on one of the days of the course at which both are available and have nothing else planned.
    private mutating func freeStart(_ course: DemoCourse, for fit: DemoFit, minutes: Int) -> Moment? {
        let needed = minutes + max(course.shift, course.wish)
        let taken = busy[fit.one] + busy[fit.other]
        if course == .inProgress {
            let start = Moment(milliseconds: (now.milliseconds - 600_000) / 900_000 * 900_000)
            let range = start..<start + .minutes(needed)
            return taken.contains { $0.overlaps(range) } ? nil : start
        }
        let first = now + .days(course.days.lowerBound)
        let last = now + .days(course.days.upperBound)
        let from = now + .days(random.number(in: course.days))
        let slots = weeks[fit.one].nextSlots(
            with: weeks[fit.other], count: 5, durationMinutes: needed, from: from, within: .days(7), busy: taken
        ).filter { first <= $0.lowerBound && $0.upperBound <= last + .days(1) && isPastOrAhead($0, course) }
        return slots.isEmpty ? nil : random.pick(slots).lowerBound
    }

    private func isPastOrAhead(_ slot: Range<Moment>, _ course: DemoCourse) -> Bool {
        course.isAhead ? slot.lowerBound > now + .hours(6) : slot.upperBound < now - .minutes(30)
    }

    private mutating func add(_ course: DemoCourse, _ fit: DemoFit, created: Moment, time: SessionTime) {
        let end = time.end + .minutes(max(course.shift, course.wish))
        for member in fit.members { busy[member].append(time.start..<end) }
        let asked = SessionTime(start: time.start + .minutes(course.shift), minutes: time.minutes)
        let story = story(fit, asked: asked)
        let script = DemoScript(
            course, created: created, asked: asked, time: time, now: now, random: SeededGenerator(seed: random.next())
        )
        let number = stories.count
        stories.append(story)
        steps.append(DemoStep(at: created, deed: .request, story: number))
        let talk = DemoTalk(course, from: created, random: SeededGenerator(seed: random.next()))
        steps += (script.steps + talk.steps).map { DemoStep(at: $0.at, deed: $0.deed, story: number) }
    }

    private mutating func story(_ fit: DemoFit, asked: SessionTime) -> DemoStory {
        let oneAsks = !people[fit.other].isAccepting ? false : !people[fit.one].isAccepting || random.chance(50)
        let (asker, other) = oneAsks ? (fit.one, fit.other) : (fit.other, fit.one)
        let (offers, wishes) = oneAsks ? (fit.oneTeaches, fit.otherTeaches) : (fit.otherTeaches, fit.oneTeaches)
        let isSwap = !offers.isEmpty && !wishes.isEmpty && random.chance(60)
        let learns = wishes.isEmpty || (!isSwap && !offers.isEmpty && random.chance(25)) ? nil : random.pick(wishes)
        let teaches = isSwap || learns == nil ? random.pick(offers) : nil
        return DemoStory(
            requester: asker, recipient: other, topic: topic(learns, teaches), note: random.pick(DemoTexts.notes),
            link: random.chance(20) ? random.pick(DemoTexts.links) : nil,
            requesterTeaches: teaches, recipientTeaches: learns, asked: asked
        )
    }

    private mutating func topic(_ learns: String?, _ teaches: String?) -> String {
        let names = [learns, teaches].compactMap { $0 }.map { DemoFit.names[$0] ?? $0 }
        let pattern = random.pick(names.count == 2 ? DemoTexts.swaps : DemoTexts.topics)
        return pattern.split(separator: "", omittingEmptySubsequences: true).map { letter in
            switch letter {
            case "%": names.first ?? ""
            case "&": names.last ?? ""
            default: String(letter)
            }
        }.joined()
    }
}
