import Exchange

/// Writes down, step by step, how a session goes.
struct DemoScript {
    private(set) var steps: [(at: Moment, deed: DemoStep.Deed)] = []
    private var random: SeededGenerator
    private let created: Moment
    /// When the meeting is in the end.
    private let time: SessionTime
    private let asked: SessionTime
    private let now: Moment
    /// The side that speaks first after the meeting.
    private let first: SessionRole
    private var at: Moment

    init(
        _ course: DemoCourse, created: Moment, asked: SessionTime, time: SessionTime, now: Moment,
        random: SeededGenerator
    ) {
        self.random = random
        self.created = created
        self.asked = asked
        self.time = time
        self.now = now
        at = created
        first = self.random.chance(60) ? .requester : .recipient
        write(course)
    }

    private mutating func write(_ course: DemoCourse) {
        switch course {
        case .pending, .expired: break
        case .pendingCountered: counter(to: time.start, by: .recipient)
        case .pendingCounteredTwice:
            counter(to: time.start + .minutes(30), by: .recipient)
            counter(to: time.start, by: .requester)
        case .rejected: answer(.reject(reason: random.pick(DemoTexts.rejections), pauseRequests: false), by: .recipient)
        case .withdrawn: answer(.withdraw, by: .requester)
        case .countered:
            counter(to: time.start, by: .recipient)
            answer(.accept, by: .requester)
            hold(confirmed: true)
        default:
            answer(.accept, by: .recipient)
            goOn(course)
        }
    }

    private mutating func goOn(_ course: DemoCourse) {
        switch course {
        case .proposalOpen: answer(.proposeTime(start: time.start + .minutes(30), minutes: nil), by: first)
        case .proposalDeclined:
            answer(.proposeTime(start: time.start + .minutes(30), minutes: nil), by: first)
            answer(.rejectTime, by: first.other)
        case .proposalTaken: move()
        case .moved:
            move()
            hold(confirmed: true)
        case .held, .heldLately: hold(confirmed: true)
        case .heldUnconfirmed: hold(confirmed: false)
        case .missed: miss()
        case .notHeld: act(.reportNotHeld, by: first, after: time.end, minutes: 60...600)
        case .completedAfterSilence: act(.complete, by: first, after: time.end + .days(9), minutes: 0...600)
        case .cancelled: cancel(hoursBefore: 30...60)
        case .cancelledLate:
            cancel(hoursBefore: 3...10)
            say(random.number(in: 1...2), random.pick(DemoTexts.absent), by: first.other)
        default: dispute(course)
        }
    }

    private mutating func dispute(_ course: DemoCourse) {
        switch course {
        case .disputed: contest(.reportMissed)
        case .disputeForgotten: contest(.complete)
        case .resolvedCompleted:
            contest(.reportMissed)
            resolve(.completed, 0)
            say(4, random.pick(DemoTexts.mixed), by: .requester)
            say(5, random.pick(DemoTexts.praise), by: .recipient)
        case .resolvedMissed:
            contest(.complete)
            resolve(.missed, 2)
        case .resolvedNotHeld:
            contest(.reportMissed)
            resolve(.notHeld, 1)
        default: break
        }
    }

    private mutating func contest(_ report: SessionAction) {
        act(report, by: first, after: report == .complete ? time.end : time.start, minutes: 15...40)
        act(.contest(reason: random.pick(DemoTexts.contests)), by: first.other, after: at, minutes: 120...1_500)
    }

    private mutating func resolve(_ outcome: DisputeResolution.Outcome, _ reason: Int) {
        add(.resolve(outcome, reason: DemoTexts.resolutions[reason]), after: at, minutes: 1_200...5_000)
    }

    private mutating func counter(to start: Moment, by side: SessionRole) {
        answer(.counter(start: start, minutes: nil, note: random.pick(DemoTexts.counterNotes)), by: side)
    }

    private mutating func move() {
        answer(.proposeTime(start: time.start, minutes: nil), by: first)
        answer(.acceptTime, by: first.other)
    }

    private mutating func cancel(hoursBefore: ClosedRange<Int>) {
        let hours = random.number(in: hoursBefore)
        act(
            .cancel(reason: random.pick(DemoTexts.cancellations)), by: first, after: time.start - .hours(hours),
            minutes: 0...50)
    }

    private mutating func miss() {
        act(.reportMissed, by: first, after: time.start, minutes: 15...90)
        say(
            random.number(in: 1...2), random.pick(DemoTexts.absent), by: first,
            privateNote: random.chance(50) ? random.pick(DemoTexts.privateNotes) : nil
        )
    }

    private mutating func hold(confirmed: Bool) {
        act(.complete, by: first, after: time.end, minutes: 5...500)
        if confirmed { act(.confirm, by: first.other, after: at, minutes: 20...900) }
        praise(by: confirmed || random.chance(70) ? .requester : .recipient)
        guard confirmed, random.chance(85) else { return }
        praise(by: .recipient)
        if random.chance(60) {
            let side: SessionRole = random.chance(70) ? .recipient : .requester
            add(.reply(random.pick(DemoTexts.replies), by: side), after: at, minutes: 60...3_000)
        }
    }

    private mutating func praise(by side: SessionRole) {
        let isMixed = random.chance(18)
        let rating = isMixed ? 3 + random.below(2) : random.chance(80) ? 5 : 4
        let text = random.chance(85) ? random.pick(isMixed ? DemoTexts.mixed : DemoTexts.praise) : nil
        say(rating, text, by: side)
    }

    private mutating func say(_ rating: Int, _ text: String?, by side: SessionRole, privateNote: String? = nil) {
        let feedback = DemoFeedback(rating: rating, text: text, privateNote: privateNote)
        add(.feedback(feedback, by: side), after: at, minutes: 60...2_800)
    }

    /// What is said before the meeting: after a while, but never later than half of the time that is left.
    private mutating func answer(_ action: SessionAction, by side: SessionRole) {
        let left = (min(asked.start, time.start, now, created + SessionRules.requestLasts) - at).wholeMilliseconds
        let pause = min(Int64(random.number(in: 15...1_000)) * 60_000, left / 2)
        at = Moment(milliseconds: at.milliseconds + pause)
        steps.append((at, .act(action, by: side)))
    }

    private mutating func act(
        _ action: SessionAction, by side: SessionRole, after moment: Moment, minutes: ClosedRange<Int>
    ) {
        add(.act(action, by: side), after: moment, minutes: minutes)
    }

    private mutating func add(_ deed: DemoStep.Deed, after moment: Moment, minutes: ClosedRange<Int>) {
        at = moment + .seconds(random.number(in: minutes.lowerBound * 60...minutes.upperBound * 60))
        steps.append((at, deed))
    }
}
