/// What passwords are usually made of: words, and straight lines on keyboards and alphabets.
enum CommonPasswords {
    /// All base words, as they are looked up in a password.
    static let tree: WordTree = {
        var tree = WordTree()
        for word in all { tree.insert(word) }
        return tree
    }()

    static var all: [Substring] {
        [words, names, culture, languages].flatMap { $0.split(whereSeparator: \.isWhitespace) }
    }

    /// Three keys or letters that follow each other on one line, in either direction.
    static let steps: Set<UInt64> = {
        var steps: Set<UInt64> = []
        for line in lines {
            let scalars = line.unicodeScalars.map(\.value)
            for run in [scalars, scalars.reversed()] where run.count >= 3 {
                for start in 0..<run.count - 2 { steps.insert(step(run[start], run[start + 1], run[start + 2])) }
            }
        }
        return steps
    }()

    /// Two keys or letters that follow each other on one line, in either direction.
    static let pairs: Set<UInt64> = {
        var pairs: Set<UInt64> = []
        for line in lines {
            let scalars = line.unicodeScalars.map(\.value)
            for (left, right) in zip(scalars, scalars.dropFirst()) {
                pairs.insert(step(0, left, right))
                pairs.insert(step(0, right, left))
            }
        }
        return pairs
    }()

    static func step(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt64 {
        UInt64(first) << 42 | UInt64(second) << 21 | UInt64(third)
    }

    private static let lines = [
        "abcdefghijklmnopqrstuvwxyzabc", "01234567890123", "02468", "13579",
        "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "qwertzuiopü+", "asdfghjklöä", "yxcvbnm,.-",
        "azertyuiop", "qsdfghjklm", "wxcvbn,;:", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
        "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/", "1qay", "6zhn",
        "1aqw", "2zsx", "!qaz", "@wsx", "#edc", "$rfv", "!@#$%^&*()_+", "!\"§$%&/()=?", "147", "258", "369", "159",
        "357", "951", "753", "qwe", "wer", "ert",
    ]
}

/// Words by their letters, each letter a step down the tree.
struct WordTree: Sendable {
    private var children: [UInt64: UInt32] = [:]
    private var ends: [Bool] = [false]

    mutating func insert(_ word: some StringProtocol) {
        var node: UInt32 = 0
        for scalar in word.unicodeScalars {
            for letter in PasswordLetters.folded(scalar) {
                let key = Self.key(node, PasswordLetters.unmasked(letter))
                if let next = children[key] {
                    node = next
                } else {
                    let next = UInt32(ends.count)
                    children[key] = next
                    ends.append(false)
                    node = next
                }
            }
        }
        ends[Int(node)] = node != 0
    }

    /// Calls `found` with the end of every word that starts at `start` of the unmasked letters.
    func words(in letters: [UInt32], from start: Int, found: (Int) -> Void) {
        var node: UInt32 = 0
        for position in start..<letters.count {
            guard let next = children[Self.key(node, letters[position])] else { return }
            node = next
            if ends[Int(node)] { found(position + 1) }
        }
    }

    private static func key(_ node: UInt32, _ letter: UInt32) -> UInt64 {
        UInt64(node) << 32 | UInt64(letter)
    }
}
