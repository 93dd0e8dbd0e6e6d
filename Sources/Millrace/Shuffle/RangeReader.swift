// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads a run of keyed entries range by range; see `HashRange`.
@usableFromInline
struct RangeReader<Key: StableHashable & Sendable, Value: Sendable> {
    @usableFromInline typealias Block = [KeyedEntry<Key, Value>]

    /// Entries in memory by range; empty if the run is on disk.
    @usableFromInline var buckets: [Block] = []
    @usableFromInline var reader: DiskRunReader<KeyedEntry<Key, Value>>?
    /// Entries read from disk; those before `next` are taken.
    @usableFromInline var block: Block = []
    @usableFromInline var next = 0

    @inlinable
    init(_ run: RunSource<KeyedEntry<Key, Value>>) throws {
        switch run {
        case .memory(let block):
            var radix = RadixBuckets<Key, Value>(bucketCount: HashRange.count, count: block.count)
            radix.append(block)
            buckets = radix.buckets
        case .disk(let run): reader = try run.open()
        }
    }

    /// Takes the entries of a range out. Ranges must be taken in ascending order.
    @inlinable
    mutating func take(_ range: Int) throws -> Block {
        if !buckets.isEmpty {
            defer { buckets[range] = [] }
            return buckets[range]
        }
        var taken: Block = []
        while true {
            let start = next
            while next < block.count, HashRange.of(block[next].hash) == range { next += 1 }
            taken.append(contentsOf: block[start..<next])
            guard next == block.count, let read = try reader?.next() else { return taken }
            block = read
            next = 0
        }
    }
}
