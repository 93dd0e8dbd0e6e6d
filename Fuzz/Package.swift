// swift-tools-version: 6.2
// Fuzz targets of Millrace. A separate package, so that users of the library never resolve or build it.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "millrace-fuzz",
    dependencies: [
        // Without the traits TLS and SCRAM, whose dependencies take longer to build than everything else.
        .package(name: "millrace", path: "..", traits: ["LZ4", "Zstd", "Snappy"])
    ],
    targets: [
        .target(
            name: "FuzzTargets",
            dependencies: [
                .product(name: "KafkaProtocol", package: "millrace"),
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "KafkaTestBroker", package: "millrace"),
            ],
            swiftSettings: settings),
        // libFuzzer provides `main` for this target.
        .executableTarget(name: "millrace-fuzz", dependencies: ["FuzzTargets"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
