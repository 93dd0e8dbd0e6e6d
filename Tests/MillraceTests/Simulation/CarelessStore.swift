// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// A checkpoint store that asks nobody whether its owner was replaced.
struct CarelessStore: CheckpointStore {
    let store: DirectoryCheckpointStore
    let files: any FileSystem
    /// A driver that hangs blocks its disk's thread, and none of the shared pool.
    let threads = DiskThread()

    func acquire(_ owner: CheckpointOwner) async throws -> CheckpointLease {
        _ = try await store.acquire(owner)
        return CheckpointLease(owner: owner, epoch: 1)
    }

    func check(_ lease: CheckpointLease) async throws {}
    func release(_ lease: CheckpointLease) async { await store.release(lease) }

    func write(_ bytes: StoredBytes, as name: String, _ lease: CheckpointLease) async throws {
        try await threads.value {
            try files.writeAtomically(bytes, to: store.directory + "/" + name, in: store.directory)
        }
    }

    func read(_ name: String) async throws -> StoredBytes? { try await store.read(name) }
    func names() async throws -> [String] { try await store.names() }

    func remove(_ name: String, _ lease: CheckpointLease) async throws {
        try await threads.value { try files.remove(store.directory + "/" + name) }
    }

    func openLog(
        _ name: String, through end: LogPosition?, _ lease: CheckpointLease,
        replay: @escaping @Sendable (StoredBytes, BatchTime) throws -> Void
    ) async throws -> WriteAheadLog {
        try WriteAheadLog(
            directory: store.directory + "/log." + name, epoch: lease.epoch, through: end, files: files, replay: replay)
    }
}
