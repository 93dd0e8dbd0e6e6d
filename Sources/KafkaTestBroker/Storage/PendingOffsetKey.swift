// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The key of an offset that waits for its transaction.
struct PendingOffsetKey: Hashable, Sendable {
    var group: String
    var producerID: Int64
    var partition: PartitionKey
}
