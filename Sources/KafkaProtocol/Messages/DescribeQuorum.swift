// Generated from ProtocolSpecs/DescribeQuorum.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeQuorumRequest`, versions 0-2.
public struct DescribeQuorumRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeQuorumResponse
    /// API key 55.
    public static let apiKey = APIKey.describeQuorum
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeQuorumRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `Topics`, versions 0+.
    public var topics: [TopicData]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [TopicData] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicData(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: true) { (value: TopicData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `TopicData` of `DescribeQuorumRequest`.
    public struct TopicData: Equatable, Sendable {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `Partitions`, versions 0+.
        public var partitions: [PartitionData]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            partitions: [PartitionData] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.topicName"
            self.topicName = try reader.readString(flexible: true)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try PartitionData(from: &reader, version: version) }
            reader.field = "topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.topicName"
            try writer.writeString(self.topicName, flexible: true)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: PartitionData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `PartitionData` of `DescribeQuorumRequest`.
    public struct PartitionData: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `DescribeQuorumResponse`, versions 0-2.
public struct DescribeQuorumResponse: KafkaResponse {
    /// API key 55.
    public static let apiKey = APIKey.describeQuorum
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeQuorumResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 2+. Null allowed from version 2. Dropped silently by versions without it.
    public var errorMessage: String?
    /// `Topics`, versions 0+.
    public var topics: [TopicData]
    /// `Nodes`, versions 2+.
    public var nodes: [Node]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        topics: [TopicData] = [],
        nodes: [Node] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.topics = topics
        self.nodes = nodes
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        if version == 2 {
            reader.field = "errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicData(from: &reader, version: version) }
        if version == 2 {
            reader.field = "nodes"
            self.nodes = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Node(from: &reader, version: version) }
        }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.errorCode)
        if version == 2 {
            writer.field = "errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: true) { (value: TopicData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 2 {
            writer.field = "nodes"
            try writer.writeArray(self.nodes, flexible: true) { (value: Node, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.nodes.isEmpty { throw writer.unsupportedField("nodes") }
        }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `ReplicaState` of `DescribeQuorumResponse`.
    public struct ReplicaState: Equatable, Sendable {
        /// `ReplicaId`, versions 0+.
        public var replicaID: Int32
        /// `ReplicaDirectoryId`, versions 2+.
        public var replicaDirectoryID: KafkaUUID
        /// `LogEndOffset`, versions 0+.
        public var logEndOffset: Int64
        /// `LastFetchTimestamp`, versions 1+. Dropped silently by versions without it.
        public var lastFetchTimestamp: Int64
        /// `LastCaughtUpTimestamp`, versions 1+. Dropped silently by versions without it.
        public var lastCaughtUpTimestamp: Int64
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            replicaID: Int32 = 0,
            replicaDirectoryID: KafkaUUID = .zero,
            logEndOffset: Int64 = 0,
            lastFetchTimestamp: Int64 = -1,
            lastCaughtUpTimestamp: Int64 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.replicaID = replicaID
            self.replicaDirectoryID = replicaDirectoryID
            self.logEndOffset = logEndOffset
            self.lastFetchTimestamp = lastFetchTimestamp
            self.lastCaughtUpTimestamp = lastCaughtUpTimestamp
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "ReplicaState.replicaID"
            self.replicaID = try reader.readInt32()
            if version == 2 {
                reader.field = "ReplicaState.replicaDirectoryID"
                self.replicaDirectoryID = try reader.readUUID()
            }
            reader.field = "ReplicaState.logEndOffset"
            self.logEndOffset = try reader.readInt64()
            if version >= 1 {
                reader.field = "ReplicaState.lastFetchTimestamp"
                self.lastFetchTimestamp = try reader.readInt64()
            }
            if version >= 1 {
                reader.field = "ReplicaState.lastCaughtUpTimestamp"
                self.lastCaughtUpTimestamp = try reader.readInt64()
            }
            reader.field = "ReplicaState.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.replicaID)
            if version == 2 {
                writer.writeUUID(self.replicaDirectoryID)
            } else {
                if self.replicaDirectoryID != .zero { throw writer.unsupportedField("ReplicaState.replicaDirectoryID") }
            }
            writer.writeInteger(self.logEndOffset)
            if version >= 1 {
                writer.writeInteger(self.lastFetchTimestamp)
            }
            if version >= 1 {
                writer.writeInteger(self.lastCaughtUpTimestamp)
            }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `TopicData` of `DescribeQuorumResponse`.
    public struct TopicData: Equatable, Sendable {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `Partitions`, versions 0+.
        public var partitions: [PartitionData]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            partitions: [PartitionData] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.topicName"
            self.topicName = try reader.readString(flexible: true)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try PartitionData(from: &reader, version: version) }
            reader.field = "topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.topicName"
            try writer.writeString(self.topicName, flexible: true)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: PartitionData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `PartitionData` of `DescribeQuorumResponse`.
    public struct PartitionData: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 2+. Null allowed from version 2. Dropped silently by versions without it.
        public var errorMessage: String?
        /// `LeaderId`, versions 0+.
        public var leaderID: Int32
        /// `LeaderEpoch`, versions 0+.
        public var leaderEpoch: Int32
        /// `HighWatermark`, versions 0+.
        public var highWatermark: Int64
        /// `CurrentVoters`, versions 0+.
        public var currentVoters: [ReplicaState]
        /// `Observers`, versions 0+.
        public var observers: [ReplicaState]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            leaderID: Int32 = 0,
            leaderEpoch: Int32 = 0,
            highWatermark: Int64 = 0,
            currentVoters: [ReplicaState] = [],
            observers: [ReplicaState] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.highWatermark = highWatermark
            self.currentVoters = currentVoters
            self.observers = observers
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            if version == 2 {
                reader.field = "topics.partitions.errorMessage"
                self.errorMessage = try reader.readNullableString(flexible: true)
            }
            reader.field = "topics.partitions.leaderID"
            self.leaderID = try reader.readInt32()
            reader.field = "topics.partitions.leaderEpoch"
            self.leaderEpoch = try reader.readInt32()
            reader.field = "topics.partitions.highWatermark"
            self.highWatermark = try reader.readInt64()
            reader.field = "topics.partitions.currentVoters"
            self.currentVoters = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try ReplicaState(from: &reader, version: version) }
            reader.field = "topics.partitions.observers"
            self.observers = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try ReplicaState(from: &reader, version: version) }
            reader.field = "topics.partitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.errorCode)
            if version == 2 {
                writer.field = "topics.partitions.errorMessage"
                try writer.writeNullableString(self.errorMessage, flexible: true)
            }
            writer.writeInteger(self.leaderID)
            writer.writeInteger(self.leaderEpoch)
            writer.writeInteger(self.highWatermark)
            writer.field = "topics.partitions.currentVoters"
            try writer.writeArray(self.currentVoters, flexible: true) { (value: ReplicaState, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "topics.partitions.observers"
            try writer.writeArray(self.observers, flexible: true) { (value: ReplicaState, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `Node` of `DescribeQuorumResponse`.
    public struct Node: Equatable, Sendable {
        /// `NodeId`, versions 2+.
        public var nodeID: Int32
        /// `Listeners`, versions 2+.
        public var listeners: [Listener]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            nodeID: Int32 = 0,
            listeners: [Listener] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.nodeID = nodeID
            self.listeners = listeners
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "nodes.nodeID"
            self.nodeID = try reader.readInt32()
            reader.field = "nodes.listeners"
            self.listeners = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Listener(from: &reader, version: version) }
            reader.field = "nodes.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.nodeID)
            writer.field = "nodes.listeners"
            try writer.writeArray(self.listeners, flexible: true) { (value: Listener, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `Listener` of `DescribeQuorumResponse`.
    public struct Listener: Equatable, Sendable {
        /// `Name`, versions 2+.
        public var name: String
        /// `Host`, versions 2+.
        public var host: String
        /// `Port`, versions 2+.
        public var port: UInt16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            host: String = "",
            port: UInt16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.host = host
            self.port = port
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "nodes.listeners.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "nodes.listeners.host"
            self.host = try reader.readString(flexible: true)
            reader.field = "nodes.listeners.port"
            self.port = try reader.readUInt16()
            reader.field = "nodes.listeners.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "nodes.listeners.name"
            try writer.writeString(self.name, flexible: true)
            writer.field = "nodes.listeners.host"
            try writer.writeString(self.host, flexible: true)
            writer.writeInteger(self.port)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
