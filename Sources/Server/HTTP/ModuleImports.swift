/// Reads which modules a JavaScript module imports statically, without understanding the rest of it.
///
/// What it gets wrong costs a page a little time and nothing else: a module that is not named is loaded when the browser
/// meets its import.
enum ModuleImports {
    /// What stands between the quotes of the `import` and `export … from` declarations, in their order.
    static func names(in source: [UInt8]) -> [String] {
        let code = JavaScriptTokens(source)
        return code.tokens.indices.compactMap { index in
            guard code.tokens[index].depth == 0, !code.isMember(index) else { return nil }
            if code.isAt(index, "import") { return name(in: code, from: index + 1, isImport: true) }
            return code.isAt(index, "export") ? name(in: code, from: index + 1, isImport: false) : nil
        }
    }

    /// The module that a declaration names; `import()`, `import.meta` and an export of one's own name none.
    private static func name(in code: JavaScriptTokens, from start: Int, isImport: Bool) -> String? {
        for index in start..<code.tokens.count {
            let token = code.tokens[index]
            if token.kind == .text {
                guard index == start ? isImport : code.isAt(index - 1, "from") else { return nil }
                return code.quoted(at: index)
            }
            let marks: [StaticString] = ["{", "}", "*", ","]
            let isName = token.kind == .word && (isImport || index > start)
            guard isName || marks.contains(where: { code.isAt(index, $0) }) else { return nil }
        }
        return nil
    }
}
