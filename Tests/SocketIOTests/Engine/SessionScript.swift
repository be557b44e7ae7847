import NIOCore
import Testing

@testable import SocketIO

/// Plays steps to a session and tells what it wants done, as `step > outcome`.
///
/// The rules are those of ``rules``: ping after 25 s, answer within 20 s, upgrade within 10 s, a grace of 30 s, 5 s for a
/// POST, 100 bytes and 5 packets of queue, 3 packets for a poll.
struct SessionScript {
    static let rules = EngineSession.Rules(
        pingInterval: .seconds(25), pingTimeout: .seconds(20), upgradeTimeout: .seconds(10), closeGrace: .seconds(30),
        postDeadline: .seconds(5), outgoingBytes: 100, outgoingPackets: 5, pollPackets: 3
    )

    private var session: EngineSession
    private var now = NIODeadline.uptimeNanoseconds(0)

    init(_ transport: EngineTransport) {
        session = EngineSession(transport, rules: Self.rules, now: now)
    }

    /// Plays lines of `step > outcome`, and holds each outcome against what the session says.
    static func check(_ lines: [String], _ transport: EngineTransport = .polling) {
        var script = SessionScript(transport)
        for (index, line) in lines.enumerated() {
            let parts = line.split(separator: " > ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            #expect(script.play(parts[0]) == parts[1], "line \(index): \(line)")
        }
    }

    private mutating func play(_ step: String) -> String {
        let words = step.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? words[1] : ""
        switch words[0] {
        case "GET": return poll()
        case "POST": return session.postBegan(now: now) ? "taken" : "conflict"
        case "body": return done { $0.postArrived() }
        case "answered": return done { $0.postEnded() }
        case "flush": return session.flush().map(Self.text) ?? "-"
        case "send": return send(rest, isVolatile: false)
        case "volatile": return send(rest, isVolatile: true)
        case "receive": return receive(rest)
        case "knock": return session.upgradeOpened(now: now) ? "opened" : "refused"
        case "probe": return probe(rest)
        case "switch": return Self.text(session.switchOver(now: now))
        case "lost": return done { $0.probeLost() }
        case "wait": return wait(milliseconds: Int64(rest) ?? 0)
        case "end": return close(isServer: true)
        case "leave": return close(isServer: false)
        case "state": return state
        default: return "unknown step"
        }
    }

    private mutating func done(_ change: (inout EngineSession) -> Void) -> String {
        change(&session)
        return "-"
    }

    private var state: String {
        let phase = session.isOpen ? "open" : session.isClosed ? "closed" : session.isLeaving ? "leaving" : "lingering"
        return "\(phase) \(session.transport.rawValue) \(session.isReady ? "ready" : "busy") \(session.waitingBytes)"
    }

    private mutating func poll() -> String {
        switch session.pollArrived() {
        case .hold: "hold"
        case .answer(let packets): Self.text(packets)
        case .conflict: "conflict"
        case .finish(let packets): "last \(Self.text(packets))"
        case .refuse: "refuse"
        }
    }

    private mutating func send(_ text: String, isVolatile: Bool) -> String {
        switch session.send(EncodedPacket(.message(ByteBuffer(string: text))), isVolatile: isVolatile) {
        case .write: "write"
        case .queued: "queued"
        case .dropped: "dropped"
        case .overflow: "overflow"
        }
    }

    private mutating func receive(_ text: String) -> String {
        guard let packet = try? EnginePacket(text: ByteBuffer(string: text)) else { return "no packet" }
        switch session.received(packet, now: now) {
        case .deliver(.text(let text)): return "deliver \(String(buffer: text))"
        case .deliver(.binary(let bytes)): return "deliver \(bytes.readableBytes) bytes"
        case .ignore: return "ignore"
        case .close(let reason): return "close: \(reason.rawValue)"
        }
    }

    private mutating func probe(_ text: String) -> String {
        guard let packet = try? EnginePacket(text: ByteBuffer(string: text)) else { return "no packet" }
        switch session.probeReceived(packet) {
        case .answer(let poll): return "3probe, poll \(poll.map(Self.text) ?? "-")"
        case .switchOver(let poll): return "switch, poll \(poll.map(Self.text) ?? "-")"
        case .closeSocket: return "close socket"
        }
    }

    /// Goes from deadline to deadline, as the timer of a connection does.
    private mutating func wait(milliseconds: Int64) -> String {
        let end = now + .milliseconds(milliseconds)
        var seen: [String] = []
        while session.deadline <= end, seen.count < 20 {
            now = max(now, session.deadline)
            fire(&seen)
        }
        now = end
        return seen.isEmpty ? "-" : seen.joined(separator: ", ")
    }

    private mutating func fire(_ seen: inout [String]) {
        let time = now.uptimeNanoseconds / 1_000_000
        while true {
            switch session.timerFired(now: now) {
            case .nothing: return
            case .ping:
                seen.append("ping at \(time)")
                _ = session.send(.ping)
            case .closeProbe: seen.append("close probe at \(time)")
            case .close(let reason):
                seen.append("\(reason.rawValue) at \(time)")
                session.forget()
            case .forget:
                seen.append("forget at \(time)")
                session.forget()
            }
        }
    }

    private mutating func close(isServer: Bool) -> String {
        switch session.close(isServer: isServer, now: now) {
        case .closeSocket: "close socket"
        case .answer(let packets): "answer \(Self.text(packets))"
        case .linger(let poll): "linger, poll \(poll.map(Self.text) ?? "-")"
        case .nothing: "nothing"
        }
    }

    private static func text(_ packets: [EncodedPacket]) -> String {
        packets.map { String(buffer: $0.body) }.joined(separator: "|")
    }
}
