import Exchange
import Testing

@testable import MatchEngine

struct MemberSlotsTests {
    /// Identifiers as they are made: those of one moment differ in their random bits alone.
    private func keys(_ count: Int, _ random: inout SeededRandom) -> [MemberKey] {
        (0..<count).map { number in
            let moment = Moment(milliseconds: 1_700_000_000_000 + Int64(number / 3))
            return MemberKey(member: Identifier(at: moment, random: (random.next(), random.next())), revision: 1)
        }
    }

    @Test(arguments: [0, 1, 2, 3, 4, 7, 8, 9, 1_000, 20_000])
    func everybodyIsFoundAndNobodyElse(count: Int) {
        var random = SeededRandom(seed: count)
        let keys = keys(count, &random)
        let slots = MemberSlots(keys)
        for (slot, key) in keys.enumerated() { #expect(slots.slot(of: key.member, in: keys) == slot) }
        for key in self.keys(1_000, &random) { #expect(slots.slot(of: key.member, in: keys) == nil) }
    }
}
