// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The protocol of a group. Source: KIP-848, KIP-932, `GroupType` of the Java client.
public enum GroupKind: String, Hashable, Sendable, CaseIterable {
    /// Members assign the partitions themselves: JoinGroup and SyncGroup.
    case classic
    /// The broker assigns the partitions (KIP-848).
    case consumer
    /// Members share partitions, record by record (KIP-932).
    case share
    /// Kafka Streams' own protocol (KIP-1071).
    case streams

    /// The kind with the broker's name, in any case; nil if it is unknown.
    init?(broker name: String) { self.init(rawValue: name.lowercased()) }
}
