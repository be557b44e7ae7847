import Exchange
import Storage

/// What the two of a session write to each other after one has asked.
struct DemoTalk {
    private(set) var steps: [(at: Moment, deed: DemoStep.Deed)] = []

    /// - Parameter created: when the session was asked for.
    init(_ course: DemoCourse, from created: Moment, random: SeededGenerator) {
        var random = random
        // One of the two is suspended in the end and blocked before; they have nothing to say to each other.
        guard course != .calledOff, random.chance(60) else { return }
        var (at, side) = (created, SessionRole.requester)
        for text in random.pick(DemoTexts.talks) {
            at = at + .seconds(random.number(in: 60...5_400))
            steps.append((at, .write(text, by: side)))
            side = side.other
        }
    }

    /// Writes a message, having read what there was.
    static func write(
        _ text: String, as id: Identifier, by sender: Identifier, in conversation: Identifier, in work: Work
    ) throws {
        let found = try ConversationTable.load(conversation, visibleTo: sender, in: work.transaction)
        guard let found else { return }
        if found.last > found.readUpTo { try MessageWriter.setRead(found.last, in: found, by: sender, in: work) }
        let place = try ConversationTable.takePlace(in: conversation, at: work.now, in: work.transaction)
        _ = try MessageWriter.append(
            MessageDraft(clientID: "demo-\(id)", text: text), as: id, from: sender, in: conversation, at: place,
            in: work)
    }
}
