// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The fields of a ConsumerGroupHeartbeat that are sent when they change; nil leaves them as the broker has them.
struct ConsumerHeartbeatFields: Equatable, Sendable {
    /// The name of a static member, which every first heartbeat has.
    var instanceID: String?
    var rackID: String?
    var rebalanceTimeout: Duration?
    var topics: Set<String>?
    var pattern: String?
    var serverAssignor: String?
    /// The partitions that the member holds, by topic id.
    var owned: [KafkaUUID: Set<Int32>]?
}
