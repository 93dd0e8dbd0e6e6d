// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Racks as the sticky assignors use them. Source: Kafka's `AbstractStickyAssignor.RackInfo`.
struct StickyRacks {
    private let racks: GroupRacks
    /// Whether racks make a difference; if not, every member matches every partition.
    let matter: Bool
    /// Members in a rack with a replica, per partition; empty if no member has a rack.
    private let nearbyMembers: [Int]

    init(_ group: AssignableGroup) {
        let racks = GroupRacks(group)
        self.racks = racks
        matter = racks.matter(members: group.members.indices, partitions: 0..<group.partitionCount)
        var members: [Int: Int] = [:]
        for rack in racks.ofMember { if let rack { members[rack, default: 0] += 1 } }
        nearbyMembers = racks.ofPartition.map { $0.reduce(0) { $0 + members[$1, default: 0] } }
    }

    /// Whether the member has a rack in which the partition has no replica.
    func mismatch(member: Int, partition: Int) -> Bool {
        matter && !racks.match(member: member, partition: partition)
    }

    /// Partitions with those first that few members are near to; otherwise the order stays.
    func sorted(_ partitions: [Int]) -> [Int] {
        if nearbyMembers.isEmpty { return partitions }
        return partitions.enumerated()
            .sorted { (nearbyMembers[$0.element], $0.offset) < (nearbyMembers[$1.element], $1.offset) }.map(\.element)
    }

    /// Place of the first member, from place `first` on and around, that is in a rack of the partition.
    func nextNearby(_ partition: Int, among members: [Int], from first: Int) -> Int? {
        for step in members.indices {
            let place = (first + step) % members.count
            if let rack = racks.ofMember[members[place]], racks.ofPartition[partition].contains(rack) { return place }
        }
        return nil
    }
}
