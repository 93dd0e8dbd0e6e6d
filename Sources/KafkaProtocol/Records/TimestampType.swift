// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Origin of a batch's timestamps: producer or broker. Source: KIP-32; topic config `message.timestamp.type`.
public enum TimestampType: Sendable {
    /// No timestamps: magic 0.
    case none
    /// Time at which the producer created the record.
    case createTime
    /// Time at which the broker appended the batch; the same for all its records.
    case logAppendTime
}
