// Generated from ProtocolSpecs/AlterReplicaLogDirs.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AlterReplicaLogDirsRequest`, versions 0-2.
public struct AlterReplicaLogDirsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AlterReplicaLogDirsResponse
    /// API key 34.
    public static let apiKey = APIKey.alterReplicaLogDirs
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AlterReplicaLogDirsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `Dirs`, versions 0+.
    public var dirs: [AlterReplicaLogDir]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        dirs: [AlterReplicaLogDir] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.dirs = dirs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "dirs"
        self.dirs = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try AlterReplicaLogDir(from: &reader, version: version) }
        if version == 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "dirs"
        try writer.writeArray(self.dirs, flexible: version == 2) { (value: AlterReplicaLogDir, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `AlterReplicaLogDir` of `AlterReplicaLogDirsRequest`.
    public struct AlterReplicaLogDir: Equatable, Sendable {
        /// `Path`, versions 0+.
        public var path: String
        /// `Topics`, versions 0+.
        public var topics: [AlterReplicaLogDirTopic]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            path: String = "",
            topics: [AlterReplicaLogDirTopic] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.path = path
            self.topics = topics
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "dirs.path"
            self.path = try reader.readString(flexible: version == 2)
            reader.field = "dirs.topics"
            self.topics = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try AlterReplicaLogDirTopic(from: &reader, version: version) }
            if version == 2 {
                reader.field = "dirs.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "dirs.path"
            try writer.writeString(self.path, flexible: version == 2)
            writer.field = "dirs.topics"
            try writer.writeArray(self.topics, flexible: version == 2) { (value: AlterReplicaLogDirTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `AlterReplicaLogDirTopic` of `AlterReplicaLogDirsRequest`.
    public struct AlterReplicaLogDirTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "dirs.topics.name"
            self.name = try reader.readString(flexible: version == 2)
            reader.field = "dirs.topics.partitions"
            self.partitions = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version == 2 {
                reader.field = "dirs.topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "dirs.topics.name"
            try writer.writeString(self.name, flexible: version == 2)
            writer.field = "dirs.topics.partitions"
            try writer.writeArray(self.partitions, flexible: version == 2) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `AlterReplicaLogDirsResponse`, versions 0-2.
public struct AlterReplicaLogDirsResponse: KafkaResponse {
    /// API key 34.
    public static let apiKey = APIKey.alterReplicaLogDirs
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AlterReplicaLogDirsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Results`, versions 0+.
    public var results: [AlterReplicaLogDirTopicResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        results: [AlterReplicaLogDirTopicResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.results = results
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "results"
        self.results = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try AlterReplicaLogDirTopicResult(from: &reader, version: version) }
        if version == 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "results"
        try writer.writeArray(self.results, flexible: version == 2) { (value: AlterReplicaLogDirTopicResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `AlterReplicaLogDirTopicResult` of `AlterReplicaLogDirsResponse`.
    public struct AlterReplicaLogDirTopicResult: Equatable, Sendable {
        /// `TopicName`, versions 0+.
        public var topicName: String
        /// `Partitions`, versions 0+.
        public var partitions: [AlterReplicaLogDirPartitionResult]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topicName: String = "",
            partitions: [AlterReplicaLogDirPartitionResult] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topicName = topicName
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.topicName"
            self.topicName = try reader.readString(flexible: version == 2)
            reader.field = "results.partitions"
            self.partitions = try reader.readArray(flexible: version == 2) { (reader: inout WireReader) throws(WireError) in try AlterReplicaLogDirPartitionResult(from: &reader, version: version) }
            if version == 2 {
                reader.field = "results.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "results.topicName"
            try writer.writeString(self.topicName, flexible: version == 2)
            writer.field = "results.partitions"
            try writer.writeArray(self.partitions, flexible: version == 2) { (value: AlterReplicaLogDirPartitionResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `AlterReplicaLogDirPartitionResult` of `AlterReplicaLogDirsResponse`.
    public struct AlterReplicaLogDirPartitionResult: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "results.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            if version == 2 {
                reader.field = "results.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.errorCode)
            if version == 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
