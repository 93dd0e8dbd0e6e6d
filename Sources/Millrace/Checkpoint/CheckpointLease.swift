// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The right to write a checkpoint, until another owner takes it.
public struct CheckpointLease: Sendable {
    /// The owner.
    public let owner: CheckpointOwner
    /// Goes up with every owner of the checkpoint, from 1. Sinks keep it too, to refuse an owner that was replaced.
    public let epoch: UInt64

    /// A lease.
    public init(owner: CheckpointOwner, epoch: UInt64) {
        self.owner = owner
        self.epoch = epoch
    }
}
