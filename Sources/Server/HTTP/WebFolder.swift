import Crypto
import FoundationEssentials

/// The files of the Web folder as they are served: modules joined, stylesheets and scripts without comments.
struct WebFolder {
    /// The bytes of each file by its name in the folder, like `browser/dom.js`.
    let files: [String: [UInt8]]
    /// Names this state of the folder: another one as soon as any file is another.
    let digest: String
    /// Why the modules are served one by one; `nil` where they are joined.
    let notJoined: String?
    private let modules: ModuleGraph
    /// What the scripts of pages load for an address, by the script and the address.
    private let routed: [String: [String: [String]]]

    /// How many digits a digest has.
    static let digits = 12

    /// - Parameter files: as they are on disk.
    init(files: [String: [UInt8]]) {
        let pages = files.filter { $0.key.hasSuffix(".html") }
        let scripts = pages.values.flatMap { Self.scripts(of: String(decoding: $0, as: UTF8.self)) }
        let joined = Result { try JoinedModules(files, pages: scripts) }
        // Modules that were joined are also served one by one, as they are, though no page asks for them.
        let members = (try? joined.get().members) ?? []
        var served = files
        for (name, bytes) in files where !members.contains(name) {
            if name.hasSuffix(".js") || name.hasSuffix(".mjs") { served[name] = JavaScriptTokens.compact(bytes) }
            if name.hasSuffix(".css") { served[name] = StyleSheet.compact(bytes) }
        }
        switch joined {
        case .success(let joined):
            served.merge(joined.files) { $1 }
            notJoined = nil
        case .failure(let error): notJoined = "\(error)"
        }
        self.files = served
        digest = Self.digest(of: served)
        modules = ModuleGraph(files: served)
        routed = Dictionary(
            uniqueKeysWithValues: Set(scripts).map { script in
                (
                    script,
                    RoutedModules.names(in: files[script] ?? []).mapValues { names in
                        names.compactMap { ModuleGraph.resolve($0, from: script) }.filter { files[$0] != nil }
                    }
                )
            })
    }

    /// Reads a folder.
    ///
    /// - Parameter isServed: whether a file of this name is for browsers; others are not read.
    init(path: String, where isServed: (String) -> Bool) {
        var files: [String: [UInt8]] = [:]
        for name in (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? [] {
            guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }), isServed(name),
                let data = FileManager.default.contents(atPath: "\(path)/\(name)")
            else { continue }
            files[name] = Array(data)
        }
        self.init(files: files)
    }

    /// A page that asks for its files under the digest, and at once for all modules that its scripts import.
    ///
    /// - Parameter address: at which it is shown, as the scripts' table of routes writes it. What they load for it is
    ///   asked for as well.
    func page(_ bytes: [UInt8], at address: String? = nil) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        let scripts = Self.scripts(of: text)
        let reached = modules.reached(from: scripts)
        let later = address.map { address in scripts.flatMap { routed[$0]?[address] ?? [] } } ?? []
        let preloads = (reached + later.filter { !reached.contains($0) }).map { name in
            "<link rel=\"modulepreload\" href=\"/assets/\(name)\">\n"
        }
        let page = text.replacing("</head>", with: preloads.joined() + "</head>", maxReplacements: 1)
        return Array(page.replacing("\"/assets/", with: "\"/assets/\(digest)/").utf8)
    }

    /// The modules that a page runs.
    private static func scripts(of page: String) -> [String] {
        page.matches(of: /<script\b[^>]*>/).compactMap { tag in
            guard tag.output.contains(/\btype="module"/) else { return nil }
            return tag.output.firstMatch(of: /\bsrc="\/assets\/([^"]+)"/).map { String($0.1) }
        }
    }

    private static func digest(of files: [String: [UInt8]]) -> String {
        var hash = SHA256()
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array("\(name)\n\(bytes.count)\n".utf8))
            hash.update(data: bytes)
        }
        let bytes = hash.finalize().flatMap { [hexadecimalDigit($0 >> 4), hexadecimalDigit($0 & 0xF)] }
        return String(decoding: bytes.prefix(digits), as: UTF8.self)
    }
}
