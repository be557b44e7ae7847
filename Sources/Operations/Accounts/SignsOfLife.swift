import Exchange
import Synchronization

/// Who was seen since it was last written down, so that a request never waits for that to be written.
final class SignsOfLife: Sendable {
    /// Beyond this many devices a sign of life is forgotten; the next one is noted again.
    private static let most = 100_000

    private let devices = Mutex<[Identifier: Sign]>([:])

    struct Sign: Sendable {
        let member: Identifier
        let at: Moment
    }

    func note(_ caller: Caller, at moment: Moment) {
        devices.withLock { devices in
            guard devices.count < Self.most || devices[caller.device] != nil else { return }
            devices[caller.device] = Sign(member: caller.member, at: moment)
        }
    }

    /// Everything noted, which is forgotten by this.
    func take() -> [Identifier: Sign] {
        devices.withLock { devices in
            let taken = devices
            devices = [:]
            return taken
        }
    }
}
