import NIOCore
import Testing

@testable import SocketIO

@Suite("What is kept for clients that come back")
struct RecoveryLogTests {
    private static let begin = NIODeadline.uptimeNanoseconds(0)

    private static func log(_ change: (inout RecoveryConfiguration) -> Void = { _ in }) -> RecoveryLog {
        var configuration = RecoveryConfiguration()
        change(&configuration)
        return RecoveryLog(configuration)
    }

    private static func absence(_ rooms: Set<String> = []) -> RecoveryLog.Absence {
        RecoveryLog.Absence(id: "me", rooms: rooms, data: nil)
    }

    /// Keeps an event; its offset.
    private static func keep(
        _ text: String, _ options: BroadcastOptions = BroadcastOptions(), in log: inout RecoveryLog,
        at seconds: Int64 = 0
    ) -> String {
        let offset = log.nextOffset
        let message = EncodedMessage.event(text, SocketPayload(), namespace: "/", offset: offset)
        log.append(message, options, now: begin + .seconds(seconds))
        #expect(log.lastOffset == offset)
        return offset
    }

    private static func missed(_ log: inout RecoveryLog, since offset: String, at seconds: Int64 = 0) -> [String]? {
        log.restore(pid: "p", offset: offset, now: begin + .seconds(seconds))?.missed.map { message in
            String(String(buffer: message.text.body).split(separator: "\"")[1])
        }
    }

    @Test(
        "Events reach who was in their rooms",
        arguments: [
            ([], [], [], true), (["a"], ["a"], [], true), (["a"], ["b"], [], false),
            (["a", "b"], ["b", "c"], [], true),
            ([], ["a"], [], false), (["a"], [], ["a"], false), (["a", "b"], ["a"], ["b"], false),
            ([], ["me"], [], true),
            ([], [], ["me"], false),
        ] as [(Set<String>, Set<String>, Set<String>, Bool)])
    func rooms(_ saved: Set<String>, _ rooms: Set<String>, _ except: Set<String>, _ isMissed: Bool) {
        var log = Self.log()
        let seen = Self.keep("seen", in: &log)
        _ = Self.keep("event", BroadcastOptions(rooms: rooms, except: except), in: &log)
        log.save(Self.absence(saved), pid: "p", now: Self.begin)
        #expect(Self.missed(&log, since: seen) == (isMissed ? ["event"] : []))
    }

    @Test("Events come in order, behind the offset, and once")
    func order() {
        var log = Self.log()
        let offsets = (0..<50).map { Self.keep("e\($0)", in: &log) }
        #expect(Set(offsets).count == 50)
        log.save(Self.absence(), pid: "p", now: Self.begin)
        #expect(Self.missed(&log, since: offsets[46]) == ["e47", "e48", "e49"])
        #expect(Self.missed(&log, since: offsets[46]) == nil)
    }

    @Test(
        "Nothing is given for an offset that is not known", arguments: ["", "x", "zzzzzz0", "9999999999999", "-1", "é"])
    func unknownOffsets(_ offset: String) {
        var log = Self.log()
        let known = Self.keep("seen", in: &log)
        log.save(Self.absence(), pid: "p", now: Self.begin)
        #expect(Self.missed(&log, since: offset) == nil)
        #expect(Self.missed(&log, since: known.prefix(6) + offset) == nil)
        #expect(Self.missed(&log, since: known) == [])
    }

    @Test("Age bounds the clients and the events")
    func age() {
        var log = Self.log { $0.maxAge = .seconds(10) }
        let early = Self.keep("early", in: &log)
        log.save(Self.absence(), pid: "p", now: Self.begin)
        #expect(Self.missed(&log, since: early, at: 11) == nil)
        let late = Self.keep("late", in: &log, at: 20)
        log.save(Self.absence(), pid: "p", now: Self.begin + .seconds(20))
        #expect(Self.missed(&log, since: early, at: 20) == nil)
        #expect(Self.missed(&log, since: late, at: 30) == [])
    }

    @Test("Bytes bound the events: the oldest go first, and one that is too large is not kept at all")
    func bytes() {
        var log = Self.log { $0.maxBytes = 1_000 }
        let offsets = (0..<10).map { Self.keep("e\($0)", in: &log) }
        log.save(Self.absence(), pid: "p", now: Self.begin)
        #expect(Self.missed(&log, since: offsets[4]) == nil)
        #expect(Self.missed(&log, since: offsets[7]) == ["e8", "e9"])
        let large = Self.keep(String(repeating: "x", count: 2_000), in: &log)
        log.save(Self.absence(), pid: "p", now: Self.begin)
        #expect(Self.missed(&log, since: large) == nil)
    }

    @Test("Their number bounds the clients: who is away longest goes first")
    func clients() {
        var log = Self.log { $0.maxSessions = 2 }
        let seen = Self.keep("seen", in: &log)
        for (second, pid) in ["a", "b", "c"].enumerated() {
            log.save(Self.absence(), pid: pid, now: Self.begin + .seconds(Int64(second)))
        }
        let back = ["a", "b", "c"].map { log.restore(pid: $0, offset: seen, now: Self.begin + .seconds(3)) != nil }
        #expect(back == [false, true, true])
    }
}
