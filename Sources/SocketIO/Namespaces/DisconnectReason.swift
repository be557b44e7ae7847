/// Why a connection or a socket ended; the raw values are those of the reference server (Socket.IO 4).
public enum DisconnectReason: String, Sendable, Hashable, CaseIterable {
    /// The client left the namespace.
    case clientNamespaceDisconnect = "client namespace disconnect"
    /// The application ended the socket.
    case serverNamespaceDisconnect = "server namespace disconnect"
    /// The transport was closed by the client or the network.
    case transportClose = "transport close"
    /// The transport failed, or the client broke the rules of the transport.
    case transportError = "transport error"
    /// The client did not answer a ping in time.
    case pingTimeout = "ping timeout"
    /// The client sent what is no packet of Engine.IO.
    case parseError = "parse error"
    /// The client sent what is no packet of Socket.IO, or joined no namespace in time.
    case forcedClose = "forced close"
    /// The application closed the connection under the sockets.
    case forcedServerClose = "forced server close"
    /// The server shuts down.
    case serverShuttingDown = "server shutting down"
}
