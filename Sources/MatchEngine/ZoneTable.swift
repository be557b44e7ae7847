import Exchange

/// The zones of the members, numbered as they come.
struct ZoneTable: Sendable {
    private(set) var rules: [ZoneRules] = []
    private var numbers: [String: UInt16] = [:]

    mutating func number(_ zone: ZoneRules, around moment: Moment) -> UInt16 {
        if let number = numbers[zone.identifier] { return number }
        let number = UInt16(rules.count)
        numbers[zone.identifier] = number
        rules.append(zone.covering(moment))
        return number
    }

    /// Moves the windows along, and tells for each zone whether a weekly availability lies elsewhere in the `new` week
    /// than in the `old` one: whether the clocks are moved in either, or were in between.
    mutating func advance(from old: Range<Moment>, to new: Range<Moment>) -> [Bool] {
        for number in rules.indices { rules[number] = rules[number].covering(new.lowerBound) }
        return rules.map { $0.isMoved(from: old, to: new) }
    }

    /// Whether in some zone a weekly availability lies elsewhere in the `new` week than in the `old` one.
    func isMoved(from old: Range<Moment>, to new: Range<Moment>) -> Bool {
        rules.contains { $0.isMoved(from: old, to: new) }
    }
}

extension ZoneRules {
    fileprivate func isMoved(from old: Range<Moment>, to new: Range<Moment>) -> Bool {
        let offset = steadyOffset(in: new)
        return offset == nil || offset != steadyOffset(in: old)
    }
}
