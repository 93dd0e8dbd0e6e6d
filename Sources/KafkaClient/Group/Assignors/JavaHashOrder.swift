// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Iteration order of Java's hash tables. Java's assignors iterate over such tables, so results equal to theirs need
/// their order. Source: `String.hashCode`, `HashMap` of OpenJDK.
///
/// Left out: a bucket with eight keys and more turns into a tree, which may move one of them to its front.
enum JavaHashOrder {
    /// `String.hashCode`: over UTF-16 code units.
    static func hash(_ text: String) -> Int32 {
        text.utf16.reduce(0) { $0 &* 31 &+ Int32($1) }
    }

    /// `TopicPartition.hashCode` for a topic whose name has the hash code `topic`.
    static func hash(topic: Int32, partition: Int32) -> Int32 {
        (31 &+ partition) &* 31 &+ topic
    }

    /// Number of the bucket for a key, in a table with `capacity` (a power of two) buckets.
    static func bucket(_ hash: Int32, capacity: Int) -> Int {
        let bits = UInt32(bitPattern: hash)
        return Int(bits ^ (bits >> 16)) & (capacity - 1)
    }

    /// Buckets of a table that began empty, with the default capacity, and had at most `count` keys.
    static func capacity(for count: Int) -> Int {
        var capacity = 16
        while count > capacity / 4 * 3 { capacity *= 2 }
        return capacity
    }

    /// Places of `keys` in the order in which a table iterates over them after `put` of one after the other.
    static func order(_ keys: [String]) -> [Int] {
        let capacity = capacity(for: keys.count)
        let buckets = keys.map { bucket(hash($0), capacity: capacity) }
        return keys.indices.sorted { (buckets[$0], $0) < (buckets[$1], $1) }
    }

    /// Places of `keys`, which are distinct, in the order after `computeIfAbsent` of one after the other. It puts a new
    /// key before the others of its bucket, and looks whether the table should grow before it looks for the key, while
    /// `put` looks afterwards: `isAskedAgain` says whether a call for a known key followed the last new one.
    static func orderIfAbsent(_ keys: [String], isAskedAgain: Bool) -> [Int] {
        let capacity = capacity(for: isAskedAgain ? keys.count : keys.count - 1)
        let buckets = keys.map { bucket(hash($0), capacity: capacity) }
        return keys.indices.sorted { (buckets[$0], $1) < (buckets[$1], $0) }
    }
}
