// Generated from ProtocolSpecs/Metadata.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

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
    /// `Topics`, versions 0+. Null allowed from version 1.
    public var topics: [MetadataRequestTopic]?
    /// `AllowAutoTopicCreation`, versions 4+.
    public var allowAutoTopicCreation: Bool
    /// `IncludeClusterAuthorizedOperations`, versions 8-10.
    public var includeClusterAuthorizedOperations: Bool
    /// `IncludeTopicAuthorizedOperations`, versions 8+.
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

    /// A `MetadataRequestTopic` of `MetadataRequest`.
    public struct MetadataRequestTopic: Equatable, Sendable {
        /// `TopicId`, versions 10+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// `Name`, versions 0+. Null allowed from version 10.
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
    /// `ThrottleTimeMs`, versions 3+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// `Brokers`, versions 0+.
    public var brokers: [MetadataResponseBroker]
    /// `ClusterId`, versions 2+. Null allowed from version 2. Dropped silently by versions without it.
    public var clusterID: String?
    /// `ControllerId`, versions 1+. Dropped silently by versions without it.
    public var controllerID: Int32
    /// `Topics`, versions 0+.
    public var topics: [MetadataResponseTopic]
    /// `ClusterAuthorizedOperations`, versions 8-10.
    public var clusterAuthorizedOperations: Int32
    /// `ErrorCode`, versions 13+. Dropped silently by versions without it.
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

    /// A `MetadataResponseBroker` of `MetadataResponse`.
    public struct MetadataResponseBroker: Equatable, Sendable {
        /// `NodeId`, versions 0+.
        public var nodeID: Int32
        /// `Host`, versions 0+.
        public var host: String
        /// `Port`, versions 0+.
        public var port: Int32
        /// `Rack`, versions 1+. Null allowed from version 1. Dropped silently by versions without it.
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

    /// A `MetadataResponseTopic` of `MetadataResponse`.
    public struct MetadataResponseTopic: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `Name`, versions 0+. Null allowed from version 12.
        public var name: String?
        /// `TopicId`, versions 10+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// `IsInternal`, versions 1+. Dropped silently by versions without it.
        public var isInternal: Bool
        /// `Partitions`, versions 0+.
        public var partitions: [MetadataResponsePartition]
        /// `TopicAuthorizedOperations`, versions 8+.
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

    /// A `MetadataResponsePartition` of `MetadataResponse`.
    public struct MetadataResponsePartition: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `LeaderId`, versions 0+.
        public var leaderID: Int32
        /// `LeaderEpoch`, versions 7+. Dropped silently by versions without it.
        public var leaderEpoch: Int32
        /// `ReplicaNodes`, versions 0+.
        public var replicaNodes: [Int32]
        /// `IsrNodes`, versions 0+.
        public var isrNodes: [Int32]
        /// `OfflineReplicas`, versions 5+. Dropped silently by versions without it.
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
