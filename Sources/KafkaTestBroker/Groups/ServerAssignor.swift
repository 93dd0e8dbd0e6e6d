// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A server-side assignor, which assigns partitions to the members of a consumer group. Source: KIP-848,
/// `group.consumer.assignors`.
enum ServerAssignor: String, CaseIterable, Sendable {
    /// As balanced as the subscriptions allow, with as few moves as possible.
    case uniform
    /// Each topic on its own in ranges of consecutive partitions, so that topics of equal size are assigned alike.
    case range

    struct Subscriber: Sendable {
        var memberID: String
        var instanceID: String?
        /// Subscribed topics that exist.
        var topics: Set<KafkaUUID>
        /// Its part of the previous target assignment.
        var current: TopicPartitionSets
    }

    /// Assigns all partitions of subscribed topics. Every subscriber has an entry; the result depends only on the
    /// arguments.
    func assign(
        partitionCounts: [KafkaUUID: Int], to subscribers: [Subscriber]
    ) -> [String: TopicPartitionSets] {
        // Static members keep their position whatever their member id.
        let sorted = subscribers.sorted { a, b in
            switch (a.instanceID, b.instanceID) {
            case (let a?, let b?): a < b
            case (.some, nil): true
            case (nil, .some): false
            case (nil, nil): a.memberID < b.memberID
            }
        }
        return switch self {
        case .uniform: Self.uniform(partitionCounts, sorted)
        case .range: Self.range(partitionCounts, sorted)
        }
    }

    private static func range(_ counts: [KafkaUUID: Int], _ subscribers: [Subscriber]) -> [String: TopicPartitionSets] {
        var result = Dictionary(uniqueKeysWithValues: subscribers.map { ($0.memberID, TopicPartitionSets()) })
        for (topic, count) in counts {
            let takers = subscribers.filter { $0.topics.contains(topic) }
            guard !takers.isEmpty else { continue }
            let (each, extra) = count.quotientAndRemainder(dividingBy: takers.count)
            var next = 0
            for (index, taker) in takers.enumerated() {
                let size = each + (index < extra ? 1 : 0)
                if size > 0 { result[taker.memberID]?[topic] = Set((next..<next + size).map { Int32($0) }) }
                next += size
            }
        }
        return result
    }

    private static func uniform(_ counts: [KafkaUUID: Int], _ subscribers: [Subscriber]) -> [String: TopicPartitionSets]
    {
        var spread = Spread(counts, subscribers)
        spread.keepCurrent()
        spread.placeRest()
        spread.balance()
        return spread.result
    }

    /// The state of `uniform`: the partitions of each member while they are moved.
    private struct Spread {
        private struct Slot: Hashable {
            var topic: KafkaUUID
            var partition: Int32
        }

        private let subscribers: [Subscriber]
        private let topics: [KafkaUUID]
        private let counts: [KafkaUUID: Int]
        /// The indices of each topic's subscribers.
        private var takers: [KafkaUUID: [Int]] = [:]
        private var owned: [[Slot]]
        private var free: [Slot] = []

        init(_ counts: [KafkaUUID: Int], _ subscribers: [Subscriber]) {
            self.subscribers = subscribers
            self.counts = counts
            topics = counts.keys.sorted { $0 < $1 }
            owned = Array(repeating: [], count: subscribers.count)
            for (index, subscriber) in subscribers.enumerated() {
                for topic in subscriber.topics { takers[topic, default: []].append(index) }
            }
        }

        /// Keeps each member's current partitions where it still subscribes to them; the first member wins if two claim
        /// one.
        mutating func keepCurrent() {
            var taken: Set<Slot> = []
            for (index, subscriber) in subscribers.enumerated() {
                for topic in topics where subscriber.topics.contains(topic) {
                    for partition in (subscriber.current[topic] ?? []).sorted() where partition >= 0 {
                        let slot = Slot(topic: topic, partition: partition)
                        guard Int(partition) < counts[topic] ?? 0, taken.insert(slot).inserted else { continue }
                        owned[index].append(slot)
                    }
                }
            }
            for topic in topics where takers[topic] != nil {
                for partition in 0..<Int32(counts[topic] ?? 0) {
                    let slot = Slot(topic: topic, partition: partition)
                    if !taken.contains(slot) { free.append(slot) }
                }
            }
        }

        /// Assigns free partitions to the member with the fewest, topics with few subscribers first.
        mutating func placeRest() {
            let order = free.enumerated().sorted {
                let (a, b) = (takers[$0.element.topic]?.count ?? 0, takers[$1.element.topic]?.count ?? 0)
                return (a, $0.offset) < (b, $1.offset)
            }
            for (_, slot) in order {
                guard let taker = least(slot.topic) else { continue }
                owned[taker].append(slot)
            }
        }

        private func least(_ topic: KafkaUUID) -> Int? {
            takers[topic]?.min { (owned[$0].count, $0) < (owned[$1].count, $1) }
        }

        /// Moves single partitions to members that have at least two fewer, while possible.
        ///
        /// Terminates: each move reduces the sum of squares of the loads.
        mutating func balance() {
            var moved = true
            while moved {
                moved = false
                // Nobody has fewer. So the search ends early where loads are equal, as they are after most changes.
                let fewest = owned.lazy.map(\.count).min() ?? 0
                for giver in owned.indices.sorted(by: { (owned[$1].count, $0) < (owned[$0].count, $1) }) {
                    // From the end: the last partitions have already moved once.
                    for place in owned[giver].indices.reversed() {
                        guard owned[giver].count > fewest + 1 else { break }
                        guard let taker = least(owned[giver][place].topic), owned[taker].count + 1 < owned[giver].count
                        else { continue }
                        owned[taker].append(owned[giver].remove(at: place))
                        moved = true
                    }
                }
            }
        }

        var result: [String: TopicPartitionSets] {
            var result: [String: TopicPartitionSets] = [:]
            for (index, subscriber) in subscribers.enumerated() {
                result[subscriber.memberID] = owned[index].reduce(into: [:]) { sets, slot in
                    sets[slot.topic, default: []].insert(slot.partition)
                }
            }
            return result
        }
    }
}
