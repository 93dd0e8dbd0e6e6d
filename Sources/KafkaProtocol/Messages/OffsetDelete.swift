// Generated from ProtocolSpecs/OffsetDelete.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Deletes committed offsets of a group for single partitions (KIP-496). It goes to the group's coordinator and needs
/// the right to delete the group.
///
/// Kafka's `OffsetDeleteRequest`, version 0.
public struct OffsetDeleteRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = OffsetDeleteResponse
    /// API key 47.
    public static var apiKey: APIKey { .offsetDelete }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "OffsetDeleteRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { nil }
    /// Group whose offsets to delete.
    ///
    /// Kafka's `GroupId`, versions 0+.
    public var groupID: String
    /// Topics whose offsets to delete, each with its partitions.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [OffsetDeleteRequestTopic]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        topics: [OffsetDeleteRequestTopic] = []
    ) {
        self.groupID = groupID
        self.topics = topics
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.groupID != b.groupID { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return true
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.groupID = reader.string("groupID", flexible: false)
        self.topics = reader.structs("topics", flexible: false, version: version)
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.string(self.groupID, "groupID", flexible: false)
        writer.structs(self.topics, "topics", flexible: false, version: version)
        try writer.check()
    }

    /// Element of `topics`: Topics whose offsets to delete, each with its partitions.
    ///
    /// Kafka's `OffsetDeleteRequestTopic` in `OffsetDeleteRequest`, versions 0+.
    public struct OffsetDeleteRequestTopic: Equatable, Sendable, WireStructure {
        /// Name of the topic; this API has no topic ids.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Partitions of the topic whose offsets to delete.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [OffsetDeleteRequestPartition]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [OffsetDeleteRequestPartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return true
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("topics.name", flexible: false)
            self.partitions = reader.structs("topics.partitions", flexible: false, version: version)
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "topics.name", flexible: false)
            writer.structs(self.partitions, "topics.partitions", flexible: false, version: version)
        }
    }

    /// Element of `topics.partitions`: Partitions of the topic whose offsets to delete.
    ///
    /// Kafka's `OffsetDeleteRequestPartition` in `OffsetDeleteRequest`, versions 0+.
    public struct OffsetDeleteRequestPartition: Equatable, Sendable, WireStructure {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0
        ) {
            self.partitionIndex = partitionIndex
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
        }
    }
}

/// Result of an `OffsetDeleteRequest`.
///
/// Kafka's `OffsetDeleteResponse`, version 0.
public struct OffsetDeleteResponse: KafkaResponse {
    /// API key 47.
    public static var apiKey: APIKey { .offsetDelete }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "OffsetDeleteResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { nil }
    /// Error of the group or its coordinator; 0 if there is none, then look at the partitions. GROUP_ID_NOT_FOUND if
    /// the group does not exist, NON_EMPTY_GROUP if it has members and its protocol type is not `consumer`; after
    /// NOT_COORDINATOR look up the coordinator again.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Time for which the client must send nothing more on this connection because it exceeded a quota, in
    /// milliseconds; 0 if it did not.
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Topics of the request, each with the result of its partitions; empty after an error of the group.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [OffsetDeleteResponseTopic]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        errorCode: Int16 = 0,
        throttleTimeMs: Int32 = 0,
        topics: [OffsetDeleteResponseTopic] = []
    ) {
        self.errorCode = errorCode
        self.throttleTimeMs = throttleTimeMs
        self.topics = topics
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.errorCode != b.errorCode { return false }
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.topics, b.topics) { return false }
        return true
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.errorCode = reader.int16("errorCode")
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.topics = reader.structs("topics", flexible: false, version: version)
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int16(self.errorCode)
        writer.int32(self.throttleTimeMs)
        writer.structs(self.topics, "topics", flexible: false, version: version)
        try writer.check()
    }

    /// Element of `topics`: Topics of the request, each with the result of its partitions; empty after an error of the
    /// group.
    ///
    /// Kafka's `OffsetDeleteResponseTopic` in `OffsetDeleteResponse`, versions 0+.
    public struct OffsetDeleteResponseTopic: Equatable, Sendable, WireStructure {
        /// Name of the topic.
        ///
        /// Kafka's `Name`, versions 0+.
        public var name: String
        /// Result of each partition of the topic.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [OffsetDeleteResponsePartition]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [OffsetDeleteResponsePartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return true
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("topics.name", flexible: false)
            self.partitions = reader.structs("topics.partitions", flexible: false, version: version)
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "topics.name", flexible: false)
            writer.structs(self.partitions, "topics.partitions", flexible: false, version: version)
        }
    }

    /// Element of `topics.partitions`: Result of each partition of the topic.
    ///
    /// Kafka's `OffsetDeleteResponsePartition` in `OffsetDeleteResponse`, versions 0+.
    public struct OffsetDeleteResponsePartition: Equatable, Sendable, WireStructure {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Error of the partition; 0 if its offset is deleted or if there was none. GROUP_SUBSCRIBED_TO_TOPIC if
        /// members of the group are still subscribed to the topic, UNKNOWN_TOPIC_OR_PARTITION if it does not exist.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.partitionIndex = reader.int32("topics.partitions.partitionIndex")
            self.errorCode = reader.int16("topics.partitions.errorCode")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
        }
    }
}
