// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Decides which key groups are written as a whole, beside the changes of a batch.
///
/// For every byte of changes a byte of a group is written, the group that was written longest ago first. So a log has
/// each group completely once in about as many bytes as the state has, which bounds both the log and the time that
/// reading it takes, and what a batch writes is at most twice its changes and one group. Each start begins a file of
/// the log, and is followed by an eighth of the state: the files of earlier runs go, also if nothing changes. Own
/// design.
struct StateRotation {
    /// Part of the state that is written after a start.
    private static let startShare = 8

    /// The batch whose record is the first that is needed for a group; `nil` if none is, as the group has no keys in
    /// the log.
    private(set) var neededFrom: [Int64?]
    private var credit = 0

    init(groupCount: Int) { neededFrom = Array(repeating: nil, count: groupCount) }

    /// Adds the bytes of a batch's changes.
    mutating func add(changed bytes: Int) { credit += bytes }

    /// The state was read back. `size` gives the bytes of a group.
    mutating func noteRestored(size: (Int) -> Int) {
        guard let oldest else { return }
        let costs = neededFrom.indices.map { neededFrom[$0] == nil ? 0 : cost(of: $0, size) }
        credit = max(costs.reduce(0, +) / Self.startShare, costs[oldest])
    }

    /// The group to write as a whole in the record of the batch `time`, of about as many bytes as `size` says; `nil` if
    /// no more are due.
    mutating func nextGroup(at time: Int64, size: (Int) -> Int) -> Int? {
        guard credit > 0, let group = oldest else { return nil }
        guard let from = neededFrom[group], from < time else {
            // This batch has all groups: nothing of it is worth writing twice.
            credit = 0
            return nil
        }
        let cost = cost(of: group, size)
        guard credit >= cost else { return nil }
        credit -= cost
        return group
    }

    private func cost(of group: Int, _ size: (Int) -> Int) -> Int { max(1, size(group)) }

    /// The record of the batch `time` has changes of a group.
    mutating func noteChange(of group: Int, at time: Int64) { neededFrom[group] = neededFrom[group] ?? time }

    /// The record of the batch `time` has a group as a whole.
    mutating func noteWhole(_ group: Int, at time: Int64) { neededFrom[group] = time }

    /// The earliest batch whose record is needed to read the state back; `nil` if none is.
    var oldestNeeded: Int64? { oldest.flatMap { neededFrom[$0] } }

    /// The group that was written longest ago.
    private var oldest: Int? {
        var oldest: (group: Int, time: Int64)?
        for (group, time) in neededFrom.enumerated() {
            guard let time, time < oldest?.time ?? .max else { continue }
            oldest = (group, time)
        }
        return oldest?.group
    }
}
