// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The outcome of a record that a share group delivered. Source: KIP-932, KIP-1222; Java's `AcknowledgeType`.
public enum ShareAcknowledgeType: Int8, Sendable, Hashable {
    /// The record was processed: it is not delivered again.
    case accept = 1
    /// The record was not processed: another member may get it, unless it was delivered too often.
    case release = 2
    /// The record cannot be processed: it is not delivered again.
    case reject = 3
    /// Processing takes longer: the record's lock begins again, and an outcome is still to come. Needs Kafka 4.2.
    case renew = 4
}
