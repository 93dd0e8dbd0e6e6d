// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Which owner has to be looked at next: at most one deadline for each, earliest first, equal ones in the order they
/// were set.
///
/// A binary heap; an entry that was replaced stays in it until it comes to the top or such entries make up the half.
/// Setting and taking cost O(log n).
struct DeadlineQueue<Owner: Hashable & Sendable>: Sendable {
    private struct Entry {
        var deadline: Int64
        var sequence: UInt64
        var owner: Owner

        func isBefore(_ other: Entry) -> Bool { (deadline, sequence) < (other.deadline, other.sequence) }
    }

    private var heap: [Entry] = []
    private var current: [Owner: (deadline: Int64, sequence: UInt64)] = [:]
    private var nextSequence: UInt64 = 0

    /// The earliest deadline.
    var next: Int64? { heap.first?.deadline }

    /// Sets, moves or (nil) takes away an owner's deadline.
    mutating func set(_ owner: Owner, at deadline: Int64?) {
        guard current[owner]?.deadline != deadline else { return }
        if let deadline {
            current[owner] = (deadline, nextSequence)
            push(Entry(deadline: deadline, sequence: nextSequence, owner: owner))
            nextSequence += 1
        } else {
            current[owner] = nil
        }
        if heap.count > 64, heap.count > 2 * current.count { compact() }
        dropStale()
    }

    /// Takes the owner whose deadline is the earliest, if that is not behind `now`.
    mutating func popDue(_ now: Int64) -> Owner? {
        guard let first = heap.first, first.deadline <= now else { return nil }
        pop()
        current[first.owner] = nil
        dropStale()
        return first.owner
    }

    private func isStale(_ entry: Entry) -> Bool { current[entry.owner]?.sequence != entry.sequence }

    private mutating func dropStale() {
        while let first = heap.first, isStale(first) { pop() }
    }

    private mutating func compact() {
        heap = heap.filter { !isStale($0) }
        heap.sort { $0.isBefore($1) }  // A sorted array is a heap.
    }

    private mutating func push(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func pop() {
        let last = heap.removeLast()
        if heap.isEmpty { return }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].isBefore(heap[least]) { least = child }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
