import NIOCore
import Testing

@testable import SocketIO

@Suite("What a client may still send")
struct AllowanceTests {
    /// Packets at these milliseconds, and when the next one may come after each (0 for at once).
    @Test(
        arguments: [
            (PacketRate(perSecond: 20, burst: 3), [0, 0, 0], [0, 0, 50]),
            (PacketRate(perSecond: 20, burst: 3), [0, 0, 0, 50, 100], [0, 0, 50, 100, 150]),
            // A silence gives the burst back, and no more than that.
            (PacketRate(perSecond: 20, burst: 3), [0, 0, 0, 10_000, 10_000, 10_000], [0, 0, 50, 0, 0, 10_050]),
            (PacketRate(perSecond: 20, burst: 1), [0, 50, 1_000], [50, 100, 1_050]),
            (PacketRate(perSecond: 0.5, burst: 2), [0, 1_000, 2_000], [0, 2_000, 4_000]),
            // What makes no sense is brought into range.
            (PacketRate(perSecond: 0, burst: 0), [0], [1_000_000]),
            (PacketRate(perSecond: -1, burst: -1), [0], [1_000_000]),
            (PacketRate(perSecond: .infinity, burst: .max), [0, 0, 0], [0, 0, 0]),
        ])
    func take(_ rate: PacketRate, _ times: [Int64], _ next: [Int64]) {
        var allowance = Allowance(rate)
        let begin = NIODeadline.uptimeNanoseconds(5_000_000_000)
        let seen = times.map { time in
            allowance.take(at: begin + .milliseconds(time)).map { ($0 - begin).nanoseconds / 1_000_000 } ?? 0
        }
        #expect(seen == next)
    }
}

@Suite("Answers that the server waits for")
struct PendingAcksTests {
    @Test func expireByTheirTimes() {
        var acks = PendingAcks()
        let begin = NIODeadline.uptimeNanoseconds(0)
        for (id, seconds) in [(1, 3), (2, 1), (3, 2)] as [(UInt64, Int64)] {
            acks.add(id, deadline: begin + .seconds(seconds)) { _ in }
        }
        #expect(acks.deadline == begin + .seconds(1))
        #expect(acks.expired(at: begin).isEmpty)
        #expect(acks.expired(at: begin + .seconds(2)).count == 2)
        #expect(acks.deadline == begin + .seconds(3))
        #expect(acks.take(2) == nil && acks.take(1) != nil && acks.take(1) == nil)
        acks.add(4, deadline: .distantFuture) { _ in }
        #expect(acks.all().count == 1 && acks.count == 0 && acks.deadline == .distantFuture)
    }
}
