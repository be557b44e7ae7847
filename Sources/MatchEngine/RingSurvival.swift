public import Exchange

/// How a member has answered requests so far.
public struct ReplyRecord: Hashable, Sendable {
    public let asked: Int
    /// Those they answered, whatever they said.
    public let answered: Int

    public init(asked: Int = 0, answered: Int = 0) {
        self.asked = asked
        self.answered = answered
    }

    /// Drawn towards seven of ten, as if six had been asked before.
    var rate: Double {
        (6 * 0.7 + Double(min(max(0, answered), max(0, asked)))) / Double(6 + max(0, asked))
    }
}

extension RingHit {
    /// How likely it is that everybody but the one who asked joins: the product over the others of how readily they
    /// answer, by their replies and by how reliable, recently active and free they are. A plan is worth what it promises
    /// times the chance that it comes about (Dickerson, Procaccia, Sandholm: Failure-aware kidney exchange, 2019).
    ///
    /// - Parameter replies: of those who were ever asked.
    /// - Returns: above 0 and below 1; lower for each further member.
    public func survival(_ replies: [Identifier: ReplyRecord]) -> Double {
        edges.dropFirst().reduce(1) { chance, edge in
            chance * replies[edge.teacher, default: ReplyRecord()].rate * (1 + edge.factors.prior) / 2
        }
    }
}
