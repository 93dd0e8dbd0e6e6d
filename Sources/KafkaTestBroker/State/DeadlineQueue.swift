// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import HeapModule

/// At most one deadline per owner. The earliest comes first; equal ones come in the order in which they were set.
///
/// A deadline that was replaced stays in the heap until it comes to the top, or until such entries fill half of it:
/// `Heap` cannot remove an element by key. Setting and popping cost O(log n), amortized.
struct DeadlineQueue<Owner: Hashable & Sendable>: Sendable {
    private struct Entry: Comparable, Sendable {
        var deadline: Int64
        var sequence: UInt64
        var owner: Owner

        static func < (left: Entry, right: Entry) -> Bool {
            (left.deadline, left.sequence) < (right.deadline, right.sequence)
        }
    }

    private var heap = Heap<Entry>()
    private var current: [Owner: (deadline: Int64, sequence: UInt64)] = [:]
    private var nextSequence: UInt64 = 0

    /// The earliest deadline.
    var next: Int64? { heap.min?.deadline }

    /// Sets, moves or (nil) removes an owner's deadline.
    mutating func set(_ owner: Owner, at deadline: Int64?) {
        guard current[owner]?.deadline != deadline else { return }
        if let deadline {
            current[owner] = (deadline, nextSequence)
            heap.insert(Entry(deadline: deadline, sequence: nextSequence, owner: owner))
            nextSequence += 1
        } else {
            current[owner] = nil
        }
        if heap.count > 64, heap.count > 2 * current.count {
            heap.removeAll { [current] in current[$0.owner]?.sequence != $0.sequence }
        }
        dropStale()
    }

    /// Removes and returns the owner with the earliest deadline, if that is at most `now`.
    mutating func popDue(_ now: Int64) -> Owner? {
        guard let first = heap.min, first.deadline <= now else { return nil }
        _ = heap.popMin()
        current[first.owner] = nil
        dropStale()
        return first.owner
    }

    /// Keeps a current deadline at the top.
    private mutating func dropStale() {
        while let first = heap.min, current[first.owner]?.sequence != first.sequence { _ = heap.popMin() }
    }
}
