import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Testing

@testable import Server

@Suite("All routes")
struct RoutesTests {
    /// One line for each operation: method, path, name, and whether it needs nobody to be signed in.
    @Test func areThoseOfTheDescription() async throws {
        let described = try Self.described()
        try await TestServer.run { server in
            let declared = server.routes.filter { $0.operation != nil }.map { route in
                let isOpen = route.access == .anyone && route.operation != "accounts.signOut"
                return "\(route.method.rawValue) \(route.path) \(route.operation ?? "")\(isOpen ? " open" : "")"
            }
            #expect(Set(declared).count == declared.count)
            #expect(Set(declared).subtracting(described) == [])
            #expect(described.subtracting(declared) == [])
            for page in ["/", "/api", "/api/v1/openapi.yaml", "/healthz", "/readyz", "/metrics"] {
                #expect(server.routes.contains { $0.path == page })
            }
        }
    }

    /// Every operation under every way to come without being who one has to be.
    @Test func areClosedToOthers() async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            let bo = try await server.member("Bo")
            let email = try EmailAddress(checking: "bo@example.org")
            try await server.operations.admin.suspend(email)
            // Signing out comes last: it ends even the device of somebody suspended.
            let signOut = server.routes.filter { $0.operation == "accounts.signOut" }
            let others = server.routes.filter { $0.operation != nil && $0.operation != "accounts.signOut" }
            for route in others + signOut {
                let isOpen = route.access == .anyone
                let anonymous = try await Self.try(route, by: server.stranger())
                let isSignOut = route.operation == "accounts.signOut"
                #expect((anonymous.code == "signInRequired") == (!isOpen || isSignOut), "\(route)")

                let stale = server.stranger()
                stale.cookie = "sid=skb_\(String(repeating: "a", count: 43))"
                #expect((try await Self.try(route, by: stale).code == "signInRequired") == !isOpen, "\(route)")

                let program = server.stranger()
                program.token = "sks_\(String(repeating: "a", count: 43))"
                let isRefused = try await Self.try(route, by: program).code == "signInRequired"
                #expect(isRefused == (!isOpen || isSignOut), "\(route)")

                let suspended = server.stranger()
                suspended.cookie = bo.cookie
                #expect((try await Self.try(route, by: suspended).code == "suspended") == !isOpen, "\(route)")

                guard route.access == .moderator else { continue }
                #expect(try await Self.try(route, by: ada).code == "roleRequired", "\(route)")
            }
            try await server.operations.admin.reinstate(email)
            #expect(try await bo.send(.get, "/me").status == 401)
        }
    }

    @Test(
        "are closed to other sites",
        arguments: [
            [.origin: "https://evil.example"], [.origin: "null"], [.fetchSite: "cross-site"], [.fetchSite: "same-site"],
            [.origin: "http://localhost.evil.example"],
        ] as [HTTPFields])
    func areClosedToOtherSites(headers: HTTPFields) async throws {
        try await TestServer.run { server in
            let ada = try await server.member("Ada")
            for route in server.routes where route.operation != nil && route.method != .get {
                let answer = try await Self.try(route, by: ada, headers: headers)
                #expect(answer.status == 403 && answer.code == "crossSite", "\(route)")
            }
            #expect(try await ada.send(.get, "/me", headers: headers).status == 200)
        }
    }

    private static func `try`(_ route: Route, by person: Person, headers: HTTPFields = [:]) async throws -> Answer {
        let path = route.path.dropFirst(RouteTable.prefix.count)
            .replacing("{id}", with: "01a20994-5208-7a10-8c3d-0f1e2d3c4b5a")
            .replacing("{message}", with: "01a20994-5208-7a10-8c3d-0f1e2d3c4b5a")
        return try await person.send(route.method, String(path), headers: headers)
    }

    /// The operations in `Web/openapi.yaml`, by its indentation.
    private static func described() throws -> Set<String> {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        let text = try String(contentsOf: root.appendingPathComponent("Web/openapi.yaml"), encoding: .utf8)
        let body = try #require(text.split(separator: "\npaths:\n").last?.split(separator: "\ncomponents:").first)
        var operations: [(line: String, isOpen: Bool)] = []
        var (path, method) = ("", "")
        for line in body.split(separator: "\n") {
            let content = line.trimmingCharacters(in: .whitespaces)
            switch line.prefix(while: { $0 == " " }).count {
            case 2: path = String(content.dropLast())
            case 4: method = content.dropLast().uppercased()
            case 6 where content.hasPrefix("operationId: "):
                operations.append(("\(method) /api/v1\(path) \(content.dropFirst("operationId: ".count))", false))
            case 6 where content == "security: []": operations[operations.count - 1].isOpen = true
            default: break
            }
        }
        return Set(operations.map { $0.line + ($0.isOpen ? " open" : "") })
    }
}
