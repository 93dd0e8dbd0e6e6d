// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// The lines of files that appear in a directory: each file is read once, by the batch that finds it.
///
/// Files must be complete when they appear: write them elsewhere in the same file system, then rename them into the
/// directory. Names that begin with `.` or `_`, or end in `.tmp`, are passed over. A file is known by its name, so the
/// clock plays no part. Source: Spark's `FileInputDStream`, which goes by modification times.
///
/// A checkpoint has the names of the files that are known, as of its last batch: after a restart pending batches read
/// the same files, and the next one reads those that have come meanwhile.
///
/// `@unchecked Sendable`: a `Mutex` guards the known names, the rest are immutable values, as `DStream` asks.
final class DirectoryInputDStream: InputDStream<String, FilePlan>, @unchecked Sendable {
    private let directory: String
    private let newFilesOnly: Bool
    /// Names of files that batches have, and that were there at their last look; nil before the first.
    private let known = Mutex<Set<String>?>(nil)

    init(context: StreamingContext, directory: String, newFilesOnly: Bool) {
        self.directory = directory
        self.newFilesOnly = newFilesOnly
        super.init(context: context, kind: "directory")
    }

    override var name: String { "files in \(directory)" }

    /// - Throws: `StreamingError.invalidConfiguration` if the directory cannot be read.
    override func start() async throws {
        let names = try LineFile.names(in: directory)
        // After a restart it is known already.
        known.withLock { $0 = $0 ?? (newFilesOnly ? Set(names) : []) }
    }

    override func plan(at time: BatchTime) async throws -> FilePlan {
        let present = try LineFile.names(in: directory)
        let new = known.withLock { known in
            let new = present.filter { known?.contains($0) != true }
            // A file that went and comes again is a new one.
            known = Set(present)
            return new.sorted()
        }
        reportInput(time: time, recordCount: 0, description: new.joined(separator: ", "), metadata: new)
        return FilePlan(paths: new.map { "\(directory)/\($0)" })
    }

    override func storedNote() throws -> StoredBytes? {
        var writer = StoreWriter()
        try writer.write(known.withLock { ($0 ?? []).sorted() })
        return writer.finish()
    }

    override func recover(note bytes: [UInt8]) throws {
        var reader = StoreReader(StoredBytes(bytes))
        let names: [String] = try reader.read()
        known.withLock { $0 = Set(names) }
    }

    override func rdd(_ plan: FilePlan, at time: BatchTime) throws -> RDD<String> {
        let note: @Sendable (Int, Int) -> Void = { [weak self] partition, count in
            self?.noteRead(time: time, partition: partition, count: count)
        }
        let files = context.engine.parallelize(plan.paths, partitions: max(1, plan.paths.count))
        return files.mapPartitions { paths, emit in
            var count = 0
            try await paths.forEach { path in
                try LineFile.forEachLine(of: path) { line in
                    count += 1
                    try emit(line)
                }
            }
            note(paths.index, count)
        }
    }
}

extension StreamingContext {
    /// A stream of the lines of files that appear in `directory`, each file in one RDD partition.
    ///
    /// Rename files into the directory when they are complete; each is read once. Names that begin with `.` or `_`, or
    /// end in `.tmp`, are passed over. Move files away when they are old: each batch lists the directory, and a
    /// checkpoint has the names of all its files.
    ///
    /// With a checkpoint a restarted job reads what came meanwhile, and pending batches read the files that they had,
    /// which must still be there.
    ///
    /// - Parameters:
    ///   - directory: Path of the directory; it must exist.
    ///   - newFilesOnly: Whether files that are there at the first start are passed over (default).
    public func textFileStream(_ directory: String, newFilesOnly: Bool = true) -> DStream<String> {
        DirectoryInputDStream(context: self, directory: directory, newFilesOnly: newFilesOnly)
    }
}
