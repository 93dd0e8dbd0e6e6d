// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The assignment of `ServerAssignor.uniform` while it is made: who has which partition, and who could take one.
///
/// Takes O(members + partitions) steps, and as many for each partition that moves. Members whose partitions stay the
/// same keep their sets without a copy. Own design.
struct UniformAssignment {
    /// A partition by its topic's position in `topics`.
    private struct Slot {
        var topic: Int
        var partition: Int
    }

    /// The owner of a partition that nobody has.
    private static let nobody = -1

    /// Members by their positions.
    private let subscribers: [ServerAssignor.Subscriber]
    private let topics: [KafkaUUID]
    private let positions: [KafkaUUID: Int]
    /// The subscribers of each topic.
    private var takers: [[Int]]
    /// The owner of each partition of each topic.
    private var owners: [[Int]]
    /// The number of partitions of each member.
    private var loads: [Int]
    /// The partitions of each member; nil while they are a part of those it had before, or all.
    private var lists: [[Slot]?]
    /// Whether a member has lost partitions that it had before.
    private var hasLost: [Bool]
    /// For each topic, a number of partitions that all of its subscribers have at least.
    private var floors: [Int]
    /// The least of `floors`.
    private var lowest = 0

    /// Begins with the current partitions of all members.
    ///
    /// - Parameters:
    ///   - counts: the number of partitions of each topic.
    ///   - subscribers: all members, in the order in which equal ones are served.
    init(_ counts: [KafkaUUID: Int], _ subscribers: [ServerAssignor.Subscriber]) {
        self.subscribers = subscribers
        topics = counts.keys.sorted { $0 < $1 }
        positions = Dictionary(uniqueKeysWithValues: zip(topics, topics.indices))
        takers = Array(repeating: [], count: topics.count)
        owners = topics.map { Array(repeating: Self.nobody, count: max(counts[$0] ?? 0, 0)) }
        loads = Array(repeating: 0, count: subscribers.count)
        lists = Array(repeating: nil, count: subscribers.count)
        hasLost = Array(repeating: false, count: subscribers.count)
        for (member, subscriber) in subscribers.enumerated() {
            for topic in subscriber.topics {
                if let position = positions[topic] { takers[position].append(member) }
            }
        }
        floors = takers.map { $0.isEmpty ? .max : 0 }
    }

    /// Assigns all partitions of topics with subscribers.
    mutating func made() -> [String: TopicPartitionSets] {
        keepCurrent()
        placeRest()
        balance()
        return result()
    }

    /// Keeps each member's current partitions where it still subscribes to them; the first member wins if two claim
    /// one.
    private mutating func keepCurrent() {
        for (member, subscriber) in subscribers.enumerated() {
            for (topic, partitions) in subscriber.current {
                guard subscriber.topics.contains(topic), let position = positions[topic] else {
                    hasLost[member] = true
                    continue
                }
                for partition in partitions { keep(Slot(topic: position, partition: Int(partition)), member) }
            }
        }
    }

    private mutating func keep(_ slot: Slot, _ member: Int) {
        guard owners[slot.topic].indices.contains(slot.partition),
            owners[slot.topic][slot.partition] == Self.nobody
        else {
            hasLost[member] = true
            return
        }
        owners[slot.topic][slot.partition] = member
        loads[member] += 1
    }

    /// Assigns free partitions to the member with the fewest, topics with few subscribers first.
    private mutating func placeRest() {
        let order = topics.indices.sorted { (takers[$0].count, $0) < (takers[$1].count, $1) }
        for topic in order where !takers[topic].isEmpty {
            for partition in owners[topic].indices where owners[topic][partition] == Self.nobody {
                if let taker = least(topic) { give(Slot(topic: topic, partition: partition), to: taker) }
            }
        }
    }

    /// The subscriber with the fewest partitions.
    private func least(_ topic: Int) -> Int? {
        takers[topic].min { (loads[$0], $0) < (loads[$1], $1) }
    }

    private mutating func give(_ slot: Slot, to taker: Int) {
        list(taker)
        owners[slot.topic][slot.partition] = taker
        lists[taker]?.append(slot)
        loads[taker] += 1
    }

    /// Lists a member's partitions, if they are not.
    private mutating func list(_ member: Int) {
        guard lists[member] == nil else { return }
        let current = subscribers[member].current
        var list: [Slot] = []
        for topic in current.keys.compactMap({ positions[$0] }).sorted() {
            for partition in (current[topics[topic]] ?? []).sorted().map({ Int($0) })
            where owners[topic].indices.contains(partition) && owners[topic][partition] == member {
                list.append(Slot(topic: topic, partition: partition))
            }
        }
        lists[member] = list
    }

    /// Moves single partitions to members that have at least two fewer, while possible.
    ///
    /// Terminates: each move reduces the sum of squares of the loads.
    private mutating func balance() {
        var hasMoved = true
        while hasMoved {
            hasMoved = false
            let givers = loads.indices.filter { loads[$0] > lowest + 1 }
            for giver in givers.sorted(by: { (loads[$1], $0) < (loads[$0], $1) }) where loads[giver] > lowest + 1 {
                if unload(giver) { hasMoved = true }
            }
        }
    }

    /// Moves partitions away from a member. Returns whether there were any.
    private mutating func unload(_ giver: Int) -> Bool {
        list(giver)
        var hasMoved = false
        // From the end: the last partitions have already moved once.
        for place in (lists[giver] ?? []).indices.reversed() where loads[giver] > lowest + 1 {
            guard let slot = lists[giver]?[place], let taker = taker(of: slot.topic, from: giver) else { continue }
            lists[giver]?.remove(at: place)
            loads[giver] -= 1
            for position in subscribers[giver].topics.compactMap({ positions[$0] }) {
                floors[position] = min(floors[position], loads[giver])
            }
            give(slot, to: taker)
            hasMoved = true
        }
        return hasMoved
    }

    /// A subscriber that has at least two partitions fewer.
    private mutating func taker(of topic: Int, from giver: Int) -> Int? {
        guard loads[giver] > floors[topic] + 1, let taker = least(topic) else { return nil }
        let wasLowest = floors[topic] == lowest
        // A search that finds nobody raises the floor, so that it is not made again for the next partition.
        floors[topic] = loads[taker]
        if wasLowest { lowest = floors.min() ?? 0 }
        return loads[taker] + 1 < loads[giver] ? taker : nil
    }

    private mutating func result() -> [String: TopicPartitionSets] {
        var result: [String: TopicPartitionSets] = [:]
        result.reserveCapacity(subscribers.count)
        for (member, subscriber) in subscribers.enumerated() {
            if hasLost[member] { list(member) }
            if let list = lists[member] {
                result[subscriber.memberID] = list.reduce(into: [:]) { sets, slot in
                    sets[topics[slot.topic], default: []].insert(Int32(slot.partition))
                }
            } else {
                result[subscriber.memberID] = subscriber.current
            }
        }
        return result
    }
}
