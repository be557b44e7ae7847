/// Who of the participants of a clearing round can teach whom. Participants are numbered 0, 1, 2 …
public struct TeachingGraph: Sendable {
    /// That one can teach another, and how well it would suit both.
    public struct Lesson: Hashable, Sendable {
        public let teacher: Int
        public let learner: Int
        /// Above 0 and at most 1.
        public let value: Double

        public init(teacher: Int, learner: Int, value: Double = 1) {
            self.teacher = teacher
            self.learner = learner
            self.value = value
        }
    }

    /// How many take part.
    public let members: Int
    /// What it counts that a participant is in a ring, in eighths: 8 for most, more for those who have waited long.
    public let weights: [Int]
    /// All sums of weights are multiples of this.
    let weightStep: Int
    /// Pairs who must not be in one ring, the lower number first.
    private let apart: Set<[Int]>
    private let starts: [Int]
    private let learners: [Int32]
    private let values: [Double]

    /// A graph of these lessons.
    ///
    /// Left out are lessons of one who is not a participant or would learn from themselves, and all but the best of
    /// those with the same teacher and learner. Without `weights` everyone counts the same; each is taken as at least 1.
    /// Two who are `apart` never come into the same ring, next to each other or not.
    public init(
        members: Int, lessons: some Sequence<Lesson>, weights: [Int] = [], apart: some Sequence<(Int, Int)> = []
    ) {
        let known = 0..<max(0, members)
        self.members = known.count
        let weights = known.map { $0 < weights.count ? max(1, weights[$0]) : Self.ordinaryWeight }
        self.weights = weights
        self.apart = Set(apart.map { [min($0.0, $0.1), max($0.0, $0.1)] })
        weightStep = weights.reduce(Self.ordinaryWeight, Self.commonDivisor)
        let sorted = lessons.filter {
            known.contains($0.teacher) && known.contains($0.learner) && $0.teacher != $0.learner
        }
        .sorted { ($0.teacher, $0.learner, -$0.value) < ($1.teacher, $1.learner, -$1.value) }
        var (starts, learners, values) = ([0], [Int32](), [Double]())
        var last: (teacher: Int, learner: Int)?
        for lesson in sorted where last?.teacher != lesson.teacher || last?.learner != lesson.learner {
            last = (lesson.teacher, lesson.learner)
            while starts.count <= lesson.teacher { starts.append(learners.count) }
            learners.append(Int32(lesson.learner))
            values.append(min(max(lesson.value, 1e-6), 1))
        }
        while starts.count <= known.count { starts.append(learners.count) }
        (self.starts, self.learners, self.values) = (starts, learners, values)
    }

    private static func commonDivisor(_ one: Int, _ other: Int) -> Int {
        other == 0 ? one : commonDivisor(other, one % other)
    }

    /// What it counts that an ordinary participant is in a ring.
    public static let ordinaryWeight = 8

    /// How many lessons there are.
    public var lessons: Int { learners.count }

    /// Whom a participant can teach, in ascending order.
    func learners(of teacher: Int) -> ArraySlice<Int32> { learners[starts[teacher]..<starts[teacher + 1]] }

    /// How well that lesson would suit; `nil` where the one cannot teach the other.
    func value(teacher: Int, learner: Int) -> Double? {
        var (low, high) = (starts[teacher], starts[teacher + 1])
        while low < high {
            let middle = (low + high) / 2
            if learners[middle] < learner { low = middle + 1 } else { high = middle }
        }
        return low < starts[teacher + 1] && learners[low] == learner ? values[low] : nil
    }

    private func holdsTwoApart(_ ring: [Int]) -> Bool {
        ring.contains { one in ring.contains { one < $0 && apart.contains([one, $0]) } }
    }

    /// For each participant those who can teach them.
    func teachers() -> RingLists {
        RingLists(count: members) { add in
            for teacher in 0..<members {
                for learner in learners(of: teacher) { add(Int(learner), Int32(teacher)) }
            }
        }
    }

    /// The score of a ring in which each teaches the next: the harmonic mean of its lessons, a tenth less for each
    /// member beyond the second. `nil` where a lesson of it does not exist, somebody comes twice, or two are kept apart.
    public func score(ring: [Int]) -> Double? {
        guard ring.count >= 2, Set(ring).count == ring.count, ring.allSatisfy((0..<members).contains) else {
            return nil
        }
        var inverse = 0.0
        for (place, teacher) in ring.enumerated() {
            guard let value = value(teacher: teacher, learner: ring[(place + 1) % ring.count]) else { return nil }
            inverse += 1 / value
        }
        guard apart.isEmpty || !holdsTwoApart(ring) else { return nil }
        return (2..<ring.count).reduce(Double(ring.count) / inverse) { score, _ in score * 0.9 }
    }
}

/// For each of so many things a list of numbers, all in one array.
struct RingLists {
    private(set) var starts: [Int]
    private(set) var items: [Int32]

    /// `fill` is called twice with a function that adds a number to a list, and does the same both times.
    init(count: Int, _ fill: (_ add: (_ list: Int, _ item: Int32) -> Void) -> Void) {
        var starts = [Int](repeating: 0, count: count + 1)
        fill { list, _ in starts[list + 1] += 1 }
        for list in 0..<count { starts[list + 1] += starts[list] }
        var next = starts
        var items = [Int32](repeating: 0, count: starts[count])
        fill { list, item in
            items[next[list]] = item
            next[list] += 1
        }
        (self.starts, self.items) = (starts, items)
    }

    func range(_ list: Int) -> Range<Int> { starts[list]..<starts[list + 1] }
    subscript(list: Int) -> ArraySlice<Int32> { items[range(list)] }
}
