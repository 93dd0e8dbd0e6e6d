// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// All topics, by name and by id.
struct TopicStore: Sendable {
    private var topics: [String: Topic] = [:]
    private var names: [KafkaUUID: String] = [:]

    /// All topics, sorted by name.
    var sorted: [Topic] { topics.values.sorted { $0.name < $1.name } }
    /// All partitions, sorted by topic and number.
    var keys: [PartitionKey] {
        sorted.flatMap { topic in topic.partitions.map { PartitionKey(topic: topic.name, partition: $0.index) } }
    }
    /// Whether any topic is compacted.
    var hasCompacted: Bool { topics.values.contains { $0.settings.compacts } }
    /// Total size of all stored batches, in bytes.
    private(set) var byteCount = 0
    /// Topics and partitions that changed since they were last stored, apart from records; nil in memory.
    var changed: Changes?

    struct Changes: Sendable {
        var topics: Set<String> = []
        var partitions: Set<PartitionKey> = []
    }

    /// Number of records of the metadata log about topics and partitions: those of Kafka's controller.
    private(set) var metadataRecords: Int64 = 0
    /// Increases when a topic is created, deleted or gets partitions.
    private(set) var namesVersion = 0
    /// Number of partitions of all topics.
    private(set) var partitionCount = 0

    /// Whether Kafka allows a topic name: 1 to 249 letters, digits, dots, underscores and hyphens; not "." or "..".
    static func isValidName(_ name: String) -> Bool {
        guard (1...249).contains(name.utf8.count), name != ".", name != ".." else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    subscript(name: String) -> Topic? { topics[name] }
    func name(of id: KafkaUUID) -> String? { names[id] }

    mutating func insert(_ topic: Topic) {
        namesVersion += 1
        partitionCount += topic.partitions.count - (topics[topic.name]?.partitions.count ?? 0)
        metadataRecords += 1 + Int64(topic.partitions.count)
        topics[topic.name] = topic
        names[topic.id] = topic.name
        byteCount += topic.partitions.reduce(0) { $0 + $1.log.byteCount }
        noteChange(topic.name)
    }

    /// Marks a topic and all of its partitions as changed.
    private mutating func noteChange(_ name: String) {
        guard changed != nil else { return }
        changed?.topics.insert(name)
        for index in topics[name]?.partitions.indices ?? 0..<0 {
            changed?.partitions.insert(PartitionKey(topic: name, partition: Int32(index)))
        }
    }

    mutating func remove(_ name: String) -> Topic? {
        guard let topic = topics.removeValue(forKey: name) else { return nil }
        names[topic.id] = nil
        namesVersion += 1
        metadataRecords += 1
        partitionCount -= topic.partitions.count
        byteCount -= topic.partitions.reduce(0) { $0 + $1.log.byteCount }
        changed?.topics.insert(name)
        return topic
    }

    /// The partition; nil for an unknown topic or number.
    func partition(_ key: PartitionKey) -> Partition? {
        guard let topic = topics[key.topic], topic.partitions.indices.contains(Int(key.partition)) else { return nil }
        return topic.partitions[Int(key.partition)]
    }

    /// The error if `broker` cannot serve a partition at `epoch` (−1: any); nil if it can. Source: KIP-320 for epochs.
    func refusal(_ key: PartitionKey, on broker: Int32, epoch: Int32 = -1) -> BrokerErrorCode? {
        guard let partition = partition(key) else { return .unknownTopicOrPartition }
        guard partition.leader == broker, broker >= 0 else { return .notLeaderOrFollower }
        if epoch >= 0, epoch < partition.leaderEpoch { return .fencedLeaderEpoch }
        if epoch > partition.leaderEpoch { return .unknownLeaderEpoch }
        return nil
    }

    /// Changes a partition in place. Returns nil if it does not exist.
    mutating func update<R>(_ key: PartitionKey, _ body: (inout Partition) -> R) -> R? {
        let index = Int(key.partition)
        guard let topic = topics[key.topic], topic.partitions.indices.contains(index) else { return nil }
        let before = topic.partitions[index].log.byteCount
        let stored = changed == nil ? nil : topic.partitions[index].stored
        let result = modify(key.topic, index, before, body)
        if let stored, topics[key.topic]?.partitions[index].isStored(as: stored) == false {
            changed?.partitions.insert(key)
        }
        return result
    }

    private mutating func modify<R>(
        _ name: String, _ index: Int, _ before: Int, _ body: (inout Partition) -> R
    ) -> R? {
        let outcome = topics[name].modify { (topic: inout Topic) in topic.partitions[index].noting(body) }
        guard let (result, isMetadata) = outcome else { return nil }
        if isMetadata { metadataRecords += 1 }
        byteCount += (topics[name]?.partitions[index].log.byteCount ?? before) - before
        return result
    }

    /// Changes a topic in place, except for its name, its id and the sizes of its logs. No effect if it does not exist.
    mutating func change(_ name: String, _ body: (inout Topic) -> Void) {
        let before = topics[name]?.partitions.count ?? 0
        topics[name].modify(body)
        let added = (topics[name]?.partitions.count ?? 0) - before
        metadataRecords += max(Int64(added), 1)
        partitionCount += added
        if added != 0 { namesVersion += 1 }
        noteChange(name)
    }

    /// Changes every partition in place, topics in no particular order.
    mutating func updateAll(_ body: (String, inout Partition) -> Void) {
        for name in topics.keys {
            var records: Int64 = 0
            topics[name].modify { (topic: inout Topic) in
                for index in topic.partitions.indices {
                    let (_, isMetadata) = topic.partitions[index].noting { partition in body(name, &partition) }
                    if isMetadata { records += 1 }
                }
            }
            metadataRecords += records
            noteChange(name)
        }
    }
}

extension Optional {
    /// Changes the wrapped value in place; no effect on nil.
    @discardableResult
    fileprivate mutating func modify<R>(_ body: (inout Wrapped) -> R) -> R? {
        guard self != nil else { return nil }
        return body(&self!)
    }
}
