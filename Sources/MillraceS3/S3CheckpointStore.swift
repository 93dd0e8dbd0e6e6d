// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace

/// Checkpoints in an S3-compatible store with conditional writes, such as Amazon S3, MinIO or Ceph. Needs the trait
/// `S3`. Own design.
///
///     let store = try S3CheckpointStore(S3Configuration(endpoint: …, bucket: "jobs", prefix: "sessions", …))
///     try await StreamingJob("sessions", checkpoint: CheckpointLocation(store: store)) { job in … }.run()
///
/// **Objects.** `PREFIX/owner` has the newest epoch and its driver; `PREFIX/checkpoint-…` a generation each;
/// `PREFIX/log.NAME/…` the files of a log. A checkpoint is created under the condition that there is none of its name,
/// and the owner is replaced under the condition that it is the one that was read (`If-None-Match`, `If-Match`).
/// `acquire` tries both conditions, and refuses a store that does not keep them.
///
/// **Owner.** A store has no locks that end with a process. So a driver that starts always takes the checkpoint over,
/// and the one before is refused at its next write, with `StreamingError.ownerReplaced`: of two drivers, the later one
/// runs.
///
/// **Cost.** A file of a log is written whole with each batch that has state: `rollingBytes` (default 256 KiB) bounds
/// it. A batch costs two checkpoints and a log file, and a read of the owner before each.
public final class S3CheckpointStore: CheckpointStore {
    #if S3
    private struct Owner: Codable, Storable, Equatable {
        static let storableName = "S3CheckpointStore.Owner"
        var epoch: UInt64
        var owner: CheckpointOwner
    }

    private let client: S3Client
    private let prefix: String
    private let logSettings: WriteAheadLog.Settings

    /// The store of a place; no request is sent yet.
    ///
    /// - Parameters:
    ///   - configuration: The place.
    ///   - rollingBytes: A log file of at least this many bytes gets no more records; default 256 KiB.
    /// - Throws: `StreamingError.invalidConfiguration`.
    public init(_ configuration: S3Configuration, rollingBytes: Int = 256 << 10) throws {
        try configuration.validate()
        client = S3Client(configuration)
        prefix = configuration.prefix + "/"
        var settings = WriteAheadLog.Settings()
        settings.rollingBytes = rollingBytes
        logSettings = settings
    }

    // MARK: Owner

    /// As `CheckpointStore.acquire`; another driver is replaced in any case.
    ///
    /// - Throws: `StreamingError.storageFailed`; `.invalidConfiguration` if the store does not keep the conditions of
    ///   writes.
    public func acquire(_ owner: CheckpointOwner) async throws -> CheckpointLease {
        // Each lost race means that another driver has become the owner meanwhile.
        for _ in 0..<20 {
            let last = try await readOwner()
            let lease = CheckpointLease(owner: owner, epoch: (last?.owner.epoch ?? 0) + 1)
            let bytes = try Self.store(Owner(epoch: lease.epoch, owner: owner))
            let condition = last.map { S3Client.Condition.isUnchanged($0.tag) } ?? .isMissing
            if try await client.write(bytes, to: prefix + "owner", if: condition) == nil {
                // Unless the answer of the attempt that has written it was lost.
                guard let now = try await readOwner()?.owner, now.epoch == lease.epoch, now.owner == owner else {
                    continue
                }
            }
            try await checkConditions(bytes)
            return lease
        }
        throw StreamingError(
            code: .checkpointInUse, message: "drivers go on taking the checkpoint in \(prefix) from each other")
    }

    /// Writes that the store must refuse.
    private func checkConditions(_ bytes: [UInt8]) async throws {
        let key = prefix + "owner"
        let conditions: [(String, S3Client.Condition)] = [
            ("If-None-Match", .isMissing), ("If-Match", .isUnchanged("\"00000000000000000000000000000000\"")),
        ]
        for (name, condition) in conditions where try await client.write(bytes, to: key, if: condition) != nil {
            throw StreamingError(
                code: .invalidConfiguration,
                message: "the S3 store ignores \(name) on writes, so that two drivers could not be told apart: use a "
                    + "store with conditional writes, or a directory")
        }
    }

    private func readOwner() async throws -> (owner: Owner, tag: String)? {
        guard let object = try await client.read(prefix + "owner") else { return nil }
        var reader = StoreReader(StoredBytes(object.bytes))
        return (try reader.read(Owner.self), object.tag)
    }

    private static func store(_ owner: Owner) throws -> [UInt8] {
        var writer = StoreWriter()
        try writer.write(owner)
        return writer.finish().array
    }

    /// As `CheckpointStore.check`.
    public func check(_ lease: CheckpointLease) async throws {
        let now = try await readOwner()?.owner
        if now?.epoch == lease.epoch, now?.owner == lease.owner { return }
        throw StreamingError(
            code: .ownerReplaced,
            message: "the checkpoint in \(prefix) belongs to "
                + "\(now.map { "\($0.owner) (epoch \($0.epoch))" } ?? "nobody, as its objects were removed"); this driver, "
                + "\(lease.owner) (epoch \(lease.epoch)), must not go on")
    }

    /// Has no effect: there is no lock.
    public func release(_ lease: CheckpointLease) async {}

    // MARK: Blobs

    /// As `CheckpointStore.write`. A blob of this name must not be there yet.
    ///
    /// - Throws: `StreamingError.storageFailed` if one with other contents is.
    public func write(_ bytes: StoredBytes, as name: String, _ lease: CheckpointLease) async throws {
        try await check(lease)
        if try await client.write(bytes.array, to: prefix + name, if: .isMissing) != nil { return }
        // The answer of an attempt that has written it may have been lost.
        guard try await client.read(prefix + name)?.bytes == bytes.array else {
            throw StreamingError(
                code: .storageFailed, message: "the object \(prefix)\(name) is there already, with other contents")
        }
    }

    /// As `CheckpointStore.read`.
    public func read(_ name: String) async throws -> StoredBytes? {
        try await client.read(prefix + name).map { StoredBytes($0.bytes) }
    }

    /// As `CheckpointStore.names`.
    public func names() async throws -> [String] {
        try await client.keys(prefix).map { String($0.dropFirst(prefix.count)) }.filter {
            $0 != "owner" && !$0.contains("/")
        }
    }

    /// As `CheckpointStore.remove`.
    public func remove(_ name: String, _ lease: CheckpointLease) async throws {
        try await check(lease)
        try await client.remove(prefix + name)
    }

    // MARK: Logs

    /// As `CheckpointStore.openLog`. The log's files are objects below "log.NAME/".
    public func openLog(
        _ name: String, through end: LogPosition?, _ lease: CheckpointLease,
        replay: @escaping @Sendable (StoredBytes, BatchTime) throws -> Void
    ) async throws -> WriteAheadLog {
        try await check(lease)
        let (files, settings) = (S3LogFiles(client: client, prefix: prefix), logSettings)
        // A thread of its own, as the scan waits for answers.
        return try await DiskThread().value {
            try WriteAheadLog(
                directory: "log." + name, epoch: lease.epoch, through: end, settings: settings, files: files,
                replay: replay)
        }
    }
    #else
    private let missing = StreamingError(
        code: .invalidConfiguration,
        message: "checkpoints in S3 need the package trait S3: build with --traits default,S3")

    /// Throws: this build lacks the trait `S3`.
    public init(_ configuration: S3Configuration, rollingBytes: Int = 256 << 10) throws {
        try configuration.validate()
        throw missing
    }

    /// Throws always.
    public func acquire(_ owner: CheckpointOwner) async throws -> CheckpointLease { throw missing }
    /// Throws always.
    public func check(_ lease: CheckpointLease) async throws { throw missing }
    /// Has no effect.
    public func release(_ lease: CheckpointLease) async {}
    /// Throws always.
    public func write(_ bytes: StoredBytes, as name: String, _ lease: CheckpointLease) async throws { throw missing }
    /// Throws always.
    public func read(_ name: String) async throws -> StoredBytes? { throw missing }
    /// Throws always.
    public func names() async throws -> [String] { throw missing }
    /// Throws always.
    public func remove(_ name: String, _ lease: CheckpointLease) async throws { throw missing }
    /// Throws always.
    public func openLog(
        _ name: String, through end: LogPosition?, _ lease: CheckpointLease,
        replay: @escaping @Sendable (StoredBytes, BatchTime) throws -> Void
    ) async throws -> WriteAheadLog { throw missing }
    #endif
}
