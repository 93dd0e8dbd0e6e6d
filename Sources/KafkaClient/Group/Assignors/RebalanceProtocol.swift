// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Rules for partitions that change their owner in a rebalance of a classic group (KIP-429).
public enum RebalanceProtocol: Sendable, Hashable, Comparable {
    /// A member gives up all partitions before it joins again.
    case eager
    /// A member keeps its partitions while it joins. It gives up those that are missing in its new assignment and joins
    /// once more, and only then do they go to others. An assignor with this protocol works with eager members, too.
    case cooperative

    /// The protocol of a member that offers `assignors`: cooperative if all of them are, because the group may choose
    /// any of them; eager if there are none. Source: Kafka's `ConsumerCoordinator`.
    public static func shared(by assignors: [any PartitionAssignor]) -> RebalanceProtocol {
        assignors.map(\.rebalanceProtocol).min() ?? .eager
    }
}
