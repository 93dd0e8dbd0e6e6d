// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport

/// Topics, and the partition of each record.
extension RecordAccumulator {
    mutating func topic(_ name: String) -> ProducerTopic? {
        if let lastTopic, lastTopic.name == name { return lastTopic }
        lastTopic = topics[name] ?? lastTopic
        return topics[name]
    }

    mutating func partition(of record: ProducerRecord, _ topic: ProducerTopic, size: Int)
        throws -> Int
    {
        let count = topic.queues.count
        var wanted = record.partition
        if wanted == nil {
            switch configuration.partitioner.kind {
            case .byKey:
                if let key = record.key { return Int(Partitioner.partition(forKey: key, count: count)) }
            case .sticky: break
            case .custom(let choose):
                wanted = choose(record, count)
            }
        }
        guard let wanted else {
            return topic.stickyPartition(size: size, configuration, now: now, random: &random)
        }
        guard topic.queues.indices.contains(Int(wanted)) else {
            throw KafkaError(
                .unknownPartition,
                "topic \"\(topic.name)\" has \(count) partitions: \(wanted) does not exist",
                topicPartition: TopicPartition(topic: topic.name, partition: wanted))
        }
        return Int(wanted)
    }

    /// Takes over what the metadata says of a topic.
    mutating func update(_ metadata: ClusterMetadata.Topic) {
        // After an error the known partitions stay: their leaders will say what is wrong.
        guard metadata.error == nil, !metadata.partitions.isEmpty else { return }
        let topic = topics[metadata.name] ?? ProducerTopic(metadata.name)
        topics[metadata.name] = topic
        let isAnother = topic.id != metadata.id && topic.id != .zero && metadata.id != .zero
        topic.id = metadata.id
        let count = metadata.partitions.count
        while topic.queues.count < count { topic.addQueue() }
        while topic.queues.count > count, let removed = topic.queues.popLast() {
            remove(removed, count)
            topic.removed.append(removed)
        }
        for (queue, partition) in zip(topic.queues, metadata.partitions) {
            queue.topicID = metadata.id
            lead(queue, by: partition, isAnother: isAnother)
        }
    }

    mutating func lead(
        _ queue: PartitionQueue, by partition: ClusterMetadata.Partition, isAnother: Bool
    ) {
        guard isAnother || partition.leaderEpoch < 0 || partition.leaderEpoch >= queue.leaderEpoch
        else { return }
        if isAnother { queue.forgetConfirmation() }
        let isNew = partition.leader != queue.leader || partition.leaderEpoch != queue.leaderEpoch
        queue.leaderEpoch = partition.leaderEpoch
        guard isNew else { return }
        if queue.isListed, let old = queue.leader {
            senders[old]?.ready.removeAll { $0 === queue }
            queue.isListed = false
        }
        queue.leader = partition.leader
        // Another partition may take the next record.
        shortCut = nil
        if queue.leader != nil { refreshes = 0 }
        queue.mutedUntil = nil
        list(queue)
    }

    mutating func remove(_ queue: PartitionQueue, _ count: Int) {
        queue.isRemoved = true
        if queue.isListed, let leader = queue.leader {
            senders[leader]?.ready.removeAll { $0 === queue }
            queue.isListed = false
        }
        let error = KafkaError(
            .unknownPartition,
            "the topic was created again with \(count) partitions: this one does not exist any more",
            topicPartition: queue.partition)
        failAll(of: queue, error)
    }
}
