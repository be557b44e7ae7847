/// Which modules the script of a page loads for which address, as its table of routes says.
enum RoutedModules {
    /// For each `path: "…"` of an object, what stands between the quotes of the `import("…")` in the same object.
    static func names(in source: [UInt8]) -> [String: [String]] {
        let code = JavaScriptTokens(source)
        var names: [String: [String]] = [:]
        for index in code.tokens.indices where code.isAt(index, "path") && code.isAt(index + 1, ":") {
            guard let path = code.quoted(at: index + 2) else { continue }
            var next = index + 3
            while next < code.tokens.count, code.tokens[next].depth >= code.tokens[index].depth {
                if code.isAt(next, "import"), code.isAt(next + 1, "("), let name = code.quoted(at: next + 2) {
                    names[path, default: []].append(name)
                }
                next += 1
            }
        }
        return names
    }
}
