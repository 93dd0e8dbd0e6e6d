// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Checkpoints in a directory of the local file system, or of one that several machines mount. Own design.
///
/// Blobs are written aside, synced, renamed, and the directory is synced. The file "lock" is locked while a driver
/// runs. Each owner makes a file "owner-EPOCH", which the system gives to one driver only (`O_EXCL`), has its name, and
/// is never written again: so the newest epoch never goes back, and every write looks for a newer one. File names of
/// logs and checkpoints have the epoch too, so that a driver that hung between the look and the write harms nothing.
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

    /// As `CheckpointStore.acquire`. A driver that hangs in it while another one takes the checkpoint is refused when
    /// it goes on.
    public func acquire(_ owner: CheckpointOwner) async throws -> CheckpointLease {
        try await onDisk { store in
            // Before the lock: whatever comes after this look takes the epoch that follows it.
            let last = try store.lastOwner()
            try store.files.makeDirectory(store.directory)
            let lock = try store.files.open(store.directory + "/lock")
            let isFree = try lock.lock()
            guard isFree || store.takesOver else {
                throw StreamingError(
                    code: .checkpointInUse,
                    message: "the checkpoint in \(store.directory) is in use by \(store.name(of: last)): stop that "
                        + "driver first, or, if it hangs, start this one with takesOver")
            }
            let lease = CheckpointLease(owner: owner, epoch: (last?.epoch ?? 0) + 1)
            try store.claim(lease)
            store.lock.withLock { $0 = isFree ? lock : nil }
            store.removeUnfinished()
            return lease
        }
    }

    /// Makes the file of the lease's epoch.
    ///
    /// - Throws: `StreamingError.checkpointInUse` if another driver has taken this epoch or a later one.
    private func claim(_ lease: CheckpointLease) throws {
        var writer = StoreWriter()
        try writer.write(Owner(epoch: lease.epoch, owner: lease.owner))
        guard try epochs.make(lease.epoch, writer.finish()) else { throw taken(lease) }
        try files.remove(directory + "/" + Self.formerName)
    }

    private func taken(_ lease: CheckpointLease) -> StreamingError {
        StreamingError(
            code: .checkpointInUse,
            message: "\((try? lastOwner()).map { name(of: $0) } ?? "another driver") has taken the checkpoint in "
                + "\(directory) while this driver, \(lease.owner), was about to: only one of them may go on")
    }

    /// Removes what drivers that were killed had begun to write: their names never come again. What cannot be removed
    /// now is left to the next start.
    private func removeUnfinished() {
        for name in (try? files.names(in: directory)) ?? [] where name.hasSuffix(".new") {
            _ = try? files.remove(directory + "/" + name)
        }
    }

    // MARK: Epochs

    /// The file of earlier releases, which had the newest epoch and was written again by every owner.
    private static let formerName = "owner"
    private static let prefix = "owner-"

    private var epochs: NumberedFiles { NumberedFiles(files: files, directory: directory, prefix: Self.prefix) }

    /// The newest epoch with its owner, who is unknown if it died before it had written its name; `nil` if there was
    /// none yet.
    private func lastOwner() throws -> (epoch: UInt64, owner: CheckpointOwner?)? {
        if let epoch = try epochs.numbers().last { return (epoch, try? read(epochs.contents(epoch))?.owner) }
        return try read(files.contents(of: directory + "/" + Self.formerName)).map { ($0.epoch, $0.owner) }
    }

    private func read(_ bytes: StoredBytes?) throws -> Owner? {
        guard let bytes else { return nil }
        var reader = StoreReader(bytes)
        return try reader.read(Owner.self)
    }

    private func name(of last: (epoch: UInt64, owner: CheckpointOwner?)?) -> String {
        guard let last else { return "another driver" }
        return "\(last.owner.map { "\($0)" } ?? "a driver that has not told its name") (epoch \(last.epoch))"
    }

    /// As `CheckpointStore.check`.
    public func check(_ lease: CheckpointLease) async throws {
        try await onDisk { try $0.checkNow(lease) }
    }

    private func checkNow(_ lease: CheckpointLease) throws {
        guard try epochs.numbers().last != lease.epoch else { return }
        let newer = try lastOwner()
        throw StreamingError(
            code: .ownerReplaced,
            message: "the checkpoint in \(directory) belongs to "
                + "\(newer == nil ? "nobody, as its files were removed" : name(of: newer)); this driver, "
                + "\(lease.owner) (epoch \(lease.epoch)), must not go on")
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
                $0 != "lock" && $0 != Self.formerName && !$0.hasPrefix(Self.prefix) && !$0.hasSuffix(".new")
                    && !$0.hasPrefix("log.")
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
