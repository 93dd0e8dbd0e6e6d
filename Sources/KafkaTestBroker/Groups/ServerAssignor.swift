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

    /// A member's place in the order in which assignors serve members: static members come first, by their instance
    /// ids, so that they keep their place whatever their member ids.
    struct Rank: Comparable, Sendable {
        var instanceID: String?
        var memberID: String

        static func < (a: Rank, b: Rank) -> Bool {
            switch (a.instanceID, b.instanceID) {
            case (let first?, let second?): (first, a.memberID) < (second, b.memberID)
            case (.some, nil): true
            case (nil, .some): false
            case (nil, nil): a.memberID < b.memberID
            }
        }
    }

    struct Subscriber: Sendable {
        var rank: Rank
        var memberID: String { rank.memberID }
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
        let sorted = subscribers.sorted { $0.rank < $1.rank }
        switch self {
        case .uniform:
            var assignment = UniformAssignment(partitionCounts, sorted)
            return assignment.made()
        case .range: return Self.range(partitionCounts, sorted)
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
}
