// swift-tools-version: 6.2
import PackageDescription

// The packets alone, compiled for libFuzzer: every branch counts itself, and memory is checked.
let instrumented: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]

let package = Package(
    name: "fuzz",
    dependencies: [.package(url: "https://github.com/apple/swift-nio", exact: "2.101.2")],
    targets: [
        .systemLibrary(name: "CFuzzer"),
        .target(
            name: "SocketIO",
            dependencies: [
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: instrumented
        ),
        .executableTarget(
            name: "packets-fuzz",
            dependencies: ["CFuzzer", "SocketIO", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: instrumented,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"]), .linkedLibrary("stdc++")]
        ),
    ]
)
