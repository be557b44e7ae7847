/// Compares phrases by the Damerau-Levenshtein distance in which a swapped pair of neighbours counts once
/// (optimal string alignment: no place is edited twice).
struct SkillNearness {
    private let query: SkillPhrase
    private let marks: [UInt32]
    private let isAlphabetic: Bool
    private var table = AlignmentTable()

    init(_ query: SkillPhrase) {
        self.query = query
        marks = query.marks
        isAlphabetic = query.isAlphabetic
    }

    /// The distance to a whole phrase, or `nil` where the two are not one word misspelled.
    mutating func distance(to phrase: SkillPhrase) -> Int? {
        let lengths = (query.scalars.count, phrase.scalars.count)
        let tolerance = SkillPhrase.tolerance(min(lengths.0, lengths.1))
        guard isAlphabetic, tolerance > 0, abs(lengths.0 - lengths.1) <= tolerance,
            (query.mask & ~phrase.mask).nonzeroBitCount <= tolerance,
            (phrase.mask & ~query.mask).nonzeroBitCount <= tolerance,
            phrase.marks == marks
        else { return nil }
        guard table.align(query.scalars, with: phrase.scalars[...], within: tolerance),
            let distance = table.lastRow.last, distance <= tolerance
        else { return nil }
        return distance == 2 && isReplacedTwice(in: phrase) ? nil : distance
    }

    // Two replaced letters mostly make another word (astronomy, astrology), where other pairs of edits make slips.
    private func isReplacedTwice(in phrase: SkillPhrase) -> Bool {
        query.scalars.count == phrase.scalars.count && zip(query.scalars, phrase.scalars).count(where: !=) == 2
    }

    /// The least distance to a beginning of the phrase from `offset` on, or `nil` where it is too far.
    mutating func distance(toBeginningOf phrase: SkillPhrase, from offset: Int) -> Int? {
        let length = query.scalars.count
        let tolerance = SkillPhrase.tolerance(length)
        guard isAlphabetic, tolerance > 0, phrase.scalars.count - offset >= length - tolerance,
            (query.mask & ~phrase.mask).nonzeroBitCount <= tolerance
        else { return nil }
        let beginning = phrase.scalars[offset...].prefix(length + tolerance)
        guard table.align(query.scalars, with: beginning, within: tolerance) else { return nil }
        return table.lastRow.min().flatMap { $0 <= tolerance ? $0 : nil }
    }
}

/// The distances of all beginnings of one text to all beginnings of another, row by row.
private struct AlignmentTable {
    private var cells: [Int] = []
    private var width = 0

    /// The distances of the whole first text to the beginnings of the second.
    var lastRow: ArraySlice<Int> { cells.suffix(width) }

    /// Fills the table; false when every distance will be above `limit`.
    mutating func align(_ first: [UInt32], with second: ArraySlice<UInt32>, within limit: Int) -> Bool {
        width = second.count + 1
        cells.removeAll(keepingCapacity: true)
        cells.append(contentsOf: 0..<width)
        for row in 0..<first.count {
            // No row has a lesser minimum than the one before, so a bad one ends the work.
            guard appendRow(row, first, second) <= limit else { return false }
        }
        return true
    }

    private mutating func appendRow(_ row: Int, _ first: [UInt32], _ second: ArraySlice<UInt32>) -> Int {
        let letter = first[row]
        var (left, least) = (row + 1, row + 1)
        var above = row * width
        cells.append(left)
        for index in second.indices {
            var cell = min(cells[above] + (letter == second[index] ? 0 : 1), cells[above + 1] + 1, left + 1)
            if row > 0, index > second.startIndex, letter == second[index - 1], first[row - 1] == second[index] {
                cell = min(cell, cells[above - width - 1] + 1)
            }
            cells.append(cell)
            (left, least, above) = (cell, min(least, cell), above + 1)
        }
        return least
    }
}
