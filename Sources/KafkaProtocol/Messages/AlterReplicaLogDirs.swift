// Generated from ProtocolSpecs/AlterReplicaLogDirs.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AlterReplicaLogDirsRequest`, versions 0-2.
public struct AlterReplicaLogDirsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AlterReplicaLogDirsResponse
    /// API key 34.
    public static var apiKey: APIKey { .alterReplicaLogDirs }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterReplicaLogDirsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.dirs, b.dirs) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.dirs = reader.structs("dirs", flexible: isFlexible, version: version)
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
        writer.structs(self.dirs, "dirs", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `AlterReplicaLogDir` of `AlterReplicaLogDirsRequest`.
    public struct AlterReplicaLogDir: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.path != b.path { return false }
            if !areEqual(a.topics, b.topics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.path = reader.string("dirs.path", flexible: isFlexible)
            self.topics = reader.structs("dirs.topics", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("dirs.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.string(self.path, "dirs.path", flexible: isFlexible)
            writer.structs(self.topics, "dirs.topics", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `AlterReplicaLogDirTopic` of `AlterReplicaLogDirsRequest`.
    public struct AlterReplicaLogDirTopic: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.name = reader.string("dirs.topics.name", flexible: isFlexible)
            self.partitions = reader.integers("dirs.topics.partitions", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("dirs.topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.string(self.name, "dirs.topics.name", flexible: isFlexible)
            writer.integers(self.partitions, "dirs.topics.partitions", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `AlterReplicaLogDirsResponse`, versions 0-2.
public struct AlterReplicaLogDirsResponse: KafkaResponse {
    /// API key 34.
    public static var apiKey: APIKey { .alterReplicaLogDirs }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterReplicaLogDirsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.results, b.results) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
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
        let isFlexible = version == 2
        writer.int32(self.throttleTimeMs)
        writer.structs(self.results, "results", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `AlterReplicaLogDirTopicResult` of `AlterReplicaLogDirsResponse`.
    public struct AlterReplicaLogDirTopicResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topicName != b.topicName { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.topicName = reader.string("results.topicName", flexible: isFlexible)
            self.partitions = reader.structs("results.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.string(self.topicName, "results.topicName", flexible: isFlexible)
            writer.structs(self.partitions, "results.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `AlterReplicaLogDirPartitionResult` of `AlterReplicaLogDirsResponse`.
    public struct AlterReplicaLogDirPartitionResult: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 2
            self.partitionIndex = reader.int32("results.partitions.partitionIndex")
            self.errorCode = reader.int16("results.partitions.errorCode")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 2
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
