// Generated from ProtocolSpecs/Produce.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ProduceRequest`, versions 0-13.
public struct ProduceRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ProduceResponse
    /// API key 0.
    public static let apiKey = APIKey.produce
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ProduceRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...13
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 9
    /// `TransactionalId`, versions 3+. Null allowed from version 3.
    public var transactionalID: String?
    /// `Acks`, versions 0+.
    public var acks: Int16
    /// `TimeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// `TopicData`, versions 0+.
    public var topicData: [TopicProduceData]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        transactionalID: String? = nil,
        acks: Int16 = 0,
        timeoutMs: Int32 = 0,
        topicData: [TopicProduceData] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.transactionalID = transactionalID
        self.acks = acks
        self.timeoutMs = timeoutMs
        self.topicData = topicData
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 3 {
            reader.field = "transactionalID"
            self.transactionalID = try reader.readNullableString(flexible: version >= 9)
        }
        reader.field = "acks"
        self.acks = try reader.readInt16()
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        reader.field = "topicData"
        self.topicData = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try TopicProduceData(from: &reader, version: version) }
        if version >= 9 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 3 {
            writer.field = "transactionalID"
            try writer.writeNullableString(self.transactionalID, flexible: version >= 9)
        } else {
            if self.transactionalID != nil { throw writer.unsupportedField("transactionalID") }
        }
        writer.writeInteger(self.acks)
        writer.writeInteger(self.timeoutMs)
        writer.field = "topicData"
        try writer.writeArray(self.topicData, flexible: version >= 9) { (value: TopicProduceData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 9 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `TopicProduceData` of `ProduceRequest`.
    public struct TopicProduceData: Equatable, Sendable {
        /// `Name`, versions 0-12. Dropped silently by versions without it.
        public var name: String
        /// `TopicId`, versions 13+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// `PartitionData`, versions 0+.
        public var partitionData: [PartitionProduceData]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            topicID: KafkaUUID = .zero,
            partitionData: [PartitionProduceData] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitionData = partitionData
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version <= 12 {
                reader.field = "topicData.name"
                self.name = try reader.readString(flexible: version >= 9)
            }
            if version == 13 {
                reader.field = "topicData.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "topicData.partitionData"
            self.partitionData = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try PartitionProduceData(from: &reader, version: version) }
            if version >= 9 {
                reader.field = "topicData.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 12 {
                writer.field = "topicData.name"
                try writer.writeString(self.name, flexible: version >= 9)
            }
            if version == 13 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "topicData.partitionData"
            try writer.writeArray(self.partitionData, flexible: version >= 9) { (value: PartitionProduceData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `PartitionProduceData` of `ProduceRequest`.
    public struct PartitionProduceData: Equatable, Sendable {
        /// `Index`, versions 0+.
        public var index: Int32
        /// `Records`, versions 0+. Null allowed from version 0.
        public var records: ByteSlice?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            index: Int32 = 0,
            records: ByteSlice? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.index = index
            self.records = records
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topicData.partitionData.index"
            self.index = try reader.readInt32()
            reader.field = "topicData.partitionData.records"
            self.records = try reader.readNullableBytes(flexible: version >= 9)
            if version >= 9 {
                reader.field = "topicData.partitionData.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.index)
            writer.field = "topicData.partitionData.records"
            try writer.writeNullableBytes(self.records, flexible: version >= 9)
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `ProduceResponse`, versions 0-13.
public struct ProduceResponse: KafkaResponse {
    /// API key 0.
    public static let apiKey = APIKey.produce
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ProduceResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...13
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 9
    /// `Responses`, versions 0+.
    public var responses: [TopicProduceResponse]
    /// `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// `NodeEndpoints`, versions 10+. Tag 0.
    public var nodeEndpoints: [NodeEndpoint]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        responses: [TopicProduceResponse] = [],
        throttleTimeMs: Int32 = 0,
        nodeEndpoints: [NodeEndpoint] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.responses = responses
        self.throttleTimeMs = throttleTimeMs
        self.nodeEndpoints = nodeEndpoints
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "responses"
        self.responses = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try TopicProduceResponse(from: &reader, version: version) }
        if version >= 1 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        if version >= 9 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields {
                (tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in
                switch tag {
                case 0 where version >= 10:
                    reader.field = "nodeEndpoints"
                    self.nodeEndpoints = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try NodeEndpoint(from: &reader, version: version) }
                default: return false
                }
                return true
            }
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "responses"
        try writer.writeArray(self.responses, flexible: version >= 9) { (value: TopicProduceResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 1 {
            writer.writeInteger(self.throttleTimeMs)
        }
        if !(version >= 10) {
            if !self.nodeEndpoints.isEmpty { throw writer.unsupportedField("nodeEndpoints") }
        }
        if version >= 9 {
            var tagged: [TaggedField] = []
            if version >= 10, !self.nodeEndpoints.isEmpty {
                writer.field = "nodeEndpoints"
                tagged.append(
                    try writer.taggedField(0) {
                    (writer: inout WireWriter) throws(WireError) in
                    try writer.writeArray(self.nodeEndpoints, flexible: true) { (value: NodeEndpoint, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
                })
            }
            writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)
        }
    }

    /// A `TopicProduceResponse` of `ProduceResponse`.
    public struct TopicProduceResponse: Equatable, Sendable {
        /// `Name`, versions 0-12. Dropped silently by versions without it.
        public var name: String
        /// `TopicId`, versions 13+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// `PartitionResponses`, versions 0+.
        public var partitionResponses: [PartitionProduceResponse]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            topicID: KafkaUUID = .zero,
            partitionResponses: [PartitionProduceResponse] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.topicID = topicID
            self.partitionResponses = partitionResponses
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version <= 12 {
                reader.field = "responses.name"
                self.name = try reader.readString(flexible: version >= 9)
            }
            if version == 13 {
                reader.field = "responses.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "responses.partitionResponses"
            self.partitionResponses = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try PartitionProduceResponse(from: &reader, version: version) }
            if version >= 9 {
                reader.field = "responses.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 12 {
                writer.field = "responses.name"
                try writer.writeString(self.name, flexible: version >= 9)
            }
            if version == 13 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "responses.partitionResponses"
            try writer.writeArray(self.partitionResponses, flexible: version >= 9) { (value: PartitionProduceResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `PartitionProduceResponse` of `ProduceResponse`.
    public struct PartitionProduceResponse: Equatable, Sendable {
        /// `Index`, versions 0+.
        public var index: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `BaseOffset`, versions 0+.
        public var baseOffset: Int64
        /// `LogAppendTimeMs`, versions 2+. Dropped silently by versions without it.
        public var logAppendTimeMs: Int64
        /// `LogStartOffset`, versions 5+. Dropped silently by versions without it.
        public var logStartOffset: Int64
        /// `RecordErrors`, versions 8+. Dropped silently by versions without it.
        public var recordErrors: [BatchIndexAndErrorMessage]
        /// `ErrorMessage`, versions 8+. Null allowed from version 8. Dropped silently by versions without it.
        public var errorMessage: String?
        /// `CurrentLeader`, versions 10+. Tag 0.
        public var currentLeader: LeaderIDAndEpoch
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            index: Int32 = 0,
            errorCode: Int16 = 0,
            baseOffset: Int64 = 0,
            logAppendTimeMs: Int64 = -1,
            logStartOffset: Int64 = -1,
            recordErrors: [BatchIndexAndErrorMessage] = [],
            errorMessage: String? = nil,
            currentLeader: LeaderIDAndEpoch = LeaderIDAndEpoch(),
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.index = index
            self.errorCode = errorCode
            self.baseOffset = baseOffset
            self.logAppendTimeMs = logAppendTimeMs
            self.logStartOffset = logStartOffset
            self.recordErrors = recordErrors
            self.errorMessage = errorMessage
            self.currentLeader = currentLeader
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitionResponses.index"
            self.index = try reader.readInt32()
            reader.field = "responses.partitionResponses.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "responses.partitionResponses.baseOffset"
            self.baseOffset = try reader.readInt64()
            if version >= 2 {
                reader.field = "responses.partitionResponses.logAppendTimeMs"
                self.logAppendTimeMs = try reader.readInt64()
            }
            if version >= 5 {
                reader.field = "responses.partitionResponses.logStartOffset"
                self.logStartOffset = try reader.readInt64()
            }
            if version >= 8 {
                reader.field = "responses.partitionResponses.recordErrors"
                self.recordErrors = try reader.readArray(flexible: version >= 9) { (reader: inout WireReader) throws(WireError) in try BatchIndexAndErrorMessage(from: &reader, version: version) }
            }
            if version >= 8 {
                reader.field = "responses.partitionResponses.errorMessage"
                self.errorMessage = try reader.readNullableString(flexible: version >= 9)
            }
            if version >= 9 {
                reader.field = "responses.partitionResponses.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields {
                    (tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in
                    switch tag {
                    case 0 where version >= 10:
                        reader.field = "responses.partitionResponses.currentLeader"
                        self.currentLeader = try LeaderIDAndEpoch(from: &reader, version: version)
                    default: return false
                    }
                    return true
                }
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.index)
            writer.writeInteger(self.errorCode)
            writer.writeInteger(self.baseOffset)
            if version >= 2 {
                writer.writeInteger(self.logAppendTimeMs)
            }
            if version >= 5 {
                writer.writeInteger(self.logStartOffset)
            }
            if version >= 8 {
                writer.field = "responses.partitionResponses.recordErrors"
                try writer.writeArray(self.recordErrors, flexible: version >= 9) { (value: BatchIndexAndErrorMessage, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            }
            if version >= 8 {
                writer.field = "responses.partitionResponses.errorMessage"
                try writer.writeNullableString(self.errorMessage, flexible: version >= 9)
            }
            if !(version >= 10) {
                if self.currentLeader != LeaderIDAndEpoch() { throw writer.unsupportedField("responses.partitionResponses.currentLeader") }
            }
            if version >= 9 {
                var tagged: [TaggedField] = []
                if version >= 10, self.currentLeader != LeaderIDAndEpoch() {
                    writer.field = "responses.partitionResponses.currentLeader"
                    tagged.append(
                        try writer.taggedField(0) {
                        (writer: inout WireWriter) throws(WireError) in
                        try self.currentLeader.encode(into: &writer, version: version)
                    })
                }
                writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)
            }
        }
    }

    /// A `BatchIndexAndErrorMessage` of `ProduceResponse`.
    public struct BatchIndexAndErrorMessage: Equatable, Sendable {
        /// `BatchIndex`, versions 8+.
        public var batchIndex: Int32
        /// `BatchIndexErrorMessage`, versions 8+. Null allowed from version 8.
        public var batchIndexErrorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            batchIndex: Int32 = 0,
            batchIndexErrorMessage: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.batchIndex = batchIndex
            self.batchIndexErrorMessage = batchIndexErrorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitionResponses.recordErrors.batchIndex"
            self.batchIndex = try reader.readInt32()
            reader.field = "responses.partitionResponses.recordErrors.batchIndexErrorMessage"
            self.batchIndexErrorMessage = try reader.readNullableString(flexible: version >= 9)
            if version >= 9 {
                reader.field = "responses.partitionResponses.recordErrors.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.batchIndex)
            writer.field = "responses.partitionResponses.recordErrors.batchIndexErrorMessage"
            try writer.writeNullableString(self.batchIndexErrorMessage, flexible: version >= 9)
            if version >= 9 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `LeaderIdAndEpoch` of `ProduceResponse`.
    public struct LeaderIDAndEpoch: Equatable, Sendable {
        /// `LeaderId`, versions 10+.
        public var leaderID: Int32
        /// `LeaderEpoch`, versions 10+.
        public var leaderEpoch: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            leaderID: Int32 = -1,
            leaderEpoch: Int32 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitionResponses.currentLeader.leaderID"
            self.leaderID = try reader.readInt32()
            reader.field = "responses.partitionResponses.currentLeader.leaderEpoch"
            self.leaderEpoch = try reader.readInt32()
            reader.field = "responses.partitionResponses.currentLeader.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.leaderID)
            writer.writeInteger(self.leaderEpoch)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `NodeEndpoint` of `ProduceResponse`.
    public struct NodeEndpoint: Equatable, Sendable {
        /// `NodeId`, versions 10+.
        public var nodeID: Int32
        /// `Host`, versions 10+.
        public var host: String
        /// `Port`, versions 10+.
        public var port: Int32
        /// `Rack`, versions 10+. Null allowed from version 10.
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
