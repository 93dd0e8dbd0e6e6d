// Generated from ProtocolSpecs/DescribeLogDirs.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeLogDirsRequest`, versions 0-5.
public struct DescribeLogDirsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeLogDirsResponse
    /// API key 35.
    public static var apiKey: APIKey { .describeLogDirs }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeLogDirsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.topics, b.topics) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.topics = reader.nullableStructs("topics", flexible: isFlexible, version: version)
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
        let isFlexible = version >= 2
        writer.nullableStructs(self.topics, "topics", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `DescribableLogDirTopic` of `DescribeLogDirsRequest`.
    public struct DescribableLogDirTopic: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.topic = reader.string("topics.topic", flexible: isFlexible)
            self.partitions = reader.integers("topics.partitions", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.string(self.topic, "topics.topic", flexible: isFlexible)
            writer.integers(self.partitions, "topics.partitions", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DescribeLogDirsResponse`, versions 0-5.
public struct DescribeLogDirsResponse: KafkaResponse {
    /// API key 35.
    public static var apiKey: APIKey { .describeLogDirs }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeLogDirsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if !areEqual(a.results, b.results) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        if version >= 3 {
            self.errorCode = reader.int16("errorCode")
        } else {
            self.errorCode = 0
        }
        self.results = reader.structs("results", flexible: isFlexible, version: version)
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
        let isFlexible = version >= 2
        writer.int32(self.throttleTimeMs)
        if version >= 3 {
            writer.int16(self.errorCode)
        }
        writer.structs(self.results, "results", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `DescribeLogDirsResult` of `DescribeLogDirsResponse`.
    public struct DescribeLogDirsResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.errorCode != b.errorCode { return false }
            if a.logDir != b.logDir { return false }
            if a.totalBytes != b.totalBytes { return false }
            if a.usableBytes != b.usableBytes { return false }
            if a.isCordoned != b.isCordoned { return false }
            if !areEqual(a.topics, b.topics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.errorCode = reader.int16("results.errorCode")
            self.logDir = reader.string("results.logDir", flexible: isFlexible)
            self.topics = reader.structs("results.topics", flexible: isFlexible, version: version)
            if version >= 4 {
                self.totalBytes = reader.int64("results.totalBytes")
                self.usableBytes = reader.int64("results.usableBytes")
            } else {
                self.totalBytes = -1
                self.usableBytes = -1
            }
            if version == 5 {
                self.isCordoned = reader.bool("results.isCordoned")
            } else {
                self.isCordoned = false
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.int16(self.errorCode)
            writer.string(self.logDir, "results.logDir", flexible: isFlexible)
            writer.structs(self.topics, "results.topics", flexible: isFlexible, version: version)
            if version >= 4 {
                writer.int64(self.totalBytes)
                writer.int64(self.usableBytes)
            }
            if version == 5 {
                writer.bool(self.isCordoned)
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `DescribeLogDirsTopic` of `DescribeLogDirsResponse`.
    public struct DescribeLogDirsTopic: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.name = reader.string("results.topics.name", flexible: isFlexible)
            self.partitions = reader.structs("results.topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.string(self.name, "results.topics.name", flexible: isFlexible)
            writer.structs(self.partitions, "results.topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `DescribeLogDirsPartition` of `DescribeLogDirsResponse`.
    public struct DescribeLogDirsPartition: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.partitionIndex = reader.int32("results.topics.partitions.partitionIndex")
            self.partitionSize = reader.int64("results.topics.partitions.partitionSize")
            self.offsetLag = reader.int64("results.topics.partitions.offsetLag")
            self.isFutureKey = reader.bool("results.topics.partitions.isFutureKey")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.int32(self.partitionIndex)
            writer.int64(self.partitionSize)
            writer.int64(self.offsetLag)
            writer.bool(self.isFutureKey)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
