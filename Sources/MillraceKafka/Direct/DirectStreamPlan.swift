// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
public import KafkaProtocol

/// The offset ranges that a batch of a direct stream reads, one per RDD partition, and the ids of their topics.
public struct DirectStreamPlan: Hashable, Sendable {
    /// The ranges, sorted by topic and partition; empty ones included.
    public let ranges: [OffsetRange]
    /// The ids of the topics that the offsets belong to; without topics of brokers that know no ids.
    public let topicIDs: [String: KafkaUUID]
    /// Leader epochs in which the ends of the ranges existed, by which logs that were truncated later are recognized;
    /// without partitions of brokers that know no epochs.
    public let leaderEpochs: [TopicPartition: Int32]

    /// Creates a plan.
    public init(
        ranges: [OffsetRange], topicIDs: [String: KafkaUUID], leaderEpochs: [TopicPartition: Int32] = [:]
    ) {
        self.ranges = ranges
        self.topicIDs = topicIDs
        self.leaderEpochs = leaderEpochs
    }

    /// The plan without partitions that are not in `kept`.
    func restricted(to kept: Set<TopicPartition>) -> DirectStreamPlan {
        let topics = Set(kept.map(\.topic))
        return DirectStreamPlan(
            ranges: ranges.filter { kept.contains($0.topicPartition) },
            topicIDs: topicIDs.filter { topics.contains($0.key) },
            leaderEpochs: leaderEpochs.filter { kept.contains($0.key) })
    }
}

extension DirectStreamPlan: Codable {
    private enum CodingKeys: String, CodingKey { case ranges, topicIDs }

    private struct StoredRange: Codable {
        var topic: String
        var partition: Int32
        var from: Int64
        var until: Int64
        /// Missing in plans of the first release.
        var leaderEpoch: Int32?
    }

    /// Reads a plan.
    /// - Throws: `KafkaStreamError.invalidRange`, and the decoder's errors.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let stored = try container.decode([StoredRange].self, forKey: .ranges)
        let partitions = stored.map { TopicPartition(topic: $0.topic, partition: $0.partition) }
        ranges = try zip(partitions, stored).map { try OffsetRange($0, from: $1.from, until: $1.until) }
        let epochs = zip(partitions, stored).compactMap { partition, range in
            range.leaderEpoch.map { (partition, $0) }
        }
        leaderEpochs = Dictionary(epochs) { $1 }
        let ids = try container.decode([String: [UInt64]].self, forKey: .topicIDs)
        topicIDs = ids.compactMapValues { $0.count == 2 ? KafkaUUID(high: $0[0], low: $0[1]) : nil }
    }

    /// Writes the plan.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(
            ranges.map {
                StoredRange(
                    topic: $0.topic, partition: $0.partition, from: $0.fromOffset, until: $0.untilOffset,
                    leaderEpoch: leaderEpochs[$0.topicPartition])
            }, forKey: .ranges)
        try container.encode(topicIDs.mapValues { [$0.high, $0.low] }, forKey: .topicIDs)
    }
}
