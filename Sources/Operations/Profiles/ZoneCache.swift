import Exchange
import Synchronization

/// The zones that are in use, each looked up once. Made where the server is put together, and passed on.
///
/// It holds valid zones only, so it never has more entries than the database has names.
final class ZoneCache: Sendable {
    private let zones = Mutex<[String: ZoneRules]>([:])

    init() {}

    /// The rules of a zone with a window around `moment`; `nil` for anything but the exact name of a zone.
    func rules(_ identifier: String, around moment: Moment) -> ZoneRules? {
        zones.withLock { zones in
            guard let rules = zones[identifier]?.covering(moment) ?? ZoneRules(identifier: identifier, around: moment)
            else { return nil }
            zones[identifier] = rules
            return rules
        }
    }
}
