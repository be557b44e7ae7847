import Crypto
import FoundationEssentials

/// The files of the Web folder as they are on disk, and its pages as they are served.
struct WebFolder {
    /// The bytes of each file by its name in the folder, like `browser/dom.js`.
    let files: [String: [UInt8]]
    /// Names this state of the folder: another one as soon as any file is another.
    let digest: String
    private let modules: ModuleGraph

    /// How many digits a digest has.
    static let digits = 12

    init(files: [String: [UInt8]]) {
        self.files = files
        digest = Self.digest(of: files)
        modules = ModuleGraph(files: files)
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
    func page(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        let preloads = modules.reached(from: Self.scripts(of: text)).map { name in
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
