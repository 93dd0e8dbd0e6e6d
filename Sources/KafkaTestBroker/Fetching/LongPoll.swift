// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A fetch that waits for appends, for records that become free, or for its deadline.
protocol LongPoll: Sendable {
    var call: Call { get }
    /// Partitions whose changes make it look again.
    var partitions: [PartitionKey] { get }
    /// The time on the cluster's clock at which it is answered with the records found until then.
    var deadline: Int64 { get }

    /// The reply now, made outside of the cluster's lock; nil if there is too little and it can wait.
    func look(isLast: Bool, now: Int64, _ state: inout ClusterState) -> (@Sendable () -> Reply)?
}
