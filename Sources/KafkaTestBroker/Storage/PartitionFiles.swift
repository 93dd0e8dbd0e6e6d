// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import Synchronization

/// The files of one partition: record batches as they came, one behind the other, in segments of some MiB.
///
/// A file is named for the partition, for its generation, which grows when the whole log is written anew, and for its
/// first offset. Only files of the generation that the journal names count.
final class PartitionFiles: Sendable {
    private struct Segment {
        var baseOffset: Int64
        var path: String
        var size = 0
    }

    private struct State {
        var generation: Int32
        var segments: [Segment] = []
        /// Whether the last segment may have bytes behind its size, from a write that failed.
        var hasTornTail = false
    }

    /// A segment that is larger gets no more batches.
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

    /// Where the files of a topic's partitions are.
    static func directory(of topicID: KafkaUUID, in disk: Disk) -> String {
        let digits = [topicID.high, topicID.low].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        return disk.root + "/logs/" + digits.joined()
    }

    var generation: Int32 { state.withLock { $0.generation } }

    private func path(_ generation: Int32, _ baseOffset: Int64) -> String {
        let number = String(baseOffset)
        return "\(directory)/\(index)-\(generation)-" + String(repeating: "0", count: 19 - number.count) + number
            + ".log"
    }

    // MARK: Writing

    /// Writes a batch behind the last one; false if that failed, and nothing has changed then.
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

    /// Sees to it that nothing stands behind the last batch.
    private func repair(_ state: inout State) -> Bool {
        guard state.hasTornTail, let last = state.segments.last else { return true }
        state.hasTornTail = !disk.truncate(last.path, to: last.size)
        return !state.hasTornTail
    }

    /// Cuts the last `count` bytes off, which are whole batches; false if that failed, with some of them gone.
    func truncate(by count: Int) -> Bool {
        state.withLock { state in
            var left = count
            while left > 0, let last = state.segments.last {
                let size = max(last.size - left, 0)
                // From the end on, so that there never is a gap.
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

    /// Gives up the segments whose records all lie before `offset`, once the journal knows that the log begins there.
    func forget(before offset: Int64) {
        state.withLock { state in
            while state.segments.count > 1, state.segments[1].baseOffset <= offset {
                disk.discard(state.segments.removeFirst().path)
            }
        }
    }

    /// Writes the whole log anew, as the next generation, which counts once the journal knows it; false if that failed.
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
                    // Nothing of an earlier attempt may stand behind the batches.
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

    /// Reads all batches, in order, after a start.
    ///
    /// What a write that did not end has left behind the last whole batch of the last segment is cut off. Files of other
    /// generations are removed.
    /// - Parameters:
    ///   - names: the names of the partition's files.
    ///   - body: gets each batch; false refuses it.
    /// - Throws: `StorageError` for a batch that is damaged and not the last, or lies before the end.
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

    /// Reads one file and returns its size without a torn tail.
    private func read(
        _ path: String, isLast: Bool, _ body: (RecordBatch) -> Bool
    ) throws(StorageError) -> Int {
        let bytes = try disk.files.read(path)
        var position = 0
        while position < bytes.count {
            guard let batch = try batch(bytes, position, path, isLast: isLast) else {
                guard disk.truncate(path, to: position) else {
                    throw disk.lastError ?? StorageError(path, "cannot be cut to \(position) bytes")
                }
                return position
            }
            guard body(batch) else {
                throw StorageError(path, "the batch at byte \(position) has offsets that stand before: remove the file")
            }
            position += batch.sizeInBytes
        }
        return position
    }

    /// The batch at `position`; nil if there is only the beginning of one.
    private func batch(
        _ bytes: ByteSlice, _ position: Int, _ path: String, isLast: Bool
    ) throws(StorageError) -> RecordBatch? {
        let rest = bytes[position..<bytes.count]
        var reader = WireReader(rest)
        var size = Int.max
        do throws(WireError) {
            try reader.skip(count: RecordBatch.Layout.length)
            size = Int(try reader.readInt32()) + RecordBatch.Layout.lengthEnd
            if size >= RecordBatch.Layout.records, size <= rest.count { return try RecordBatch(decoding: rest[0..<size]) }
        } catch {
            // Looked at below: whether it is the end of the file.
        }
        let isZero = !rest.bytes.contains { $0 != 0 }
        if isLast, size >= rest.count || isZero { return nil }
        throw StorageError(
            path,
            "the batch at byte \(position) is damaged, and more follow it: cut the file there to go on without them")
    }
}
