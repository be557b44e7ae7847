import NIOCore

/// An IP address in the 128 bits of IPv6; IPv4 is mapped to `::ffff:a.b.c.d` (RFC 4291, section 2.5.5.2).
struct ClientAddress: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// What is used where a connection has no IP address, such as a Unix socket.
    static let unknown = ClientAddress(high: 0, low: 0)

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(_ address: SocketAddress) {
        // The layouts of `sockaddr_in` and `sockaddr_in6`: the address is in network order at offset 4 and 8.
        self = address.withSockAddr { pointer, size in
            let bytes = UnsafeRawBufferPointer(start: UnsafeRawPointer(pointer), count: size)
            switch address {
            case .v4: return Self(v4: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
            case .v6:
                return Self(
                    high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                    low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
                )
            case .unixDomainSocket: return .unknown
            }
        }
    }

    /// An address from its text, in brackets or not; `nil` for anything else, names and ports included.
    init?(_ text: some StringProtocol) {
        var text = Substring(text)
        if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
        guard let address = try? SocketAddress(ipAddress: String(text), port: 0) else { return nil }
        self.init(address)
    }

    private init(v4: UInt32) {
        self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(v4))
    }

    /// Whether it is this machine: 127.0.0.0/8 or ::1.
    var isLoopback: Bool { isV4 ? low >> 24 & 0xFF == 127 : high == 0 && low == 1 }

    /// Whether it is an IPv4 address.
    var isV4: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// What one household or machine has at most: the address of IPv4, the first 64 bits of IPv6.
    var network: UInt64 { isV4 ? low : high }
}

extension ClientAddress: CustomStringConvertible {
    /// The address as text.
    var description: String {
        if isV4 { return stride(from: 24, through: 0, by: -8).map { String(low >> $0 & 0xFF) }.joined(separator: ".") }
        let groups = [high, low].flatMap { half in stride(from: 48, through: 0, by: -16).map { half >> $0 & 0xFFFF } }
        return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
}

/// A range of addresses in CIDR notation (RFC 4632, RFC 4291): `10.0.0.0/8`, `fd00::/8`, or one address.
struct AddressRange: Hashable, Sendable {
    private let base: ClientAddress
    private let bits: Int

    /// `nil` for anything but an address with or without a prefix length.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ ClientAddress($0) }) else { return nil }
        let most = address.isV4 ? 32 : 128
        guard parts.count == 2 else {
            base = address
            bits = 128
            return
        }
        guard let length = Int(parts[1]), (0...most).contains(length) else { return nil }
        base = address
        bits = length + 128 - most
    }

    func contains(_ address: ClientAddress) -> Bool {
        let highMask: UInt64 = bits >= 64 ? .max : ~(.max >> UInt64(bits))
        let lowMask: UInt64 = bits <= 64 ? 0 : bits == 128 ? .max : ~(.max >> UInt64(bits - 64))
        return (address.high ^ base.high) & highMask == 0 && (address.low ^ base.low) & lowMask == 0
    }
}
