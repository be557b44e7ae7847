import Exchange

/// One of the lists that together hold everybody who may be a match.
struct MatchList {
    enum Skills {
        /// Those who teach the one and want the other.
        case pair(taught: UInt32, wish: UInt32)
        case taught(UInt32)
        case wanted(UInt32)
    }

    let skills: Skills
    /// The places of my wish and my offer, from 1; 0 where the list has none.
    let wish: Int
    let offer: Int
    /// What the fits of those are at most who count in this list.
    let bound: (theyTeach: Double, iTeach: Double)

    /// The lists of a kind in the order in which they are read: by my wishes, then by my offers.
    static func all(
        _ kind: MatchKind, _ mine: MyLists, wishOnly: Int, offerOnly: Int, isFiltered: Bool
    ) -> [MatchList] {
        // A place of 0 stands for none.
        let wishes = kind == .learner ? 0..<1 : 1..<mine.wishes.count + 1
        let offers = kind == .teacher ? 0..<1 : 1..<mine.offers.count + 1
        let theyTeach = bounds(mine.wishes, isFiltered) { MatchScore.priority(rank: $0 >> 2 & 31) }
        let iTeach = bounds(mine.offers, isFiltered) { MatchScore.bestLevels[Int($0 & 3)] }
        var lists: [MatchList] = []
        lists.reserveCapacity(wishes.count * offers.count)
        for wish in wishes {
            for offer in offers {
                if isFiltered, wish == 0 || wish != wishOnly, offer == 0 || offer != offerOnly { continue }
                let bound = (theyTeach[max(wish, 1) - 1], iTeach[max(offer, 1) - 1])
                lists.append(MatchList(mine, wish: wish, offer: offer, bound: bound))
            }
        }
        return lists
    }

    /// For each place what an entry is worth at most of those from there on, or of all where one skill is asked for:
    /// whoever counts in an unfiltered list teaches none of my dearer wishes and wants none of my earlier offers.
    private static func bounds(_ entries: [UInt32], _ isFiltered: Bool, _ worth: (UInt32) -> Double) -> [Double] {
        var bounds = [Double](repeating: 0, count: max(1, entries.count))
        var most = 0.0
        for place in entries.indices.reversed() {
            most = max(most, worth(entries[place]))
            bounds[place] = most
        }
        return isFiltered ? bounds.map { _ in most } : bounds
    }

    private init(_ mine: MyLists, wish: Int, offer: Int, bound: (theyTeach: Double, iTeach: Double)) {
        self.wish = wish
        self.offer = offer
        self.bound = bound
        func skill(_ entries: [UInt32], _ place: Int) -> UInt32 { entries[place - 1] >> 7 }
        if wish > 0, offer > 0 {
            skills = .pair(taught: skill(mine.wishes, wish), wish: skill(mine.offers, offer))
        } else if wish > 0 {
            skills = .taught(skill(mine.wishes, wish))
        } else {
            skills = .wanted(skill(mine.offers, offer))
        }
    }

    /// Where each of the lists lies among the slots of its kind.
    static func ranges(of lists: [MatchList], in index: MatchIndex, _ mine: MyLists) -> [Range<Int>] {
        var pairs: [Range<Int>] = []
        if case .pair = lists.first?.skills { index.pairs.find(taught: mine.wishes, wishes: mine.offers, into: &pairs) }
        return lists.map { list in
            switch list.skills {
            case .taught(let skill): index.teachers[skill]
            case .wanted(let skill): index.learners[skill]
            case .pair: pairs[(list.wish - 1) * mine.offers.count + list.offer - 1]
            }
        }
    }

    /// Whether one of this list, who fits so, is in none of the other lists, or counts in this one.
    @inline(__always)
    func isFirst(_ fit: MutualFit, wishOnly: Int, offerOnly: Int) -> Bool {
        guard wishOnly > 0 || offerOnly > 0 else {
            return (wish == 0 || wish == fit.firstWish) && (offer == 0 || offer == fit.firstOffer)
        }
        guard wish > 0, offer > 0 else { return true }
        return wish == wishOnly ? offer == fit.firstOffer : wish == fit.firstWish && !fit.hasWishOnly
    }

    /// What the score of one who counts here is at most, without what the two have in common.
    @inline(__always)
    func gain(_ kind: MatchKind, prior: Double, myPrior: Double) -> Double {
        switch kind {
        case .teacher: prior * bound.theyTeach
        case .learner: prior * bound.iTeach
        case .mutual: MatchScore.harmonicMean(prior * bound.theyTeach, myPrior * bound.iTeach)
        }
    }

    /// Nobody of a lower prior than this who counts here reaches the score.
    func lowestPrior(_ kind: MatchKind, for score: Double, myPrior: Double) -> Double {
        switch kind {
        case .teacher: return score / bound.theyTeach
        case .learner: return score / bound.iTeach
        case .mutual:
            let mine = myPrior * bound.iTeach
            return 2 * mine > score ? score * mine / ((2 * mine - score) * bound.theyTeach) : .infinity
        }
    }
}
