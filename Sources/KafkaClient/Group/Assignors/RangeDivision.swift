// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One topic while `RangeAssignor` divides it. Source: Kafka's `RangeAssignor.TopicAssignmentState`.
struct RangeDivision {
    /// Members that subscribe to the topic, in the order in which they get partitions.
    let members: [Int]
    /// The topic's partitions.
    let partitions: Range<Int>
    /// Whether racks make a difference for this topic.
    let needsRacks: Bool
    private var isAssigned: [Bool]
    private var assignedCount: [Int]
    /// Partitions that every member gets.
    private let share: Int
    /// Members that can still get one more than `share`.
    private var extras: Int

    init(of topic: Int, in group: AssignableGroup, ranks: [Int], racks: GroupRacks) {
        members = group.subscribers[topic].sorted { ranks[$0] < ranks[$1] }
        partitions = group.partitions(of: topic)
        needsRacks = racks.matter(members: members, partitions: partitions)
        isAssigned = Array(repeating: false, count: partitions.count)
        assignedCount = Array(repeating: 0, count: members.count)
        // A topic of the group has at least one subscriber.
        share = partitions.count / members.count
        extras = partitions.count % members.count
    }

    /// Partitions that the member at `place` may still get.
    func room(_ place: Int) -> Int { max(0, share + (extras > 0 ? 1 : 0) - assignedCount[place]) }

    /// Takes a partition, given by its place in the topic, for the member at `place`; returns its number.
    mutating func take(_ partition: Int, for place: Int) -> Int {
        isAssigned[partition] = true
        assignedCount[place] += 1
        if assignedCount[place] == share + 1 { extras -= 1 }
        return partitions.lowerBound + partition
    }

    /// Gives each member in turn as many free partitions as it has room for, of those that `accepts` names.
    mutating func distribute(
        into assignment: inout [[Int]], accepts: (_ member: Int, _ partition: Int) -> Bool
    ) {
        // All before it are assigned.
        var first = 0
        for (place, member) in members.enumerated() {
            while first < isAssigned.count, isAssigned[first] { first += 1 }
            var room = room(place)
            for partition in first..<isAssigned.count where !isAssigned[partition] {
                if room == 0 { break }
                guard accepts(member, partitions.lowerBound + partition) else { continue }
                assignment[member].append(take(partition, for: place))
                room -= 1
            }
        }
    }
}
