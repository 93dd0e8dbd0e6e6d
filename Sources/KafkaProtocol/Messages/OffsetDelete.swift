// Generated from ProtocolSpecs/OffsetDelete.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `OffsetDeleteRequest`, version 0.
public struct OffsetDeleteRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = OffsetDeleteResponse
    /// API key 47.
    public static let apiKey = APIKey.offsetDelete
    /// Kafka's name of the message.
    public static let messageName: StaticString = "OffsetDeleteRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = nil
    /// `GroupId`, versions 0+.
    public var groupID: String
    /// `Topics`, versions 0+.
    public var topics: [OffsetDeleteRequestTopic]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        topics: [OffsetDeleteRequestTopic] = []
    ) {
        self.groupID = groupID
        self.topics = topics
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupID"
        self.groupID = try reader.readString(flexible: false)
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try OffsetDeleteRequestTopic(from: &reader, version: version) }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupID"
        try writer.writeString(self.groupID, flexible: false)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: false) { (value: OffsetDeleteRequestTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
    }

    /// A `OffsetDeleteRequestTopic` of `OffsetDeleteRequest`.
    public struct OffsetDeleteRequestTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [OffsetDeleteRequestPartition]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [OffsetDeleteRequestPartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: false)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try OffsetDeleteRequestPartition(from: &reader, version: version) }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: false)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: false) { (value: OffsetDeleteRequestPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        }
    }

    /// A `OffsetDeleteRequestPartition` of `OffsetDeleteRequest`.
    public struct OffsetDeleteRequestPartition: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0
        ) {
            self.partitionIndex = partitionIndex
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
        }
    }
}

/// Kafka's `OffsetDeleteResponse`, version 0.
public struct OffsetDeleteResponse: KafkaResponse {
    /// API key 47.
    public static let apiKey = APIKey.offsetDelete
    /// Kafka's name of the message.
    public static let messageName: StaticString = "OffsetDeleteResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = nil
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ThrottleTimeMs`, versions 0+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// `Topics`, versions 0+.
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try OffsetDeleteResponseTopic(from: &reader, version: version) }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.errorCode)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: false) { (value: OffsetDeleteResponseTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
    }

    /// A `OffsetDeleteResponseTopic` of `OffsetDeleteResponse`.
    public struct OffsetDeleteResponseTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [OffsetDeleteResponsePartition]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [OffsetDeleteResponsePartition] = []
        ) {
            self.name = name
            self.partitions = partitions
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: false)
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try OffsetDeleteResponsePartition(from: &reader, version: version) }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: false)
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: false) { (value: OffsetDeleteResponsePartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        }
    }

    /// A `OffsetDeleteResponsePartition` of `OffsetDeleteResponse`.
    public struct OffsetDeleteResponsePartition: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.errorCode)
        }
    }
}
