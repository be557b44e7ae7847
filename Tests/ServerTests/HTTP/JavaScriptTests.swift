import Testing

@testable import Server

@Suite("Scripts and stylesheets without what browsers do not need")
struct JavaScriptTests {
    private static func compact(_ code: String) -> String {
        String(decoding: JavaScriptTokens.compact(Array(code.utf8)), as: UTF8.self)
    }

    @Test(
        "what is left out",
        arguments: [
            ("a; // b\nc", "a;\nc"), ("// a\n\n\n  b\n", "b"), ("a /* b */ + c", "a+c"), ("a/* b\n */c", "a\nc"),
            ("return /* x */ y", "return y"), ("if (a) { b; }", "if(a){b;}"), ("a + +b - -c", "a+ +b- -c"),
            ("x = { a: 1, b }", "x={a:1,b}"), ("1 .toFixed(2)", "1 .toFixed(2)"), ("a ? .5 : b", "a? .5:b"),
            ("/a/ / b", "/a/ /b"), ("/a/ * b", "/a/*b"), ("[ ...typeof / '/ ]", "[...typeof/ '/]"),
            ("let of = 1", "let of=1"), ("\"a\" in b", "\"a\"in b"), ("(a) => b", "(a)=>b"),
        ])
    func leavesOut(code: String, expected: String) { #expect(Self.compact(code) == expected) }

    @Test(
        "what stays as it is",
        arguments: [
            "\"// no\"", "'/* no */'", "`// no`", "`a  ${b}  c`", "`/* ${`//`} */`", "`${{a:`}`}}  //`", "`\\`//`",
            "`\\${ //`",
            "'\\'//'", "\"\\\\\"", "a=/[/*]/", "/\\/\\/  x/.test(a)", "if(a)/  [/]\\/*  /.test(b)",
            "while(a)/'/.test(b)",
            "(a)/b/c", "a[0]/b/'x  y'", "a++/2", "return/'  \"/g", "x={a:/'/}", "f(/`/)", "a=b/c;d='  '", "x.of/2;'//'",
            "this.#in/2;'//'", "`${a/2}//`", "`${/}/}//`", "}/  '/.test(a)", "'</script>//'",
            "for await(x of y)/'/.exec(x)", "/a/ /b", "[...typeof/'/]", "[...a/b,'  ']",
            "\"é  ü\"", "1.5/2/'  '", "a=>/'/",
        ])
    func keeps(code: String) {
        let code = code.hasPrefix("}") ? "{" + code : code
        #expect(JavaScriptTokens(Array(code.utf8)).isWhole)
        #expect(Self.compact(code) == code)
    }

    @Test(
        "what does not end is left alone",
        arguments: [
            "\"a\n  // b", "'a  //", "`a  //", "`${a  // b", "/* a", "(a  // b", "a)  // b", "{[}  // b", "\"a\\",
            "`\\",
            "a // b\n }",
        ])
    func unterminated(code: String) {
        #expect(!JavaScriptTokens(Array(code.utf8)).isWhole)
        #expect(Self.compact(code) == code)
    }

    @Test("a script that is compact stays so, whatever it is cut off at")
    func isStable() {
        let code = "if (a) /[/\"]'/.test(`x${ { b: '}' } } // ${ `y` }`); // z\nreturn a / b /* c */ / d\n"
        let bytes = Array(code.utf8)
        for length in 0...bytes.count {
            let once = JavaScriptTokens.compact(Array(bytes.prefix(length)))
            #expect(JavaScriptTokens.compact(once) == once, "\(length)")
        }
    }

    @Test(
        "stylesheets",
        arguments: [
            ("a { color : red; }\n\nb{}", "a{color : red}b{}"), ("/* x */ a :hover , b { c: d }", "a :hover,b{c: d}"),
            ("a::before { content: \"/* ; } */\"; }", "a::before{content: \"/* ; } */\"}"),
            ("a { b: url( /x/*y*/z.svg ) ; }", "a{b: url( /x/*y*/z.svg )}"),
            ("a { b: url(\"x  y\") }", "a{b: url(\"x  y\")}"), ("a{b:calc(1px + (2px*3))}", "a{b:calc(1px + (2px*3))}"),
            ("a/**/b{}", "a b{}"), ("@media (a) and (b) { c{} }", "@media (a) and (b){c{}}"),
            ("a { b: '\\'  ;' }", "a{b: '\\'  ;'}"), (".a\\  b{}", ".a\\  b{}"),
            ("a{b: \"x\n}  ", "a{b: \"x\n}  "), ("a{}  /* b", "a{}  /* b"), ("a{b:  url(x", "a{b:  url(x"), ("", ""),
        ])
    func stylesheets(source: String, expected: String) {
        let compact = StyleSheet.compact(Array(source.utf8))
        #expect(String(decoding: compact, as: UTF8.self) == expected)
        #expect(StyleSheet.compact(compact) == compact)
    }
}
