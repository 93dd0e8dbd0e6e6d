// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Which way a receiver stream errs when the process dies: the order of its commits and its work.
///
/// Neither is exactly once; `kafkaDirectStream` with an idempotent sink is, as the driver keeps the offsets there.
public enum DeliveryGuarantee: Sendable, Hashable {
    /// Offsets are committed before records are handed on: none reaches a second batch, but what was committed and
    /// not processed when the process dies is lost, unless `ReceiverConfiguration.writeAheadLog` had its block.
    /// Costs a commit per fetched batch.
    case atMostOnce
    /// No record is lost; some may come twice. With `ReceiverConfiguration.writeAheadLog`, offsets are committed once
    /// the block is in the log: records come twice after a crash between both, and after a partition was lost to
    /// another member. Without the log, they are committed after the output of their batch: also records of blocks that
    /// no batch has finished come twice, after a crash, and whenever a partition moves to another member.
    case atLeastOnce
}
