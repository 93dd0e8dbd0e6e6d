// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A topic with its partitions, numbered from 0 without gaps.
struct Topic: Sendable {
    var name: String
    var id: KafkaUUID
    /// Configs that were set; the others have their defaults.
    var configs: [String: String]
    var partitions: [Partition]
    /// The configs as values, defaults included.
    var settings = TopicSettings()
}
