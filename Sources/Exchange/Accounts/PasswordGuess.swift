/// Estimates how hard a password is to guess for someone who knows how passwords are made.
///
/// A password is cut into a word, straight runs (`1234`, `qwer`, `aaaa`), years, dates and single characters in
/// the cheapest way; each piece costs the bits that a guesser has to spend on it. One word from the list may be
/// used, and any number of words that belong to the person. Everything else costs its letters, so that several
/// words are always enough.
struct PasswordGuess {
    /// Below this many tenths of a bit a password is guessed in seconds.
    static let enough = 340

    private enum Cost {
        static let ownWord = 20
        static let word = 110
        static let run = 80
        static let year = 70
        static let date = 150
        static let digit = 33
        static let sign = 50
        static let letter = 75
        /// Written backwards, doubled, or spread with dashes.
        static let disguise = 40
    }

    private let ownWords: WordTree

    /// - Parameter ownWords: words that belong to the person or the site.
    init(ownWords: [String]) {
        var tree = WordTree()
        for word in ownWords where word.unicodeScalars.count >= 3 { tree.insert(word) }
        self.ownWords = tree
    }

    func isEasy(_ password: String) -> Bool {
        let letters = PasswordLetters(password)
        if isEasy(letters.plain, spent: 0) || isInterleaved(letters.plain) { return true }
        return disguises(of: letters).contains { isEasy($0, spent: Cost.disguise) }
    }

    private func disguises(of letters: PasswordLetters) -> [[UInt32]] {
        let plain = letters.plain
        var found = [Array(plain.reversed())]
        let joined = plain.filter { !Self.separators.contains($0) }
        if joined.count < plain.count { found.append(joined) }
        let collapsed = plain.indices.filter { $0 == 0 || plain[$0] != plain[$0 - 1] }.map { plain[$0] }
        if collapsed.count * 2 <= plain.count { found.append(collapsed) }
        if let once = withoutRepetition(letters) { found.append(once) }
        return found
    }

    private static let separators = Set(" -_.,/+*#".unicodeScalars.map(\.value))

    /// `abc123` for `abc123abc123`, `test1` for `testtest1`; `nil` where nothing repeats.
    private func withoutRepetition(_ letters: PasswordLetters) -> [UInt32]? {
        let plain = letters.plain
        guard !plain.isEmpty else { return nil }
        let end = (plain.lastIndex(where: PasswordLetters.isLetter) ?? plain.count - 1) + 1
        for count in Set([plain.count, end]) {
            let period = shortestPeriod(letters.unmasked[..<count])
            if period * 2 <= count { return Array(plain[..<period] + plain[count...]) }
        }
        return nil
    }

    /// Every second or third character follows the one before it: `1q2w3e4r`, `a1b2c3d4`, `1qa2ws3ed`.
    private func isInterleaved(_ plain: [UInt32]) -> Bool {
        let inner = plain.drop { !PasswordLetters.isLetter($0) && !PasswordLetters.isDigit($0) }
        let core = Array(inner.prefix { PasswordLetters.isLetter($0) || PasswordLetters.isDigit($0) })
        guard core.count >= 6, plain.count - core.count <= 4 else { return false }
        return (2...3).contains { stride in
            core.indices.dropFirst(stride).allSatisfy { index in
                let before = core[index - stride]
                return before == core[index]
                    || CommonPasswords.pairs.contains(CommonPasswords.step(0, before, core[index]))
            }
        }
    }

    private func isEasy(_ plain: [UInt32], spent: Int) -> Bool {
        guard !plain.isEmpty else { return true }
        let letters = PasswordLetters(plain)
        let far = Int.max / 2
        // best[2 * position + words]: what it costs to reach a position with no or one word of the list.
        var best = [Int](repeating: far, count: 2 * plain.count + 2)
        best[0] = spent
        for start in plain.indices {
            guard min(best[2 * start], best[2 * start + 1]) < Self.enough else { continue }
            pieces(of: letters, at: start) { end, cost, isWord in
                for words in 0...1 where !(isWord && words == 1) {
                    let slot = 2 * end + (isWord ? 1 : words)
                    best[slot] = min(best[slot], best[2 * start + words] + cost)
                }
            }
            if best.suffix(2).contains(where: { $0 < Self.enough }) { return true }
        }
        return false
    }

    private func pieces(of letters: PasswordLetters, at start: Int, add: (Int, Int, Bool) -> Void) {
        let plain = letters.plain
        add(start + 1, cost(ofSingle: plain[start]), false)
        let run = runEnd(plain, from: start)
        if run - start >= 3 {
            for end in start + 3...run { add(end, Cost.run, false) }
        }
        if isYear(plain, at: start) { add(start + 4, Cost.year, false) }
        if isDate(plain, at: start) { add(start + 8, Cost.date, false) }
        let hasLetter = { (end: Int) in plain[start..<end].contains(where: PasswordLetters.isLetter) }
        CommonPasswords.tree.words(in: letters.unmasked, from: start) { end in
            if end - start >= 3, hasLetter(end) { add(end, Cost.word, true) }
        }
        ownWords.words(in: letters.unmasked, from: start) { end in
            if hasLetter(end) { add(end, Cost.ownWord, false) }
        }
    }

    private func cost(ofSingle letter: UInt32) -> Int {
        if PasswordLetters.isDigit(letter) { return Cost.digit }
        return PasswordLetters.isLetter(letter) ? Cost.letter : Cost.sign
    }

    private func runEnd(_ plain: [UInt32], from start: Int) -> Int {
        var end = start + 2
        while end < plain.count {
            let (first, second, third) = (plain[end - 2], plain[end - 1], plain[end])
            let isSame = first == second && second == third
            guard isSame || CommonPasswords.steps.contains(CommonPasswords.step(first, second, third)) else { break }
            end += 1
        }
        return end
    }
}

private func number(_ plain: [UInt32], at start: Int, digits: Int) -> Int? {
    guard start + digits <= plain.count else { return nil }
    var value = 0
    for letter in plain[start..<start + digits] {
        guard PasswordLetters.isDigit(letter) else { return nil }
        value = value * 10 + Int(letter - 0x30)
    }
    return value
}

private func isYear(_ plain: [UInt32], at start: Int) -> Bool {
    number(plain, at: start, digits: 4).map { (1900...2099).contains($0) } ?? false
}

/// Eight digits as day, month, year in any of the three usual orders.
private func isDate(_ plain: [UInt32], at start: Int) -> Bool {
    guard number(plain, at: start, digits: 8) != nil else { return false }
    let yearLast = isYear(plain, at: start + 4)
    let others = yearLast ? start : start + 4
    guard yearLast || isYear(plain, at: start),
        let first = number(plain, at: others, digits: 2),
        let second = number(plain, at: others + 2, digits: 2)
    else { return false }
    return (1...31).contains(max(first, second)) && (1...12).contains(min(first, second))
}

/// The shortest period of a text, by the failure function of Knuth, Morris and Pratt.
private func shortestPeriod(_ text: ArraySlice<UInt32>) -> Int {
    var border = [Int](repeating: 0, count: text.count)
    for index in text.indices.dropFirst() {
        var length = border[index - 1]
        while length > 0, text[length] != text[index] { length = border[length - 1] }
        border[index] = text[length] == text[index] ? length + 1 : 0
    }
    return text.count - (border.last ?? 0)
}
