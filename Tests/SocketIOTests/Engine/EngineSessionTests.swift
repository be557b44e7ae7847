import Testing

@testable import SocketIO

/// The rules of sessions, each as a script: what happens, and what the session wants done.
@Suite("Engine.IO sessions")
struct EngineSessionTests {
    @Test(
        "Polling",
        arguments: [
            ["GET > hold", "flush > -", "send a > queued", "send b > queued", "flush > 4a|4b", "flush > -"],
            ["send a > queued", "GET > 4a", "GET > hold"],
            ["GET > hold", "GET > conflict"],
            ["GET > hold", "send a > queued", "flush > 4a", "GET > hold", "send b > queued", "flush > 4b"],
            // A poll takes three packets; the rest waits for the next.
            ["send a > queued", "send b > queued", "send c > queued", "send d > queued", "GET > 4a|4b|4c", "GET > 4d"],
            [
                "GET > hold", "send a > queued", "send b > queued", "send c > queued", "send d > queued",
                "flush > 4a|4b|4c", "flush > -", "GET > 4d",
            ],
        ])
    func polling(_ lines: [String]) { SessionScript.check(lines) }

    @Test(
        "One POST at a time, each within its time",
        arguments: [
            ["POST > taken", "POST > conflict"],
            ["POST > taken", "body > -", "POST > conflict", "answered > -", "POST > taken"],
            ["POST > taken", "wait 4999 > -", "wait 1 > transport error at 5000"],
            // The application may take longer than the client.
            ["POST > taken", "body > -", "wait 24000 > -", "answered > -", "POST > taken"],
        ])
    func posts(_ lines: [String]) { SessionScript.check(lines) }

    @Test(
        "What is received",
        arguments: [
            ["receive 4hello > deliver hello", "receive 4 > deliver "],
            ["receive 1 > close: transport close"],
            ["receive 2 > close: transport error"], ["receive 2probe > close: transport error"],
            ["receive 0 > ignore", "receive 5 > ignore", "receive 6 > ignore", "receive 3 > ignore"],
            ["receive 7 > no packet"],
        ])
    func received(_ lines: [String]) {
        SessionScript.check(lines)
        SessionScript.check(lines, .webSocket)
    }

    @Test(
        "Limits of what waits",
        arguments: [
            (1...5).map { "send \($0) > queued" } + ["send 6 > overflow"],
            ["send \(String(repeating: "x", count: 90)) > queued", "send yyy > queued", "send y > overflow"],
            ["send \(String(repeating: "x", count: 99)) > overflow"],
            // What was fetched counts no longer.
            (1...5).map { "send \($0) > queued" } + [
                "GET > 41|42|43", "send 6 > queued", "state > open polling busy 12",
            ],
            ["volatile a > dropped", "GET > hold", "volatile b > queued", "volatile c > queued", "flush > 4b|4c"],
        ])
    func limits(_ lines: [String]) { SessionScript.check(lines) }

    @Test("A WebSocket takes packets at once and is never polled")
    func webSocket() {
        SessionScript.check(
            [
                "send a > write", "volatile b > write", "state > open websocket ready 0", "GET > refuse",
                "knock > refused", "end > close socket", "send c > dropped", "state > closed websocket busy 0",
            ], .webSocket)
    }

    @Test(
        "The heartbeat",
        arguments: [
            // The next ping is due an interval behind the pong.
            [
                "wait 24999 > -", "wait 1 > ping at 25000", "wait 3000 > -", "receive 3 > ignore",
                "wait 25000 > ping at 53000",
            ],
            ["wait 25000 > ping at 25000", "wait 19999 > -", "wait 1 > ping timeout at 45000", "state > closed"],
            // Only a pong is a sign of life, and traffic does not put a ping off.
            ["wait 25000 > ping at 25000", "receive 4x > deliver x", "wait 20000 > ping timeout at 45000"],
            ["wait 20000 > -", "receive 4x > deliver x", "wait 5000 > ping at 25000"],
            // Pongs that nobody asked for change nothing.
            ["wait 10000 > -", "receive 3 > ignore", "receive 3 > ignore", "wait 15000 > ping at 25000"],
            ["wait 25000 > ping at 25000", "receive 3 > ignore", "receive 3 > ignore", "wait 25000 > ping at 50000"],
        ])
    func heartbeat(_ lines: [String]) {
        for transport in EngineTransport.allCases {
            SessionScript.check(
                lines.map { $0 == "state > closed" ? "\($0) \(transport.rawValue) busy 0" : $0 }, transport)
        }
    }

    @Test(
        "The upgrade",
        arguments: [
            [
                "knock > opened", "probe 2probe > 3probe, poll -", "probe 5 > switch, poll -", "switch > ",
                "send a > write",
            ],
            // What waits comes first, in order.
            [
                "knock > opened", "send a > queued", "probe 2probe > 3probe, poll -", "send b > queued",
                "probe 5 > switch, poll -", "switch > 4a|4b", "state > open websocket ready 0",
            ],
            // A poll that waits is released, and so is every later one.
            [
                "GET > hold", "knock > opened", "probe 2probe > 3probe, poll 6", "GET > 6", "GET > 6",
                "probe 5 > switch, poll -",
            ],
            ["GET > hold", "knock > opened", "send a > queued", "probe 2probe > 3probe, poll 4a"],
            // Before the probe a poll waits as ever; between probe and switch what is sent goes out by polls.
            ["knock > opened", "GET > hold", "send a > queued", "flush > 4a"],
            ["knock > opened", "probe 2probe > 3probe, poll -", "send a > queued", "GET > 4a", "GET > 6"],
            // Afterwards polling is over, and so is every other WebSocket.
            [
                "knock > opened", "probe 2probe > 3probe, poll -", "probe 5 > switch, poll -", "switch > ",
                "GET > refuse",
                "knock > refused", "receive 4x > deliver x",
            ],
            // One at a time.
            ["knock > opened", "knock > refused"],
            // What is no probe closes the WebSocket alone, also a second probe and an upgrade without one.
            ["knock > opened", "probe 4x > close socket", "knock > opened"],
            ["knock > opened", "probe 2 > close socket", "GET > hold"],
            ["knock > opened", "probe 5 > close socket", "GET > hold"],
            ["knock > opened", "probe 2probe > 3probe, poll -", "probe 2probe > close socket", "GET > hold"],
            // A WebSocket that is lost or late leaves the session as it was.
            ["knock > opened", "lost > -", "knock > opened"],
            [
                "knock > opened", "probe 2probe > 3probe, poll -", "lost > -", "send a > queued", "GET > 4a",
                "GET > hold",
            ],
            ["knock > opened", "wait 10000 > close probe at 10000", "GET > hold", "knock > opened"],
            [
                "knock > opened", "probe 2probe > 3probe, poll -", "wait 9999 > -", "wait 1 > close probe at 10000",
                "GET > hold",
            ],
            ["end > linger, poll -", "knock > refused"],
            ["knock > opened", "probe 2probe > 3probe, poll -", "end > linger, poll -", "probe 5 > close socket"],
        ])
    func upgrade(_ lines: [String]) { SessionScript.check(lines) }

    @Test(
        "The heartbeat goes on while the transport changes",
        arguments: [
            // Pinged over polling, answered over the WebSocket.
            [
                "wait 24000 > -", "knock > opened", "wait 1000 > ping at 25000", "probe 2probe > 3probe, poll -",
                "probe 5 > switch, poll -", "switch > 2", "receive 3 > ignore", "wait 25000 > ping at 50000",
            ],
            // Not answered at all: the time starts anew with the switch.
            [
                "wait 25000 > ping at 25000", "wait 10000 > -", "knock > opened", "probe 2probe > 3probe, poll -",
                "probe 5 > switch, poll -", "switch > 2", "wait 19999 > -", "wait 1 > ping timeout at 55000",
            ],
            // An upgrade that never comes to its end keeps nobody alive.
            [
                "wait 24000 > -", "knock > opened",
                "wait 60000 > ping at 25000, close probe at 34000, ping timeout at 45000",
            ],
        ])
    func heartbeatWhileUpgrading(_ lines: [String]) { SessionScript.check(lines) }

    @Test(
        "Closing",
        arguments: [
            // By the server: what waits and `1`, to the poll that waits or to the next one.
            ["GET > hold", "end > answer 1", "GET > refuse", "state > closed polling busy 0"],
            ["GET > hold", "send a > queued", "end > answer 4a|1", "send b > dropped"],
            ["end > linger, poll -", "send a > dropped", "receive 4x > ignore", "GET > last 6|1", "GET > refuse"],
            ["send a > queued", "end > linger, poll -", "GET > last 4a|1"],
            ["end > linger, poll -", "wait 29999 > -", "wait 1 > forget at 30000", "GET > refuse"],
            ["end > linger, poll -", "end > nothing", "leave > nothing"],
            // No answer has more than three packets.
            (1...4).map { "send \($0) > queued" } + ["end > linger, poll -", "GET > 41|42|43", "GET > last 44|1"],
            ["GET > hold"] + (1...3).map { "send \($0) > queued" } + ["end > linger, poll 41|42|43", "GET > last 6|1"],
            // By the client: `6`, also to a poll that is on its way while the closing POST is answered.
            ["GET > hold", "leave > answer 6"],
            ["GET > hold", "send a > queued", "leave > answer 4a"],
            ["leave > nothing", "state > closed polling busy 0"],
            ["POST > taken", "leave > linger, poll -", "state > leaving polling busy 0", "GET > last 6"],
            ["POST > taken", "leave > linger, poll -", "wait 49 > -", "wait 1 > forget at 50"],
        ])
    func closing(_ lines: [String]) { SessionScript.check(lines) }
}
