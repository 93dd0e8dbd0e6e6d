// Generated from ProtocolSpecs/ShareAcknowledge.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ShareAcknowledgeRequest`, versions 0-2.
public struct ShareAcknowledgeRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ShareAcknowledgeResponse
    /// API key 79.
    public static var apiKey: APIKey { .shareAcknowledge }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ShareAcknowledgeRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `GroupId`, versions 0+. Null allowed from version 0.
    public var groupID: String?
    /// `MemberId`, versions 0+. Null allowed from version 0.
    public var memberID: String?
    /// `ShareSessionEpoch`, versions 0+.
    public var shareSessionEpoch: Int32
    /// `IsRenewAck`, versions 2+.
    public var isRenewAck: Bool
    /// `Topics`, versions 0+.
    public var topics: [AcknowledgeTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String? = nil,
        memberID: String? = "",
        shareSessionEpoch: Int32 = 0,
        isRenewAck: Bool = false,
        topics: [AcknowledgeTopic] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.shareSessionEpoch = shareSessionEpoch
        self.isRenewAck = isRenewAck
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.groupID != b.groupID { return false }
        if a.memberID != b.memberID { return false }
        if a.shareSessionEpoch != b.shareSessionEpoch { return false }
        if a.isRenewAck != b.isRenewAck { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.groupID = reader.nullableString("groupID", flexible: true)
        self.memberID = reader.nullableString("memberID", flexible: true)
        self.shareSessionEpoch = reader.int32("shareSessionEpoch")
        if version == 2 {
            self.isRenewAck = reader.bool("isRenewAck")
        } else {
            self.isRenewAck = false
        }
        self.topics = reader.structs("topics", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.nullableString(self.groupID, "groupID", flexible: true)
        writer.nullableString(self.memberID, "memberID", flexible: true)
        writer.int32(self.shareSessionEpoch)
        if version == 2 {
            writer.bool(self.isRenewAck)
        } else {
            if self.isRenewAck { writer.unsupported("isRenewAck") }
        }
        writer.structs(self.topics, "topics", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `AcknowledgeTopic` of `ShareAcknowledgeRequest`.
    public struct AcknowledgeTopic: Equatable, Sendable, WireStructure {
        /// `TopicId`, versions 0+.
        public var topicID: KafkaUUID
        /// `Partitions`, versions 0+.
        public var partitions: [AcknowledgePartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicID: KafkaUUID = .zero,
            partitions: [AcknowledgePartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicID = reader.uuid("topics.topicID")
            self.partitions = reader.structs("topics.partitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.uuid(self.topicID)
            writer.structs(self.partitions, "topics.partitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `AcknowledgePartition` of `ShareAcknowledgeRequest`.
    public struct AcknowledgePartition: Equatable, Sendable, WireStructure {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `AcknowledgementBatches`, versions 0+.
        public var acknowledgementBatches: [AcknowledgementBatch]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            acknowledgementBatches: [AcknowledgementBatch] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.acknowledgementBatches = acknowledgementBatches
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.partitionIndex != b.partitionIndex { return false }
            if !areEqual(a.acknowledgementBatches, b.acknowledgementBatches) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.acknowledgementBatches = reader.structs("topics.partitions.acknowledgementBatches", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.structs(self.acknowledgementBatches, "topics.partitions.acknowledgementBatches", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `AcknowledgementBatch` of `ShareAcknowledgeRequest`.
    public struct AcknowledgementBatch: Equatable, Sendable, WireStructure {
        /// `FirstOffset`, versions 0+.
        public var firstOffset: Int64
        /// `LastOffset`, versions 0+.
        public var lastOffset: Int64
        /// `AcknowledgeTypes`, versions 0+.
        public var acknowledgeTypes: [Int8]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            firstOffset: Int64 = 0,
            lastOffset: Int64 = 0,
            acknowledgeTypes: [Int8] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.firstOffset = firstOffset
            self.lastOffset = lastOffset
            self.acknowledgeTypes = acknowledgeTypes
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.firstOffset = reader.int64("topics.partitions.acknowledgementBatches.firstOffset")
            self.lastOffset = reader.int64("topics.partitions.acknowledgementBatches.lastOffset")
            self.acknowledgeTypes = reader.integers("topics.partitions.acknowledgementBatches.acknowledgeTypes", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("topics.partitions.acknowledgementBatches.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int64(self.firstOffset)
            writer.int64(self.lastOffset)
            writer.integers(self.acknowledgeTypes, "topics.partitions.acknowledgementBatches.acknowledgeTypes", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `ShareAcknowledgeResponse`, versions 0-2.
public struct ShareAcknowledgeResponse: KafkaResponse {
    /// API key 79.
    public static var apiKey: APIKey { .shareAcknowledge }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ShareAcknowledgeResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// `AcquisitionLockTimeoutMs`, versions 2+. Dropped silently by versions without it.
    public var acquisitionLockTimeoutMs: Int32
    /// `Responses`, versions 0+.
    public var responses: [ShareAcknowledgeTopicResponse]
    /// `NodeEndpoints`, versions 0+.
    public var nodeEndpoints: [NodeEndpoint]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = nil,
        acquisitionLockTimeoutMs: Int32 = 0,
        responses: [ShareAcknowledgeTopicResponse] = [],
        nodeEndpoints: [NodeEndpoint] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.acquisitionLockTimeoutMs = acquisitionLockTimeoutMs
        self.responses = responses
        self.nodeEndpoints = nodeEndpoints
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if a.acquisitionLockTimeoutMs != b.acquisitionLockTimeoutMs { return false }
        if !areEqual(a.responses, b.responses) { return false }
        if !areEqual(a.nodeEndpoints, b.nodeEndpoints) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: true)
        if version == 2 {
            self.acquisitionLockTimeoutMs = reader.int32("acquisitionLockTimeoutMs")
        } else {
            self.acquisitionLockTimeoutMs = 0
        }
        self.responses = reader.structs("responses", flexible: true, version: version)
        self.nodeEndpoints = reader.structs("nodeEndpoints", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        if version == 2 {
            writer.int32(self.acquisitionLockTimeoutMs)
        }
        writer.structs(self.responses, "responses", flexible: true, version: version)
        writer.structs(self.nodeEndpoints, "nodeEndpoints", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `ShareAcknowledgeTopicResponse` of `ShareAcknowledgeResponse`.
    public struct ShareAcknowledgeTopicResponse: Equatable, Sendable, WireStructure {
        /// `TopicId`, versions 0+.
        public var topicID: KafkaUUID
        /// `Partitions`, versions 0+.
        public var partitions: [PartitionData]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicID: KafkaUUID = .zero,
            partitions: [PartitionData] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicID = topicID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.topicID = reader.uuid("responses.topicID")
            self.partitions = reader.structs("responses.partitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("responses.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.uuid(self.topicID)
            writer.structs(self.partitions, "responses.partitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `PartitionData` of `ShareAcknowledgeResponse`.
    public struct PartitionData: Equatable, Sendable, WireStructure {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// `CurrentLeader`, versions 0+.
        public var currentLeader: LeaderIDAndEpoch
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            currentLeader: LeaderIDAndEpoch = LeaderIDAndEpoch(),
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.currentLeader = currentLeader
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("responses.partitions.partitionIndex")
            self.errorCode = reader.int16("responses.partitions.errorCode")
            self.errorMessage = reader.nullableString("responses.partitions.errorMessage", flexible: true)
            self.currentLeader = LeaderIDAndEpoch(reading: &reader, version: version)
            self.unknownTaggedFields = reader.taggedFields("responses.partitions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "responses.partitions.errorMessage", flexible: true)
            self.currentLeader.write(into: &writer, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `LeaderIdAndEpoch` of `ShareAcknowledgeResponse`.
    public struct LeaderIDAndEpoch: Equatable, Sendable, WireStructure {
        /// `LeaderId`, versions 0+.
        public var leaderID: Int32
        /// `LeaderEpoch`, versions 0+.
        public var leaderEpoch: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            leaderID: Int32 = 0,
            leaderEpoch: Int32 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.leaderID = reader.int32("responses.partitions.currentLeader.leaderID")
            self.leaderEpoch = reader.int32("responses.partitions.currentLeader.leaderEpoch")
            self.unknownTaggedFields = reader.taggedFields("responses.partitions.currentLeader.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.leaderID)
            writer.int32(self.leaderEpoch)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `NodeEndpoint` of `ShareAcknowledgeResponse`.
    public struct NodeEndpoint: Equatable, Sendable, WireStructure {
        /// `NodeId`, versions 0+.
        public var nodeID: Int32
        /// `Host`, versions 0+.
        public var host: String
        /// `Port`, versions 0+.
        public var port: Int32
        /// `Rack`, versions 0+. Null allowed from version 0.
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
            self.nodeID = reader.int32("nodeEndpoints.nodeID")
            self.host = reader.string("nodeEndpoints.host", flexible: true)
            self.port = reader.int32("nodeEndpoints.port")
            self.rack = reader.nullableString("nodeEndpoints.rack", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("nodeEndpoints.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.nodeID)
            writer.string(self.host, "nodeEndpoints.host", flexible: true)
            writer.int32(self.port)
            writer.nullableString(self.rack, "nodeEndpoints.rack", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
