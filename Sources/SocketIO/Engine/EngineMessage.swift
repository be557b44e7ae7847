public import NIOCore

/// One message of a session, in either direction (Engine.IO 4, packet type `4`).
public enum EngineMessage: Sendable, Equatable {
    /// Valid UTF-8.
    case text(ByteBuffer)
    /// Any bytes.
    case binary(ByteBuffer)
}

/// Receives what happens on a connection. All is called on the connection's event loop, one at a time, so nothing here
/// may block.
public protocol EngineConsumer: AnyObject, Sendable {
    /// A message arrived.
    func received(_ message: EngineMessage)
    /// The connection has ended; nothing follows.
    func closed(_ reason: DisconnectReason)
    /// What waited to be sent is mostly gone.
    func writable()
    /// When ``timerFired(now:)`` is wanted; read after every call.
    var deadline: NIODeadline { get }
    /// The deadline has come.
    func timerFired(now: NIODeadline)
    /// The connection moves to another event loop: `change` has to be called once, while nobody can send.
    func relocate(_ change: () -> Void)
}

extension EngineConsumer {
    /// Does nothing.
    public func writable() {}
    /// Never.
    public var deadline: NIODeadline { .distantFuture }
    /// Does nothing.
    public func timerFired(now: NIODeadline) {}
    /// Just makes the change.
    public func relocate(_ change: () -> Void) { change() }
}
