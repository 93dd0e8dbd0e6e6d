// swift-tools-version: 6.2
// Millrace: a Kafka client and a streaming engine in pure Swift.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// Language settings of every library target (CONTRIBUTING.md says why each is on).
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
]

/// Tests go without strict memory safety: it floods the expansions of `#expect`.
let tests: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "millrace",
    products: [
        .library(name: "KafkaProtocol", targets: ["KafkaProtocol"]),
        .library(name: "KafkaClient", targets: ["KafkaClient"]),
        .library(name: "KafkaTLS", targets: ["KafkaTLS"]),
        .library(name: "KafkaTestBroker", targets: ["KafkaTestBroker"]),
        .library(name: "Millrace", targets: ["Millrace"]),
        .library(name: "MillraceKafka", targets: ["MillraceKafka"]),
        .library(name: "MillraceSQLite", targets: ["MillraceSQLite"]),
        .library(name: "MillracePostgreSQL", targets: ["MillracePostgreSQL"]),
        .library(name: "MillraceS3", targets: ["MillraceS3"]),
        .library(name: "MillraceTesting", targets: ["MillraceTesting"]),
        .library(name: "MillraceKafkaTesting", targets: ["MillraceKafkaTesting"]),
        .executable(name: "millrace", targets: ["MillraceCLI"]),
    ],
    traits: [
        .trait(name: "LZ4", description: "Read and write lz4 record batches (system library lz4)."),
        .trait(name: "Zstd", description: "Read and write zstd record batches (system library zstd)."),
        .trait(name: "Snappy", description: "Read and write snappy record batches (system library snappy)."),
        .trait(name: "SQLite", description: "Write batches to SQLite databases (system library sqlite3)."),
        .trait(name: "TLS", description: "Encrypted connections (package swift-nio-ssl)."),
        .trait(
            name: "SCRAM", description: "The SASL mechanisms SCRAM-SHA-256 and SCRAM-SHA-512 (package swift-crypto)."),
        .trait(
            name: "ServiceLifecycle",
            description: "Clients, producers and consumers as services (package swift-service-lifecycle)."),
        .trait(
            name: "Configuration", description: "Kafka's properties in a ConfigReader (package swift-configuration)."),
        .trait(
            name: "PostgreSQL",
            description: "Write batches to PostgreSQL databases (system library libpq). Off by default."),
        .trait(
            name: "S3",
            description:
                "Checkpoints in S3-compatible stores (packages async-http-client, swift-crypto). Off by default."
        ),
        .default(enabledTraits: ["LZ4", "Zstd", "Snappy", "SQLite", "TLS", "SCRAM"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0", traits: []),
        // A command plugin for `make docs`; packages that depend on this one never resolve it.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin.git", from: "1.5.0"),
    ],
    targets: [
        .target(name: "CCRC32C"),
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CLZ4"),
        .systemLibrary(name: "CZstd"),
        .systemLibrary(name: "CSnappy"),
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "CPostgreSQL"),
        .target(
            name: "KafkaProtocol",
            dependencies: [
                "CCRC32C", "CZlib",
                .target(name: "CLZ4", condition: .when(traits: ["LZ4"])),
                .target(name: "CZstd", condition: .when(traits: ["Zstd"])),
                .target(name: "CSnappy", condition: .when(traits: ["Snappy"])),
            ],
            swiftSettings: strict),
        .target(
            name: "KafkaTransport",
            dependencies: [
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: strict),
        // Runs tasks and event loops one at a time, for simulations.
        .target(name: "CTaskJobs"),
        .target(name: "MachineSimulation", dependencies: ["CTaskJobs", "KafkaTransport"], swiftSettings: strict),
        .target(
            name: "KafkaTLS",
            dependencies: [
                "KafkaTransport",
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["TLS"])),
                .product(name: "NIOEmbedded", package: "swift-nio", condition: .when(traits: ["TLS"])),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["TLS"])),
            ],
            swiftSettings: strict),
        .target(
            name: "KafkaSASL",
            dependencies: [
                "KafkaProtocol",
                .product(name: "Crypto", package: "swift-crypto", condition: .when(traits: ["SCRAM"])),
                .product(name: "CryptoExtras", package: "swift-crypto", condition: .when(traits: ["SCRAM"])),
            ],
            swiftSettings: strict),
        .target(
            name: "KafkaClient",
            dependencies: [
                "KafkaProtocol", "KafkaSASL", "KafkaTransport",
                .target(name: "KafkaTLS", condition: .when(traits: ["TLS"])),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "Instrumentation", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(
                    name: "ServiceLifecycle", package: "swift-service-lifecycle",
                    condition: .when(traits: ["ServiceLifecycle"])),
                .product(
                    name: "Configuration", package: "swift-configuration", condition: .when(traits: ["Configuration"])),
            ],
            swiftSettings: strict),
        .target(
            name: "KafkaTestBroker",
            dependencies: [
                "KafkaProtocol", "KafkaSASL", "KafkaTransport",
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: strict),
        .target(
            name: "Millrace",
            dependencies: [
                "CCRC32C", .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "MillraceTesting",
            dependencies: ["Millrace", "MachineSimulation", .product(name: "Logging", package: "swift-log")],
            swiftSettings: strict),
        .target(
            name: "MillraceKafkaTesting",
            dependencies: [
                "Millrace", "MillraceTesting", "MachineSimulation", "KafkaClient", "KafkaProtocol", "KafkaTestBroker",
                "KafkaTransport",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "MillraceKafka",
            dependencies: [
                "Millrace", "KafkaClient", "KafkaProtocol",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "MillraceSQLite",
            dependencies: ["Millrace", .target(name: "CSQLite", condition: .when(traits: ["SQLite"]))],
            swiftSettings: strict),
        .target(
            name: "MillracePostgreSQL",
            dependencies: ["Millrace", .target(name: "CPostgreSQL", condition: .when(traits: ["PostgreSQL"]))],
            swiftSettings: strict),
        .target(
            name: "MillraceS3",
            dependencies: [
                "Millrace",
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: .when(traits: ["S3"])),
                .product(name: "Crypto", package: "swift-crypto", condition: .when(traits: ["S3"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["S3"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["S3"])),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "MillraceCLI",
            dependencies: [
                "Millrace", "MillraceKafka", "KafkaClient", "KafkaProtocol", "KafkaTestBroker", "KafkaTLS",
                "KafkaTransport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .executableTarget(name: "ProtocolGenerator", swiftSettings: strict),
        .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
        .target(name: "CTestSettings", path: "Tests/CTestSettings"),
        // A target of its own, so that all test targets share what they need in common.
        .target(
            name: "TestSupport",
            // All tests are one program, so CTestSettings holds for each of them. Programs that they start name it too.
            dependencies: [
                "KafkaClient", "KafkaProtocol", "KafkaTLS", "KafkaTestBroker", "KafkaTransport",
                "MachineSimulation", "CTestSettings",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/TestSupport", swiftSettings: tests),
        // The same for tests of streams.
        .target(
            name: "StreamTestSupport", dependencies: ["Millrace", "MillraceTesting", "TestSupport"],
            path: "Tests/StreamTestSupport", swiftSettings: tests),
        .testTarget(
            name: "KafkaProtocolTests",
            dependencies: [
                "KafkaProtocol", "KafkaTransport", "ProtocolGenerator", "TestSupport", "CAllocationCounter",
            ],
            exclude: ["Fixtures"],
            swiftSettings: tests),
        .testTarget(
            name: "ProtocolGeneratorTests", dependencies: ["ProtocolGenerator", "TestSupport"], swiftSettings: tests),
        .testTarget(
            name: "KafkaTransportTests", dependencies: ["KafkaTransport", "TestSupport"], swiftSettings: tests),
        .testTarget(
            name: "KafkaClientTests",
            dependencies: [
                "KafkaClient", "KafkaTestBroker", "KafkaTransport", "KafkaTLS", "KafkaSASL", "KafkaProtocol",
                "MachineSimulation", "TestSupport",
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(
                    name: "ServiceLifecycle", package: "swift-service-lifecycle",
                    condition: .when(traits: ["ServiceLifecycle"])),
                .product(
                    name: "Configuration", package: "swift-configuration", condition: .when(traits: ["Configuration"])),
            ],
            exclude: ["Fixtures"],
            swiftSettings: tests),
        .testTarget(
            name: "KafkaTestBrokerTests",
            dependencies: [
                "KafkaTestBroker", "KafkaProtocol", "KafkaSASL", "KafkaTransport", "TestSupport", "CAllocationCounter",
            ],
            swiftSettings: tests),
        .testTarget(name: "KafkaSASLTests", dependencies: ["KafkaSASL", "KafkaProtocol"], swiftSettings: tests),
        .testTarget(
            name: "KafkaTLSTests", dependencies: ["KafkaTLS", "KafkaTransport", "TestSupport"], swiftSettings: tests),
        // Programs with the results that Apache Spark gives, for tests and their worker processes.
        .target(
            name: "OraclePrograms", dependencies: ["Millrace", "CZlib"], path: "Tests/OraclePrograms",
            swiftSettings: tests),
        // Runs tasks of the tests' programs in processes of their own.
        .executableTarget(
            name: "TaskWorker",
            dependencies: [
                "Millrace", "OraclePrograms", "CTestSettings", .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/TaskWorker", swiftSettings: tests),
        .testTarget(
            name: "MillraceTests",
            dependencies: [
                "Millrace", "MillraceTesting", "OraclePrograms", "StreamTestSupport", "TaskWorker", "TestSupport",
                "CAllocationCounter",
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ],
            exclude: ["Fixtures"],
            swiftSettings: tests),
        // A streaming job that tests kill.
        .executableTarget(
            name: "TortureJob",
            dependencies: [
                "MillraceKafka", "Millrace", "KafkaClient", "KafkaProtocol", "KafkaTestBroker", "CTestSettings",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/TortureJob", swiftSettings: tests),
        .testTarget(
            name: "DatabaseSinkTests",
            dependencies: [
                "MillraceSQLite", "MillracePostgreSQL", "MillraceTesting", "Millrace", "StreamTestSupport",
                "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: tests),
        .testTarget(
            name: "MillraceS3Tests",
            dependencies: [
                "MillraceS3", "MillraceTesting", "Millrace", .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Peers"], swiftSettings: tests),
        .testTarget(
            name: "MillraceKafkaTests",
            dependencies: [
                "MillraceKafka", "MillraceKafkaTesting", "MillraceTesting", "Millrace", "KafkaClient", "KafkaProtocol",
                "KafkaTestBroker", "KafkaTransport", "StreamTestSupport", "TestSupport", "TortureJob",
            ],
            swiftSettings: tests),
        .testTarget(
            name: "MillraceCLITests",
            dependencies: [
                "MillraceCLI", "KafkaTestBroker", "KafkaClient", "KafkaProtocol", "KafkaTransport", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: tests),
        // A member of a group that tests kill.
        .executableTarget(
            name: "MixedMember", dependencies: ["KafkaClient", "KafkaProtocol"], path: "Tests/MixedMember",
            swiftSettings: tests),
        .testTarget(
            name: "PeerTests",
            dependencies: [
                "MillraceCLI", "MixedMember", "KafkaTestBroker", "KafkaTLS", "KafkaTransport", "KafkaClient",
                "KafkaProtocol",
                "ProtocolGenerator", "TestSupport",
            ],
            exclude: ["Peers"], swiftSettings: tests),
    ],
    swiftLanguageModes: [.v6]
)
