// Generated from ProtocolSpecs/Metadata.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Asks any broker for the brokers of the cluster and for topics with their partitions and leaders.
///
/// Kafka's `MetadataRequest`, versions 0-13.
public struct MetadataRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = MetadataResponse
    /// API key 3.
    public static var apiKey: APIKey { .metadata }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "MetadataRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...13 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 9 }
    /// Topics to describe. Null means all, empty means none (only brokers); in version 0, which has no null, empty
    /// means all.
    ///
    /// Kafka's `Topics`, versions 0+. Null allowed from version 1.
    public var topics: [MetadataRequestTopic]?
    /// Whether the broker may create topics that do not exist, if its `auto.create.topics.enable` is on. Before version
    /// 4 it always may. Without effect when all topics are asked for.
    ///
    /// Kafka's `AllowAutoTopicCreation`, versions 4+.
    public var allowAutoTopicCreation: Bool
    /// Whether to fill `ClusterAuthorizedOperations` (KIP-430). From version 11 ask with `DescribeCluster` (KIP-700).
    ///
    /// Kafka's `IncludeClusterAuthorizedOperations`, versions 8-10.
    public var includeClusterAuthorizedOperations: Bool
    /// Whether to fill `TopicAuthorizedOperations` of every topic, which costs the broker an authorization check for
    /// each operation (KIP-430).
    ///
    /// Kafka's `IncludeTopicAuthorizedOperations`, versions 8+.
    public var includeTopicAuthorizedOperations: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [MetadataRequestTopic]? = [],
        allowAutoTopicCreation: Bool = true,
        includeClusterAuthorizedOperations: Bool = false,
        includeTopicAuthorizedOperations: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.topics = topics
        self.allowAutoTopicCreation = allowAutoTopicCreation
        self.includeClusterAuthorizedOperations = includeClusterAuthorizedOperations
        self.includeTopicAuthorizedOperations = includeTopicAuthorizedOperations
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.allowAutoTopicCreation != b.allowAutoTopicCreation { return false }
        if a.includeClusterAuthorizedOperations != b.includeClusterAuthorizedOperations { return false }
        if a.includeTopicAuthorizedOperations != b.includeTopicAuthorizedOperations { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 9
        self.topics = reader.nullableStructs("topics", flexible: isFlexible, version: version, nullable: version >= 1)
        if version >= 4 {
            self.allowAutoTopicCreation = reader.bool("allowAutoTopicCreation")
        } else {
            self.allowAutoTopicCreation = true
        }
        if (8...10).contains(version) {
            self.includeClusterAuthorizedOperations = reader.bool("includeClusterAuthorizedOperations")
        } else {
            self.includeClusterAuthorizedOperations = false
        }
        if version >= 8 {
            self.includeTopicAuthorizedOperations = reader.bool("includeTopicAuthorizedOperations")
        } else {
            self.includeTopicAuthorizedOperations = false
        }
        if isFlexible {
            self.unknownTaggedFields = reader.taggedFields("taggedFields")
        } else {
            self.unknownTaggedFields = []
        }
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 9
        writer.nullableStructs(self.topics, "topics", flexible: isFlexible, version: version, nullable: version >= 1)
        if version >= 4 {
            writer.bool(self.allowAutoTopicCreation)
        } else {
            if !self.allowAutoTopicCreation { writer.unsupported("allowAutoTopicCreation") }
        }
        if (8...10).contains(version) {
            writer.bool(self.includeClusterAuthorizedOperations)
        } else {
            if self.includeClusterAuthorizedOperations { writer.unsupported("includeClusterAuthorizedOperations") }
        }
        if version >= 8 {
            writer.bool(self.includeTopicAuthorizedOperations)
        } else {
            if self.includeTopicAuthorizedOperations { writer.unsupported("includeTopicAuthorizedOperations") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `topics`: Topics to describe. Null means all, empty means none (only brokers); in version 0, which
    /// has no null, empty means all.
    ///
    /// Kafka's `MetadataRequestTopic` in `MetadataRequest`, versions 0+.
    public struct MetadataRequestTopic: Equatable, Sendable, WireStructure {
        /// Id of the topic, or zero to ask by name. Brokers take it from version 12; with 10 and 11 anything but zero
        /// gives INVALID_REQUEST. If one entry has an id, the broker ignores the entries that have only a name.
        ///
        /// Kafka's `TopicId`, versions 10+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Name of the topic; null only from version 12 and if `TopicId` is set.
        ///
        /// Kafka's `Name`, versions 0+. Null allowed from version 10.
        public var name: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicID: KafkaUUID = .zero,
            name: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicID = topicID
            self.name = name
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 9
            if version >= 10 {
                self.topicID = reader.uuid("topics.topicID")
            } else {
                self.topicID = .zero
            }
            self.name = reader.nullableString("topics.name", flexible: isFlexible, nullable: version >= 10)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 9
            if version >= 10 {
                writer.uuid(self.topicID)
            }
            writer.nullableString(self.name, "topics.name", flexible: isFlexible, nullable: version >= 10)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// State of the cluster as the answering broker knows it. It may be older than what another broker has answered before;
/// compare leader epochs.
///
/// Kafka's `MetadataResponse`, versions 0-13.
public struct MetadataResponse: KafkaResponse {
    /// API key 3.
    public static var apiKey: APIKey { .metadata }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "MetadataResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...13 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 9 }
    /// Time for which the client must send nothing more on this connection because it exceeded a quota, in
    /// milliseconds; 0 if it did not. Below version 6 the client need not wait itself, as the broker holds it back
    /// (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 3+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Brokers that are alive, with their addresses on the listener that the client used.
    ///
    /// Kafka's `Brokers`, versions 0+.
    public var brokers: [MetadataResponseBroker]
    /// Id of the cluster; null if the broker does not know it. If it changes, the client talks to another cluster.
    ///
    /// Kafka's `ClusterId`, versions 2+. Null allowed from version 2. Dropped silently by versions without it.
    public var clusterID: String?
    /// Broker to which to send administrative requests, -1 if there is none. In KRaft clusters it is any live broker,
    /// which forwards them to the controller.
    ///
    /// Kafka's `ControllerId`, versions 1+. Dropped silently by versions without it.
    public var controllerID: Int32
    /// Topics asked for; topics that the client may not see are left out when it asked for all.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [MetadataResponseTopic]
    /// Operations that the client may do with the cluster: bit n is set for the ACL operation with code n. The smallest
    /// int32 if it was not asked for, 0 if the client may not describe the cluster.
    ///
    /// Kafka's `ClusterAuthorizedOperations`, versions 8-10.
    public var clusterAuthorizedOperations: Int32
    /// Error of the whole response; 0 if there is none. REBOOTSTRAP_REQUIRED tells the client to forget all brokers and
    /// begin with its bootstrap addresses again (KIP-1102); Kafka's own brokers up to 4.3 never send it.
    ///
    /// Kafka's `ErrorCode`, versions 13+. Dropped silently by versions without it.
    public var errorCode: Int16
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        brokers: [MetadataResponseBroker] = [],
        clusterID: String? = nil,
        controllerID: Int32 = -1,
        topics: [MetadataResponseTopic] = [],
        clusterAuthorizedOperations: Int32 = -2147483648,
        errorCode: Int16 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.brokers = brokers
        self.clusterID = clusterID
        self.controllerID = controllerID
        self.topics = topics
        self.clusterAuthorizedOperations = clusterAuthorizedOperations
        self.errorCode = errorCode
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.clusterID != b.clusterID { return false }
        if a.controllerID != b.controllerID { return false }
        if a.clusterAuthorizedOperations != b.clusterAuthorizedOperations { return false }
        if a.errorCode != b.errorCode { return false }
        if !areEqual(a.brokers, b.brokers) { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 9
        if version >= 3 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        self.brokers = reader.structs("brokers", flexible: isFlexible, version: version)
        if version >= 2 {
            self.clusterID = reader.nullableString("clusterID", flexible: isFlexible)
        } else {
            self.clusterID = nil
        }
        if version >= 1 {
            self.controllerID = reader.int32("controllerID")
        } else {
            self.controllerID = -1
        }
        self.topics = reader.structs("topics", flexible: isFlexible, version: version)
        if (8...10).contains(version) {
            self.clusterAuthorizedOperations = reader.int32("clusterAuthorizedOperations")
        } else {
            self.clusterAuthorizedOperations = -2147483648
        }
        if version == 13 {
            self.errorCode = reader.int16("errorCode")
        } else {
            self.errorCode = 0
        }
        if isFlexible {
            self.unknownTaggedFields = reader.taggedFields("taggedFields")
        } else {
            self.unknownTaggedFields = []
        }
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 9
        if version >= 3 {
            writer.int32(self.throttleTimeMs)
        }
        writer.structs(self.brokers, "brokers", flexible: isFlexible, version: version)
        if version >= 2 {
            writer.nullableString(self.clusterID, "clusterID", flexible: isFlexible)
        }
        if version >= 1 {
            writer.int32(self.controllerID)
        }
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if (8...10).contains(version) {
            writer.int32(self.clusterAuthorizedOperations)
        } else {
            if self.clusterAuthorizedOperations != -2147483648 { writer.unsupported("clusterAuthorizedOperations") }
        }
        if version == 13 {
            writer.int16(self.errorCode)
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `brokers`: Brokers that are alive, with their addresses on the listener that the client used.
    ///
    /// Kafka's `MetadataResponseBroker` in `MetadataResponse`, versions 0+.
    public struct MetadataResponseBroker: Equatable, Sendable, WireStructure {
        /// Id of the broker, by which the rest of the response names it.
        ///
        /// Kafka's `NodeId`, versions 0+.
        public var nodeID: Int32
        /// Host name or address of the broker, as its `advertised.listeners` gives it.
        ///
        /// Kafka's `Host`, versions 0+.
        public var host: String
        /// TCP port of the broker, as its `advertised.listeners` gives it.
        ///
        /// Kafka's `Port`, versions 0+.
        public var port: Int32
        /// Rack of the broker (`broker.rack`); null if it has none.
        ///
        /// Kafka's `Rack`, versions 1+. Null allowed from version 1. Dropped silently by versions without it.
        public var rack: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            nodeID: Int32 = 0,
            host: String = "",
            port: Int32 = 0,
            rack: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.nodeID = nodeID
            self.host = host
            self.port = port
            self.rack = rack
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 9
            self.nodeID = reader.int32("brokers.nodeID")
            self.host = reader.string("brokers.host", flexible: isFlexible)
            self.port = reader.int32("brokers.port")
            if version >= 1 {
                self.rack = reader.nullableString("brokers.rack", flexible: isFlexible)
            } else {
                self.rack = nil
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("brokers.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 9
            writer.int32(self.nodeID)
            writer.string(self.host, "brokers.host", flexible: isFlexible)
            writer.int32(self.port)
            if version >= 1 {
                writer.nullableString(self.rack, "brokers.rack", flexible: isFlexible)
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics`: Topics asked for; topics that the client may not see are left out when it asked for all.
    ///
    /// Kafka's `MetadataResponseTopic` in `MetadataResponse`, versions 0+.
    public struct MetadataResponseTopic: Equatable, Sendable, WireStructure {
        /// Error of the topic; 0 if it can be described. UNKNOWN_TOPIC_OR_PARTITION and LEADER_NOT_AVAILABLE also come
        /// while a topic is being created; others are UNKNOWN_TOPIC_ID, INVALID_TOPIC_EXCEPTION and
        /// TOPIC_AUTHORIZATION_FAILED.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Name of the topic; null if it was asked for by an id that is unknown or that the client may not see.
        ///
        /// Kafka's `Name`, versions 0+. Null allowed from version 12.
        public var name: String?
        /// Id of the topic; zero after an error for a topic that was asked for by name. A topic that is deleted and
        /// created again gets another id.
        ///
        /// Kafka's `TopicId`, versions 10+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Whether Kafka itself keeps its state in the topic, such as `__consumer_offsets` or `__transaction_state`.
        ///
        /// Kafka's `IsInternal`, versions 1+. Dropped silently by versions without it.
        public var isInternal: Bool
        /// Partitions of the topic, in no fixed order; empty after an error of the topic.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [MetadataResponsePartition]
        /// Operations that the client may do with the topic: bit n is set for the ACL operation with code n, for
        /// example bit 3 for read. The smallest int32 if it was not asked for.
        ///
        /// Kafka's `TopicAuthorizedOperations`, versions 8+.
        public var topicAuthorizedOperations: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            name: String? = "",
            topicID: KafkaUUID = .zero,
            isInternal: Bool = false,
            partitions: [MetadataResponsePartition] = [],
            topicAuthorizedOperations: Int32 = -2147483648,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.name = name
            self.topicID = topicID
            self.isInternal = isInternal
            self.partitions = partitions
            self.topicAuthorizedOperations = topicAuthorizedOperations
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.errorCode != b.errorCode { return false }
            if a.name != b.name { return false }
            if a.topicID != b.topicID { return false }
            if a.isInternal != b.isInternal { return false }
            if a.topicAuthorizedOperations != b.topicAuthorizedOperations { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 9
            self.errorCode = reader.int16("topics.errorCode")
            self.name = reader.nullableString("topics.name", flexible: isFlexible, nullable: version >= 12)
            if version >= 10 {
                self.topicID = reader.uuid("topics.topicID")
            } else {
                self.topicID = .zero
            }
            if version >= 1 {
                self.isInternal = reader.bool("topics.isInternal")
            } else {
                self.isInternal = false
            }
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if version >= 8 {
                self.topicAuthorizedOperations = reader.int32("topics.topicAuthorizedOperations")
            } else {
                self.topicAuthorizedOperations = -2147483648
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 9
            writer.int16(self.errorCode)
            writer.nullableString(self.name, "topics.name", flexible: isFlexible, nullable: version >= 12)
            if version >= 10 {
                writer.uuid(self.topicID)
            }
            if version >= 1 {
                writer.bool(self.isInternal)
            }
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if version >= 8 {
                writer.int32(self.topicAuthorizedOperations)
            } else {
                if self.topicAuthorizedOperations != -2147483648 { writer.unsupported("topics.topicAuthorizedOperations") }
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Partitions of the topic, in no fixed order; empty after an error of the topic.
    ///
    /// Kafka's `MetadataResponsePartition` in `MetadataResponse`, versions 0+.
    public struct MetadataResponsePartition: Equatable, Sendable, WireStructure {
        /// Error of the partition; 0 if it has a leader that can be reached. LEADER_NOT_AVAILABLE means that there is
        /// none at the moment, LISTENER_NOT_FOUND (from version 6) that the leader lacks the listener that the client
        /// used, REPLICA_NOT_AVAILABLE (only in version 0) that a replica is down.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Number of the partition, from 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Broker id of the leader; -1 if there is none that can be reached at the moment.
        ///
        /// Kafka's `LeaderId`, versions 0+.
        public var leaderID: Int32
        /// Number that grows with every new leader; -1 if unknown. Discard the state of a partition if a larger epoch
        /// is known (KIP-320). Reliable from version 9: before that brokers may report an old one.
        ///
        /// Kafka's `LeaderEpoch`, versions 7+. Dropped silently by versions without it.
        public var leaderEpoch: Int32
        /// Broker ids of all replicas, the preferred leader first.
        ///
        /// Kafka's `ReplicaNodes`, versions 0+.
        public var replicaNodes: [Int32]
        /// Broker ids of the in-sync replicas (ISR), the leader included.
        ///
        /// Kafka's `IsrNodes`, versions 0+.
        public var isrNodes: [Int32]
        /// Broker ids of the replicas that are down or whose log directory has failed (KIP-112).
        ///
        /// Kafka's `OfflineReplicas`, versions 5+. Dropped silently by versions without it.
        public var offlineReplicas: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            partitionIndex: Int32 = 0,
            leaderID: Int32 = 0,
            leaderEpoch: Int32 = -1,
            replicaNodes: [Int32] = [],
            isrNodes: [Int32] = [],
            offlineReplicas: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.partitionIndex = partitionIndex
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.replicaNodes = replicaNodes
            self.isrNodes = isrNodes
            self.offlineReplicas = offlineReplicas
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 9
            self.errorCode = reader.int16("topics.partitions.errorCode")
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.leaderID = reader.int32("topics.partitions.leaderID")
            if version >= 7 {
                self.leaderEpoch = reader.int32("topics.partitions.leaderEpoch")
            } else {
                self.leaderEpoch = -1
            }
            self.replicaNodes = reader.integers("topics.partitions.replicaNodes", flexible: isFlexible)
            self.isrNodes = reader.integers("topics.partitions.isrNodes", flexible: isFlexible)
            if version >= 5 {
                self.offlineReplicas = reader.integers("topics.partitions.offlineReplicas", flexible: isFlexible)
            } else {
                self.offlineReplicas = []
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 9
            writer.int16(self.errorCode)
            writer.int32(self.partitionIndex)
            writer.int32(self.leaderID)
            if version >= 7 {
                writer.int32(self.leaderEpoch)
            }
            writer.integers(self.replicaNodes, "topics.partitions.replicaNodes", flexible: isFlexible)
            writer.integers(self.isrNodes, "topics.partitions.isrNodes", flexible: isFlexible)
            if version >= 5 {
                writer.integers(self.offlineReplicas, "topics.partitions.offlineReplicas", flexible: isFlexible)
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
