// swift-tools-version: 6.2
// Benchmarks of Millrace. A separate package, so that users of the library never resolve its dependencies.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "millrace-benchmarks",
    dependencies: [
        // Without the traits TLS and SCRAM, whose dependencies take longer to build than everything else.
        .package(name: "millrace", path: "..", traits: ["LZ4", "Zstd", "Snappy"]),
        // Without its traits, which need packages that hook malloc and the runtime.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .target(name: "BenchmarkSupport", swiftSettings: settings),
        .target(name: "CBareCRC"),
        .executableTarget(name: "static-fetch-server", dependencies: ["BenchmarkSupport"], swiftSettings: settings),
        .executableTarget(
            name: "fetch-bench",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "KafkaProtocol", package: "millrace"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "rebalance-bench",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "KafkaProtocol", package: "millrace"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "transaction-bench",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "KafkaProtocol", package: "millrace"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "produce-bench",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "KafkaProtocol", package: "millrace"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "broker-bench",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "KafkaProtocol", package: "millrace"),
                .product(name: "KafkaTestBroker", package: "millrace"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "rdd-bench",
            dependencies: ["BenchmarkSupport", .product(name: "Millrace", package: "millrace")],
            swiftSettings: settings),
        .executableTarget(
            name: "stream-bench",
            dependencies: ["BenchmarkSupport", .product(name: "Millrace", package: "millrace")],
            swiftSettings: settings),
        .executableTarget(
            name: "wordcount-bench",
            dependencies: [
                "BenchmarkSupport",
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "MillraceKafka", package: "millrace"),
                .product(name: "KafkaProtocol", package: "millrace"),
                .product(name: "Millrace", package: "millrace"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "RecordBatchBenchmarks",
            dependencies: [
                "BenchmarkSupport", "CBareCRC",
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "KafkaProtocol", package: "millrace"),
            ],
            path: "Benchmarks/RecordBatchBenchmarks",
            swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ],
    swiftLanguageModes: [.v6]
)
