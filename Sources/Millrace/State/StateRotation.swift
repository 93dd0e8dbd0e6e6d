// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Decides which key groups are written as a whole, beside the changes of a batch.
///
/// For every byte of changes a byte of a group is written, the group that was written longest ago first. So a log has
/// each group completely once in about as many bytes as the state has, which bounds both the log and the time that
/// reading it takes, and what a batch writes is at most twice its changes and one group. Own design.
struct StateRotation {
    /// The batch whose record is the first that is needed for a group; `nil` if none is, as the group has no keys in
    /// the log.
    private(set) var neededFrom: [Int64?]
    private var credit = 0
    private var next = 0

    init(groupCount: Int) { neededFrom = Array(repeating: nil, count: groupCount) }

    /// Adds the bytes of a batch's changes.
    mutating func add(changed bytes: Int) { credit += bytes }

    /// The group to write as a whole now, of about as many bytes as `size` says; `nil` if no more are due.
    mutating func nextGroup(size: (Int) -> Int) -> Int? {
        guard !neededFrom.isEmpty else { return nil }
        let group = next
        let cost = max(1, size(group))
        guard credit >= cost else { return nil }
        credit -= cost
        next = (next + 1) % neededFrom.count
        return group
    }

    /// The record of the batch `time` has changes of a group.
    mutating func noteChange(of group: Int, at time: Int64) { neededFrom[group] = neededFrom[group] ?? time }

    /// The record of the batch `time` has a group as a whole.
    mutating func noteWhole(_ group: Int, at time: Int64) { neededFrom[group] = time }

    /// The earliest batch whose record is needed to read the state back; `nil` if none is.
    var oldestNeeded: Int64? { neededFrom.compactMap { $0 }.min() }
}
