// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// How the broker spreads partitions over the members of a consumer group. Source: KIP-848, `group.consumer.assignors`.
enum ServerAssignor: String, CaseIterable, Sendable {
    /// As even as subscriptions allow, moving as little as possible.
    case uniform
    /// Each topic by itself in runs of neighbouring partitions, so that topics of one size are divided alike.
    case range

    struct Subscriber: Sendable {
        var memberID: String
        var instanceID: String?
        /// Those that exist.
        var topics: Set<KafkaUUID>
        /// What was meant for it before.
        var current: TopicPartitionSets
    }

    /// Divides all partitions of topics that somebody subscribes to. Every subscriber has an entry; the same input
    /// gives the same output.
    func assign(
        partitionCounts: [KafkaUUID: Int], to subscribers: [Subscriber]
    ) -> [String: TopicPartitionSets] {
        // Static members keep their place in the order whatever member id they have.
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

    /// The work of `uniform`: who has what while it is being moved about.
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

        /// Leaves with each member what it has and may still have; the first in the order wins where two claim the
        /// same.
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

        /// Gives what nobody has to whoever has the least, topics with few takers first.
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

        /// Moves single partitions from those who have more to those who have at least two fewer, while that is
        /// possible.
        ///
        /// Each move makes the sum of squares of the loads smaller, so it ends.
        mutating func balance() {
            var moved = true
            while moved {
                moved = false
                for giver in owned.indices.sorted(by: { (owned[$1].count, $0) < (owned[$0].count, $1) }) {
                    // From the back: what came last has moved once already.
                    for place in owned[giver].indices.reversed() {
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
