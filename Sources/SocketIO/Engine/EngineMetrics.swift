import Metrics

/// What the server counts (swift-metrics). The labels are closed sets.
struct EngineMetrics: Sendable {
    private let opened: [EngineTransport: Counter]
    private let ended: [DisconnectReason: Counter]
    private let refused: [Int: Counter]
    private let upgraded = Counter(label: "socketio_upgrades_total")
    private let slowReaders = Counter(label: "socketio_slow_readers_total")
    private let sessions = Meter(label: "socketio_sessions")

    init() {
        opened = EngineTransport.allCases.counters("socketio_sessions_opened_total", "transport") { $0.rawValue }
        ended = DisconnectReason.allCases.counters("socketio_sessions_closed_total", "reason") { $0.rawValue }
        refused = Array(0...5).counters("socketio_requests_refused_total", "code") { "\($0)" }
    }

    func opened(_ transport: EngineTransport) { opened[transport]?.increment() }

    func closed(_ reason: DisconnectReason) { ended[reason]?.increment() }

    func refused(_ refusal: EngineRefusal) { refused[refusal.code]?.increment() }

    func slowReader() { slowReaders.increment() }

    func upgrade() { upgraded.increment() }

    func count(_ number: Int) { sessions.set(number) }
}

extension Collection where Element: Hashable {
    fileprivate func counters(
        _ label: String, _ dimension: String, _ name: (Element) -> String
    ) -> [Element: Counter] {
        Dictionary(uniqueKeysWithValues: map { ($0, Counter(label: label, dimensions: [(dimension, name($0))])) })
    }
}
