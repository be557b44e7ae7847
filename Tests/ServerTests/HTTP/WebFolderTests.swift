import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Server

@Suite("Pages name their files by content")
struct WebFolderTests {
    private static func folder(_ files: [String: String]) -> WebFolder {
        WebFolder(files: files.mapValues { Array($0.utf8) })
    }

    @Test(
        "what a module imports",
        arguments: [
            ("import { a } from \"./a.js\";", ["./a.js"]), ("import './a.js'", ["./a.js"]),
            ("import \"./a.js\"", ["./a.js"]),
            ("import a, * as b from './b.js'", ["./b.js"]),
            ("import {\n  a,\n  b as c,\n} from\n  \"../c.js\";", ["../c.js"]),
            ("export { a } from \"./d.js\"; export * from './e.js'", ["./d.js", "./e.js"]),
            ("export const from = \"./no.js\";", []), ("const a = import(\"./late.js\");", []),
            ("import.meta.url; x.import(\"./no.js\")", []), ("// import \"./no.js\"\n/* import \"./no.js\" */", []),
            ("const t = `import \"./no.js\" ${f(`import`)}`; import \"./yes.js\"", ["./yes.js"]),
            ("const r = /import \"x\"/; import \"./yes.js\"", ["./yes.js"]), ("import \"./a", []), ("import", []),
            ("", []),
            ("function f() { const s = 'export'; } import \"./yes.js\"", ["./yes.js"]),
        ])
    func imports(code: String, names: [String]) {
        #expect(ModuleImports.names(in: Array(code.utf8)) == names)
    }

    @Test func pagesLoadAllModulesAtOnce() throws {
        let page =
            "<head><link href=\"/assets/look.css\"><script type=\"module\" src=\"/assets/app.js\"></script></head>"
        let files = [
            "app.html": page, "look.css": "p{}",
            "app.js": "import './b/x.js'; import \"./gone.js\"; import('./late.js')",
            "b/x.js": "import \"../c.js\"; import \"../app.js\"",
            "c.js": "import \"./b/x.js\"; import \"../../etc.js\"",
            "late.js": "", "alone.js": "",
        ]
        let folder = Self.folder(files)
        let text = String(decoding: folder.page(Array(page.utf8)), as: UTF8.self)
        #expect(folder.digest.count == WebFolder.digits)
        for name in ["look.css", "app.js", "b/x.js", "c.js"] {
            #expect(text.contains("\"/assets/\(folder.digest)/\(name)\""), "\(name)")
        }
        #expect(text.components(separatedBy: "modulepreload").count == 3, "each once, and none that is loaded later")
        #expect(!text.contains("late.js") && !text.contains("alone.js") && !text.contains("gone.js"))
        var changed = files
        changed["c.js"] = "1"
        #expect(Self.folder(changed).digest != folder.digest && Self.folder(files).digest == folder.digest)
    }

    @Test func filesUnderTheirDigestAreKeptForEver() async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "web-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let files = [
            "index.html": "<link href=\"/assets/app.css\">", "app.html": "<p>app</p>", "app.css": "p{}", "sw.js": "s()",
            "manifest.webmanifest": "{}",
        ]
        for (name, text) in files { try Data(text.utf8).write(to: root.appending(path: name)) }
        var table = RouteTable()
        StaticFiles(folder: root.path(), cookie: SignInCookie(secure: false)).addRoutes(to: &table)
        try await Fixture.application(Fixture.gateway(table)).test(.router) { client in
            func get(_ path: String, accept: String = "text/html") async throws -> TestResponse {
                try await client.execute(uri: path, method: .get, headers: [.accept: accept])
            }
            let page = String(buffer: try await get("/").body)
            let address = try #require(page.firstMatch(of: /href="([^"]+)"/)?.1)
            let file = try await get(String(address))
            #expect(file.status == .ok && file.headers[.cacheControl] == "public, max-age=31536000, immutable")
            let old = try await get("/assets/0123456789ab/app.css")
            #expect(
                old.status == .ok && old.headers[.cacheControl] == "no-cache", "a page from before an upgrade works")
            #expect(try await get("/assets/0123456789ab/nothing.css").status == .notFound)
            #expect(try await get("/assets/0123456789ab/app.html").status == .notFound)
            for path in ["/matches", "/people/1", "/messages/1", "/settings/profile", "/me"] {
                let shell = try await get(path)
                #expect(shell.status == .ok && String(buffer: shell.body) == "<p>app</p>", "\(path)")
                #expect(shell.headers[.contentSecurityPolicy]?.contains("trusted-types app") == true)
            }
            for (path, type) in [
                ("/sw.js", "text/javascript; charset=utf-8"), ("/manifest.webmanifest", "application/manifest+json"),
            ] {
                let answer = try await get(path)
                #expect(answer.status == .ok && answer.headers[.contentType] == type)
                #expect(answer.headers[.cacheControl] == "no-cache", "\(path)")
            }
            let person = try await get("/nowhere/at/all")
            #expect(person.status == .notFound && String(buffer: person.body) == "<p>app</p>")
            for (path, accept) in [
                ("/nowhere", "application/json"), ("/api/v1/nothing", "text/html"), ("/assets/x", "text/html"),
            ] {
                let program = try await get(path, accept: accept)
                #expect(
                    program.status == .notFound && program.headers[.contentType] == "application/problem+json",
                    "\(path)")
            }
        }
    }
}
