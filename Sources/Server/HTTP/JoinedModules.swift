/// Joins the modules of a folder into few files, so that a page asks for few.
///
/// Each module becomes a function that gives what the module exports, and runs once. A file is made for each module that
/// a page runs, and for each that is loaded later with `import()`: under its own name, with all it imports. What half
/// of them import is in one file more, `shared`. A module that is in several files runs in the first that comes and is
/// known to the others.
struct JoinedModules {
    /// The name of the file with what most need.
    static let shared = "shared.js"

    /// The files made, by their names.
    private(set) var files: [String: [UInt8]] = [:]
    /// The modules that are in these files.
    var members: Set<String> { Set(modules.keys) }

    private typealias Refusal = ModuleText.Refusal

    private let folder: Set<String>
    private var modules: [String: ModuleText] = [:]
    /// The modules that each imports, in the order of its declarations.
    private var imports: [String: [String]] = [:]

    /// - Parameters:
    ///   - folder: the bytes of each file by its name.
    ///   - pages: the modules that pages run.
    /// - Throws: `ModuleText.Refusal` where the modules can only be served as they are: one is not understood, or some
    ///   import each other.
    init(_ folder: [String: [UInt8]], pages: [String]) throws {
        self.folder = Set(folder.keys)
        guard folder[Self.shared] == nil else { throw Refusal("\(Self.shared): a file has this name already") }
        let pages = Set(pages).intersection(self.folder).sorted()
        try read(pages, in: folder)
        let orders = try Dictionary(uniqueKeysWithValues: modules.keys.map { ($0, try order(of: [$0])) })
        for page in pages where orders.contains(where: { $0.key != page && $0.value.contains(page) }) {
            throw Refusal("\(page): others import it, but a page runs it")
        }
        let late = Set(try modules.keys.sorted().flatMap(laterOnes)).sorted()
        let growing = pages.filter { page in orders[page, default: []].contains { modules[$0]?.later.isEmpty == false }
        }
        let common = try order(of: growing + late).filter { module in
            let isNeeded = { (entry: String) in orders[entry]?.contains(module) == true }
            let count = late.count(where: isNeeded)
            return !pages.contains(module) && (growing.allSatisfy(isNeeded) || count > 1 && count * 2 > late.count)
        }
        for page in pages where !growing.contains(page) {
            files[page] = try alone(page, orders[page, default: []])
        }
        guard !growing.isEmpty else { return }
        files[Self.shared] = try sharedFile(common)
        for entry in growing + late {
            let own = orders[entry, default: []]
            files[entry] = try file(of: entry, own, shared: Set(common), isPage: pages.contains(entry))
        }
    }

    // MARK: - What there is

    /// Reads these modules and all they need, now and later.
    private mutating func read(_ names: [String], in folder: [String: [UInt8]]) throws {
        var next = names
        while let name = next.popLast() {
            guard modules[name] == nil, let bytes = folder[name] else { continue }
            do {
                modules[name] = try ModuleText(bytes)
            } catch {
                throw Refusal("\(name): \(error)")
            }
            if modules[name]?.hasNamesOfOurs == true { throw Refusal("\(name): a name begins with $$") }
            imports[name] = try modules[name]?.imports.map { try resolve($0.source, from: name) }
            next += imports[name, default: []] + (try laterOnes(of: name))
        }
    }

    private func laterOnes(of name: String) throws -> [String] {
        try modules[name]?.later.map { try resolve($0.source, from: name) } ?? []
    }

    private func resolve(_ source: String, from name: String) throws -> String {
        guard let found = ModuleGraph.resolve(source, from: name), folder.contains(found) else {
            throw Refusal("\(name): there is no \(source)")
        }
        return found
    }

    /// These modules and all they import, each behind what it imports, as browsers run them.
    private func order(of entries: [String]) throws -> [String] {
        var order: [String] = []
        var done: Set<String> = []
        func visit(_ name: String, from path: [String]) throws {
            if path.contains(name) { throw Refusal("\(name): it imports itself through \(path.last ?? name)") }
            guard done.insert(name).inserted || path.isEmpty else { return }
            for other in imports[name, default: []] { try visit(other, from: path + [name]) }
            order.append(name)
        }
        for entry in entries where !done.contains(entry) { try visit(entry, from: []) }
        return order
    }

    // MARK: - The files

    private func sharedFile(_ common: [String]) throws -> [UInt8] {
        let define = """
            const $$all=new Map,$$=(name,make)=>{
            if(make&&!$$all.has(name))$$all.set(name,make());
            return $$all.get(name);
            };
            export{$$ as define};

            """
        var text = Array(define.utf8)
        for (index, name) in common.enumerated() {
            text += Array("const $$\(index)=$$(\"\(name)\",".utf8)
            text += try function(of: name, in: Self.shared, constants: common) + Array(");\n".utf8)
        }
        return text
    }

    private func file(of entry: String, _ order: [String], shared: Set<String>, isPage: Bool) throws -> [UInt8] {
        var text = Array("import{define as $$}from\"\(Self.path(to: Self.shared, from: entry))\";\n".utf8)
        let own = order.filter { !shared.contains($0) }
        let known = Set(own.flatMap { imports[$0, default: []] } + [entry])
        let constants = order.filter { !shared.contains($0) || known.contains($0) }
        for (index, name) in constants.enumerated() {
            text += Array("const $$\(index)=$$(\"\(name)\"".utf8)
            if !shared.contains(name) {
                text += [UInt8(ascii: ",")]
                text += try function(of: name, in: entry, constants: constants)
            }
            text += Array(");\n".utf8)
        }
        let exports = modules[entry]?.exports.joined(separator: ",") ?? ""
        if !isPage, !exports.isEmpty { text += Array("export const{\(exports)}=$$\(constants.count - 1);\n".utf8) }
        return text
    }

    /// A file that needs no other.
    private func alone(_ page: String, _ order: [String]) throws -> [UInt8] {
        var text: [UInt8] = []
        for (index, name) in order.enumerated() {
            text += Array("const $$\(index)=".utf8)
            text += try function(of: name, in: page, constants: order) + Array("();\n".utf8)
        }
        return text
    }

    /// A module as a function.
    ///
    /// - Parameters:
    ///   - file: in which it will be.
    ///   - constants: the modules that this file knows as `$$0` and so on.
    private func function(of name: String, in file: String, constants: [String]) throws -> [UInt8] {
        guard let module = modules[name] else { throw Refusal("\(name): it is missing") }
        // Browsers read what stands in parentheses once: any other function twice, first to find its end.
        var text = "(()=>{\n"
        for (declaration, source) in zip(module.imports, imports[name, default: []]) {
            guard let index = constants.firstIndex(of: source) else { throw Refusal("\(name): \(source) is missing") }
            if let missing = declaration.names.first(where: { $0.exported != "*" && !exports($0.exported, of: source) })
            {
                throw Refusal("\(name): \(source) exports no \(missing.exported)")
            }
            text += Self.constants(declaration.names, of: "$$\(index)")
        }
        let end = "\nreturn{\(module.exports.joined(separator: ","))}})"
        return Array(text.utf8) + module.tokens.compact(edits: try edits(of: module, name, in: file)) + Array(end.utf8)
    }

    private func exports(_ name: String, of module: String) -> Bool { modules[module]?.exports.contains(name) == true }

    private static func constants(_ names: [(exported: String, local: String)], of module: String) -> String {
        guard let first = names.first else { return "" }
        if first.exported == "*" { return "const \(first.local)=\(module);\n" }
        let list = names.map { $0.exported == $0.local ? $0.local : "\($0.exported):\($0.local)" }
        return "const{\(list.joined(separator: ","))}=\(module);\n"
    }

    private func edits(of module: ModuleText, _ name: String, in file: String) throws -> [JavaScriptTokens.Edit] {
        var edits = module.imports.map { JavaScriptTokens.Edit(tokens: $0.tokens, text: "") }
        edits += module.exportMarks.map { JavaScriptTokens.Edit(tokens: $0..<($0 + 1), text: "") }
        edits += try module.later.map { token, source in
            let path = Self.path(to: try resolve(source, from: name), from: file)
            return JavaScriptTokens.Edit(tokens: token..<(token + 1), text: "\"\(path)\"")
        }
        let address = "new URL(\"\(Self.path(to: name, from: file))\",import.meta.url).href"
        edits += module.addresses.map { JavaScriptTokens.Edit(tokens: $0..<($0 + 5), text: address) }
        return edits.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    /// How a file names another, such as `../browser/dom.js`.
    private static func path(to name: String, from file: String) -> String {
        var from = file.split(separator: "/").dropLast()
        var to = name.split(separator: "/")[...]
        while let first = from.first, to.count > 1, first == to.first {
            from.removeFirst()
            to.removeFirst()
        }
        let up = from.isEmpty ? "./" : String(repeating: "../", count: from.count)
        return up + to.joined(separator: "/")
    }
}
