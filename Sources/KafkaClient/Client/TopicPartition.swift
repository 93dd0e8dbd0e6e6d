// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One partition of a topic. Sorted by topic name, then by number.
public struct TopicPartition: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The topic's name.
    public var topic: String
    /// The partition's number, counted from 0.
    public var partition: Int32

    /// Partition `partition` of `topic`.
    public init(topic: String, partition: Int32) {
        self.topic = topic
        self.partition = partition
    }

    /// As Kafka prints it: `topic-partition`.
    public var description: String { "\(topic)-\(partition)" }

    /// By topic, then by partition.
    public static func < (a: TopicPartition, b: TopicPartition) -> Bool {
        (a.topic, a.partition) < (b.topic, b.partition)
    }
}
