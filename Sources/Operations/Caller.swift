public import Exchange

/// Who is asking: a signed-in member on one of their devices.
public struct Caller: Hashable, Sendable {
    public let member: Identifier
    public let device: Identifier
    public let role: Role

    public init(member: Identifier, device: Identifier, role: Role) {
        self.member = member
        self.device = device
        self.role = role
    }
}
