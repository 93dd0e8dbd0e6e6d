// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Durable storage of a job's checkpoints: named blobs and logs, with one owner at a time. Own design.
///
/// An implementation for another system needs: writes that are there completely or not at all, reads that see the last
/// write, and a way to let only the newest owner write (a conditional write, a lock). Calls come on Swift's shared
/// pool, so one that waits for a disk needs a thread of its own.
public protocol CheckpointStore: Sendable {
    /// Becomes the owner: takes the lock and the next epoch. Earlier owners are refused from then on.
    ///
    /// - Throws: `StreamingError.checkpointInUse`, which names the other owner, if one has the lock; `.storageFailed`.
    func acquire(_ owner: CheckpointOwner) async throws -> CheckpointLease
    /// Whether the lease is still the newest one.
    /// - Throws: `StreamingError.ownerReplaced`, which names the new owner; `.storageFailed`.
    func check(_ lease: CheckpointLease) async throws
    /// Gives the lock back.
    func release(_ lease: CheckpointLease) async

    /// Writes a blob; it is on the disk, or whatever the storage has, when this returns.
    /// - Throws: As `check`, before anything is written.
    func write(_ bytes: StoredBytes, as name: String, _ lease: CheckpointLease) async throws
    /// Reads a blob; `nil` if there is none.
    func read(_ name: String) async throws -> StoredBytes?
    /// Names of all blobs, sorted.
    func names() async throws -> [String]
    /// Removes a blob, if it exists.
    func remove(_ name: String, _ lease: CheckpointLease) async throws

    /// Opens the log `name` for the owner, and calls `replay` with its records up to `end`; later ones are dropped for
    /// good. `nil` means all records.
    func openLog(
        _ name: String, through end: LogPosition?, _ lease: CheckpointLease,
        replay: @escaping @Sendable (StoredBytes, BatchTime) throws -> Void
    ) async throws -> WriteAheadLog
}
