// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A sticky assignment among members with different topics, as balanced as these allow.
///
/// 1. Each member keeps what it owns and may have.
/// 2. Free partitions go to the member with the fewest partitions, within racks first. Ties go to the lower member id.
/// 3. Partitions move to members with at least two partitions fewer, until none can: back to a former owner if it is
///    one of them, else to the one with the fewest. If that did not improve the balance, all moves are undone.
///
/// Source: Kafka's `AbstractStickyAssignor.GeneralAssignmentBuilder`. Java asks before each move whether the group is
/// balanced, which takes a look at every partition; that check is left out, since in a balanced group nothing can move.
/// Java also moves partitions back to a former owner that does not want the topic any more; here it must want it.
///
/// Cost: partitions × subscribers of a topic, times the rounds of step 3, of which there are few.
struct GeneralStickyAssignment {
    /// Partitions of each member.
    private(set) var assignment: [[Int]]

    private let group: AssignableGroup
    private let racks: StickyRacks
    /// Members by rank of their id.
    private let ranks: [Int]
    /// Owner of each partition.
    private var owner: [Int?]
    /// Owner in an earlier generation than the group's latest.
    private var formerOwner: [Int?]
    private var movements: PartitionMovements
    /// Moves until the shortcut over earlier movements is given up. Each move without it lowers the sum of squares of
    /// the members' partitions, so the balancing ends; moves with it may not.
    private var movesWithShortcut: Int

    /// Makes the assignment.
    init(_ group: AssignableGroup, claims: StickyClaims, racks: StickyRacks, ranks: [Int]) {
        self.group = group
        self.racks = racks
        self.ranks = ranks
        assignment = Array(repeating: [], count: group.members.count)
        owner = Array(repeating: nil, count: group.partitionCount)
        formerOwner = Self.formerOwners(claims, in: group)
        movements = PartitionMovements(group)
        movesWithShortcut = 16 * (group.partitionCount + group.members.count)
        let gaveUpSome = keepOwned(claims)
        let isFirst = assignment.allSatisfy(\.isEmpty)
        let order = partitionsByDemand()
        let free = order.filter { owner[$0] == nil }
        assignFree(free)
        balance(order, free: gaveUpSome ? [] : free, mayRevert: !isFirst)
    }

    /// Of the members that claim a partition in an earlier generation, the one with the latest.
    private static func formerOwners(_ claims: StickyClaims, in group: AssignableGroup) -> [Int?] {
        var owners: [Int?] = Array(repeating: nil, count: group.partitionCount)
        let latest = claims.latestGeneration
        for (member, claim) in claims.claims.enumerated() where claim.generationID < latest {
            for partition in claim.partitions {
                if let other = owners[partition], claims.claims[other].generationID >= claim.generationID { continue }
                owners[partition] = member
            }
        }
        return owners
    }

    /// Keeps what each member owns and subscribes to, within its rack; returns whether something else was owned.
    private mutating func keepOwned(_ claims: StickyClaims) -> Bool {
        var gaveUpSome = false
        for (member, owned) in claims.owned.enumerated() {
            let topics = Set(group.subscriptions[member])
            for partition in owned {
                if topics.contains(group.topicOfPartition[partition]),
                    !racks.mismatch(member: member, partition: partition)
                {
                    assignment[member].append(partition)
                    owner[partition] = member
                } else {
                    gaveUpSome = true
                }
            }
        }
        return gaveUpSome
    }

    /// Partitions of topics with few subscribers first, then by name and number.
    private func partitionsByDemand() -> [Int] {
        group.topics.indices
            .sorted { (group.subscribers[$0].count, $0) < (group.subscribers[$1].count, $1) }
            .flatMap { group.partitions(of: $0) }
    }

    /// The subscriber of the topic with the fewest partitions, of those with the lowest id.
    private func neediest(_ topic: Int, where accepts: (Int) -> Bool = { _ in true }) -> Int? {
        var best: Int?
        for member in group.subscribers[topic] where accepts(member) {
            guard let current = best else {
                best = member
                continue
            }
            let (fewer, least) = (assignment[member].count, assignment[current].count)
            if fewer < least || (fewer == least && ranks[member] < ranks[current]) { best = member }
        }
        return best
    }

    private mutating func assignFree(_ free: [Int]) {
        var rest = free
        if racks.matter {
            rest = free.filter { partition in
                let near = neediest(group.topicOfPartition[partition]) {
                    !racks.mismatch(member: $0, partition: partition)
                }
                if let near { give(partition, to: near) }
                return near == nil
            }
        }
        for partition in rest {
            if let member = neediest(group.topicOfPartition[partition]) { give(partition, to: member) }
        }
    }

    private mutating func give(_ partition: Int, to member: Int) {
        assignment[member].append(partition)
        owner[partition] = member
    }

    private mutating func balance(_ all: [Int], free: [Int], mayRevert: Bool) {
        let movable = all.filter { group.subscribers[group.topicOfPartition[$0]].count > 1 }
        let before = assignment
        moveWhileUnbalanced(free.filter { group.subscribers[group.topicOfPartition[$0]].count > 1 })
        let moved = moveWhileUnbalanced(movable)
        guard mayRevert, moved else { return }
        let changing = group.members.indices.filter { canChange($0, before) }
        if Self.imbalance(changing.map { assignment[$0].count }) >= Self.imbalance(changing.map { before[$0].count }) {
            assignment = before
        }
    }

    /// Whether the member can get or lose a partition by balancing.
    private func canChange(_ member: Int, _ before: [[Int]]) -> Bool {
        let most = group.subscriptions[member].reduce(0) { $0 + group.partitions(of: $1).count }
        return before[member].count < most
            || before[member].contains { group.subscribers[group.topicOfPartition[$0]].count > 1 }
    }

    /// Sum of the differences of all pairs.
    static func imbalance(_ counts: [Int]) -> Int {
        var sum = 0
        var before = 0
        for (place, count) in counts.sorted().enumerated() {
            sum += count * place - before
            before += count
        }
        return sum
    }

    /// Moves partitions, in rounds over all of them, until a round moves none; returns whether any was moved.
    @discardableResult
    private mutating func moveWhileUnbalanced(_ partitions: [Int]) -> Bool {
        var hasMoved = false
        var isModified = true
        while isModified {
            isModified = false
            for partition in partitions {
                guard let destination = destination(partition) else { continue }
                move(partition, to: destination)
                isModified = true
                hasMoved = true
            }
        }
        return hasMoved
    }

    /// The member that the partition should move to; nil if it should stay.
    private func destination(_ partition: Int) -> Int? {
        guard let current = owner[partition] else { return nil }
        let topic = group.topicOfPartition[partition]
        let limit = assignment[current].count - 1
        if let former = formerOwner[partition], assignment[former].count < limit,
            group.subscriptions[former].contains(topic)
        {
            return former
        }
        guard let member = neediest(topic), assignment[member].count < limit else { return nil }
        return member
    }

    private mutating func move(_ partition: Int, to destination: Int) {
        guard let current = owner[partition] else { return }
        var mover = partition
        if movesWithShortcut > 0 {
            movesWithShortcut -= 1
            mover = movements.actual(for: partition, from: current, to: destination)
        }
        guard let source = owner[mover], let place = assignment[source].firstIndex(of: mover) else { return }
        movements.move(mover, from: source, to: destination)
        assignment[source].remove(at: place)
        give(mover, to: destination)
    }
}
