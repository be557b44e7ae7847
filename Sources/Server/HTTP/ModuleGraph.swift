/// Which modules of a folder a module brings along.
struct ModuleGraph {
    /// The modules imported by each, by their names in the folder.
    private let imports: [String: [String]]

    /// - Parameter files: the bytes of each file by its name in the folder, like `browser/dom.js`.
    init(files: [String: [UInt8]]) {
        var imports: [String: [String]] = [:]
        for (name, bytes) in files where name.hasSuffix(".js") || name.hasSuffix(".mjs") {
            let found = ModuleImports.names(in: bytes).compactMap { Self.resolve($0, from: name) }
            imports[name] = found.filter { files[$0] != nil }
        }
        self.imports = imports
    }

    /// What these modules import, and what that imports: each once, the nearest first, without themselves.
    func reached(from modules: [String]) -> [String] {
        var seen = Set(modules)
        var order: [String] = []
        var next = modules
        while !next.isEmpty {
            next = next.flatMap { imports[$0] ?? [] }.filter { seen.insert($0).inserted }
            order += next
        }
        return order
    }

    /// The file that an import means; `nil` for one of another place.
    static func resolve(_ specifier: String, from importer: String) -> String? {
        if specifier.hasPrefix("/assets/") { return String(specifier.dropFirst("/assets/".count)) }
        guard specifier.hasPrefix("./") || specifier.hasPrefix("../") else { return nil }
        var parts = importer.split(separator: "/").dropLast()
        for part in specifier.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.joined(separator: "/")
    }
}
