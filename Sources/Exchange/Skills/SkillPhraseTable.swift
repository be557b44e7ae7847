/// All phrases of an index, and every beginning of a word in them in order, so that those with a prefix stand together.
struct SkillPhraseTable: Sendable {
    /// A place in a phrase where a word begins.
    struct Start: Sendable {
        let phrase: Int32
        let offset: Int32
    }

    private(set) var phrases: [SkillPhrase] = []
    private(set) var starts: [Start] = []

    /// Adds the phrase that a text folds to.
    mutating func insert(_ folded: FoldedText, kind: SkillPhrase.Kind, owner: Int) {
        let key = folded.key
        phrases.append(SkillPhrase(key, kind: kind, owner: owner))
        for index in folded.wordStarts {
            let offset = key.unicodeScalars.distance(from: key.startIndex, to: index)
            let start = Start(phrase: Int32(phrases.count - 1), offset: Int32(offset))
            starts.insert(start, at: firstStart { !precedes(text(of: $0), text(of: start)) })
        }
    }

    /// The phrase that a place is in.
    func phrase(at start: Start) -> SkillPhrase { phrases[Int(start.phrase)] }

    /// The places whose text begins with these scalars.
    func starts(with prefix: ArraySlice<UInt32>) -> ArraySlice<Start> {
        let lower = firstStart { !precedes(text(of: $0), prefix) }
        let upper = firstStart {
            let beginning = text(of: $0).prefix(prefix.count)
            return !precedes(beginning, prefix) && !beginning.elementsEqual(prefix)
        }
        return starts[lower..<upper]
    }

    /// The places whose text begins with the first letter of `query`, or with its first two swapped.
    ///
    /// People rarely mistype the first letter, and words that differ there are mostly different words.
    func starts(like query: SkillPhrase) -> [ArraySlice<Start>] {
        let beginning = query.scalars.prefix(2)
        let same = starts(with: beginning.prefix(1))
        guard beginning.count == 2, beginning.first != beginning.last else { return [same] }
        return [same, starts(with: ArraySlice(beginning.reversed()))]
    }

    private func text(of start: Start) -> ArraySlice<UInt32> {
        phrases[Int(start.phrase)].scalars[Int(start.offset)...]
    }

    private func precedes(_ left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>) -> Bool {
        left.lexicographicallyPrecedes(right)
    }

    private func firstStart(where isReached: (Start) -> Bool) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if isReached(starts[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
