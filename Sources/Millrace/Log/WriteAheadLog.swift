// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A log of records that are on the disk once `append` returns. Source: Spark's `WriteAheadLog`, with checksums.
///
/// Records of several callers that wait at the same time share a write and a sync. Files are rolled by size and by the
/// time of their records, and removed from the front by `clean`. A crash leaves at most an unfinished write at the end,
/// which the next start passes over; damage before records that were on the disk is an error that names the file and
/// the offset.
public final class WriteAheadLog: Sendable {
    /// Settings of a log.
    public struct Settings: Sendable {
        /// A file of at least this many bytes gets no more records; default 64 MiB.
        public var rollingBytes = 64 << 20
        /// A file whose first record is this much older gets no more records, if it has a sixteenth of `rollingBytes`;
        /// default 60 s. Source: `spark.streaming.receiver.writeAheadLog.rollingIntervalSecs`, which makes a file of
        /// each interval, however few records it has.
        public var rollingInterval: Duration = .seconds(60)
        /// Whether damaged records and missing files are passed over and counted at the start, instead of an error.
        public var skipsDamage = false

        /// Files are at least this part of `rollingBytes`, so that slow logs have few of them.
        static let smallestPart = 16

        /// The defaults.
        public init() {}
    }

    private struct Waiting {
        let payload: StoredBytes
        let time: BatchTime
        let continuation: CheckedContinuation<LogPosition, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isWriting = false
        var isClosed = false
    }

    /// The directory of the log's files.
    public let directory: String
    private let state = Mutex(State())
    private let writer: Mutex<LogWriter>
    private let threads: DiskThread

    /// Opens the log in `directory`, which is made if it is missing, and calls `replay` with each record, in order.
    ///
    /// Records after `end` are dropped for good; nil is the end of the log. Blocks its thread. `epoch` grows with every
    /// owner of the log: files that an earlier one still writes are ignored.
    /// - Throws: `StreamingError.dataDamaged` with file and offset; `.storageFailed`; errors of `replay`.
    package convenience init(
        directory: String, epoch: UInt64 = 1, through end: LogPosition? = nil, settings: Settings = Settings(),
        files: any FileSystem = POSIXFileSystem(), replay: (StoredBytes, BatchTime) throws -> Void = { _, _ in }
    ) throws {
        try self.init(
            directory: directory, epoch: epoch, through: end, settings: settings, files: files, threads: DiskThread(),
            replay: replay)
    }

    init(
        directory: String, epoch: UInt64, through end: LogPosition?, settings: Settings, files: any FileSystem,
        threads: DiskThread, replay: (StoredBytes, BatchTime) throws -> Void
    ) throws {
        self.directory = directory
        self.threads = threads
        try storing("the log in \(directory)") { try files.makeDirectory(directory) }
        let scanner = LogScanner(files: files, directory: directory, skipsDamage: settings.skipsDamage)
        let scan = try scanner.scan(through: end) { payload, time, _, _ in try replay(payload, time) }
        self.scan = scan
        // A position comes from a write that has ended.
        if end == nil { try storing("the log in \(directory)") { try Self.settle(scan, in: directory, files) } }
        Self.removeOthers(than: scan, in: directory, files, upTo: epoch)
        writer = Mutex(
            LogWriter(files: files, directory: directory, epoch: epoch, settings: settings, after: scan))
    }

    /// Brings the last records to the disk, which a writer that was killed may have left in the system's memory: what
    /// is decided by them must not go away at a power cut. They are written once more, because after a sync that
    /// failed the system may take them for written.
    private static func settle(_ scan: LogScan, in directory: String, _ files: any FileSystem) throws(DiskError) {
        guard let last = scan.files.last else { return }
        let file = try files.open(directory + "/" + last.name)
        defer { file.close() }
        let start = min(last.synced, last.end)
        let bytes = try file.read(last.end - start, at: start)
        unsafe try bytes.withUnsafeBytes { (bytes) throws(DiskError) in unsafe try file.write(bytes, at: start) }
        try file.sync()
        try files.syncDirectory(directory)
    }

    /// Removes files that are not part of the log: made by a writer that was replaced, after `end`, or not finished.
    /// Those of later epochs are a successor's: this owner hung before it came here.
    private static func removeOthers(
        than scan: LogScan, in directory: String, _ files: any FileSystem, upTo epoch: UInt64
    ) {
        let names = Set(scan.files.map(\.name))
        // Files that stay are passed over, and removed by a later start.
        for name in (try? files.names(in: directory)) ?? [] where !names.contains(name) {
            guard let file = LogFileName(name), file.epoch <= epoch else { continue }
            try? files.remove(directory + "/" + name)
        }
    }

    /// The log as it was when it was opened.
    public let scan: LogScan

    /// Number of records that wait for the write under way.
    package var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Names of the files, oldest first.
    public var fileNames: [String] { writer.withLock { $0.fileNames } }

    /// Appends a record; it is on the disk when this returns. `time` decides when the record may be cleaned.
    ///
    /// Returns a position that is not before the end of the record, and not after that of a record of a later call.
    /// - Throws: `StreamingError.storageFailed` if it could not be written (it may be found at the next start all the
    ///   same) or has 4 GiB or more, `.invalidState` after `close()`. Later records may succeed.
    @discardableResult
    public func append(_ payload: StoredBytes, time: BatchTime) async throws -> LogPosition {
        guard payload.count <= LogFormat.maxPayload else {
            throw StreamingError(
                code: .storageFailed,
                message: "a record of \(payload.count) bytes does not go into the log in \(directory), which takes "
                    + "less than 4 GiB at a time: let a batch change less state, with shorter batches, smaller values or "
                    + "more partitions")
        }
        return try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<LogPosition, any Error>) in
            let waiting = Waiting(payload: payload, time: time, continuation: continuation)
            let (isClosed, begins) = state.withLock { state in
                if state.isClosed { return (true, false) }
                state.waiting.append(waiting)
                defer { state.isWriting = true }
                return (false, !state.isWriting)
            }
            if isClosed {
                continuation.resume(throwing: StreamingError(code: .invalidState, message: "the log is closed"))
            } else if begins {
                threads.run { self.drain() }
            }
        }
    }

    /// Writes what waits, until nothing does.
    private func drain() {
        while true {
            let group = state.withLock { state in
                defer { state.waiting = [] }
                state.isWriting = !state.waiting.isEmpty
                return state.waiting
            }
            guard !group.isEmpty else { return }
            let result = Result {
                try storing("a record of the log in \(directory)") {
                    try writer.withLock { try $0.write(group.map { ($0.payload, $0.time) }) }
                }
            }
            for waiting in group { waiting.continuation.resume(with: result) }
        }
    }

    /// Removes files all of whose records have times before `time`; never the one that is written. Returns their
    /// number.
    ///
    /// Call it once a checkpoint that needs none of them is on the disk. Source: Spark's `WriteAheadLog.clean`.
    /// - Throws: `StreamingError.storageFailed`; files that remain are removed by a later call.
    @discardableResult
    public func clean(before time: BatchTime) async throws -> Int {
        try await threads.value {
            try storing("the log in \(self.directory)") { try self.writer.withLock { try $0.clean(before: time) } }
        }
    }

    /// Refuses further records, and closes the file once those that wait are written. Idempotent.
    public func close() async {
        state.withLock { $0.isClosed = true }
        // The thread runs what it is given in order, so this comes after a drain that runs; that one takes all.
        try? await threads.value { self.writer.withLock { $0.close() } }
    }

    /// Reads a log without opening it for writing; safe beside a writer.
    ///
    /// - Throws: `StreamingError.dataDamaged` with file and offset, unless `skipsDamage`; `.storageFailed`; errors of
    ///   `body`.
    @discardableResult
    public static func read(
        directory: String, skipsDamage: Bool = false, _ body: (StoredBytes, BatchTime) throws -> Void
    ) throws -> LogScan {
        try LogScanner(files: POSIXFileSystem(), directory: directory, skipsDamage: skipsDamage)
            .scan { payload, time, _, _ in try body(payload, time) }
    }
}
