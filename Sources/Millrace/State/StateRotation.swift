// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Decides which key groups are written as a whole, beside the changes of a batch.
///
/// For every byte of changes a byte of a group is written, the group that was written longest ago first. So a log has
/// each group completely once in about as many bytes as the state has, which bounds both the log and the time that
/// reading it takes, and what a batch writes is at most twice its changes and one group. Own design.
struct StateRotation {
    /// The batch as of which a group was written as a whole; `nil` if it never was, and was empty at the log's start.
    private(set) var written: [Int64?]
    private var credit = 0
    private var next = 0

    init(groupCount: Int) { written = Array(repeating: nil, count: groupCount) }

    /// Adds the bytes of a batch's changes.
    mutating func add(changed bytes: Int) { credit += bytes }

    /// The group to write as a whole now, of about as many bytes as `size` says; `nil` if no more are due.
    mutating func nextGroup(size: (Int) -> Int) -> Int? {
        guard !written.isEmpty else { return nil }
        let group = next
        let cost = max(1, size(group))
        guard credit >= cost else { return nil }
        credit -= cost
        next = (next + 1) % written.count
        return group
    }

    mutating func note(_ group: Int, writtenAt time: Int64) { written[group] = time }

    /// The earliest batch whose record is needed to read the state back; `nil` for all of them.
    var oldestNeeded: Int64? {
        var oldest = Int64.max
        for time in written {
            guard let time else { return nil }
            oldest = min(oldest, time)
        }
        return written.isEmpty ? nil : oldest
    }
}
