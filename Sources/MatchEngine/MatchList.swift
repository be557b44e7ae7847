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
        let wishes = kind == .learner ? [] : Array(1..<mine.wishes.count + 1)
        let offers = kind == .teacher ? [] : Array(1..<mine.offers.count + 1)
        let lists: [MatchList]
        switch kind {
        case .mutual:
            lists = wishes.flatMap { wish in
                offers.map { offer in
                    MatchList(mine, wish: wish, offer: offer, isFiltered: isFiltered)
                }
            }
        case .teacher: lists = wishes.map { MatchList(mine, wish: $0, offer: 0, isFiltered: isFiltered) }
        case .learner: lists = offers.map { MatchList(mine, wish: 0, offer: $0, isFiltered: isFiltered) }
        }
        guard isFiltered else { return lists }
        return lists.filter { $0.wish > 0 && $0.wish == wishOnly || $0.offer > 0 && $0.offer == offerOnly }
    }

    private init(_ mine: MyLists, wish: Int, offer: Int, isFiltered: Bool) {
        self.wish = wish
        self.offer = offer
        func skill(_ entries: [UInt32], _ place: Int) -> UInt32 { entries[place - 1] >> 7 }
        if wish > 0, offer > 0 {
            skills = .pair(taught: skill(mine.wishes, wish), wish: skill(mine.offers, offer))
        } else if wish > 0 {
            skills = .taught(skill(mine.wishes, wish))
        } else {
            skills = .wanted(skill(mine.offers, offer))
        }
        // Whoever counts here teaches none of my dearer wishes and wants none of my earlier offers.
        let wishes = isFiltered ? mine.wishes[...] : mine.wishes.dropFirst(max(wish, 1) - 1)
        let offers = isFiltered ? mine.offers[...] : mine.offers.dropFirst(max(offer, 1) - 1)
        bound = (
            wishes.map { MatchScore.priority(rank: $0 >> 2 & 31) }.max() ?? 0,
            offers.map { MatchScore.bestLevel(teacher: $0 & 3) }.max() ?? 0
        )
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
