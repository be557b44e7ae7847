import Synchronization

/// A text that is made of an immutable value when it is first wanted, and kept with it from then on.
public final class KeptText: Sendable {
    private enum State {
        static let none: UInt8 = 0
        static let isBeingKept: UInt8 = 1
        static let kept: UInt8 = 2
    }

    private let state = Atomic(State.none)
    // Safe: written once, by the one thread that took the state from none to being kept; read only after the store that
    // says it is kept.
    nonisolated(unsafe) private var text: [UInt8] = []

    init() {}

    /// The bytes; what `make` returns must depend on the value alone.
    public func bytes(_ make: () -> [UInt8]) -> [UInt8] {
        if state.load(ordering: .acquiring) == State.kept { return text }
        let made = make()
        let (isOurs, _) = state.compareExchange(
            expected: State.none, desired: State.isBeingKept, ordering: .acquiringAndReleasing)
        if isOurs {
            text = made
            state.store(State.kept, ordering: .releasing)
        }
        return made
    }
}
