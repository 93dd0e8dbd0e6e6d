// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A partition as one share group sees it. It has the topic's id, because a topic that is created
/// again has other records.
struct SharePartitionKey: Hashable, Sendable {
    var group: String
    var topic: KafkaUUID
    var partition: Int32
}
