// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A topic to be created.
public struct NewTopic: Hashable, Sendable {
    /// The topic's name.
    public var name: String
    /// Number of partitions, at least 1; nil (or −1) for the broker's default, `num.partitions`.
    public var partitions: Int?
    /// Number of brokers that keep each partition, from 1 to the number of brokers; nil (or −1) for the broker's
    /// default, `default.replication.factor`.
    public var replicationFactor: Int?
    /// Topic properties, such as `cleanup.policy`.
    public var configs: [String: String]

    /// A topic with the given values. The broker's defaults need Kafka 2.4 (KIP-464).
    public init(
        name: String, partitions: Int? = nil, replicationFactor: Int? = 1, configs: [String: String] = [:]
    ) {
        self.name = name
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.configs = configs
    }

    /// Whether the broker must choose the number of partitions or replicas.
    var usesDefaults: Bool { (partitions ?? -1) == -1 || (replicationFactor ?? -1) == -1 }

    /// Throws `KafkaError.invalidRequest` if a number is not allowed.
    func validate() throws {
        func check(_ name: String, _ number: Int?, _ limit: Int) throws {
            guard let number, number != -1, !(1...limit).contains(number) else { return }
            throw KafkaError(
                .invalidRequest,
                "topic \"\(self.name)\": \(name) is \(number): give 1...\(limit), or nil for the broker's default")
        }
        try check("partitions", partitions, Int(Int32.max))
        try check("replicationFactor", replicationFactor, Int(Int16.max))
    }

    /// The topic in a request; call `validate()` first.
    var wire: CreateTopicsRequest.CreatableTopic {
        .init(
            name: name, numPartitions: Int32(clamping: partitions ?? -1),
            replicationFactor: Int16(clamping: replicationFactor ?? -1),
            configs: configs.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) })
    }
}
