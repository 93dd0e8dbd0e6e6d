// Generated from ProtocolSpecs/DeleteRecords.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DeleteRecordsRequest`, versions 0-2.
public struct DeleteRecordsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DeleteRecordsResponse
    /// API key 21.
    public static var apiKey: APIKey { .deleteRecords }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DeleteRecordsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.timeoutMs != b.timeoutMs { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.topics = reader.structs("topics", flexible: isFlexible, version: version)
        self.timeoutMs = reader.int32("timeoutMs")
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
        let isFlexible = version == 2
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        writer.int32(self.timeoutMs)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `DeleteRecordsTopic` of `DeleteRecordsRequest`.
    public struct DeleteRecordsTopic: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.name = reader.string("topics.name", flexible: isFlexible)
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.string(self.name, "topics.name", flexible: isFlexible)
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `DeleteRecordsPartition` of `DeleteRecordsRequest`.
    public struct DeleteRecordsPartition: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.offset = reader.int64("topics.partitions.offset")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.int32(self.partitionIndex)
            writer.int64(self.offset)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DeleteRecordsResponse`, versions 0-2.
public struct DeleteRecordsResponse: KafkaResponse {
    /// API key 21.
    public static var apiKey: APIKey { .deleteRecords }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DeleteRecordsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.topics = reader.structs("topics", flexible: isFlexible, version: version)
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
        let isFlexible = version == 2
        writer.int32(self.throttleTimeMs)
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `DeleteRecordsTopicResult` of `DeleteRecordsResponse`.
    public struct DeleteRecordsTopicResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.name = reader.string("topics.name", flexible: isFlexible)
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.string(self.name, "topics.name", flexible: isFlexible)
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `DeleteRecordsPartitionResult` of `DeleteRecordsResponse`.
    public struct DeleteRecordsPartitionResult: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.lowWatermark = reader.int64("topics.partitions.lowWatermark")
            self.errorCode = reader.int16("topics.partitions.errorCode")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.int32(self.partitionIndex)
            writer.int64(self.lowWatermark)
            writer.int16(self.errorCode)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
