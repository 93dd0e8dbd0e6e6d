// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Creating, changing and deleting topics.
extension ClusterState {
    /// The replication factor of topics that are created without one.
    var defaultReplicas: Int { max(min(configuration.defaultReplicationFactor, brokers.all.count), 1) }

    /// The message for POLICY_VIOLATION if there is no room for `count` more partitions; nil if there is.
    func refusalOfPartitions(_ count: Int) -> String? {
        guard count > configuration.maxPartitions - topics.partitionCount else { return nil }
        return "\(count) more partitions exceed the cluster's limit of \(configuration.maxPartitions) partitions"
    }

    /// Creates a topic whose name and sizes were checked. The first in-sync replica leads each partition.
    mutating func createTopic(_ name: String, assignments: [[Int32]], configs: [String: String]) -> Topic {
        let id = random.makeUUID()
        let partitions = makePartitions(assignments, from: 0, of: id)
        var topic = Topic(name: name, id: id, configs: configs, partitions: partitions)
        topic.settings = TopicSettings(configs, defaults: brokerConfigs.defaults)
        topics.insert(topic)
        return topic
    }

    /// Adds partitions, with the next numbers, to a topic that exists.
    mutating func addPartitions(to name: String, assignments: [[Int32]]) {
        guard let topic = topics[name] else { return }
        let partitions = makePartitions(assignments, from: topic.partitions.count, of: topic.id)
        topics.change(name) { $0.partitions += partitions }
    }

    private func makePartitions(_ assignments: [[Int32]], from first: Int, of topicID: KafkaUUID) -> [Partition] {
        let up = brokers.upIDs
        return assignments.enumerated().map { index, replicas in
            let inSync = replicas.filter { up.contains($0) }
            let index = Int32(first + index)
            let files = storage.disk.map { PartitionFiles(disk: $0, topicID: topicID, index: index, generation: 0) }
            return Partition(
                index: index, leader: inSync.first ?? -1, replicas: replicas,
                inSyncReplicas: inSync.isEmpty ? replicas : inSync, log: PartitionLog(files: files))
        }
    }

    /// Replaces the configs of a topic. They were checked.
    mutating func setConfigs(_ configs: [String: String], of name: String) {
        let defaults = brokerConfigs.defaults
        topics.change(name) { topic in
            topic.configs = configs
            topic.settings = TopicSettings(configs, defaults: defaults)
        }
    }

    /// Applies changed broker configs to all topics.
    mutating func refreshTopicSettings() {
        for topic in topics.sorted { setConfigs(topic.configs, of: topic.name) }
    }

    mutating func deleteTopic(_ name: String) -> Topic? {
        guard let topic = topics.remove(name) else { return nil }
        groups.offsets.forget(topic: name)
        forgetShares(ofTopic: topic.id)
        if let disk = storage.disk { disk.discard(PartitionFiles.directory(of: topic.id, in: disk)) }
        transactions.forget(topic: name)
        for partition in topic.partitions { fetches.touch(PartitionKey(topic: name, partition: partition.index)) }
        return topic
    }
}
