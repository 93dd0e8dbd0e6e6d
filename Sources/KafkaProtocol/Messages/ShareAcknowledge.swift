// Generated from ProtocolSpecs/ShareAcknowledge.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ShareAcknowledgeRequest`, versions 0-2.
public struct ShareAcknowledgeRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ShareAcknowledgeResponse
    /// API key 79.
    public static let apiKey = APIKey.shareAcknowledge
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ShareAcknowledgeRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupID"
        self.groupID = try reader.readNullableString(flexible: true)
        reader.field = "memberID"
        self.memberID = try reader.readNullableString(flexible: true)
        reader.field = "shareSessionEpoch"
        self.shareSessionEpoch = try reader.readInt32()
        if version == 2 {
            reader.field = "isRenewAck"
            self.isRenewAck = try reader.readBool()
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try AcknowledgeTopic(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupID"
        try writer.writeNullableString(self.groupID, flexible: true)
        writer.field = "memberID"
        try writer.writeNullableString(self.memberID, flexible: true)
        writer.writeInteger(self.shareSessionEpoch)
        if version == 2 {
            writer.writeBool(self.isRenewAck)
        } else {
            if self.isRenewAck { throw writer.unsupportedField("isRenewAck") }
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: true) { (value: AcknowledgeTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `AcknowledgeTopic` of `ShareAcknowledgeRequest`.
    public struct AcknowledgeTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.topicID"
            self.topicID = try reader.readUUID()
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try AcknowledgePartition(from: &reader, version: version) }
            reader.field = "topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeUUID(self.topicID)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: AcknowledgePartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `AcknowledgePartition` of `ShareAcknowledgeRequest`.
    public struct AcknowledgePartition: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.acknowledgementBatches"
            self.acknowledgementBatches = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try AcknowledgementBatch(from: &reader, version: version) }
            reader.field = "topics.partitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.field = "topics.partitions.acknowledgementBatches"
            try writer.writeArray(self.acknowledgementBatches, flexible: true) { (value: AcknowledgementBatch, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `AcknowledgementBatch` of `ShareAcknowledgeRequest`.
    public struct AcknowledgementBatch: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.acknowledgementBatches.firstOffset"
            self.firstOffset = try reader.readInt64()
            reader.field = "topics.partitions.acknowledgementBatches.lastOffset"
            self.lastOffset = try reader.readInt64()
            reader.field = "topics.partitions.acknowledgementBatches.acknowledgeTypes"
            self.acknowledgeTypes = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt8() }
            reader.field = "topics.partitions.acknowledgementBatches.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.firstOffset)
            writer.writeInteger(self.lastOffset)
            writer.field = "topics.partitions.acknowledgementBatches.acknowledgeTypes"
            try writer.writeArray(self.acknowledgeTypes, flexible: true) { (value: Int8, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `ShareAcknowledgeResponse`, versions 0-2.
public struct ShareAcknowledgeResponse: KafkaResponse {
    /// API key 79.
    public static let apiKey = APIKey.shareAcknowledge
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ShareAcknowledgeResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: true)
        if version == 2 {
            reader.field = "acquisitionLockTimeoutMs"
            self.acquisitionLockTimeoutMs = try reader.readInt32()
        }
        reader.field = "responses"
        self.responses = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try ShareAcknowledgeTopicResponse(from: &reader, version: version) }
        reader.field = "nodeEndpoints"
        self.nodeEndpoints = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try NodeEndpoint(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.field = "errorMessage"
        try writer.writeNullableString(self.errorMessage, flexible: true)
        if version == 2 {
            writer.writeInteger(self.acquisitionLockTimeoutMs)
        }
        writer.field = "responses"
        try writer.writeArray(self.responses, flexible: true) { (value: ShareAcknowledgeTopicResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "nodeEndpoints"
        try writer.writeArray(self.nodeEndpoints, flexible: true) { (value: NodeEndpoint, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `ShareAcknowledgeTopicResponse` of `ShareAcknowledgeResponse`.
    public struct ShareAcknowledgeTopicResponse: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.topicID"
            self.topicID = try reader.readUUID()
            reader.field = "responses.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try PartitionData(from: &reader, version: version) }
            reader.field = "responses.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeUUID(self.topicID)
            writer.field = "responses.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: PartitionData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `PartitionData` of `ShareAcknowledgeResponse`.
    public struct PartitionData: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "responses.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "responses.partitions.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
            reader.field = "responses.partitions.currentLeader"
            self.currentLeader = try LeaderIDAndEpoch(from: &reader, version: version)
            reader.field = "responses.partitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.errorCode)
            writer.field = "responses.partitions.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
            writer.field = "responses.partitions.currentLeader"
            try self.currentLeader.encode(into: &writer, version: version)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `LeaderIdAndEpoch` of `ShareAcknowledgeResponse`.
    public struct LeaderIDAndEpoch: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitions.currentLeader.leaderID"
            self.leaderID = try reader.readInt32()
            reader.field = "responses.partitions.currentLeader.leaderEpoch"
            self.leaderEpoch = try reader.readInt32()
            reader.field = "responses.partitions.currentLeader.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.leaderID)
            writer.writeInteger(self.leaderEpoch)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `NodeEndpoint` of `ShareAcknowledgeResponse`.
    public struct NodeEndpoint: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "nodeEndpoints.nodeID"
            self.nodeID = try reader.readInt32()
            reader.field = "nodeEndpoints.host"
            self.host = try reader.readString(flexible: true)
            reader.field = "nodeEndpoints.port"
            self.port = try reader.readInt32()
            reader.field = "nodeEndpoints.rack"
            self.rack = try reader.readNullableString(flexible: true)
            reader.field = "nodeEndpoints.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.nodeID)
            writer.field = "nodeEndpoints.host"
            try writer.writeString(self.host, flexible: true)
            writer.writeInteger(self.port)
            writer.field = "nodeEndpoints.rack"
            try writer.writeNullableString(self.rack, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
