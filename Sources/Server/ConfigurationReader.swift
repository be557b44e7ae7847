import FoundationEssentials
import NIOCore

/// Turns what was written for each key into a value, or says in one sentence what is wrong with it.
struct ConfigurationReader {
    private let sources: ConfigurationSources
    /// Every key read so far with its value as it may be shown.
    private(set) var shown: [(key: ConfigurationKey, value: String, source: String)] = []

    init(_ sources: ConfigurationSources) {
        self.sources = sources
    }

    /// The value of a key that always has one.
    mutating func read<Value>(
        _ key: ConfigurationKey, default text: String, _ expected: String, mask: (String) -> String = { $0 },
        _ parse: (String) -> Value?
    ) throws(ConfigurationComplaint) -> Value {
        let found = try sources.text(key) ?? ConfiguredText(text: text, source: "the default")
        guard let value = parse(found.text) else { throw Self.complaint(key, found, expected, mask) }
        shown.append((key, mask(found.text), found.source))
        return value
    }

    /// The value of a key that may have none.
    mutating func optional<Value>(
        _ key: ConfigurationKey, _ expected: String, mask: (String) -> String = { $0 }, _ parse: (String) -> Value?
    ) throws(ConfigurationComplaint) -> Value? {
        guard let found = try sources.text(key) else {
            shown.append((key, "", "the default"))
            return nil
        }
        guard let value = parse(found.text) else { throw Self.complaint(key, found, expected, mask) }
        shown.append((key, mask(found.text), found.source))
        return value
    }

    /// A secret that may not be set, masked wherever it is shown.
    mutating func secret(
        _ key: ConfigurationKey, _ expected: String, _ parse: (String) -> String?
    ) throws(ConfigurationComplaint) -> ConfiguredSecret? {
        let text = try optional(key, expected, mask: { _ in "********" }, parse)
        let file = try sources.text(key)?.file
        return text.map { ConfiguredSecret(text: $0, file: file) }
    }

    /// What a key was set to, as it may be shown.
    func value(of key: ConfigurationKey) -> String {
        shown.first { $0.key == key }?.value ?? ""
    }

    /// Where the value of a key came from.
    func source(of key: ConfigurationKey) -> String {
        shown.first { $0.key == key }?.source ?? "the default"
    }

    /// As many as this machine has cores.
    static var cores: String { String(min(64, max(1, System.coreCount))) }

    /// The folder of pages beside the working directory, or nothing.
    static var webFolder: String { FileManager.default.fileExists(atPath: "Web/index.html") ? "Web" : "" }

    private static func complaint(
        _ key: ConfigurationKey, _ found: ConfiguredText, _ expected: String, _ mask: (String) -> String
    ) -> ConfigurationComplaint {
        let value = mask(found.text)
        return ConfigurationComplaint("\(key.rawValue) is “\(value)” from \(found.source); it must be \(expected).")
    }
}

extension String {
    /// `on` or `off`; a YAML file that says these without quotes says true or false.
    var asSwitch: Bool? { ["on": true, "true": true, "off": false, "false": false][self] }

    var asHost: String? {
        let isHost =
            !isEmpty && utf8.count <= 253
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"):
                    true
                default: false
                }
            }
        return isHost ? self : nil
    }

    func asNumber(_ range: ClosedRange<Int>) -> Int? {
        Int(self).flatMap { range.contains($0) ? $0 : nil }
    }

    var asPath: String? { isEmpty || utf8.contains(0) ? nil : self }

    /// The folder, or an empty text where there is none.
    var asWebFolder: String?? {
        if isEmpty { return .some(nil) }
        return FileManager.default.fileExists(atPath: "\(self)/index.html") ? .some(self) : .none
    }

    var asDatabase: String? {
        if hasPrefix("sqlite:") { return count > "sqlite:".count ? self : nil }
        guard hasPrefix("postgres://") || hasPrefix("postgresql://") else { return nil }
        return URL(string: self) == nil ? nil : self
    }

    /// A URL of a database with a masked password.
    var withoutPassword: String {
        guard let scheme = firstRange(of: "://"), let at = self[scheme.upperBound...].lastIndex(of: "@"),
            let colon = self[scheme.upperBound..<at].firstIndex(of: ":")
        else { return maskingParameter }
        return String(self[...colon]) + "********" + self[at...].description.maskingParameter
    }

    /// The address of a site without a path, as browsers write an origin.
    var asOrigin: String? {
        var text = lowercased()
        if text.hasSuffix("/") { text.removeLast() }
        for (scheme, port) in [("http://", ":80"), ("https://", ":443")] where text.hasPrefix(scheme) {
            let authority = text.dropFirst(scheme.count)
            guard let host = authority.utf8.split(separator: UInt8(ascii: ":")).first, !host.isEmpty,
                String(authority).asHost != nil, authority.utf8.filter({ $0 == UInt8(ascii: ":") }).count <= 1
            else { return nil }
            return text.hasSuffix(port) ? String(text.dropLast(port.count)) : text
        }
        return nil
    }

    var asAddressRanges: [AddressRange]? {
        var ranges: [AddressRange] = []
        for part in split(separator: ",") {
            guard let range = AddressRange(part.filter { $0 != " " }) else { return nil }
            ranges.append(range)
        }
        return ranges
    }

    /// A secret that somebody made: long enough, no example, no single repeated letter.
    var asSecret: String? {
        let plain = lowercased()
        let isExample = ["example", "changeme", "change-me", "secret", "password"].contains { plain.contains($0) }
        return utf8.count >= 32 && Set(self).count >= 8 && !isExample ? self : nil
    }

    private var maskingParameter: String {
        guard let name = firstRange(of: "password=") else { return self }
        let rest = self[name.upperBound...].drop { $0 != "&" }
        return self[..<name.upperBound] + "********" + rest
    }

    private func firstRange(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
