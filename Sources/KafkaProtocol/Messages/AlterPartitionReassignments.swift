// Generated from ProtocolSpecs/AlterPartitionReassignments.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AlterPartitionReassignmentsRequest`, versions 0-1.
public struct AlterPartitionReassignmentsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AlterPartitionReassignmentsResponse
    /// API key 45.
    public static let apiKey = APIKey.alterPartitionReassignments
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AlterPartitionReassignmentsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `TimeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// `AllowReplicationFactorChange`, versions 1+.
    public var allowReplicationFactorChange: Bool
    /// `Topics`, versions 0+.
    public var topics: [ReassignableTopic]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        timeoutMs: Int32 = 60000,
        allowReplicationFactorChange: Bool = true,
        topics: [ReassignableTopic] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.timeoutMs = timeoutMs
        self.allowReplicationFactorChange = allowReplicationFactorChange
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        if version == 1 {
            reader.field = "allowReplicationFactorChange"
            self.allowReplicationFactorChange = try reader.readBool()
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try ReassignableTopic(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.timeoutMs)
        if version == 1 {
            writer.writeBool(self.allowReplicationFactorChange)
        } else {
            if !self.allowReplicationFactorChange { throw writer.unsupportedField("allowReplicationFactorChange") }
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: true) { (value: ReassignableTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `ReassignableTopic` of `AlterPartitionReassignmentsRequest`.
    public struct ReassignableTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [ReassignablePartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [ReassignablePartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try ReassignablePartition(from: &reader, version: version) }
            reader.field = "topics.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: true)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: ReassignablePartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `ReassignablePartition` of `AlterPartitionReassignmentsRequest`.
    public struct ReassignablePartition: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `Replicas`, versions 0+. Null allowed from version 0.
        public var replicas: [Int32]?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            replicas: [Int32]? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.replicas = replicas
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.replicas"
            self.replicas = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "topics.partitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.field = "topics.partitions.replicas"
            try writer.writeNullableArray(self.replicas, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `AlterPartitionReassignmentsResponse`, versions 0-1.
public struct AlterPartitionReassignmentsResponse: KafkaResponse {
    /// API key 45.
    public static let apiKey = APIKey.alterPartitionReassignments
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AlterPartitionReassignmentsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `AllowReplicationFactorChange`, versions 1+. Dropped silently by versions without it.
    public var allowReplicationFactorChange: Bool
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// `Responses`, versions 0+.
    public var responses: [ReassignableTopicResponse]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        allowReplicationFactorChange: Bool = true,
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        responses: [ReassignableTopicResponse] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.allowReplicationFactorChange = allowReplicationFactorChange
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.responses = responses
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        if version == 1 {
            reader.field = "allowReplicationFactorChange"
            self.allowReplicationFactorChange = try reader.readBool()
        }
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: true)
        reader.field = "responses"
        self.responses = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try ReassignableTopicResponse(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        if version == 1 {
            writer.writeBool(self.allowReplicationFactorChange)
        }
        writer.writeInteger(self.errorCode)
        writer.field = "errorMessage"
        try writer.writeNullableString(self.errorMessage, flexible: true)
        writer.field = "responses"
        try writer.writeArray(self.responses, flexible: true) { (value: ReassignableTopicResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `ReassignableTopicResponse` of `AlterPartitionReassignmentsResponse`.
    public struct ReassignableTopicResponse: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [ReassignablePartitionResponse]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [ReassignablePartitionResponse] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "responses.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try ReassignablePartitionResponse(from: &reader, version: version) }
            reader.field = "responses.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "responses.name"
            try writer.writeString(self.name, flexible: true)
            writer.field = "responses.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: ReassignablePartitionResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `ReassignablePartitionResponse` of `AlterPartitionReassignmentsResponse`.
    public struct ReassignablePartitionResponse: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.errorMessage = errorMessage
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
            reader.field = "responses.partitions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.errorCode)
            writer.field = "responses.partitions.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
