// swift-tools-version: 6.2
// Millrace's fuzz targets: a package of their own, so that users of the library never build or resolve it.
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
        // Without TLS and SCRAM, whose libraries take longer to build than everything else.
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
        // libFuzzer brings the `main` of this one.
        .executableTarget(name: "millrace-fuzz", dependencies: ["FuzzTargets"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
