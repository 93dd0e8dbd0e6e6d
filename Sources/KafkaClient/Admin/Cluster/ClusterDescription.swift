// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The brokers of a cluster. Source: DescribeCluster, Metadata.
public struct ClusterDescription: Hashable, Sendable {
    /// The cluster's id; nil if unknown.
    public var clusterID: String?
    /// The id of the broker that takes requests for the controller; nil if unknown.
    public var controllerID: Int32?
    /// The brokers, by id, ascending.
    public var brokers: [ClusterMetadata.Broker]
    /// The ids of those that are registered but not active; empty before Kafka 4.0.
    public var fencedBrokers: Set<Int32>
}
