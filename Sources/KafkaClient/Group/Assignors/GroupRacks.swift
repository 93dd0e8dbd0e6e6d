// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Racks of a group's members and of its partitions' replicas, as numbers (KIP-881).
struct GroupRacks {
    /// Rack of each member, nil if it has none.
    private(set) var ofMember: [Int?]
    /// Racks with a replica of each partition, each once; empty as long as no member has a rack.
    private(set) var ofPartition: [[Int]] = []

    init(_ group: AssignableGroup) {
        var numbers: [String: Int] = [:]
        func number(_ rack: String) -> Int {
            let number = numbers[rack] ?? numbers.count
            numbers[rack] = number
            return number
        }
        ofMember = group.members.map { member in member.rack.flatMap { $0.isEmpty ? nil : number($0) } }
        guard ofMember.contains(where: { $0 != nil }) else { return }
        ofPartition.reserveCapacity(group.partitionCount)
        for topic in group.topics {
            for partition in 0..<topic.partitionCount {
                ofPartition.append(partition < topic.racks.count ? topic.racks[partition].map(number) : [])
            }
        }
    }

    /// Whether racks can make a difference: a member's rack has a replica, and some partition is missing in some rack
    /// of the partitions. Source: Kafka's `AbstractPartitionAssignor.useRackAwareAssignment`.
    func matter(members: some Sequence<Int>, partitions: Range<Int>) -> Bool {
        let wanted = Set(members.compactMap { ofMember[$0] })
        if wanted.isEmpty { return false }
        let offered = Set(partitions.flatMap { ofPartition[$0] })
        if wanted.isDisjoint(with: offered) { return false }
        return partitions.contains { ofPartition[$0].count != offered.count }
    }

    /// Whether the member has no rack, or a replica of the partition is in it.
    func match(member: Int, partition: Int) -> Bool {
        guard let rack = ofMember[member] else { return true }
        return ofPartition[partition].contains(rack)
    }
}
