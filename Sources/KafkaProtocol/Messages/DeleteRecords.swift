// Generated from ProtocolSpecs/DeleteRecords.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DeleteRecordsRequest`, versions 0-2.
public struct DeleteRecordsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DeleteRecordsResponse
    /// API key 21.
    public static let apiKey = APIKey.deleteRecords
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DeleteRecordsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `Topics`, versions 0+.
    public var topics: [DeleteRecordsTopic]
    /// `TimeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [DeleteRecordsTopic] = [],
        timeoutMs: Int32 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.topics = topics
        self.timeoutMs = timeoutMs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try DeleteRecordsTopic(from: &reader, version: version) }
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        if version == 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version == 2) { (value: DeleteRecordsTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeInteger(self.timeoutMs)
        if version == 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DeleteRecordsTopic` of `DeleteRecordsRequest`.
    public struct DeleteRecordsTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [DeleteRecordsPartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [DeleteRecordsPartition] = [],
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
            self.name = try reader.readString(flexible: version == 2)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try DeleteRecordsPartition(from: &reader, version: version) }
            if version == 2 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: version == 2)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version == 2) { (value: DeleteRecordsPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `DeleteRecordsPartition` of `DeleteRecordsRequest`.
    public struct DeleteRecordsPartition: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `Offset`, versions 0+.
        public var offset: Int64
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            offset: Int64 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.offset = offset
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.offset"
            self.offset = try reader.readInt64()
            if version == 2 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.offset)
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DeleteRecordsResponse`, versions 0-2.
public struct DeleteRecordsResponse: KafkaResponse {
    /// API key 21.
    public static let apiKey = APIKey.deleteRecords
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DeleteRecordsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Topics`, versions 0+.
    public var topics: [DeleteRecordsTopicResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        topics: [DeleteRecordsTopicResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try DeleteRecordsTopicResult(from: &reader, version: version) }
        if version == 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version == 2) { (value: DeleteRecordsTopicResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DeleteRecordsTopicResult` of `DeleteRecordsResponse`.
    public struct DeleteRecordsTopicResult: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [DeleteRecordsPartitionResult]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [DeleteRecordsPartitionResult] = [],
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
            self.name = try reader.readString(flexible: version == 2)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try DeleteRecordsPartitionResult(from: &reader, version: version) }
            if version == 2 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: version == 2)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version == 2) { (value: DeleteRecordsPartitionResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `DeleteRecordsPartitionResult` of `DeleteRecordsResponse`.
    public struct DeleteRecordsPartitionResult: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `LowWatermark`, versions 0+.
        public var lowWatermark: Int64
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            lowWatermark: Int64 = 0,
            errorCode: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.lowWatermark = lowWatermark
            self.errorCode = errorCode
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.lowWatermark"
            self.lowWatermark = try reader.readInt64()
            reader.field = "topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            if version == 2 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.lowWatermark)
            writer.writeInteger(self.errorCode)
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
