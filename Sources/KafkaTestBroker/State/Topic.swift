// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A topic with its partitions, which are numbered from 0 without gaps.
struct Topic: Sendable {
    var name: String
    var id: KafkaUUID
    /// Configs that were set; what is left out has Kafka's default.
    var configs: [String: String]
    var partitions: [Partition]
    /// What follows from the configs.
    var settings = TopicSettings()
}
