import Exchange

/// The zones of the members, numbered as they come.
struct ZoneTable {
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
        return rules.map { zone in
            let offset = zone.steadyOffset(in: new)
            return offset == nil || offset != zone.steadyOffset(in: old)
        }
    }
}
