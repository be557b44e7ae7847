import NIOCore

/// What a client may still send: so much at once, and so much as time goes by. No clock, and no more than one moment
/// is kept.
struct Allowance {
    private let interval: TimeAmount
    private let most: TimeAmount
    /// When nothing of it is used any more.
    private var whole = NIODeadline.uptimeNanoseconds(0)

    init(_ rate: PacketRate) {
        interval = .nanoseconds(Int64(1_000_000_000 / min(max(rate.perSecond, 0.001), 1_000_000)))
        most = interval * min(max(rate.burst, 1), 1_000_000)
    }

    /// Counts one packet.
    ///
    /// - Returns: when the next one may come; `nil` for at once.
    mutating func take(at now: NIODeadline) -> NIODeadline? {
        whole = max(whole, now) + interval
        let next = whole + interval - most
        return next > now ? next : nil
    }
}
