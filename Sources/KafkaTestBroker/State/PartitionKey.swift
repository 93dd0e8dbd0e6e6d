// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The name of a partition: its topic and number.
struct PartitionKey: Hashable, Sendable {
    var topic: String
    var partition: Int32
}
