// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// As the product is built.
let product: [SwiftSetting] =
    settings + [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))]

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    ],
    targets: [
        .executableTarget(
            name: "bare",
            dependencies: [
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),
        // The sources of the product itself.
        .target(name: "Exchange", swiftSettings: product),
        .target(name: "MatchEngine", dependencies: ["Exchange"], swiftSettings: product),
        .target(name: "Population", dependencies: ["Exchange", "MatchEngine"], swiftSettings: product),
        .executableTarget(
            name: "clearing", dependencies: ["Exchange", "MatchEngine", "Population"], swiftSettings: product),
        .executableTarget(
            name: "matching", dependencies: ["Exchange", "MatchEngine", "Population"], swiftSettings: product),
        .executableTarget(
            name: "quality", dependencies: ["Exchange", "MatchEngine", "Population"], swiftSettings: product),
        // With the server's board itself.
        .executableTarget(
            name: "soak", dependencies: ["Exchange", "MatchEngine", "Population"], swiftSettings: product),
    ]
)
