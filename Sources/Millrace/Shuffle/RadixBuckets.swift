// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Entries of one partition by a few bits of their hashes, so that each bucket's table fits the processor's caches.
///
/// Few entries stay in one bucket. Entries of a key are in one bucket, in their order. Own design, after the radix
/// joins of main-memory databases.
@usableFromInline
struct RadixBuckets<Key: StableHashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline typealias Block = [KeyedEntry<Key, Value>]

    @usableFromInline var buckets: [Block]

    /// Number of buckets for `count` entries: about 32 K entries in each, at most 256 buckets.
    @usableFromInline
    static func bucketCount(_ count: Int) -> Int {
        var buckets = 1
        while buckets < 256 && count / buckets > 65_536 { buckets *= 2 }
        return buckets
    }

    /// Empty buckets for about `count` entries; `bucketCount` is a power of two.
    @inlinable
    init(bucketCount: Int, count: Int) {
        buckets = Array(repeating: [], count: bucketCount)
        guard bucketCount > 1 else { return }
        for index in buckets.indices { buckets[index].reserveCapacity(count / bucketCount + count / bucketCount / 8) }
    }

    /// Adds a block.
    @inlinable
    mutating func append(_ block: Block) {
        let mask = UInt64(buckets.count - 1)
        guard mask != 0 else {
            if buckets[0].isEmpty { buckets[0] = block } else { buckets[0].append(contentsOf: block) }
            return
        }
        // Bits that neither partitions (the upper half) nor slots of small tables (the lowest) use.
        for entry in block { buckets[Int((entry.hash >> 24) & mask)].append(entry) }
    }
}
