// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Writes each batch as a folder of files, one per partition: `PREFIX-TIME[.SUFFIX]/part-00000` and so on, and an empty
/// `_SUCCESS`. TIME is the batch time in milliseconds. Source of the names: Spark's `saveAsTextFiles`.
///
/// **Guarantee.** With a checkpoint exactly once: a folder appears complete, by one rename, after all of its files are
/// on the disk, and never changes afterwards. A batch that is computed again, after a failure or a restart, replaces
/// what was not renamed, and is left alone if its folder is there. Without a checkpoint each run has batches of its
/// own: at least once.
///
/// Folders that are being written are in `_PREFIX[.SUFFIX]` beside the others; so is the claim of the driver that
/// writes. A driver whose claim was replaced is refused with `StreamingError.ownerReplaced`. One that hangs between the
/// comparison and the rename harms nothing: the rename fails if the folder is there. Needs a file system whose rename
/// is atomic. `MillraceContext.textFile` and `objectFile` read the folders.
public final class FileSink<Element: Sendable>: Sink {
    private struct State {
        var claim: SinkClaim?
        /// The number of the claim's file.
        var number: UInt64 = 0
        /// The batch whose commit was begun last.
        var begun: BatchTime?
    }

    private let files: any FileSystem
    private let format: FileFormat<Element>
    private let prefix: String
    private let suffix: String
    /// The folder of all batches.
    private let parent: String
    /// The folder of what is not committed.
    private let work: String
    private let threads = DiskThread()
    private let state = Mutex(State())

    /// A sink of folders whose paths begin with `prefix`.
    ///
    /// - Parameters:
    ///   - prefix: Folder and beginning of the names, such as `out/words`.
    ///   - suffix: End of the names, after a dot; empty for none.
    ///   - format: The contents of the files.
    public convenience init(prefix: String, suffix: String = "", format: FileFormat<Element>) {
        self.init(prefix: prefix, suffix: suffix, format: format, files: POSIXFileSystem())
    }

    package init(prefix: String, suffix: String = "", format: FileFormat<Element>, files: any FileSystem) {
        self.prefix = prefix
        self.suffix = suffix.isEmpty ? "" : "." + suffix
        self.format = format
        self.files = files
        let parts = prefix.split(separator: "/", omittingEmptySubsequences: false)
        let folder = parts.dropLast().joined(separator: "/")
        parent = parts.count == 1 ? "." : folder.isEmpty ? "/" : folder
        work = "\(parent)/_\(parts.last ?? "")\(self.suffix)"
    }

    /// The pattern of the folders' names.
    public var place: String { "the folders \(prefix)-*\(suffix)" }

    /// Each batch has a folder of its own, which tells whether it is there.
    public var commitsInOrder: Bool { false }

    /// The folder of a batch.
    func folder(of batch: Batch) -> String { "\(prefix)-\(batch.time.milliseconds)\(suffix)" }

    /// The folder in which an attempt of a batch is written.
    private func aside(_ batch: Batch) -> String {
        "\(work)/\(batch.time.milliseconds).\(state.withLock { $0.claim?.epoch } ?? 0)"
    }

    private var claims: NumberedFiles { NumberedFiles(files: files, directory: work, prefix: "claim-") }

    /// The claim of earlier releases, a file that every owner wrote again.
    private var formerClaim: String { "\(work)/claim" }

    /// The last claim that was made completely.
    private func storedClaim() throws -> SinkClaim? {
        for number in try claims.numbers().reversed() {
            do {
                if let claim = try read(claims.contents(number)) { return claim }
            } catch is StorableError {
                // Its driver died while it made the file.
            }
        }
        return try read(files.contents(of: formerClaim))
    }

    private func read(_ bytes: StoredBytes?) throws -> SinkClaim? {
        guard let bytes else { return nil }
        var reader = StoreReader(bytes)
        return try reader.read(SinkClaim.self)
    }

    /// - Throws: `StreamingError.ownerReplaced`; errors of the disk.
    private func checkClaim() throws {
        let (claim, number) = state.withLock { ($0.claim, $0.number) }
        guard let claim else {
            throw StreamingError(code: .invalidState, message: "the sink \(place) was not started")
        }
        let last = try claims.numbers().last
        if last != number { try claim.check(last.flatMap { try? read(claims.contents($0)) }, on: place) }
    }

    /// Runs `body` on the sink's thread.
    private func onDisk<Value: Sendable>(
        _ body: @escaping @Sendable (FileSink) throws -> Value
    ) async throws -> Value {
        try await threads.value { try storing(self.place) { try body(self) } }
    }

    /// Takes over the claim, and removes what earlier owners have not committed.
    ///
    /// - Throws: `StreamingError.ownerReplaced`; `.batchRefused` if a folder is newer than the checkpoint; errors of
    ///   the disk.
    public func recover(as owner: SinkOwner) async throws {
        try await onDisk { try $0.takeOver(owner) }
    }

    private func takeOver(_ owner: SinkOwner) throws {
        try files.makeDirectory(work)
        // Before the look at the last claim: one that comes after the look takes this number.
        let number = (try claims.numbers().last ?? 0) + 1
        let last = try storedClaim()
        let claim = try SinkClaim(of: owner, on: place, after: last)
        if last?.isOfCheckpoint == true {
            try owner.checkIsKnown(
                try lastFolder(), on: place,
                remedy: "remove the folders of later batches, whose records are then written again")
        }
        var writer = StoreWriter()
        try writer.write(claim)
        guard try claims.make(number, writer.finish()) else {
            throw StreamingError(
                code: .ownerReplaced,
                message: "another driver has taken \(place) while this one, \(owner), was about to")
        }
        try files.remove(formerClaim)
        state.withLock { state in
            state.claim = claim
            state.number = number
        }
        for name in try files.names(in: work) where !name.hasPrefix("claim") {
            try files.removeTree("\(work)/\(name)")
        }
        try syncParents()
    }

    /// The last batch that is committed.
    private func lastFolder() throws(DiskError) -> BatchTime? {
        let start = (prefix.split(separator: "/", omittingEmptySubsequences: false).last ?? "") + "-"
        let times = try files.names(in: parent).compactMap { name in
            name.hasPrefix(start) && name.hasSuffix(suffix)
                ? Int64(name.dropFirst(start.count).dropLast(suffix.count)) : nil
        }
        for time in times.sorted(by: >) {
            guard let marker = try files.openForReading("\(prefix)-\(time)\(suffix)/_SUCCESS") else { continue }
            marker.close()
            return BatchTime(milliseconds: time)
        }
        return nil
    }

    /// Makes the folders themselves durable.
    private func syncParents() throws(DiskError) {
        try files.syncDirectory(parent)
        var path = parent[...]
        while let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            path = path[..<slash]
            // Folders above may be unreadable; those that this program has made are not.
            try? files.syncDirectory(String(path))
        }
    }

    /// Whether the folder of the batch is there. If so, it stays there whenever the power fails.
    private func hasFolder(_ batch: Batch) throws(DiskError) -> Bool {
        guard let marker = try files.openForReading(folder(of: batch) + "/_SUCCESS") else { return false }
        marker.close()
        try files.syncDirectory(parent)
        return true
    }

    /// Without a checkpoint an earlier run's batch may have had the same time, if the clock was set back.
    ///
    /// - Throws: `StreamingError.batchRefused` if the folder of the batch is not this run's.
    private func checkFolder(of batch: Batch) throws {
        let isOwn = state.withLock { $0.begun == batch.time || $0.claim?.isOfCheckpoint == true }
        if isOwn { return }
        throw StreamingError(
            code: .batchRefused,
            message:
                "\(folder(of: batch)) is there from an earlier run, as the clock was set back. Remove it, write to "
                + "another place, or call checkpoint(), with which times never go back",
            batchTime: batch.time)
    }

    /// Tells whether the folder of the batch is there; if not, makes an empty one aside.
    public func prepare(_ batch: Batch) async throws -> SinkPreparation {
        try await onDisk { sink in
            try sink.checkClaim()
            if try sink.hasFolder(batch) {
                try sink.checkFolder(of: batch)
                return .committed
            }
            let aside = sink.aside(batch)
            try sink.files.removeTree(aside)
            try sink.files.makeDirectory(aside)
            return .needsWrite
        }
    }

    /// Writes a partition to a file of the attempt's own, and waits until it is on the disk. Returns its name.
    public func write(_ elements: PartitionElements<Element>, of batch: Batch) async throws -> String {
        let name = "_\(partName(elements.index))-\(elements.task.attempt)"
        let path = "\(aside(batch))/\(name)"
        let file = try storing(path) {
            let file = try files.open(path)
            try file.truncate(to: 0)
            return file
        }
        defer { file.close() }
        do {
            try await format.write(elements, file)
        } catch let error as DiskError {
            try storing(path) { throw error }
        }
        try storing(path) { try file.sync() }
        return name
    }

    /// Gives the files of the attempts that won their names, and the folder its own.
    public func commit(_ batch: Batch, _ receipts: [String]) async throws {
        try await onDisk { sink in
            try sink.checkClaim()
            sink.state.withLock { $0.begun = batch.time }
            try sink.rename(receipts, of: batch)
        }
    }

    private func rename(_ receipts: [String], of batch: Batch) throws(DiskError) {
        let aside = aside(batch)
        for (index, name) in receipts.enumerated() {
            try files.rename("\(aside)/\(name)", to: "\(aside)/\(partName(index))")
        }
        for name in try files.names(in: aside) where name.hasPrefix("_") { try files.remove("\(aside)/\(name)") }
        try files.open("\(aside)/_SUCCESS").close()
        try files.syncDirectory(aside)
        do throws(DiskError) {
            try files.rename(aside, to: folder(of: batch))
        } catch {
            // An earlier owner that hung before its rename may have come first, with the same batch.
            guard try hasFolder(batch) else { throw error }
            return try files.removeTree(aside)
        }
        try files.syncDirectory(parent)
    }

    /// Removes the files of the batch that are not committed.
    public func abort(_ batch: Batch) async throws {
        // The next attempt or the next run removes files that stay.
        try? await onDisk { try $0.files.removeTree($0.aside(batch)) }
    }

    /// No effect: the claim stays, so that the next driver's is after it.
    public func close() async {}
}
