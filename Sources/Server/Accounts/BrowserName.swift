/// A browser or program in a few words, made of its `User-Agent` (RFC 9110, section 10.1.5), so that people recognise
/// their devices: "Firefox on Linux".
enum BrowserName {
    /// The words; "Browser" where nothing is known.
    static func words(userAgent: String?) -> String {
        guard let userAgent else { return "Browser" }
        let text = userAgent.prefix(512)
        let browser = browsers.first { text.contains($0.mark) }?.name ?? product(text) ?? "Browser"
        guard let system = systems.first(where: { text.contains($0.mark) })?.name else { return browser }
        return "\(browser) on \(system)"
    }

    /// Those first whose text also holds the mark of others.
    private static let browsers: [(mark: String, name: String)] = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ]

    private static let systems: [(mark: String, name: String)] = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ]

    /// The first product, as of `curl/8.5.0`.
    private static func product(_ text: Substring) -> String? {
        let name = text.utf8.prefix(40).prefix { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
            default: false
            }
        }
        return name.isEmpty || name.elementsEqual("Mozilla".utf8) ? nil : String(decoding: name, as: UTF8.self)
    }
}
