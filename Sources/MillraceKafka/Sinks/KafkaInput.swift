// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient

/// A Kafka input without its element type, as sinks see it.
protocol KafkaInput: AnyObject, Sendable {
    var id: Int { get }
    var client: ClusterClient { get }
    /// The group whose offsets the input commits; nil if it commits none.
    var committedGroup: String? { get }
    /// Leaves the commits of offsets to a sink, whose transactions have them. Returns false if another sink has them.
    func leaveCommits() -> Bool
}
