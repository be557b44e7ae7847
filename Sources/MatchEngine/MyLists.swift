import Exchange

/// The skills of the one who asks, to be looked up by the skill of another.
struct MyLists {
    /// In my order, as words of `SkillEntry`.
    let offers: [UInt32]
    let wishes: [UInt32]
    /// By skill: 1 for my first offer (wish), 2 for the second …; 0: none.
    private let offerPlaces: [UInt8]
    private let wishPlaces: [UInt8]

    init(_ members: MemberReader, slot: Int, skills: Int) {
        offers = Array(members.offers(slot))
        wishes = Array(members.wishes(slot))
        offerPlaces = Self.places(offers, skills)
        wishPlaces = Self.places(wishes, skills)
    }

    private static func places(_ entries: [UInt32], _ skills: Int) -> [UInt8] {
        var places = [UInt8](repeating: 0, count: skills)
        for (place, entry) in entries.enumerated() { places[Int(entry >> 7)] = UInt8(place + 1) }
        return places
    }

    /// The place of my offer of a skill, from 1; 0: none.
    @inline(__always)
    func offerPlace(_ entry: UInt32) -> Int { Int(offerPlaces[Int(entry >> 7)]) }

    /// The place of my wish for a skill, from 1; 0: none.
    @inline(__always)
    func wishPlace(_ entry: UInt32) -> Int { Int(wishPlaces[Int(entry >> 7)]) }
}

/// How the skills of another fit mine, both ways.
struct MutualFit {
    /// The best of what they teach me; 0 where there is nothing.
    var theyTeach = 0.0
    /// The best of what I teach them; 0 where there is nothing.
    var iTeach = 0.0
    /// Whether they are at my level or above in some skill they teach me.
    var theyAreLevel = false
    /// Whether I am at their level or above in some skill I teach them.
    var iAmLevel = false
    /// The place of my first wish that they teach, from 1.
    var firstWish = Int.max
    /// The place of my first offer that they want, from 1.
    var firstOffer = Int.max
    /// Whether they teach the one wish that is asked for.
    var hasWishOnly = false
}

extension MemberComparison {
    /// How the skills of the member in a slot fit mine.
    ///
    /// - Parameter wishOnly: the place of a wish that is asked for, from 1.
    @inline(__always)
    func mutualFit(_ mine: MyLists, _ slot: Int, wishOnly: Int = 0) -> MutualFit {
        var fit = MutualFit()
        for offer in members.offers(slot) {
            let place = mine.wishPlace(offer)
            guard place > 0 else { continue }
            let wish = mine.wishes[place - 1]
            fit.firstWish = min(fit.firstWish, place)
            fit.hasWishOnly = fit.hasWishOnly || place == wishOnly
            fit.theyTeach = max(fit.theyTeach, self.fit(offer: offer, wish: wish))
            fit.theyAreLevel = fit.theyAreLevel || offer & 3 >= wish & 3
        }
        for wish in members.wishes(slot) {
            let place = mine.offerPlace(wish)
            guard place > 0 else { continue }
            let offer = mine.offers[place - 1]
            fit.firstOffer = min(fit.firstOffer, place)
            fit.iTeach = max(fit.iTeach, self.fit(offer: offer, wish: wish))
            fit.iAmLevel = fit.iAmLevel || offer & 3 >= wish & 3
        }
        return fit
    }
}
