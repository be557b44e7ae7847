/// The postings of one of my skills, to be read from the front.
struct MatchSource {
    let postings: [UInt64]
    let direction: FitPair.Direction
    /// The number of the fit for each detail of a posting.
    let numbers: [UInt8]
    /// What has been read.
    private(set) var read = 0..<0

    /// Those who teach what I wish.
    init(teachers: [UInt64], wish: SkillEntry, scale: FitScale) {
        postings = teachers
        direction = .theyTeach
        numbers = (0..<UInt32(Posting.details)).map {
            scale.number(teacher: $0 & 3, learner: wish.levelNumber, rank: wish.rank)
        }
    }

    /// Those who wish what I offer.
    init(learners: [UInt64], offer: SkillEntry, scale: FitScale) {
        postings = learners
        direction = .iTeach
        numbers = (0..<UInt32(Posting.details)).map {
            scale.number(teacher: offer.levelNumber, learner: $0 & 3, rank: $0 >> 2)
        }
    }

    var remaining: Int { postings.count - read.upperBound }
    var best: UInt8 { numbers.max() ?? 0 }

    /// The start of the posting that comes `count` after what was read; `nil` where there are no more.
    func start(after count: Int) -> UInt64? {
        remaining > count ? Posting(word: postings[read.upperBound + count]).start : nil
    }

    /// Moves on to the postings below `end`.
    mutating func advance(to end: UInt64) {
        read = read.upperBound..<position(of: end)
    }

    private func position(of word: UInt64) -> Int {
        postings.span.position(of: word, near: read.upperBound)
    }
}

/// The fits of all members with me, as far as they have been looked at.
struct FitMarks {
    private var words: [UInt16]

    init(count: Int) {
        words = [UInt16](repeating: 0, count: count)
    }

    subscript(slot: UInt32) -> FitPair { FitPair(word: words[Int(slot)]) }

    mutating func exclude(_ slot: UInt32) {
        words[Int(slot)] = FitPair.excluded.word
    }

    /// Takes in what was read last, and appends the postings of those who are met for the first time.
    mutating func open(_ source: MatchSource, found: inout [UInt64]) {
        let (postings, numbers) = (source.postings.span, source.numbers.span)
        var words = words.mutableSpan
        for index in source.read {
            let posting = Posting(word: postings[index])
            var fits = FitPair(word: words[Int(posting.slot)])
            if fits.word == 0 { found.append(posting.word) }
            fits.add(numbers[Int(posting.detail)], source.direction)
            words[Int(posting.slot)] = fits.word
        }
    }

    /// Takes in what was read last for those of `found`, who lie in the same stretch.
    mutating func complete(_ source: MatchSource, found: [UInt64]) {
        if source.read.count > 10 * found.count {
            look(for: found.span, in: source)
        } else {
            walk(source)
        }
    }

    private mutating func walk(_ source: MatchSource) {
        let (postings, numbers) = (source.postings.span, source.numbers.span)
        var words = words.mutableSpan
        for index in source.read {
            let posting = Posting(word: postings[index])
            var fits = FitPair(word: words[Int(posting.slot)])
            guard fits.word != 0 else { continue }
            fits.add(numbers[Int(posting.detail)], source.direction)
            words[Int(posting.slot)] = fits.word
        }
    }

    private mutating func look(for found: Span<UInt64>, in source: MatchSource) {
        let (postings, numbers) = (source.postings.span.extracting(source.read), source.numbers.span)
        var words = words.mutableSpan
        var position = 0
        var last: UInt64 = 0
        for index in found.indices {
            let wanted = Posting(word: found[index])
            position = postings.position(of: wanted.start, near: wanted.word < last ? 0 : position)
            last = wanted.word
            guard position < postings.count, postings[position] < wanted.end else { continue }
            var fits = FitPair(word: words[Int(wanted.slot)])
            fits.add(numbers[Int(Posting(word: postings[position]).detail)], source.direction)
            words[Int(wanted.slot)] = fits.word
        }
    }
}
