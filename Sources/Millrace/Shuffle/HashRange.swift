// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The 256 ranges of hashes by which keyed elements on disk are ordered, so that a reduce task needs one range of all
/// runs in memory at a time. Own design.
@usableFromInline
enum HashRange {
    @inlinable static var count: Int { 256 }

    /// The range of a hash: bits that neither partitions (the upper half) nor slots of small tables (the lowest) use.
    @inlinable
    static func of(_ hash: UInt64) -> Int { Int((hash >> 24) & 0xff) }

    /// Positions of `elements` in the order of their ranges; those of a range keep their order.
    @inlinable
    static func order<Element>(_ elements: [Element], _ range: (Element) -> Int) -> [UInt32] {
        var next = [Int](repeating: 0, count: count + 1)
        for element in elements { next[range(element) + 1] += 1 }
        for index in 1...count { next[index] += next[index - 1] }
        var order = [UInt32](repeating: 0, count: elements.count)
        for position in elements.indices {
            let range = range(elements[position])
            order[next[range]] = UInt32(truncatingIfNeeded: position)
            next[range] += 1
        }
        return order
    }
}
