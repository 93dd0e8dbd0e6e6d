// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The protocol by which the members of a group share partitions. Property `group.protocol`; the raw value is Kafka's.
public enum GroupProtocol: String, Sendable, CaseIterable {
    /// A member assigns partitions; every broker has it.
    case classic
    /// The broker assigns partitions (KIP-848): Kafka 4.0 and later.
    case consumer
}
