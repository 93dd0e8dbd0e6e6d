// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import Synchronization

/// The files of one partition: record batches as received, in segments of some MiB.
///
/// The name of a file has the partition, the generation, which increases when the whole log is rewritten, and the first
/// offset. Only files of the generation in the journal count.
final class PartitionFiles: Sendable {
    private struct Segment {
        var baseOffset: Int64
        var path: String
        var size = 0
    }

    private struct State {
        var generation: Int32
        var segments: [Segment] = []
        /// Whether the last segment may have bytes past its size, from a failed write.
        var hasTornTail = false
    }

    /// Size at which a segment gets no more batches.
    static let segmentBytes = 16 << 20

    private let disk: Disk
    private let directory: String
    private let index: Int32
    private let state: Mutex<State>

    init(disk: Disk, topicID: KafkaUUID, index: Int32, generation: Int32) {
        self.disk = disk
        directory = Self.directory(of: topicID, in: disk)
        self.index = index
        state = Mutex(State(generation: generation))
    }

    /// The directory of a topic's partitions.
    static func directory(of topicID: KafkaUUID, in disk: Disk) -> String {
        disk.root + "/logs/" + topicID.hexDigits
    }

    var generation: Int32 { state.withLock { $0.generation } }

    private func path(_ generation: Int32, _ baseOffset: Int64) -> String {
        let number = String(baseOffset)
        return "\(directory)/\(index)-\(generation)-" + String(repeating: "0", count: 19 - number.count) + number
            + ".log"
    }

    // MARK: Writing

    /// Appends a batch. Returns false, without changes, on failure.
    func append(_ bytes: UnsafeRawBufferPointer, baseOffset: Int64) -> Bool {
        state.withLock { state in
            guard repair(&state) else { return false }
            if state.segments.last.map({ $0.size >= Self.segmentBytes }) ?? true {
                if let full = state.segments.last { disk.sync(full.path) }
                guard disk.attempt({ () throws(StorageError) in try disk.files.makeDirectory(directory) }) else {
                    return false
                }
                state.segments.append(Segment(baseOffset: baseOffset, path: path(state.generation, baseOffset)))
            }
            let last = state.segments[state.segments.count - 1]
            guard unsafe disk.write(bytes, to: last.path, at: last.size) else {
                state.hasTornTail = true
                return false
            }
            state.segments[state.segments.count - 1].size += bytes.count
            return true
        }
    }

    /// Truncates bytes past the last batch.
    private func repair(_ state: inout State) -> Bool {
        guard state.hasTornTail, let last = state.segments.last else { return true }
        state.hasTornTail = !disk.truncate(last.path, to: last.size)
        return !state.hasTornTail
    }

    /// Removes the last `count` bytes, which are whole batches. On failure returns false, with some of them removed.
    func truncate(by count: Int) -> Bool {
        state.withLock { state in
            var left = count
            while left > 0, let last = state.segments.last {
                let size = max(last.size - left, 0)
                // From the end, so that there is never a gap.
                guard disk.truncate(last.path, to: size) else { return false }
                left -= last.size - size
                state.segments[state.segments.count - 1].size = size
                if size > 0 || state.segments.count == 1 { break }
                disk.removeTree(last.path)
                state.segments.removeLast()
            }
            state.hasTornTail = false
            return true
        }
    }

    /// Discards the segments whose records are all before `offset`; they are removed once the journal has the new
    /// start.
    func forget(before offset: Int64) {
        state.withLock { state in
            while state.segments.count > 1, state.segments[1].baseOffset <= offset {
                disk.discard(state.segments.removeFirst().path)
            }
        }
    }

    /// Rewrites the whole log as the next generation, which counts once it is in the journal. Returns false on failure.
    func rewrite(_ batches: [PartitionLog.Entry]) -> Bool {
        state.withLock { state in
            let generation = state.generation + 1
            var segments: [Segment] = []
            func undo() -> Bool {
                for segment in segments { disk.removeTree(segment.path) }
                return false
            }
            for batch in batches {
                if segments.last.map({ $0.size >= Self.segmentBytes }) ?? true {
                    segments.append(Segment(baseOffset: batch.baseOffset, path: path(generation, batch.baseOffset)))
                    // Bytes of an earlier attempt must not follow the batches.
                    let isReady = disk.attempt { () throws(StorageError) in try disk.files.makeDirectory(directory) }
                    guard isReady, disk.truncate(path(generation, batch.baseOffset), to: 0) else { return undo() }
                }
                let last = segments[segments.count - 1]
                let isWritten = unsafe batch.segment.withBytes(batch.range) { bytes in
                    unsafe disk.write(bytes, to: last.path, at: last.size)
                }
                guard isWritten else { return undo() }
                segments[segments.count - 1].size += batch.range.count
            }
            guard segments.allSatisfy({ disk.sync($0.path) }), segments.isEmpty || disk.syncDirectory(directory) else {
                return undo()
            }
            for segment in state.segments { disk.discard(segment.path) }
            (state.generation, state.segments, state.hasTornTail) = (generation, segments, false)
            return true
        }
    }

    // MARK: Reading

    /// Reads all batches in order, at a start.
    ///
    /// Truncates an incomplete write after the last whole batch of the last segment. Removes files of other
    /// generations.
    /// - Parameters:
    ///   - names: the names of the partition's files.
    ///   - body: called with each batch; returns false to refuse it.
    /// - Throws: `StorageError` for a damaged batch that is not the last, or a batch before the current end.
    func load(_ names: [String], _ body: (RecordBatch) -> Bool) throws(StorageError) {
        try state.withLock { state throws(StorageError) in
            for (place, name) in names.enumerated() {
                let parts = name.split(separator: "-", maxSplits: 1)
                guard parts.first.flatMap({ Int32($0) }) == index, let base = Self.baseOffset(of: name) else {
                    continue
                }
                guard parts.last?.hasPrefix("\(state.generation)-") == true else {
                    disk.removeTree(directory + "/" + name)
                    continue
                }
                let next = names.indices.contains(place + 1) ? names[place + 1] : ""
                let isLast = !next.hasPrefix("\(index)-\(state.generation)-")
                let size = try read(directory + "/" + name, isLast: isLast, body)
                state.segments.append(Segment(baseOffset: base, path: directory + "/" + name, size: size))
            }
        }
    }

    private static func baseOffset(of name: String) -> Int64? {
        guard name.hasSuffix(".log") else { return nil }
        return name.dropLast(4).split(separator: "-").last.flatMap { Int64($0) }
    }

    /// Reads one file. Returns its size without an incomplete write.
    private func read(
        _ path: String, isLast: Bool, _ body: (RecordBatch) -> Bool
    ) throws(StorageError) -> Int {
        let bytes = try disk.files.read(path)
        var position = 0
        while position < bytes.count {
            guard let batch = try batch(bytes, position, path, isLast: isLast) else {
                guard disk.truncate(path, to: position) else {
                    throw disk.lastError ?? StorageError(path, "cannot be truncated to \(position) bytes")
                }
                return position
            }
            guard body(batch) else {
                throw StorageError(path, "the batch at byte \(position) repeats earlier offsets: remove the file")
            }
            position += batch.sizeInBytes
        }
        return position
    }

    /// The batch at `position`; nil if it is incomplete.
    private func batch(
        _ bytes: ByteSlice, _ position: Int, _ path: String, isLast: Bool
    ) throws(StorageError) -> RecordBatch? {
        let rest = bytes[position..<bytes.count]
        var reader = WireReader(rest)
        var size = Int.max
        do throws(WireError) {
            try reader.skip(count: RecordBatch.Layout.length)
            size = Int(try reader.readInt32()) + RecordBatch.Layout.lengthEnd
            if size >= RecordBatch.Layout.records, size <= rest.count {
                return try RecordBatch(decoding: rest[0..<size])
            }
        } catch {
            // Handled below: this may be the end of the file.
        }
        let isZero = !rest.bytes.contains { $0 != 0 }
        if isLast, size >= rest.count || isZero { return nil }
        throw StorageError(
            path,
            "the batch at byte \(position) is damaged and more batches follow: truncate the file there to continue without them"
        )
    }
}
