/// An answer kept to be given again.
public struct StoredAnswer: Hashable, Sendable {
    public let status: Int
    public let body: [UInt8]

    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// A request that the caller may repeat under a key without it happening twice.
public struct Once<Value: Sendable>: Sendable {
    public let key: String
    /// A digest of method, path and body: the same key with another one is refused.
    public let fingerprint: [UInt8]
    /// Writes the answer as it will be repeated; runs inside the transaction.
    public let encode: @Sendable (Value) -> StoredAnswer

    public init(key: String, fingerprint: [UInt8], encode: @escaping @Sendable (Value) -> StoredAnswer) {
        self.key = key
        self.fingerprint = fingerprint
        self.encode = encode
    }
}

/// What an operation has to say: something that happened now, or the answer of the first time.
public enum Answer<Value: Sendable>: Sendable {
    case fresh(Value)
    case stored(StoredAnswer)
}
