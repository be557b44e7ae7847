public import NIOCore

/// What a middleware throws to keep a client out of a namespace; the client gets both parts (Socket.IO protocol 5,
/// "CONNECT_ERROR"). Of another error it gets the words `Internal error` alone.
public struct ConnectRefusal: Error, Sendable {
    /// Why, for people and programs.
    public let message: String
    /// More about it, as JSON.
    public let data: ByteBuffer?

    /// - Parameters:
    ///   - message: why, for people and programs.
    ///   - data: more about it, as JSON.
    public init(_ message: String, json data: ByteBuffer? = nil) {
        self.message = message
        self.data = data
    }

    /// - Parameter data: more about it.
    /// - Throws: `EncodingError`.
    public init(_ message: String, data: some Encodable) throws {
        self.init(message, json: try SocketPayload(data).json)
    }
}
