// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The runs of one reduce task, bucket by bucket: all entries of a key are in one bucket, in their order.
///
/// Runs in memory are one bucket, or several if their table would not fit the processor's caches. If any run is on
/// disk, the buckets are the ranges of `HashRange`, and only one of them is in memory at a time. Own design.
@usableFromInline
struct KeyedBuckets<Key: StableHashable & Sendable, Value: Sendable> {
    @usableFromInline typealias Entry = KeyedEntry<Key, Value>
    @usableFromInline typealias Block = [Entry]

    @usableFromInline
    enum Content {
        /// The runs as they are, in one bucket.
        case whole([Block])
        case radix(RadixBuckets<Key, Value>)
        /// A reader per run.
        case ranges([RangeReader<Key, Value>])
    }

    @usableFromInline var content: Content

    /// Number of buckets that suits `runs`.
    @inlinable
    static func width(_ runs: [RunSource<Entry>]) -> Int {
        if runs.contains(where: \.isOnDisk) { return HashRange.count }
        return RadixBuckets<Key, Value>.bucketCount(runs.reduce(0) { $0 + $1.count })
    }

    /// Number of buckets of runs that need not fit the caches.
    @inlinable
    static func coarseWidth(_ runs: [RunSource<Entry>]) -> Int {
        runs.contains(where: \.isOnDisk) ? HashRange.count : 1
    }

    /// The runs in `width` buckets, a power of two; 256 if any run is on disk.
    @inlinable
    init(_ runs: [RunSource<Entry>], width: Int) throws {
        if runs.contains(where: \.isOnDisk) {
            precondition(width == HashRange.count, "runs on disk have 256 ranges")
            content = .ranges(try runs.map { try RangeReader($0) })
            return
        }
        var blocks: [Block] = []
        for case .memory(let block) in runs { blocks.append(block) }
        if width == 1 {
            content = .whole(blocks)
        } else {
            var radix = RadixBuckets<Key, Value>(bucketCount: width, count: blocks.reduce(0) { $0 + $1.count })
            for block in blocks { radix.append(block) }
            content = .radix(radix)
        }
    }

    /// Takes the entries of a bucket out. Buckets must be taken in ascending order.
    @inlinable
    mutating func take(_ bucket: Int) throws -> [Block] {
        switch content {
        case .whole(let blocks): return blocks
        case .radix(var radix):
            content = .whole([])
            let block = radix.buckets[bucket]
            radix.buckets[bucket] = []
            content = .radix(radix)
            return [block]
        case .ranges(var readers):
            content = .whole([])
            var blocks: [Block] = []
            for index in readers.indices {
                let block = try readers[index].take(bucket)
                if !block.isEmpty { blocks.append(block) }
            }
            content = .ranges(readers)
            return blocks
        }
    }
}
