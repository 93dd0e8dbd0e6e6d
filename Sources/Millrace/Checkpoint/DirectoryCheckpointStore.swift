// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Checkpoints in a directory of the local file system, or of one that several machines mount. Own design.
///
/// Blobs are written aside, synced, renamed, and the directory is synced. The file "lock" is locked while a driver
/// runs; the file "owner" has the newest epoch and its owner, and every write compares it. File names of logs and
/// checkpoints have the epoch too, so that a driver that hung between the comparison and the write harms nothing.
public final class DirectoryCheckpointStore: CheckpointStore {
    private struct Owner: Codable, Storable {
        static let storableName = "CheckpointDirectory.Owner"
        var epoch: UInt64
        var owner: CheckpointOwner
    }

    /// The directory.
    public let directory: String
    private let files: any FileSystem
    private let takesOver: Bool
    private let logSettings: WriteAheadLog.Settings
    private let threads = DiskThread()
    private let lock = Mutex<(any DiskFile)?>(nil)

    /// A store in `directory`, which is made by the first `acquire`.
    ///
    /// - Parameters:
    ///   - directory: The directory; nothing else may be in it.
    ///   - takesOver: Whether to begin although another driver has the lock, because it hangs. That one is refused from
    ///     then on.
    ///   - logSettings: Settings of the logs.
    public convenience init(
        directory: String, takesOver: Bool = false, logSettings: WriteAheadLog.Settings = WriteAheadLog.Settings()
    ) {
        self.init(
            directory: directory, takesOver: takesOver, logSettings: logSettings, files: POSIXFileSystem())
    }

    package init(
        directory: String, takesOver: Bool = false, logSettings: WriteAheadLog.Settings = WriteAheadLog.Settings(),
        files: any FileSystem
    ) {
        self.directory = directory
        self.takesOver = takesOver
        self.logSettings = logSettings
        self.files = files
    }

    /// Runs `body` on the store's thread.
    private func onDisk<Value: Sendable>(
        _ body: @escaping @Sendable (DirectoryCheckpointStore) throws -> Value
    ) async throws -> Value {
        try await threads.value { try storing("the checkpoint in \(self.directory)") { try body(self) } }
    }

    // MARK: Owner

    /// As `CheckpointStore.acquire`.
    public func acquire(_ owner: CheckpointOwner) async throws -> CheckpointLease {
        try await onDisk { store in
            try store.files.makeDirectory(store.directory)
            let lock = try store.files.open(store.directory + "/lock")
            let isFree = try lock.lock()
            let last = try store.readOwner()
            guard isFree || store.takesOver else {
                throw StreamingError(
                    code: .checkpointInUse,
                    message: "the checkpoint in \(store.directory) is in use by "
                        + "\(last.map { "\($0.owner)" } ?? "another driver"): stop that driver first, or, if it hangs, "
                        + "start this one with takesOver")
            }
            let lease = CheckpointLease(owner: owner, epoch: (last?.epoch ?? 0) + 1)
            var writer = StoreWriter()
            try writer.write(Owner(epoch: lease.epoch, owner: owner))
            try store.files.writeAtomically(writer.finish(), to: store.directory + "/owner", in: store.directory)
            store.lock.withLock { $0 = isFree ? lock : nil }
            try store.removeUnfinished()
            return lease
        }
    }

    /// Removes what drivers that were killed had begun to write: their names never come again.
    private func removeUnfinished() throws {
        for name in try files.names(in: directory) where name.hasSuffix(".new") {
            try files.remove(directory + "/" + name)
        }
    }

    private func readOwner() throws -> Owner? {
        guard let bytes = try files.contents(of: directory + "/owner") else { return nil }
        var reader = StoreReader(bytes)
        return try reader.read(Owner.self)
    }

    /// As `CheckpointStore.check`.
    public func check(_ lease: CheckpointLease) async throws {
        try await onDisk { try $0.checkNow(lease) }
    }

    private func checkNow(_ lease: CheckpointLease) throws {
        // Of two that acquired at once, and so took the same epoch, the one that was written last counts.
        guard let last = try readOwner(), last.epoch == lease.epoch, last.owner == lease.owner else {
            let newer = try readOwner()
            throw StreamingError(
                code: .ownerReplaced,
                message: "the checkpoint in \(directory) belongs to "
                    + "\(newer.map { "\($0.owner) (epoch \($0.epoch))" } ?? "nobody, as its files were removed"); this "
                    + "driver, \(lease.owner) (epoch \(lease.epoch)), must not go on")
        }
    }

    /// As `CheckpointStore.release`.
    public func release(_ lease: CheckpointLease) async {
        // Closing cannot fail in a way that matters: the process's end releases the lock too.
        try? await onDisk { store in
            store.lock.withLock { lock in
                lock?.close()
                lock = nil
            }
        }
    }

    // MARK: Blobs

    /// As `CheckpointStore.write`.
    public func write(_ bytes: StoredBytes, as name: String, _ lease: CheckpointLease) async throws {
        try await onDisk { store in
            try store.checkNow(lease)
            try store.files.writeAtomically(bytes, to: store.directory + "/" + name, in: store.directory)
        }
    }

    /// As `CheckpointStore.read`.
    public func read(_ name: String) async throws -> StoredBytes? {
        try await onDisk { try $0.files.contents(of: $0.directory + "/" + name) }
    }

    /// As `CheckpointStore.names`.
    public func names() async throws -> [String] {
        try await onDisk { store in
            try store.files.names(in: store.directory).filter {
                $0 != "lock" && $0 != "owner" && !$0.hasSuffix(".new") && !$0.hasPrefix("log.")
            }
        }
    }

    /// As `CheckpointStore.remove`.
    public func remove(_ name: String, _ lease: CheckpointLease) async throws {
        try await onDisk { store in
            try store.checkNow(lease)
            try store.files.remove(store.directory + "/" + name)
        }
    }

    // MARK: Logs

    /// As `CheckpointStore.openLog`. The log is the folder "log.NAME".
    public func openLog(
        _ name: String, through end: LogPosition?, _ lease: CheckpointLease,
        replay: @escaping @Sendable (StoredBytes, BatchTime) throws -> Void
    ) async throws -> WriteAheadLog {
        try await onDisk { store in
            try store.checkNow(lease)
            return try WriteAheadLog(
                directory: store.directory + "/log." + name, epoch: lease.epoch, through: end,
                settings: store.logSettings, files: store.files, threads: store.threads, replay: replay)
        }
    }
}
