import Exchange

/// The zones that are in use, each looked up once. Made where the server is put together, and passed on.
///
/// It holds valid zones only, so it never has more entries than the database has names.
final class ZoneCache: Sendable {
    private let zones = ReadMostly<[String: ZoneRules]>([:])

    init() {}

    /// The rules of a zone with a window around `moment`; `nil` for anything but the exact name of a zone.
    func rules(_ identifier: String, around moment: Moment) -> ZoneRules? {
        let known = zones.read { $0[identifier] }
        guard let rules = known?.covering(moment) ?? ZoneRules(identifier: identifier, around: moment) else {
            return nil
        }
        if known?.window != rules.window { zones.change { $0[identifier] = rules } }
        return rules
    }
}
