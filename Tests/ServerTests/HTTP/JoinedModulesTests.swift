import FoundationEssentials
import Testing

@testable import Server

@Suite("Modules are served joined")
struct JoinedModulesTests {
    private static let page = "<head><script type=\"module\" src=\"/assets/app.js\"></script></head>"

    private static func folder(_ files: [String: String]) -> WebFolder {
        WebFolder(files: files.merging(["app.html": page]) { $1 }.mapValues { Array($0.utf8) })
    }

    private static func text(_ folder: WebFolder, _ name: String) -> String {
        String(decoding: folder.files[name] ?? [], as: UTF8.self)
    }

    @Test func aPageWithoutMoreToComeIsOneFile() {
        let folder = Self.folder([
            "app.js": "import { a as b } from './x/a.js'; import * as c from \"./c.js\";\nb(c); // d",
            "x/a.js": "import { c } from '../c.js';\nexport async function a() { return c; }",
            "c.js": "export const c = 1;",
        ])
        #expect(folder.notJoined == nil && folder.files[JoinedModules.shared] == nil)
        #expect(
            Self.text(folder, "app.js") == """
                const $$0=(()=>{
                const c=1;
                return{c}})();
                const $$1=(()=>{
                const{c}=$$0;
                async function a(){return c;}
                return{a}})();
                const $$2=(()=>{
                const{a:b}=$$1;
                const c=$$0;
                b(c);
                return{}})();

                """)
    }

    @Test func whatComesLaterKnowsWhatIsThere() {
        let folder = Self.folder([
            "app.js": "import { h } from './b/dom.js'; import('./p/one.js'); import(\"./p/two.js\");",
            "b/dom.js": "export function h() {}", "b/both.js": "export const both = import.meta.url;",
            "p/one.js":
                "import { h } from '../b/dom.js'; import { both } from '../b/both.js'; import { own } from './own.js';"
                + "export function page() { return import('./two.js'); }",
            "p/own.js": "export class own {}", "p/two.js": "import '../b/both.js'; export const page = 2;",
        ])
        #expect(folder.notJoined == nil)
        let shared = Self.text(folder, JoinedModules.shared)
        #expect(shared.contains("$$(\"b/dom.js\",(()=>{") && shared.contains("$$(\"b/both.js\",(()=>{"))
        #expect(shared.contains("new URL(\"./b/both.js\",import.meta.url).href"), "its address is that of the module")
        #expect(!shared.contains("p/own.js") && !shared.contains("p/one.js"))
        let one = Self.text(folder, "p/one.js")
        #expect(one.hasPrefix("import{define as $$}from\"../shared.js\";\n"))
        #expect(one.contains("$$(\"b/dom.js\");") && one.contains("$$(\"p/own.js\",(()=>{"), "each from where it is")
        #expect(one.contains("import(\"./two.js\")") && one.contains("\nexport const{page}=$$"))
        #expect(Self.text(folder, "app.js").contains("import(\"./p/two.js\")"))
        let page = String(decoding: folder.page(Array(Self.page.utf8)), as: UTF8.self)
        #expect(page.contains("rel=\"modulepreload\" href=\"/assets/\(folder.digest)/shared.js\""))
        #expect(!page.contains("dom.js"))
    }

    @Test(
        "what cannot be joined is served as it is",
        arguments: [
            ("import { b } from './b.js'", "export let b = 1;", "another kind"),
            ("import { b } from './b.js'", "export default 1;", "another kind"),
            ("import { b } from './b.js'", "const b = 1; export { b };", "another kind"),
            ("import { b } from './b.js'", "export const { b } = c;", "another kind"),
            ("import { b } from './b.js'", "export const b = 1, c = 2;", "more than one"),
            ("import { b } from './b.js'", "export const c = [1, 2];", "exports no b"),
            ("import b from './b.js'", "export default 1;", "another kind"),
            ("import b from './b.json' with { type: 'json' }", "", "another kind"),
            ("import './b.js'", "import './app.js'", "through"), ("import './b.js'", "import './b.js'", "through"),
            ("import './b.js'", "await 1;", "waits"), ("import './b.js'", "if (a) { await 1; }", "waits"),
            ("import './b.js'", "f(...await 1);", "waits"),
            ("import './b.js'; f(...import(c))", "", "other than a text"),
            ("import './b.js'", "async () => { await 1; }; try { await 1; } catch {}", "waits"),
            ("import './b.js'; import(c)", "", "other than a text"), ("import './c.js'", "", "there is no ./c.js"),
            ("import '/elsewhere/c.js'", "", "there is no"), ("import './b.js'; import.meta", "", "import.meta"),
            ("import './b.js'", "const $$1 = 2;", "begins with $$"), ("import './b.js'", "f('x", "does not end"),
        ])
    func refused(app: String, other: String, why: String) {
        let folder = Self.folder(["app.js": app, "b.js": other])
        #expect(folder.notJoined?.contains(why) == true, "\(folder.notJoined ?? "joined")")
        #expect(Self.text(folder, "b.js").filter { !$0.isWhitespace } == other.filter { !$0.isWhitespace })
    }

    @Test(
        "functions may wait",
        arguments: [
            "async function f() { await 1; }", "const f = async () => { await 1; };",
            "class A { async f() { await 1; } }",
            "async function f() { if (a) { for (const b of c) { await b; } } }",
            "const a = { async f() { await 1; } };", "async function f() { g(...await 1); }", "a.await; a?.await;",
        ])
    func waits(code: String) { #expect(Self.folder(["app.js": code]).notJoined == nil) }

    @Test func aPageAsksForTheModuleOfItsAddress() {
        let folder = Self.folder([
            "app.js": """
            const routes = [{ path: "/a/{id}", load: () => import("./p/a.js") }, // { path: "/c", import("./p/c.js") }
              { load: () => import('./p/no.js'), path: "/b", more: { load: [import("./p/b.js"), import("./c.js")] } }];
            """,
            "p/a.js": "", "p/b.js": "", "p/no.js": "", "c.js": "",
        ])
        for (address, names) in [("/a/{id}", ["p/a.js"]), ("/b", ["p/b.js", "c.js"]), ("/c", []), (nil, [])] {
            let page = String(decoding: folder.page(Array(Self.page.utf8), at: address), as: UTF8.self)
            for name in ["p/a.js", "p/b.js", "c.js", "p/no.js"] {
                let link = "<link rel=\"modulepreload\" href=\"/assets/\(folder.digest)/\(name)\">"
                #expect(page.contains(link) == names.contains(name), "\(address ?? "none") \(name)")
            }
        }
    }

    @Test func allModulesOfTheWebFolderAreJoined() {
        let web = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../Web")
        let folder = WebFolder(path: web.standardizedFileURL.path()) { WebFile.type(of: $0) != nil }
        #expect(folder.notJoined == nil)
        #expect(folder.files[JoinedModules.shared] != nil && folder.files["app.js"] != nil)
    }
}
