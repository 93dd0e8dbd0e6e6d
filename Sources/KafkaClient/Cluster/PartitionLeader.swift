// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport

/// The broker where a partition is read and written.
struct PartitionLeader: Hashable, Sendable {
    /// The leader's broker id.
    var broker: Int32
    var address: SocketAddress
    /// −1 if unknown.
    var epoch: Int32
    /// Zero if unknown.
    var topicID: KafkaUUID
}
