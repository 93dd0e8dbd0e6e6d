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
    public static let apiKey = APIKey.metadata
    /// Kafka's name of the message.
    public static let messageName: StaticString = "MetadataRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...13
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 9
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "topics"
        self.topics = try version >= 1 ? reader.readNullableArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try MetadataRequestTopic(from: &reader, version: version) } : reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try MetadataRequestTopic(from: &reader, version: version) }
        if version >= 4 {
            reader.field = "allowAutoTopicCreation"
            self.allowAutoTopicCreation = try reader.readBool()
        }
        if (8...10).contains(version) {
            reader.field = "includeClusterAuthorizedOperations"
            self.includeClusterAuthorizedOperations = try reader.readBool()
        }
        if version >= 8 {
            reader.field = "includeTopicAuthorizedOperations"
            self.includeTopicAuthorizedOperations = try reader.readBool()
        }
        if version >= 9 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "topics"
        if version >= 1 {
            try writer.writeNullableArray(self.topics, flexible: version >= 9) { (value: MetadataRequestTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            try writer.writeArray(writer.nonNull(self.topics), flexible: version >= 9) { (value: MetadataRequestTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        }
        if version >= 4 {
            writer.writeBool(self.allowAutoTopicCreation)
        } else {
            if !self.allowAutoTopicCreation { throw writer.unsupportedField("allowAutoTopicCreation") }
        }
        if (8...10).contains(version) {
            writer.writeBool(self.includeClusterAuthorizedOperations)
        } else {
            if self.includeClusterAuthorizedOperations { throw writer.unsupportedField("includeClusterAuthorizedOperations") }
        }
        if version >= 8 {
            writer.writeBool(self.includeTopicAuthorizedOperations)
        } else {
            if self.includeTopicAuthorizedOperations { throw writer.unsupportedField("includeTopicAuthorizedOperations") }
        }
        if version >= 9 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: Topics to describe. Null means all, empty means none (only brokers); in version 0, which
    /// has no null, empty means all.
    ///
    /// Kafka's `MetadataRequestTopic` in `MetadataRequest`, versions 0+.
    public struct MetadataRequestTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version >= 10 {
                reader.field = "topics.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "topics.name"
            self.name = try version >= 10 ? reader.readNullableString(flexible: version >= 9) : reader.readString(flexible: version >= 9)
            if version >= 9 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version >= 10 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "topics.name"
            if version >= 10 {
                try writer.writeNullableString(self.name, flexible: version >= 9)
            } else {
                try writer.writeString(writer.nonNull(self.name), flexible: version >= 9)
            }
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
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
    public static let apiKey = APIKey.metadata
    /// Kafka's name of the message.
    public static let messageName: StaticString = "MetadataResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...13
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 9
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 3 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        reader.field = "brokers"
        self.brokers = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try MetadataResponseBroker(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "clusterID"
            self.clusterID = try reader.readNullableString(flexible: version >= 9)
        }
        if version >= 1 {
            reader.field = "controllerID"
            self.controllerID = try reader.readInt32()
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try MetadataResponseTopic(from: &reader, version: version) }
        if (8...10).contains(version) {
            reader.field = "clusterAuthorizedOperations"
            self.clusterAuthorizedOperations = try reader.readInt32()
        }
        if version == 13 {
            reader.field = "errorCode"
            self.errorCode = try reader.readInt16()
        }
        if version >= 9 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 3 {
            writer.writeInteger(self.throttleTimeMs)
        }
        writer.field = "brokers"
        try writer.writeArray(self.brokers, flexible: version >= 9) { (value: MetadataResponseBroker, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.field = "clusterID"
            try writer.writeNullableString(self.clusterID, flexible: version >= 9)
        }
        if version >= 1 {
            writer.writeInteger(self.controllerID)
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 9) { (value: MetadataResponseTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if (8...10).contains(version) {
            writer.writeInteger(self.clusterAuthorizedOperations)
        } else {
            if self.clusterAuthorizedOperations != -2147483648 { throw writer.unsupportedField("clusterAuthorizedOperations") }
        }
        if version == 13 {
            writer.writeInteger(self.errorCode)
        }
        if version >= 9 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `brokers`: Brokers that are alive, with their addresses on the listener that the client used.
    ///
    /// Kafka's `MetadataResponseBroker` in `MetadataResponse`, versions 0+.
    public struct MetadataResponseBroker: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "brokers.nodeID"
            self.nodeID = try reader.readInt32()
            reader.field = "brokers.host"
            self.host = try reader.readString(flexible: version >= 9)
            reader.field = "brokers.port"
            self.port = try reader.readInt32()
            if version >= 1 {
                reader.field = "brokers.rack"
                self.rack = try reader.readNullableString(flexible: version >= 9)
            }
            if version >= 9 {
                reader.field = "brokers.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.nodeID)
            writer.field = "brokers.host"
            try writer.writeString(self.host, flexible: version >= 9)
            writer.writeInteger(self.port)
            if version >= 1 {
                writer.field = "brokers.rack"
                try writer.writeNullableString(self.rack, flexible: version >= 9)
            }
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics`: Topics asked for; topics that the client may not see are left out when it asked for all.
    ///
    /// Kafka's `MetadataResponseTopic` in `MetadataResponse`, versions 0+.
    public struct MetadataResponseTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "topics.name"
            self.name = try version >= 12 ? reader.readNullableString(flexible: version >= 9) : reader.readString(flexible: version >= 9)
            if version >= 10 {
                reader.field = "topics.topicID"
                self.topicID = try reader.readUUID()
            }
            if version >= 1 {
                reader.field = "topics.isInternal"
                self.isInternal = try reader.readBool()
            }
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try MetadataResponsePartition(from: &reader, version: version) }
            if version >= 8 {
                reader.field = "topics.topicAuthorizedOperations"
                self.topicAuthorizedOperations = try reader.readInt32()
            }
            if version >= 9 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "topics.name"
            if version >= 12 {
                try writer.writeNullableString(self.name, flexible: version >= 9)
            } else {
                try writer.writeString(writer.nonNull(self.name), flexible: version >= 9)
            }
            if version >= 10 {
                writer.writeUUID(self.topicID)
            }
            if version >= 1 {
                writer.writeBool(self.isInternal)
            }
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 9) { (value: MetadataResponsePartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 8 {
                writer.writeInteger(self.topicAuthorizedOperations)
            } else {
                if self.topicAuthorizedOperations != -2147483648 { throw writer.unsupportedField("topics.topicAuthorizedOperations") }
            }
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Partitions of the topic, in no fixed order; empty after an error of the topic.
    ///
    /// Kafka's `MetadataResponsePartition` in `MetadataResponse`, versions 0+.
    public struct MetadataResponsePartition: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.leaderID"
            self.leaderID = try reader.readInt32()
            if version >= 7 {
                reader.field = "topics.partitions.leaderEpoch"
                self.leaderEpoch = try reader.readInt32()
            }
            reader.field = "topics.partitions.replicaNodes"
            self.replicaNodes = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "topics.partitions.isrNodes"
            self.isrNodes = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version >= 5 {
                reader.field = "topics.partitions.offlineReplicas"
                self.offlineReplicas = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            }
            if version >= 9 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.leaderID)
            if version >= 7 {
                writer.writeInteger(self.leaderEpoch)
            }
            writer.field = "topics.partitions.replicaNodes"
            try writer.writeArray(self.replicaNodes, flexible: version >= 9) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.field = "topics.partitions.isrNodes"
            try writer.writeArray(self.isrNodes, flexible: version >= 9) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version >= 5 {
                writer.field = "topics.partitions.offlineReplicas"
                try writer.writeArray(self.offlineReplicas, flexible: version >= 9) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            }
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
