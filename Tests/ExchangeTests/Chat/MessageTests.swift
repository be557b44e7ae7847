import Exchange
import Testing

@Suite struct MessageTests {
    static let line = SessionLine(session: Identifier(high: 9, low: 9), transition: .accept)
    static let conversation = Identifier(high: 8, low: 8)

    static func message(from sender: Identifier? = Fixture.ada, line: SessionLine? = nil) -> Message {
        Message(
            id: Identifier(high: 7, low: 7), conversation: conversation, seq: 1, sender: sender, text: "Hello",
            clientID: line == nil ? "a" : nil, createdAt: Fixture.noon, line: line)
    }

    /// Who edits what, how many minutes after it was written, and what comes of it; the same for deleting it.
    static let edits: [(Identifier?, SessionLine?, by: Identifier, after: Duration, refused: Refusal?)] = [
        (Fixture.ada, nil, Fixture.ada, .zero, nil),
        (Fixture.ada, nil, Fixture.ada, .minutes(15) - .milliseconds(1), nil),
        (Fixture.ada, nil, Fixture.ada, .minutes(15), .tooLate),
        (Fixture.ada, nil, Fixture.bo, .zero, .notYours),
        (Fixture.ada, nil, Fixture.bo, .minutes(16), .notYours),
        (Fixture.ada, line, Fixture.ada, .zero, .notYours),
        (nil, line, Fixture.ada, .zero, .notYours),
    ]

    @Test func messagesAreChangedByTheirSendersForAWhile() {
        for edit in Self.edits {
            let at = Fixture.noon + edit.after
            var (edited, deleted) = (Self.message(from: edit.0, line: edit.1), Self.message(from: edit.0, line: edit.1))
            let refusal = Self.refusal {
                let isChanged = try edited.edit("Bye", by: edit.by, at: at)
                #expect(isChanged && edited.text == "Bye" && edited.editedAt == at && edited.deletedAt == nil)
            }
            #expect(refusal == edit.refused, "\(edit)")
            let other = Self.refusal {
                let isChanged = try deleted.delete(by: edit.by, at: at)
                #expect(isChanged && deleted.text.isEmpty && deleted.deletedAt == at)
            }
            #expect(other == edit.refused, "\(edit)")
            if refusal != nil { #expect(edited == Self.message(from: edit.0, line: edit.1) && deleted == edited) }
        }
    }

    @Test func whatWasDoneBeforeChangesNothingHoweverLate() throws {
        let late = Fixture.noon + .hours(1)
        var message = Self.message()
        #expect(try !message.edit("Hello", by: Fixture.ada, at: late) && message.editedAt == nil)
        #expect(try message.delete(by: Fixture.ada, at: Fixture.noon))
        #expect(try !message.delete(by: Fixture.ada, at: late) && message.deletedAt == Fixture.noon)
        #expect(throws: Refusal.notYours) { try message.delete(by: Fixture.bo, at: late) }
        #expect(throws: Refusal.tooLate) { try message.edit("Back", by: Fixture.ada, at: Fixture.noon) }
        #expect(throws: Refusal.tooLate) { try message.edit("", by: Fixture.ada, at: Fixture.noon) }
    }

    @Test func aMessageKnowsItself() throws {
        let (same, other) = (MessageDraft(clientID: "a", text: "Hello"), MessageDraft(clientID: "a", text: "Hallo"))
        var message = Self.message()
        #expect(message.isRepeated(by: same, to: Self.conversation))
        #expect(!message.isRepeated(by: other, to: Self.conversation))
        #expect(!message.isRepeated(by: same, to: Fixture.bo))
        _ = try message.edit("Bye", by: Fixture.ada, at: Fixture.noon)
        #expect(message.isRepeated(by: same, to: Self.conversation))
        #expect(!message.isRepeated(by: same, to: Fixture.bo))
    }

    @Test(arguments: SessionTransition.allCases)
    func everyTransitionHasASentence(_ transition: SessionTransition) {
        for by in [Fixture.ada, nil] {
            let change = SessionChange(transition, by: by, at: Fixture.noon, from: .pending, to: .accepted)
            let sentence = change.sentence(topic: "Fiddle")
            #expect(sentence.contains("“Fiddle”") && sentence.hasSuffix(".") && sentence.count < 90, "\(sentence)")
        }
    }

    private static func refusal(_ body: () throws -> Void) -> Refusal? {
        do {
            try body()
            return nil
        } catch {
            return error as? Refusal
        }
    }
}
