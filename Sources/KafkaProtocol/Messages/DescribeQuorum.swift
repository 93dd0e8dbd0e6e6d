// Generated from ProtocolSpecs/DescribeQuorum.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeQuorumRequest`, versions 0-2.
public struct DescribeQuorumRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeQuorumResponse
    /// API key 55.
    public static var apiKey: APIKey { .describeQuorum }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeQuorumRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.topics = reader.structs("topics", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.structs(self.topics, "topics", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `TopicData` of `DescribeQuorumRequest`.
    public struct TopicData: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topicName != b.topicName { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicName = reader.string("topics.topicName", flexible: true)
            self.partitions = reader.structs("topics.partitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topicName, "topics.topicName", flexible: true)
            writer.structs(self.partitions, "topics.partitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `PartitionData` of `DescribeQuorumRequest`.
    public struct PartitionData: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `DescribeQuorumResponse`, versions 0-2.
public struct DescribeQuorumResponse: KafkaResponse {
    /// API key 55.
    public static var apiKey: APIKey { .describeQuorum }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeQuorumResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if !areEqual(a.topics, b.topics) { return false }
        if !areEqual(a.nodes, b.nodes) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.errorCode = reader.int16("errorCode")
        if version == 2 {
            self.errorMessage = reader.nullableString("errorMessage", flexible: true)
        } else {
            self.errorMessage = ""
        }
        self.topics = reader.structs("topics", flexible: true, version: version)
        if version == 2 {
            self.nodes = reader.structs("nodes", flexible: true, version: version)
        } else {
            self.nodes = []
        }
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int16(self.errorCode)
        if version == 2 {
            writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        }
        writer.structs(self.topics, "topics", flexible: true, version: version)
        if version == 2 {
            writer.structs(self.nodes, "nodes", flexible: true, version: version)
        } else {
            if !self.nodes.isEmpty { writer.unsupported("nodes") }
        }
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `ReplicaState` of `DescribeQuorumResponse`.
    public struct ReplicaState: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.replicaID = reader.int32("ReplicaState.replicaID")
            if version == 2 {
                self.replicaDirectoryID = reader.uuid("ReplicaState.replicaDirectoryID")
            } else {
                self.replicaDirectoryID = .zero
            }
            self.logEndOffset = reader.int64("ReplicaState.logEndOffset")
            if version >= 1 {
                self.lastFetchTimestamp = reader.int64("ReplicaState.lastFetchTimestamp")
                self.lastCaughtUpTimestamp = reader.int64("ReplicaState.lastCaughtUpTimestamp")
            } else {
                self.lastFetchTimestamp = -1
                self.lastCaughtUpTimestamp = -1
            }
            self.unknownTaggedFields = reader.taggedFields("ReplicaState.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.replicaID)
            if version == 2 {
                writer.uuid(self.replicaDirectoryID)
            } else {
                if self.replicaDirectoryID != .zero { writer.unsupported("ReplicaState.replicaDirectoryID") }
            }
            writer.int64(self.logEndOffset)
            if version >= 1 {
                writer.int64(self.lastFetchTimestamp)
                writer.int64(self.lastCaughtUpTimestamp)
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `TopicData` of `DescribeQuorumResponse`.
    public struct TopicData: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topicName != b.topicName { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicName = reader.string("topics.topicName", flexible: true)
            self.partitions = reader.structs("topics.partitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topicName, "topics.topicName", flexible: true)
            writer.structs(self.partitions, "topics.partitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `PartitionData` of `DescribeQuorumResponse`.
    public struct PartitionData: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.partitionIndex != b.partitionIndex { return false }
            if a.errorCode != b.errorCode { return false }
            if a.errorMessage != b.errorMessage { return false }
            if a.leaderID != b.leaderID { return false }
            if a.leaderEpoch != b.leaderEpoch { return false }
            if a.highWatermark != b.highWatermark { return false }
            if !areEqual(a.currentVoters, b.currentVoters) { return false }
            if !areEqual(a.observers, b.observers) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.errorCode = reader.int16("topics.partitions.errorCode")
            if version == 2 {
                self.errorMessage = reader.nullableString("topics.partitions.errorMessage", flexible: true)
            } else {
                self.errorMessage = ""
            }
            self.leaderID = reader.int32("topics.partitions.leaderID")
            self.leaderEpoch = reader.int32("topics.partitions.leaderEpoch")
            self.highWatermark = reader.int64("topics.partitions.highWatermark")
            self.currentVoters = reader.structs("topics.partitions.currentVoters", flexible: true, version: version)
            self.observers = reader.structs("topics.partitions.observers", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
            if version == 2 {
                writer.nullableString(self.errorMessage, "topics.partitions.errorMessage", flexible: true)
            }
            writer.int32(self.leaderID)
            writer.int32(self.leaderEpoch)
            writer.int64(self.highWatermark)
            writer.structs(self.currentVoters, "topics.partitions.currentVoters", flexible: true, version: version)
            writer.structs(self.observers, "topics.partitions.observers", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Node` of `DescribeQuorumResponse`.
    public struct Node: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.nodeID != b.nodeID { return false }
            if !areEqual(a.listeners, b.listeners) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.nodeID = reader.int32("nodes.nodeID")
            self.listeners = reader.structs("nodes.listeners", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("nodes.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.nodeID)
            writer.structs(self.listeners, "nodes.listeners", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Listener` of `DescribeQuorumResponse`.
    public struct Listener: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("nodes.listeners.name", flexible: true)
            self.host = reader.string("nodes.listeners.host", flexible: true)
            self.port = reader.uint16("nodes.listeners.port")
            self.unknownTaggedFields = reader.taggedFields("nodes.listeners.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "nodes.listeners.name", flexible: true)
            writer.string(self.host, "nodes.listeners.host", flexible: true)
            writer.uint16(self.port)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
