// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
internal import KafkaTransport

/// The brokers and topics of a cluster at one moment: a plain value. Source: Metadata API.
public struct ClusterMetadata: Sendable, Equatable {
    /// A broker and its address.
    public struct Broker: Hashable, Sendable {
        /// The broker's id.
        public var id: Int32
        /// The host name or address that it advertises.
        public var host: String
        /// The port that it advertises.
        public var port: Int
        /// The rack that it is in; nil if not set.
        public var rack: String?

        /// A broker with the given values.
        public init(id: Int32, host: String, port: Int, rack: String? = nil) {
            self.id = id
            self.host = host
            self.port = port
            self.rack = rack
        }

        var address: SocketAddress { SocketAddress(host: host, port: UInt16(clamping: port)) }
    }

    /// A topic and its partitions.
    public struct Topic: Sendable, Equatable {
        /// The topic's name.
        public var name: String
        /// The topic's id; zero if the broker is older than topic ids (Kafka 2.8).
        public var id: KafkaUUID
        /// Whether the topic is for the cluster's own use, as `__consumer_offsets` is.
        public var isInternal: Bool
        /// The error of the topic, such as `.unknownTopicOrPartition`; nil if there is none.
        public var error: BrokerErrorCode?
        /// By number, ascending; empty if `error` is set.
        public var partitions: [Partition]

        /// A topic with the given values.
        public init(
            name: String, id: KafkaUUID = .zero, isInternal: Bool = false, error: BrokerErrorCode? = nil,
            partitions: [Partition] = []
        ) {
            self.name = name
            self.id = id
            self.isInternal = isInternal
            self.error = error
            self.partitions = partitions
        }

        /// The partition with this number; nil if there is none.
        public func partition(_ number: Int32) -> Partition? {
            // The number is almost always the index.
            if let direct = partitions.indices.contains(Int(number)) ? partitions[Int(number)] : nil,
                direct.number == number
            {
                return direct
            }
            return partitions.first { $0.number == number }
        }
    }

    /// One partition and the brokers that keep it.
    public struct Partition: Sendable, Equatable {
        /// The partition's number.
        public var number: Int32
        /// The leader's id; nil while there is none.
        public var leader: Int32?
        /// The leader's epoch; −1 if unknown (before Kafka 2.4).
        public var leaderEpoch: Int32
        /// The brokers that keep a replica.
        public var replicas: [Int32]
        /// Those of `replicas` that are in sync.
        public var inSyncReplicas: [Int32]
        /// The error code of the partition; nil if there is none.
        public var error: BrokerErrorCode?

        /// A partition with the given values.
        public init(
            number: Int32, leader: Int32?, leaderEpoch: Int32 = -1, replicas: [Int32] = [],
            inSyncReplicas: [Int32] = [],
            error: BrokerErrorCode? = nil
        ) {
            self.number = number
            self.leader = leader
            self.leaderEpoch = leaderEpoch
            self.replicas = replicas
            self.inSyncReplicas = inSyncReplicas
            self.error = error
        }
    }

    /// The cluster's id; nil if unknown.
    public var clusterID: String?
    /// The controller's broker id; nil if unknown.
    public var controllerID: Int32?
    /// By id, ascending.
    public var brokers: [Broker]
    /// By name.
    public var topics: [String: Topic]

    /// Metadata with the given values.
    public init(
        clusterID: String? = nil, controllerID: Int32? = nil, brokers: [Broker] = [], topics: [String: Topic] = [:]
    ) {
        self.clusterID = clusterID
        self.controllerID = controllerID
        self.brokers = brokers
        self.topics = topics
    }

    /// The broker with this id; nil if unknown.
    public func broker(_ id: Int32) -> Broker? { brokers.first { $0.id == id } }

    /// Reads a response of a version. Brokers with ports outside 1...65535 and topics without a name are left out.
    init(_ response: MetadataResponse, version: Int16) {
        clusterID = response.clusterID
        controllerID = response.controllerID >= 0 ? response.controllerID : nil
        brokers = response.brokers.filter { (1...65535).contains($0.port) }.map {
            Broker(id: $0.nodeID, host: $0.host, port: Int($0.port), rack: $0.rack)
        }.sorted { $0.id < $1.id }
        topics = [:]
        for topic in response.topics {
            guard let name = topic.name else { continue }
            topics[name] = Topic(topic, name: name, hasReliableEpochs: version >= Self.firstWithReliableEpochs)
        }
    }

    /// The first version whose leader epochs count: brokers that offer none from it on (Kafka 2.1 to 2.3) may give an
    /// old epoch while replicas are reassigned, and leaders fence whoever asks with that (KAFKA-9212).
    private static var firstWithReliableEpochs: Int16 { 9 }

    /// Updates this metadata from a newer response: all brokers, and the topics that it names.
    ///
    /// With `isComplete` the response names every topic, so that other topics are removed. A partition keeps its leader
    /// if the response has a lower epoch for the same topic: the broker that sent it lags (KIP-320).
    mutating func merge(_ newer: ClusterMetadata, isComplete: Bool) {
        clusterID = newer.clusterID ?? clusterID
        controllerID = newer.controllerID
        brokers = newer.brokers
        if isComplete { topics = topics.filter { newer.topics[$0.key] != nil } }
        for (name, topic) in newer.topics {
            topics[name] = topics[name].map { topic.keepingNewerLeaders(of: $0) } ?? topic
        }
    }

    /// Takes over the leader that a response named. No effect unless its epoch is newer than the known one and the
    /// leader's address is known.
    mutating func apply(_ hint: LeaderHint, to partition: TopicPartition) {
        guard let index = topics[partition.topic]?.partitions.firstIndex(where: { $0.number == partition.partition }),
            let known = topics[partition.topic]?.partitions[index], hint.epoch > known.leaderEpoch
        else { return }
        if let endpoint = hint.endpoint {
            brokers.removeAll { $0.id == endpoint.id }
            brokers.append(endpoint)
            brokers.sort { $0.id < $1.id }
        }
        guard broker(hint.leader) != nil else { return }
        topics[partition.topic]?.partitions[index].leader = hint.leader
        topics[partition.topic]?.partitions[index].leaderEpoch = hint.epoch
    }
}

extension ClusterMetadata.Topic {
    /// Reads a topic of a response. Partitions that are named again and negative numbers are left out.
    fileprivate init(_ topic: MetadataResponse.MetadataResponseTopic, name: String, hasReliableEpochs: Bool) {
        var seen: Set<Int32> = []
        self.init(
            name: name, id: topic.topicID, isInternal: topic.isInternal,
            error: topic.errorCode == 0 ? nil : BrokerErrorCode(rawValue: topic.errorCode),
            partitions: topic.partitions.filter { $0.partitionIndex >= 0 && seen.insert($0.partitionIndex).inserted }
                .map {
                    partition in
                    ClusterMetadata.Partition(
                        number: partition.partitionIndex, leader: partition.leaderID >= 0 ? partition.leaderID : nil,
                        leaderEpoch: hasReliableEpochs ? partition.leaderEpoch : -1, replicas: partition.replicaNodes,
                        inSyncReplicas: partition.isrNodes,
                        error: partition.errorCode == 0 ? nil : BrokerErrorCode(rawValue: partition.errorCode))
                }.sorted { $0.number < $1.number })
    }

    fileprivate func keepingNewerLeaders(of old: ClusterMetadata.Topic) -> ClusterMetadata.Topic {
        // Another id means another topic of the same name, which has its own epochs.
        guard id == old.id else { return self }
        var merged = self
        for (index, partition) in partitions.enumerated() {
            if let known = old.partition(partition.number), known.leaderEpoch > partition.leaderEpoch,
                partition.leaderEpoch >= 0
            {
                merged.partitions[index] = known
            }
        }
        return merged
    }
}
