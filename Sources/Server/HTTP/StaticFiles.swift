import HTTPTypes
import Hummingbird

/// The files of the Web folder, loaded once at start; what was not there then is not served.
struct StaticFiles: Sendable {
    private let files: [String: WebFile]
    /// The page of the app at each of its paths.
    private let pages: [String: WebFile]
    private let digest: String
    private let callPage: HTTPFields
    /// Why the modules are served one by one, which costs each visit many requests; `nil` where they are joined.
    let notJoined: String?

    private let preloads: Preloads

    /// The paths at which the page of the app is shown; what each shows is the app's affair.
    static let appPaths =
        guestPaths + [
            "/reset-password", "/verify-email", "/welcome", "/welcome/{step}", "/matches", "/people", "/people/{id}",
            "/skills", "/sessions", "/sessions/{id}", "/messages", "/messages/{id}", "/rings", "/rings/suggested",
            "/rings/{id}", "/ledger", "/demand", "/statistics", "/notifications", "/me", "/settings",
            "/settings/{section}", "/help",
        ]
    /// Those of them at which nobody stays who is signed in.
    private static let guestPaths = ["/join", "/sign-in", "/forgot-password"]

    /// - Parameters:
    ///   - path: the Web folder; without one there are no files.
    ///   - origin: of the Jitsi that the page of a call embeds.
    ///   - cookie: by which members are known.
    init(folder path: String?, video origin: String? = nil, cookie: SignInCookie) {
        callPage = SecurityHeaders.callPage(origin)
        let folder = path.map { WebFolder(path: $0) { WebFile.type(of: $0) != nil } } ?? WebFolder(files: [:])
        var files: [String: WebFile] = [:]
        for (name, bytes) in folder.files {
            guard let type = WebFile.type(of: name) else { continue }
            files[name] = WebFile(name.hasSuffix(".html") ? folder.page(bytes) : bytes, type: type)
        }
        self.files = files
        let page = folder.files["app.html"]
        pages = Dictionary(
            uniqueKeysWithValues: Self.appPaths.compactMap { path in
                page.map { (path, WebFile(folder.page($0, at: path), type: WebFile.type(of: "app.html") ?? "")) }
            })
        digest = folder.digest
        notJoined = folder.notJoined
        preloads = Preloads(names: folder.files.keys, digest: digest, cookie: cookie)
    }

    /// Adds the routes of pages and files, and the page for what a browser finds nowhere.
    func addRoutes(to table: inout RouteTable) {
        table.page("/") { request, _ in try answer(request, "index.html") }
        for path in Self.appPaths { table.page(path) { request, _ in try appPage(request, at: path) } }
        table.page("/api") { request, _ in try answer(request, "api.html") }
        table.page("/call/{session}") { request, _ in try answer(request, "call.html", callPage) }
        table.page("/sw.js") { request, _ in
            var response = try answer(request, "sw.js")
            response.headers.append(contentsOf: SecurityHeaders.worker)
            return response
        }
        table.page("/manifest.webmanifest") { request, _ in try answer(request, "manifest.webmanifest") }
        table.page("/api/v1/openapi.yaml") { request, _ in try answer(request, "openapi.yaml") }
        table.page("/assets/**") { request, _ in try asset(request) }
        table.pageOfNothing = missingPage
    }

    private func appPage(_ request: Request, at path: String) throws -> Response {
        let link = preloads.link(for: request.headers, isForGuests: Self.guestPaths.contains(path))
        var policies = SecurityHeaders.page
        policies[.link] = link.isEmpty ? nil : link
        return try answer(request, pages[path], policies, cacheControl: "private, no-cache")
    }

    private func asset(_ request: Request) throws -> Response {
        let path = request.uri.path.utf8.dropFirst("/assets/".utf8.count)
        var name = percentDecoded(path, plusIsSpace: false) ?? ""
        guard !name.hasSuffix(".html") else { throw Self.missing }
        guard files[name] == nil, let named = name.digestAhead else { return try answer(request, name) }
        name.removeFirst(named.count + 1)
        // A page that was loaded before an upgrade, or from a newer node, still finds its files here. What it gets is
        // not what its digest names, so it must not be kept under that name.
        guard named == digest, let file = files[name] else { return try answer(request, name) }
        return request.answer(tagged: file.tag, cacheControl: "public, max-age=31536000, immutable") {
            file.response(packed: request.headers[.acceptEncoding])
        }
    }

    /// - Parameter policies: what a page may do; browsers take them from a 304 as well, or keep those they have.
    private func answer(
        _ request: Request, _ name: String, _ policies: HTTPFields = SecurityHeaders.page
    ) throws -> Response {
        try answer(request, files[name], policies)
    }

    private func answer(
        _ request: Request, _ file: WebFile?, _ policies: HTTPFields = SecurityHeaders.page,
        cacheControl: String = "no-cache"
    ) throws -> Response {
        guard let file else { throw Self.missing }
        guard file.isPage else {
            return request.answer(tagged: file.tag) { file.response(packed: request.headers[.acceptEncoding]) }
        }
        let tag = EntityTag(version: file.tag.text + policies.map(\.value).joined())
        var response = request.answer(tagged: tag, cacheControl: cacheControl) {
            file.response(packed: request.headers[.acceptEncoding])
        }
        response.headers.append(contentsOf: policies)
        return response
    }

    /// The app, which says itself that there is nothing, for a person who looks for a page; `nil` for programs.
    @Sendable private func missingPage(_ request: Request) -> Response? {
        let parts = request.uri.path.split(separator: "/", maxSplits: 1)
        guard parts.first != "api", parts.first != "assets", let page = files["app.html"],
            request.headers[.accept]?.contains("text/html") == true
        else { return nil }
        var response = page.response(packed: request.headers[.acceptEncoding])
        response.status = .notFound
        response.headers.append(contentsOf: SecurityHeaders.page)
        return response
    }

    private static var missing: Problem {
        Problem(.notFound, "notFound", "It does not exist.", detail: "There is no such page or file.")
    }
}

extension String {
    /// The first part of a path if it looks like the digest of a Web folder.
    fileprivate var digestAhead: Substring? {
        guard let slash = firstIndex(of: "/") else { return nil }
        let part = self[..<slash]
        return part.utf8.count == WebFolder.digits && part.allSatisfy { $0.isHexDigit && !$0.isUppercase } ? part : nil
    }
}
