// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A partition by its topic's name and its number.
struct PartitionKey: Hashable, Sendable {
    var topic: String
    var partition: Int32
}
