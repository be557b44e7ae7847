/// The rules of event names (Socket.IO protocol 5, "EVENT").
enum EventName {
    /// Whether a name belongs to the library and may neither be received nor emitted.
    static func isReserved(_ name: String) -> Bool {
        switch name.utf8.count {
        case 7: name == "connect"
        case 10: name == "disconnect"
        case 11: name == "newListener"
        case 13: name == "connect_error" || name == "disconnecting"
        case 14: name == "removeListener"
        default: false
        }
    }
}
