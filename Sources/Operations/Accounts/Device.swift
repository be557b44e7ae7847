public import Exchange
public import Storage

/// What is signed in: a browser by its cookie, or a program by its bearer token.
public enum DeviceKind: String, CaseIterable, Sendable {
    case browser, token

    /// The letters that its secret starts with.
    var secret: SecretToken.Kind {
        switch self {
        case .browser: .browser
        case .token: .program
        }
    }
}

/// A signed-in browser or a program's token, as its owner sees it.
public struct Device: Hashable, Sendable {
    public let id: Identifier
    public let kind: DeviceKind
    /// A browser's name in a few words, or what the owner called the token.
    public let label: String
    public let createdAt: Moment
    public let lastSeenAt: Moment
    /// Whether the caller is on it.
    public let isCurrent: Bool

    /// What a label may hold.
    public static let labelRule = TextRule(1...80)
}

/// A new sign-in: who, on which device, and the secret that proves it from now on.
public struct SignIn: Sendable {
    public let caller: Caller
    public let device: Device
    /// Handed out once; only its digest is stored.
    public let token: SecretToken
}

/// How long a device stays signed in.
enum DeviceLife {
    /// The longest that a device stays signed in from its sign-in on.
    static func longest(_ kind: DeviceKind, role: Role) -> Duration {
        switch kind {
        case .token: .days(365)
        case .browser: role.isModerator ? .hours(12) : .days(90)
        }
    }

    /// The longest without a sign of life.
    static func idle(_ kind: DeviceKind, role: Role) -> Duration {
        switch kind {
        case .token: .days(90)
        case .browser: role.isModerator ? .minutes(30) : .days(14)
        }
    }
}

extension DeviceKind: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(rawValue) }

    public init(column: inout ColumnReader) throws {
        guard let kind = DeviceKind(rawValue: try column.text()) else {
            throw column.mismatch(expected: "a kind of device")
        }
        self = kind
    }
}
