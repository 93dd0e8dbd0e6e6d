// Generated from ProtocolSpecs/DescribeLogDirs.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeLogDirsRequest`, versions 0-5.
public struct DescribeLogDirsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeLogDirsResponse
    /// API key 35.
    public static let apiKey = APIKey.describeLogDirs
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeLogDirsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...5
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `Topics`, versions 0+. Null allowed from version 0.
    public var topics: [DescribableLogDirTopic]?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [DescribableLogDirTopic]? = [],
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
        self.topics = try reader.readNullableArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DescribableLogDirTopic(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "topics"
        try writer.writeNullableArray(self.topics, flexible: version >= 2) { (value: DescribableLogDirTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribableLogDirTopic` of `DescribeLogDirsRequest`.
    public struct DescribableLogDirTopic: Equatable, Sendable {
        /// `Topic`, versions 0+.
        public var topic: String
        /// `Partitions`, versions 0+.
        public var partitions: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topic: String = "",
            partitions: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topic = topic
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.topic"
            self.topic = try reader.readString(flexible: version >= 2)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version >= 2 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.topic"
            try writer.writeString(self.topic, flexible: version >= 2)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 2) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DescribeLogDirsResponse`, versions 0-5.
public struct DescribeLogDirsResponse: KafkaResponse {
    /// API key 35.
    public static let apiKey = APIKey.describeLogDirs
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeLogDirsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...5
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 3+. Dropped silently by versions without it.
    public var errorCode: Int16
    /// `Results`, versions 0+.
    public var results: [DescribeLogDirsResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        results: [DescribeLogDirsResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.results = results
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        if version >= 3 {
            reader.field = "errorCode"
            self.errorCode = try reader.readInt16()
        }
        reader.field = "results"
        self.results = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DescribeLogDirsResult(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        if version >= 3 {
            writer.writeInteger(self.errorCode)
        }
        writer.field = "results"
        try writer.writeArray(self.results, flexible: version >= 2) { (value: DescribeLogDirsResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribeLogDirsResult` of `DescribeLogDirsResponse`.
    public struct DescribeLogDirsResult: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `LogDir`, versions 0+.
        public var logDir: String
        /// `Topics`, versions 0+.
        public var topics: [DescribeLogDirsTopic]
        /// `TotalBytes`, versions 4+. Dropped silently by versions without it.
        public var totalBytes: Int64
        /// `UsableBytes`, versions 4+. Dropped silently by versions without it.
        public var usableBytes: Int64
        /// `IsCordoned`, versions 5+. Dropped silently by versions without it.
        public var isCordoned: Bool
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            logDir: String = "",
            topics: [DescribeLogDirsTopic] = [],
            totalBytes: Int64 = -1,
            usableBytes: Int64 = -1,
            isCordoned: Bool = false,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.logDir = logDir
            self.topics = topics
            self.totalBytes = totalBytes
            self.usableBytes = usableBytes
            self.isCordoned = isCordoned
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "results.logDir"
            self.logDir = try reader.readString(flexible: version >= 2)
            reader.field = "results.topics"
            self.topics = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DescribeLogDirsTopic(from: &reader, version: version) }
            if version >= 4 {
                reader.field = "results.totalBytes"
                self.totalBytes = try reader.readInt64()
            }
            if version >= 4 {
                reader.field = "results.usableBytes"
                self.usableBytes = try reader.readInt64()
            }
            if version == 5 {
                reader.field = "results.isCordoned"
                self.isCordoned = try reader.readBool()
            }
            if version >= 2 {
                reader.field = "results.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "results.logDir"
            try writer.writeString(self.logDir, flexible: version >= 2)
            writer.field = "results.topics"
            try writer.writeArray(self.topics, flexible: version >= 2) { (value: DescribeLogDirsTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 4 {
                writer.writeInteger(self.totalBytes)
            }
            if version >= 4 {
                writer.writeInteger(self.usableBytes)
            }
            if version == 5 {
                writer.writeBool(self.isCordoned)
            }
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `DescribeLogDirsTopic` of `DescribeLogDirsResponse`.
    public struct DescribeLogDirsTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [DescribeLogDirsPartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [DescribeLogDirsPartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.topics.name"
            self.name = try reader.readString(flexible: version >= 2)
            reader.field = "results.topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DescribeLogDirsPartition(from: &reader, version: version) }
            if version >= 2 {
                reader.field = "results.topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "results.topics.name"
            try writer.writeString(self.name, flexible: version >= 2)
            writer.field = "results.topics.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 2) { (value: DescribeLogDirsPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `DescribeLogDirsPartition` of `DescribeLogDirsResponse`.
    public struct DescribeLogDirsPartition: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `PartitionSize`, versions 0+.
        public var partitionSize: Int64
        /// `OffsetLag`, versions 0+.
        public var offsetLag: Int64
        /// `IsFutureKey`, versions 0+.
        public var isFutureKey: Bool
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            partitionSize: Int64 = 0,
            offsetLag: Int64 = 0,
            isFutureKey: Bool = false,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.partitionSize = partitionSize
            self.offsetLag = offsetLag
            self.isFutureKey = isFutureKey
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "results.topics.partitions.partitionSize"
            self.partitionSize = try reader.readInt64()
            reader.field = "results.topics.partitions.offsetLag"
            self.offsetLag = try reader.readInt64()
            reader.field = "results.topics.partitions.isFutureKey"
            self.isFutureKey = try reader.readBool()
            if version >= 2 {
                reader.field = "results.topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.partitionSize)
            writer.writeInteger(self.offsetLag)
            writer.writeBool(self.isFutureKey)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
