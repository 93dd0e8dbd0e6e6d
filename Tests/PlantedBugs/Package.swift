// swift-tools-version: 6.2
// Millrace: what the history tests need, without codecs, TLS and SCRAM, so that it builds quickly.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let library: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
let tests: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "millrace",
    dependencies: [
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
    ],
    targets: [
        .target(name: "CCRC32C"),
        .systemLibrary(name: "CZlib"),
        .target(name: "KafkaProtocol", dependencies: ["CCRC32C", "CZlib"], swiftSettings: library),
        .target(
            name: "KafkaTransport",
            dependencies: [
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: library),
        .target(name: "CTaskJobs"),
        .target(name: "MachineSimulation", dependencies: ["CTaskJobs", "KafkaTransport"], swiftSettings: library),
        .target(name: "KafkaTLS", dependencies: ["KafkaTransport"], swiftSettings: library),
        .target(name: "KafkaSASL", dependencies: ["KafkaProtocol"], swiftSettings: library),
        .target(
            name: "KafkaClient",
            dependencies: [
                "KafkaProtocol", "KafkaSASL", "KafkaTransport",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Instrumentation", package: "swift-distributed-tracing"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: library),
        .target(
            name: "KafkaTestBroker",
            dependencies: [
                "KafkaProtocol", "KafkaSASL", "KafkaTransport",
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: library),
        .target(name: "CTestSettings", path: "Tests/CTestSettings"),
        .target(
            name: "TestSupport",
            dependencies: [
                "KafkaClient", "KafkaProtocol", "KafkaTLS", "KafkaTestBroker", "KafkaTransport",
                "MachineSimulation", "CTestSettings",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/TestSupport", swiftSettings: tests),
        .testTarget(
            name: "HistoryTests",
            dependencies: [
                "KafkaClient", "KafkaTestBroker", "KafkaTransport", "KafkaProtocol", "MachineSimulation", "TestSupport",
            ],
            path: "Tests/KafkaClientTests",
            sources: [
                "HistoryFaultTests.swift", "HistorySimulationTests.swift", "FaultyHistory.swift",
                "FaultyHistory+Reading.swift", "FaultyHistory+Writing.swift", "HistoryFaults.swift",
                "HistoryReaders.swift", "HistoryProgram.swift", "FirstRequests.swift", "Simulations.swift",
            ],
            swiftSettings: tests),
    ],
    swiftLanguageModes: [.v6]
)
