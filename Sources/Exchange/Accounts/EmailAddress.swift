/// A checked email address: the part of RFC 5321 that people use, in ASCII.
///
/// It is printed as nothing but "an email address", so that none ends in a log by accident.
public struct EmailAddress: Sendable {
    /// The address as typed, without white space at its ends; at most 254 octets.
    public let text: String
    /// The address in lower case: what two addresses are compared by, and looked up by.
    public let key: String

    /// The address, or why the text is none. Spaces, quotes, control characters and everything outside ASCII are
    /// refused, so that no two addresses can look alike and none can end a header line.
    public static func check(_ text: String) -> Result<EmailAddress, TextRule.Complaint> {
        let trimmed = text.trimmingWhitespace
        guard trimmed.utf8.count <= 254 else {
            return .failure(TextRule.Complaint("must have at most 254 characters"))
        }
        guard isAddress(Array(trimmed.utf8)) else {
            return .failure(TextRule.Complaint("must be an email address such as ada@example.org"))
        }
        return .success(EmailAddress(trimmed))
    }

    /// A checked address. Throws `Refusal.invalid` for the field `email`.
    public init(checking text: String) throws(Refusal) {
        switch Self.check(text) {
        case .success(let address): self = address
        case .failure(let complaint): throw .invalid("email", complaint.message)
        }
    }

    private init(_ checked: String) {
        text = checked
        key = checked.lowercased()
    }

    /// What stands before the at sign.
    public var localPart: Substring {
        text[..<(text.lastIndex(of: "@") ?? text.endIndex)]
    }

    /// What stands after the at sign, in lower case.
    public var domain: Substring {
        key[(key.lastIndex(of: "@").map(key.index(after:)) ?? key.endIndex)...]
    }
}

extension EmailAddress: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.key == right.key }

    public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension EmailAddress: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { "an email address" }
    public var debugDescription: String { description }
}

private func isAddress(_ bytes: [UInt8]) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    return isLocalPart(parts[0]) && isDomain(parts[1])
}

private func isLocalPart(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 64 else { return false }
    let atoms = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return atoms.allSatisfy { atom in
        !atom.isEmpty && atom.allSatisfy { $0.isLetterOrDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }
}

private func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last, !top.allSatisfy(\.isDigit) else { return false }
    return labels.allSatisfy { label in
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
            && label.allSatisfy { $0.isLetterOrDigit || $0 == hyphen }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    fileprivate var isLetterOrDigit: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}
