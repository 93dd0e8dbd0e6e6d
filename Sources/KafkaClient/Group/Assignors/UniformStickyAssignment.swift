// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A sticky assignment among members that all have the same topics.
///
/// Each member keeps what it owns, as far as its quota goes; the rest is dealt to those below their quota. Quotas are
/// the partitions divided by the members, and one more for as many members as there are partitions left over. With
/// racks, a member gives up partitions without a replica in its rack, and partitions are dealt within racks first.
/// Source: Kafka's `AbstractStickyAssignor.ConstrainedAssignmentBuilder`.
struct UniformStickyAssignment {
    /// Partitions of each member.
    private(set) var assignment: [[Int]]
    /// Partitions that go from an owner to another member, and those that more than one member claimed.
    private(set) var transferred: Set<Int> = []

    private let group: AssignableGroup
    private let claims: StickyClaims
    private let racks: StickyRacks
    /// Members by rank of their id.
    private let ranks: [Int]
    /// The lower quota.
    private let share: Int
    /// Members that may have one more than `share`, and do not have it yet.
    private var extras: Int
    /// Members below `share`.
    private var needy: [Int] = []
    /// Members at `share` that may get one more.
    private var hopeful: [Int] = []
    /// Owner of each partition that it had to give up.
    private var formerOwner: [Int?]
    private var isAssigned: [Bool]

    /// Makes the assignment. The group has at least one member.
    init(_ group: AssignableGroup, claims: StickyClaims, racks: StickyRacks, ranks: [Int]) {
        self.group = group
        self.claims = claims
        self.racks = racks
        self.ranks = ranks
        assignment = Array(repeating: [], count: group.members.count)
        share = group.partitionCount / group.members.count
        extras = group.partitionCount % group.members.count
        formerOwner = Array(repeating: nil, count: group.partitionCount)
        isAssigned = Array(repeating: false, count: group.partitionCount)
        for member in group.members.indices { keep(ownedBy: member) }
        needy.sort { ranks[$0] < ranks[$1] }
        hopeful.sort { ranks[$0] < ranks[$1] }
        var rest = racks.sorted(isAssigned.indices.filter { !isAssigned[$0] })
        if racks.matter { rest = dealWithinRacks(rest) }
        deal(rest)
    }

    private mutating func keep(ownedBy member: Int) {
        var owned: [Int] = []
        for partition in claims.owned[member] {
            if racks.mismatch(member: member, partition: partition) {
                formerOwner[partition] = member
            } else if !claims.contested.contains(partition) {
                owned.append(partition)
            }
        }
        owned.sort {
            (group.numberInTopic($0), group.topicOfPartition[$0]) < (
                group.numberInTopic($1), group.topicOfPartition[$1]
            )
        }
        var kept = min(owned.count, share)
        if owned.count < share {
            needy.append(member)
        } else if owned.count > share, extras > 0 {
            kept += 1
            useExtra()
        } else if extras > 0 {
            hopeful.append(member)
        }
        for partition in owned[..<kept] {
            assignment[member].append(partition)
            isAssigned[partition] = true
        }
        for partition in owned[kept...] { formerOwner[partition] = member }
    }

    private mutating func useExtra() {
        extras -= 1
        if extras == 0 { hopeful.removeAll() }
    }

    /// Deals partitions to members in their racks; returns those that nobody near has room for.
    private mutating func dealWithinRacks(_ partitions: [Int]) -> [Int] {
        var next = 0
        var rest: [Int] = []
        for partition in partitions {
            if let place = racks.nextNearby(partition, among: needy, from: next) {
                let member = needy[place]
                give(partition, to: member)
                next = place
                if assignment[member].count >= share {
                    needy.remove(at: place)
                    if extras > 0 { hopeful.append(member) }
                } else {
                    next += 1
                }
                next = needy.isEmpty ? 0 : next % needy.count
            } else if let place = racks.nextNearby(partition, among: hopeful, from: 0) {
                give(partition, to: hopeful.remove(at: place))
                useExtra()
            } else {
                rest.append(partition)
            }
        }
        return rest
    }

    /// Deals partitions to members below `share` in turn, then to those at `share`.
    private mutating func deal(_ partitions: [Int]) {
        var next = 0
        for partition in partitions {
            if needy.isEmpty {
                // Quotas add up to the number of partitions, so somebody is left.
                give(partition, to: hopeful.removeFirst())
                continue
            }
            if next == needy.count { next = 0 }
            let member = needy[next]
            give(partition, to: member)
            if assignment[member].count == share {
                needy.remove(at: next)
                hopeful.append(member)
            } else {
                next += 1
            }
        }
    }

    private mutating func give(_ partition: Int, to member: Int) {
        assignment[member].append(partition)
        let former = formerOwner[partition]
        if former != nil && former != member || claims.contested.contains(partition) { transferred.insert(partition) }
    }
}
