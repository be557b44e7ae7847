import Configuration
import FoundationEssentials
import Synchronization

/// A value as somebody wrote it, and where.
struct ConfiguredText: Equatable, Sendable {
    let text: String
    /// Where it was found, to be read after "from": `--port`, `SKILLSYNC_PORT`, `port in skillsync.yaml`, `the default`.
    let source: String
    /// The file of its own that it stands in.
    var file: String?
}

/// A secret, and the file from which it can be read again.
struct ConfiguredSecret: Equatable, Sendable {
    let text: String
    let file: String?
}

/// Finds what was set for each key: a flag goes before the environment, the environment before the file.
struct ConfigurationSources {
    private let flags: [ConfigurationKey: String]
    private let environment: EnvironmentVariablesProvider
    private let file: ConfigurationFile?

    /// - Throws: `ConfigurationComplaint` when the file cannot be read or has a key that means nothing.
    init(
        flags: [ConfigurationKey: String], environment: [String: String], file: String?
    ) throws(ConfigurationComplaint) {
        self.flags = flags
        self.environment = EnvironmentVariablesProvider(environmentVariables: environment)
        self.file =
            if let path = file ?? environment["SKILLSYNC_CONFIG"] { try ConfigurationFile(path) } else { nil }
    }

    /// What was set for a key; `nil` when nothing was.
    ///
    /// - Throws: `ConfigurationComplaint` when it was set twice in the environment or its file cannot be read.
    func text(_ key: ConfigurationKey) throws(ConfigurationComplaint) -> ConfiguredText? {
        if let flag = flags[key] { return ConfiguredText(text: flag, source: "--\(key.rawValue)") }
        let variable = variable(key.variable)
        if key.mayBeInFile, let path = self.variable("\(key.variable)_FILE") {
            guard variable == nil else {
                throw ConfigurationComplaint("Set either \(key.variable) or \(key.variable)_FILE, not both.")
            }
            let text = try Self.secret(in: path, key)
            return ConfiguredText(text: text, source: "\(key.variable)_FILE", file: path)
        }
        if let variable { return ConfiguredText(text: variable, source: key.variable) }
        return try file?.text(key)
    }

    private func variable(_ name: String) -> String? {
        let key = AbsoluteConfigKey([name.lowercased()])
        guard let value = try? environment.value(forKey: key, type: .string).value,
            case .string(let text) = value.content, !text.isEmpty
        else { return nil }
        return text
    }

    /// What a file of its own holds.
    ///
    /// - Throws: `ConfigurationComplaint` when it cannot be read, or by others than its owner.
    static func secret(in path: String, _ key: ConfigurationKey) throws(ConfigurationComplaint) -> String {
        try checkPrivacy(of: path, "\(key.variable)_FILE names")
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(validating: data, as: UTF8.self)
        else { throw ConfigurationComplaint("\(key.variable)_FILE names \(path), which cannot be read.") }
        if key.hasLines { return text }
        return text.split(whereSeparator: \.isNewline).first.map { String($0) } ?? ""
    }

    /// - Throws: `ConfigurationComplaint` when others than the owner may read the file.
    static func checkPrivacy(of path: String, _ who: String) throws(ConfigurationComplaint) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0 else { return }
        throw ConfigurationComplaint("\(who) \(path), which others may read; run chmod 600 on it.")
    }
}

/// A configuration file in YAML or JSON, one level deep.
struct ConfigurationFile: Sendable {
    private let path: String
    private let snapshot: any ConfigSnapshot

    /// - Throws: `ConfigurationComplaint` when it cannot be read or has a key that means nothing.
    init(_ path: String) throws(ConfigurationComplaint) {
        self.path = path
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationComplaint("The configuration file \(path) cannot be read.")
        }
        let found = FoundKeys()
        do {
            snapshot = try Self.parse(data, path, found)
        } catch let complaint as ConfigurationComplaint {
            throw complaint
        } catch {
            let format = path.hasSuffix(".json") ? "JSON" : "YAML"
            throw ConfigurationComplaint("The configuration file \(path) is not \(format) with one level of keys.")
        }
        for name in found.names.sorted() where ConfigurationKey(rawValue: name) == nil {
            throw ConfigurationComplaint("\(path) sets “\(name)”, which means nothing\(Self.suggestion(for: name)).")
        }
        for key in ConfigurationKey.allCases where !key.mayBeFlag && found.names.contains(key.rawValue) {
            try ConfigurationSources.checkPrivacy(of: path, "The \(key.rawValue) is in")
        }
    }

    /// What the file says about a key.
    ///
    /// - Throws: `ConfigurationComplaint` when it is neither a text, a number nor a list of texts.
    func text(_ key: ConfigurationKey) throws(ConfigurationComplaint) -> ConfiguredText? {
        let source = "\(key.rawValue) in \(path)"
        for type in [ConfigType.string, .int, .double, .bool, .stringArray] {
            let found = try? snapshot.value(forKey: AbsoluteConfigKey([key.rawValue]), type: type)
            guard let found else { continue }
            guard let value = found.value else { return nil }
            switch value.content {
            case .string(let text): return ConfiguredText(text: text, source: source)
            case .int(let number): return ConfiguredText(text: String(number), source: source)
            case .double(let number): return ConfiguredText(text: String(number), source: source)
            case .bool(let flag): return ConfiguredText(text: String(flag), source: source)
            case .stringArray(let list): return ConfiguredText(text: list.joined(separator: ","), source: source)
            default: continue
            }
        }
        throw ConfigurationComplaint("“\(key.rawValue)” in \(path) must be a text or a number.")
    }

    private static func parse(_ data: Data, _ path: String, _ found: FoundKeys) throws -> any ConfigSnapshot {
        guard let ending = path.split(separator: ".").last, ["yaml", "yml", "json"].contains(ending) else {
            throw ConfigurationComplaint("The configuration file \(path) must end in .yaml, .yml or .json.")
        }
        let bytes = Array(data)
        // JSON is read as the YAML it is. The parser asks of every key whether it is a secret: so the keys become known.
        let options = YAMLSnapshot.ParsingOptions(secretsSpecifier: .dynamic { name, _ in found.note(name) })
        return try YAMLSnapshot(data: bytes.span.bytes, providerName: path, parsingOptions: options)
    }

    private static func suggestion(for name: String) -> String {
        let plain = name.lowercased().filter { $0.isLetter }
        let meant = ConfigurationKey.allCases.first { $0.rawValue.filter(\.isLetter) == plain }
        return meant.map { "; did you mean “\($0.rawValue)”?" } ?? ""
    }
}

private final class FoundKeys: Sendable {
    private let found = Mutex<Set<String>>([])

    var names: Set<String> { found.withLock { $0 } }

    /// Remembers a key; it is no secret as far as the parser is concerned.
    func note(_ name: String) -> Bool {
        found.withLock { _ = $0.insert(name) }
        return false
    }
}
