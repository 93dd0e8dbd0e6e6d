// Generated from ProtocolSpecs/CreatePartitions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `CreatePartitionsRequest`, versions 0-3.
public struct CreatePartitionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = CreatePartitionsResponse
    /// API key 37.
    public static let apiKey = APIKey.createPartitions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "CreatePartitionsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `Topics`, versions 0+.
    public var topics: [CreatePartitionsTopic]
    /// `TimeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// `ValidateOnly`, versions 0+.
    public var validateOnly: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        topics: [CreatePartitionsTopic] = [],
        timeoutMs: Int32 = 0,
        validateOnly: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.topics = topics
        self.timeoutMs = timeoutMs
        self.validateOnly = validateOnly
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try CreatePartitionsTopic(from: &reader, version: version) }
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        reader.field = "validateOnly"
        self.validateOnly = try reader.readBool()
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 2) { (value: CreatePartitionsTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeInteger(self.timeoutMs)
        writer.writeBool(self.validateOnly)
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `CreatePartitionsTopic` of `CreatePartitionsRequest`.
    public struct CreatePartitionsTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Count`, versions 0+.
        public var count: Int32
        /// `Assignments`, versions 0+. Null allowed from version 0.
        public var assignments: [CreatePartitionsAssignment]?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            count: Int32 = 0,
            assignments: [CreatePartitionsAssignment]? = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.count = count
            self.assignments = assignments
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.name"
            self.name = try reader.readString(flexible: version >= 2)
            reader.field = "topics.count"
            self.count = try reader.readInt32()
            reader.field = "topics.assignments"
            self.assignments = try reader.readNullableArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try CreatePartitionsAssignment(from: &reader, version: version) }
            if version >= 2 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.name"
            try writer.writeString(self.name, flexible: version >= 2)
            writer.writeInteger(self.count)
            writer.field = "topics.assignments"
            try writer.writeNullableArray(self.assignments, flexible: version >= 2) { (value: CreatePartitionsAssignment, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `CreatePartitionsAssignment` of `CreatePartitionsRequest`.
    public struct CreatePartitionsAssignment: Equatable, Sendable {
        /// `BrokerIds`, versions 0+.
        public var brokerIDs: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            brokerIDs: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.brokerIDs = brokerIDs
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.assignments.brokerIDs"
            self.brokerIDs = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version >= 2 {
                reader.field = "topics.assignments.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topics.assignments.brokerIDs"
            try writer.writeArray(self.brokerIDs, flexible: version >= 2) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `CreatePartitionsResponse`, versions 0-3.
public struct CreatePartitionsResponse: KafkaResponse {
    /// API key 37.
    public static let apiKey = APIKey.createPartitions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "CreatePartitionsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Results`, versions 0+.
    public var results: [CreatePartitionsTopicResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        results: [CreatePartitionsTopicResult] = [],
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
        self.results = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try CreatePartitionsTopicResult(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "results"
        try writer.writeArray(self.results, flexible: version >= 2) { (value: CreatePartitionsTopicResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `CreatePartitionsTopicResult` of `CreatePartitionsResponse`.
    public struct CreatePartitionsTopicResult: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.name"
            self.name = try reader.readString(flexible: version >= 2)
            reader.field = "results.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "results.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: version >= 2)
            if version >= 2 {
                reader.field = "results.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "results.name"
            try writer.writeString(self.name, flexible: version >= 2)
            writer.writeInteger(self.errorCode)
            writer.field = "results.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: version >= 2)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
