// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Combines values by key in memory, and on disk when memory lacks room.
///
/// A spill writes the table by 64 ranges of the hash; at the end each range is combined on its own, so about a 64th of
/// the keys is in memory at a time. Without a codec nothing can be written, and the table grows past its limit.
/// Source: Spark's `ExternalAppendOnlyMap`, with hash ranges instead of sorted runs.
@usableFromInline
struct SpillingCombiner<Key: StableHashable & Sendable, Combined: Sendable>: ~Copyable {
    /// One spill: where each range begins in the file.
    private struct Spill {
        let file: TemporaryFile
        let starts: [Int]
    }

    private static var rangeCount: Int { 64 }

    private let disk: LazyLocalDisk
    private let codec: StorageCodec<(Key, Combined)>?
    private let reservation: MemoryReservation
    @usableFromInline var table = CombineTable<Key, Combined>()
    @usableFromInline var sampler = SizeSampler()
    private var spills: [Spill] = []
    /// Number of spills.
    var spillCount: Int { spills.count }

    /// An empty table whose memory `memory` gives, and whose spills go to `disk`.
    @usableFromInline
    init(memory: MemoryManager, disk: LazyLocalDisk, codec: StorageCodec<(Key, Combined)>?) {
        self.disk = disk
        self.codec = codec
        reservation = memory.reservation()
    }

    /// Adds `value` to the combined value of `key`.
    /// - Throws: `StreamingError.storageFailed` if a spill cannot be written; errors of the closures.
    @inlinable
    mutating func merge<Value: Sendable>(
        _ key: Key, _ value: Value, create: (Value) throws -> Combined, merge: (inout Combined, Value) throws -> Void
    ) throws {
        try table.merge(key, value, create: create, merge: merge)
        if sampler.note() { try checkSize() }
    }

    /// Adds the combined value of another table.
    @inlinable
    mutating func merge(
        _ entry: CombineTable<Key, Combined>.Entry, mergeCombined: (inout Combined, Combined) throws -> Void
    ) throws {
        try table.merge(entry, mergeCombined: mergeCombined)
        if sampler.note() { try checkSize() }
    }

    /// Compares the size with the memory that there is, and spills if it is too large.
    @usableFromInline
    mutating func checkSize() throws {
        let bytes = tableBytes
        sampler.sample(bytes)
        // Room until the next sample: growth of an eighth, and the table may double its arrays.
        if reservation.resize(to: bytes + bytes / 4) { return }
        guard codec != nil, !table.entries.isEmpty else { return }
        try spill()
    }

    private var tableBytes: Int {
        let sample = table.entries.count > 32 ? table.entries.count / 32 : 1
        let pairs = stride(from: 0, to: table.entries.count, by: sample).map { index in
            (table.entries[index].key, table.entries[index].value)
        }
        guard !pairs.isEmpty else { return 0 }
        let inline = MemoryLayout<(Key, Combined)>.stride
        let heap = estimatedBytes(of: pairs, codec: codec) / pairs.count - inline
        let entry = MemoryLayout<CombineTable<Key, Combined>.Entry>.stride + max(0, heap)
        return table.entries.count * entry + table.slots.count * MemoryLayout<UInt64>.stride
    }

    /// Writes the table to disk and empties it.
    mutating func spill() throws {
        guard let codec else { return }
        let entries = table.entries
        let spill = try storing("a spill of a shuffle") {
            let file = try disk.get().makeFile("spill")
            var writer = try BlockFileWriter(file, codec)
            var starts: [Int] = []
            for range in Self.split(entries) {
                starts.append(writer.begin())
                for first in stride(from: 0, to: range.count, by: 1024) {
                    let piece = range[first..<min(first + 1024, range.count)]
                    try writer.append(piece.map { (entries[$0].key, entries[$0].value) }[...])
                }
                try writer.end()
            }
            _ = try writer.finish()
            return Spill(file: file, starts: starts)
        }
        spills.append(spill)
        table = CombineTable()
        sampler = SizeSampler()
        _ = reservation.resize(to: 0)
    }

    /// Positions of the entries of each range.
    private static func split(_ entries: [CombineTable<Key, Combined>.Entry]) -> [[Int]] {
        var ranges = [[Int]](repeating: [], count: rangeCount)
        for index in entries.indices { ranges[range(entries[index].hash)].append(index) }
        return ranges
    }

    /// The range of a hash: bits that neither partitions (the upper ones) nor slots (the lower ones) use first.
    private static func range(_ hash: UInt64) -> Int { Int((hash >> 26) & 63) }

    /// Calls `body` with each key and its combined value: in order of first appearance if nothing was spilled, else
    /// range by range. Ends the use of the table.
    ///
    /// - Throws: `StreamingError.storageFailed` or `.dataDamaged` if a spill cannot be read; errors of the closures.
    @usableFromInline
    consuming func forEach(
        mergeCombined: (inout Combined, Combined) throws -> Void, _ body: (Key, Combined) throws -> Void
    ) throws {
        guard !spills.isEmpty, let codec else {
            for entry in table.entries { try body(entry.key, entry.value) }
            return
        }
        let ranges = Self.split(table.entries)
        let files = try storing("a spill of a shuffle") {
            try spills.map { try FileBlockSource($0.file.openForReading()) }
        }
        for range in 0..<Self.rangeCount {
            var merged = CombineTable<Key, Combined>()
            // Spills first, in their order: values of a key are merged in the order in which they came.
            for (spill, file) in zip(spills, files) {
                try Self.read(file, at: spill.starts[range], codec) { key, combined in
                    let entry = KeyedEntry(hash: key.stableHashValue, key: key, value: combined)
                    try merged.merge(entry, mergeCombined: mergeCombined)
                }
            }
            for index in ranges[range] { try merged.merge(table.entries[index], mergeCombined: mergeCombined) }
            for entry in merged.entries { try body(entry.key, entry.value) }
        }
    }

    private static func read(
        _ file: FileBlockSource, at start: Int, _ codec: StorageCodec<(Key, Combined)>,
        _ body: (Key, Combined) throws -> Void
    ) throws {
        var decoder = try storing("a spill of a shuffle") { try BlockDecoder(file, at: start, codec) }
        while let run = try storing("a spill of a shuffle", { try decoder.next() }) {
            for (key, combined) in run { try body(key, combined) }
        }
    }
}
