// swift-tools-version: 6.2
// The examples of README.md, as a package of its own: a user's package that depends on Millrace.
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let package = Package(
    name: "millrace-examples",
    dependencies: [
        // Without TLS and SCRAM a first build takes a fraction of the time; leave out `traits:` for everything.
        .package(name: "millrace", path: "..", traits: ["LZ4", "Zstd", "Snappy"])
    ],
    targets: [
        .executableTarget(
            name: "produce",
            dependencies: [
                .product(name: "KafkaClient", package: "millrace")
            ]),
        .executableTarget(
            name: "consume",
            dependencies: [
                .product(name: "KafkaClient", package: "millrace")
            ]),
        .executableTarget(
            name: "transact",
            dependencies: [
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "KafkaProtocol", package: "millrace"),
            ]),
        .executableTarget(
            name: "consume-group",
            dependencies: [
                .product(name: "KafkaClient", package: "millrace")
            ]),
        .executableTarget(
            name: "share-group",
            dependencies: [
                .product(name: "KafkaClient", package: "millrace")
            ]),
        .executableTarget(
            name: "administer",
            dependencies: [
                .product(name: "KafkaClient", package: "millrace")
            ]),
        .executableTarget(
            name: "transfer",
            dependencies: [
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "KafkaProtocol", package: "millrace"),
            ]),
        .executableTarget(
            name: "count-words",
            dependencies: [
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "Millrace", package: "millrace"),
                .product(name: "MillraceKafka", package: "millrace"),
            ]),
        .executableTarget(
            name: "exactly-once",
            dependencies: [
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "KafkaProtocol", package: "millrace"),
                .product(name: "Millrace", package: "millrace"),
                .product(name: "MillraceKafka", package: "millrace"),
            ]),
        .executableTarget(
            name: "network-word-count",
            dependencies: [
                .product(name: "Millrace", package: "millrace")
            ]),
        .executableTarget(
            name: "sessions",
            dependencies: [
                .product(name: "Millrace", package: "millrace")
            ]),
        .executableTarget(
            name: "top-words",
            dependencies: [
                .product(name: "Millrace", package: "millrace")
            ]),
        .executableTarget(
            name: "follow-file",
            dependencies: [
                .product(name: "Millrace", package: "millrace")
            ]),
        .executableTarget(
            name: "enrich",
            dependencies: [
                .product(name: "Millrace", package: "millrace")
            ]),
        .testTarget(
            name: "OrdersTests",
            dependencies: [
                .product(name: "KafkaClient", package: "millrace"),
                .product(name: "KafkaTestBroker", package: "millrace"),
            ]),
        .testTarget(
            name: "TotalsTests",
            dependencies: [
                .product(name: "Millrace", package: "millrace"),
                .product(name: "MillraceTesting", package: "millrace"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
