// Generated from ProtocolSpecs/StreamsGroupDescribe.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `StreamsGroupDescribeRequest`, version 0.
public struct StreamsGroupDescribeRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = StreamsGroupDescribeResponse
    /// API key 89.
    public static let apiKey = APIKey.streamsGroupDescribe
    /// Kafka's name of the message.
    public static let messageName: StaticString = "StreamsGroupDescribeRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `GroupIds`, versions 0+.
    public var groupIDs: [String]
    /// `IncludeAuthorizedOperations`, versions 0+.
    public var includeAuthorizedOperations: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupIDs: [String] = [],
        includeAuthorizedOperations: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupIDs = groupIDs
        self.includeAuthorizedOperations = includeAuthorizedOperations
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupIDs"
        self.groupIDs = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        reader.field = "includeAuthorizedOperations"
        self.includeAuthorizedOperations = try reader.readBool()
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupIDs"
        try writer.writeArray(self.groupIDs, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        writer.writeBool(self.includeAuthorizedOperations)
        writer.writeTaggedFields(unknownTaggedFields)
    }
}

/// Kafka's `StreamsGroupDescribeResponse`, version 0.
public struct StreamsGroupDescribeResponse: KafkaResponse {
    /// API key 89.
    public static let apiKey = APIKey.streamsGroupDescribe
    /// Kafka's name of the message.
    public static let messageName: StaticString = "StreamsGroupDescribeResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Groups`, versions 0+.
    public var groups: [DescribedGroup]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        groups: [DescribedGroup] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.groups = groups
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "groups"
        self.groups = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribedGroup(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "groups"
        try writer.writeArray(self.groups, flexible: true) { (value: DescribedGroup, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `Endpoint` of `StreamsGroupDescribeResponse`.
    public struct Endpoint: Equatable, Sendable {
        /// `Host`, versions 0+.
        public var host: String
        /// `Port`, versions 0+.
        public var port: UInt16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            host: String = "",
            port: UInt16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.host = host
            self.port = port
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "Endpoint.host"
            self.host = try reader.readString(flexible: true)
            reader.field = "Endpoint.port"
            self.port = try reader.readUInt16()
            reader.field = "Endpoint.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "Endpoint.host"
            try writer.writeString(self.host, flexible: true)
            writer.writeInteger(self.port)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `TaskOffset` of `StreamsGroupDescribeResponse`.
    public struct TaskOffset: Equatable, Sendable {
        /// `SubtopologyId`, versions 0+.
        public var subtopologyID: String
        /// `Partition`, versions 0+.
        public var partition: Int32
        /// `Offset`, versions 0+.
        public var offset: Int64
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            subtopologyID: String = "",
            partition: Int32 = 0,
            offset: Int64 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.subtopologyID = subtopologyID
            self.partition = partition
            self.offset = offset
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "TaskOffset.subtopologyID"
            self.subtopologyID = try reader.readString(flexible: true)
            reader.field = "TaskOffset.partition"
            self.partition = try reader.readInt32()
            reader.field = "TaskOffset.offset"
            self.offset = try reader.readInt64()
            reader.field = "TaskOffset.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "TaskOffset.subtopologyID"
            try writer.writeString(self.subtopologyID, flexible: true)
            writer.writeInteger(self.partition)
            writer.writeInteger(self.offset)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `Assignment` of `StreamsGroupDescribeResponse`.
    public struct Assignment: Equatable, Sendable {
        /// `ActiveTasks`, versions 0+.
        public var activeTasks: [TaskIDs]
        /// `StandbyTasks`, versions 0+.
        public var standbyTasks: [TaskIDs]
        /// `WarmupTasks`, versions 0+.
        public var warmupTasks: [TaskIDs]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            activeTasks: [TaskIDs] = [],
            standbyTasks: [TaskIDs] = [],
            warmupTasks: [TaskIDs] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.activeTasks = activeTasks
            self.standbyTasks = standbyTasks
            self.warmupTasks = warmupTasks
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "Assignment.activeTasks"
            self.activeTasks = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskIDs(from: &reader, version: version) }
            reader.field = "Assignment.standbyTasks"
            self.standbyTasks = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskIDs(from: &reader, version: version) }
            reader.field = "Assignment.warmupTasks"
            self.warmupTasks = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskIDs(from: &reader, version: version) }
            reader.field = "Assignment.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "Assignment.activeTasks"
            try writer.writeArray(self.activeTasks, flexible: true) { (value: TaskIDs, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "Assignment.standbyTasks"
            try writer.writeArray(self.standbyTasks, flexible: true) { (value: TaskIDs, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "Assignment.warmupTasks"
            try writer.writeArray(self.warmupTasks, flexible: true) { (value: TaskIDs, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `TaskIds` of `StreamsGroupDescribeResponse`.
    public struct TaskIDs: Equatable, Sendable {
        /// `SubtopologyId`, versions 0+.
        public var subtopologyID: String
        /// `Partitions`, versions 0+.
        public var partitions: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            subtopologyID: String = "",
            partitions: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.subtopologyID = subtopologyID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "TaskIds.subtopologyID"
            self.subtopologyID = try reader.readString(flexible: true)
            reader.field = "TaskIds.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "TaskIds.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "TaskIds.subtopologyID"
            try writer.writeString(self.subtopologyID, flexible: true)
            writer.field = "TaskIds.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `KeyValue` of `StreamsGroupDescribeResponse`.
    public struct KeyValue: Equatable, Sendable {
        /// `Key`, versions 0+.
        public var key: String
        /// `Value`, versions 0+.
        public var value: String
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            key: String = "",
            value: String = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.key = key
            self.value = value
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "KeyValue.key"
            self.key = try reader.readString(flexible: true)
            reader.field = "KeyValue.value"
            self.value = try reader.readString(flexible: true)
            reader.field = "KeyValue.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "KeyValue.key"
            try writer.writeString(self.key, flexible: true)
            writer.field = "KeyValue.value"
            try writer.writeString(self.value, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `TopicInfo` of `StreamsGroupDescribeResponse`.
    public struct TopicInfo: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: Int32
        /// `ReplicationFactor`, versions 0+.
        public var replicationFactor: Int16
        /// `TopicConfigs`, versions 0+.
        public var topicConfigs: [KeyValue]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: Int32 = 0,
            replicationFactor: Int16 = 0,
            topicConfigs: [KeyValue] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitions = partitions
            self.replicationFactor = replicationFactor
            self.topicConfigs = topicConfigs
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "TopicInfo.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "TopicInfo.partitions"
            self.partitions = try reader.readInt32()
            reader.field = "TopicInfo.replicationFactor"
            self.replicationFactor = try reader.readInt16()
            reader.field = "TopicInfo.topicConfigs"
            self.topicConfigs = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try KeyValue(from: &reader, version: version) }
            reader.field = "TopicInfo.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "TopicInfo.name"
            try writer.writeString(self.name, flexible: true)
            writer.writeInteger(self.partitions)
            writer.writeInteger(self.replicationFactor)
            writer.field = "TopicInfo.topicConfigs"
            try writer.writeArray(self.topicConfigs, flexible: true) { (value: KeyValue, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribedGroup` of `StreamsGroupDescribeResponse`.
    public struct DescribedGroup: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// `GroupId`, versions 0+.
        public var groupID: String
        /// `GroupState`, versions 0+.
        public var groupState: String
        /// `GroupEpoch`, versions 0+.
        public var groupEpoch: Int32
        /// `AssignmentEpoch`, versions 0+.
        public var assignmentEpoch: Int32
        /// `Topology`, versions 0+. Null allowed from version 0.
        public var topology: Topology?
        /// `Members`, versions 0+.
        public var members: [Member]
        /// `AuthorizedOperations`, versions 0+.
        public var authorizedOperations: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            errorMessage: String? = nil,
            groupID: String = "",
            groupState: String = "",
            groupEpoch: Int32 = 0,
            assignmentEpoch: Int32 = 0,
            topology: Topology? = nil,
            members: [Member] = [],
            authorizedOperations: Int32 = -2147483648,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.groupID = groupID
            self.groupState = groupState
            self.groupEpoch = groupEpoch
            self.assignmentEpoch = assignmentEpoch
            self.topology = topology
            self.members = members
            self.authorizedOperations = authorizedOperations
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "groups.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
            reader.field = "groups.groupID"
            self.groupID = try reader.readString(flexible: true)
            reader.field = "groups.groupState"
            self.groupState = try reader.readString(flexible: true)
            reader.field = "groups.groupEpoch"
            self.groupEpoch = try reader.readInt32()
            reader.field = "groups.assignmentEpoch"
            self.assignmentEpoch = try reader.readInt32()
            reader.field = "groups.topology"
            self.topology = try reader.readNullableStruct { (reader: inout WireReader) throws(WireError) in try Topology(from: &reader, version: version) }
            reader.field = "groups.members"
            self.members = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Member(from: &reader, version: version) }
            reader.field = "groups.authorizedOperations"
            self.authorizedOperations = try reader.readInt32()
            reader.field = "groups.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "groups.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
            writer.field = "groups.groupID"
            try writer.writeString(self.groupID, flexible: true)
            writer.field = "groups.groupState"
            try writer.writeString(self.groupState, flexible: true)
            writer.writeInteger(self.groupEpoch)
            writer.writeInteger(self.assignmentEpoch)
            writer.field = "groups.topology"
            try writer.writeNullableStruct(self.topology) { (value: Topology, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "groups.members"
            try writer.writeArray(self.members, flexible: true) { (value: Member, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeInteger(self.authorizedOperations)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `Topology` of `StreamsGroupDescribeResponse`.
    public struct Topology: Equatable, Sendable {
        /// `Epoch`, versions 0+.
        public var epoch: Int32
        /// `Subtopologies`, versions 0+. Null allowed from version 0.
        public var subtopologies: [Subtopology]?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            epoch: Int32 = 0,
            subtopologies: [Subtopology]? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.epoch = epoch
            self.subtopologies = subtopologies
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.topology.epoch"
            self.epoch = try reader.readInt32()
            reader.field = "groups.topology.subtopologies"
            self.subtopologies = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Subtopology(from: &reader, version: version) }
            reader.field = "groups.topology.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.epoch)
            writer.field = "groups.topology.subtopologies"
            try writer.writeNullableArray(self.subtopologies, flexible: true) { (value: Subtopology, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `Subtopology` of `StreamsGroupDescribeResponse`.
    public struct Subtopology: Equatable, Sendable {
        /// `SubtopologyId`, versions 0+.
        public var subtopologyID: String
        /// `SourceTopics`, versions 0+.
        public var sourceTopics: [String]
        /// `RepartitionSinkTopics`, versions 0+.
        public var repartitionSinkTopics: [String]
        /// `StateChangelogTopics`, versions 0+.
        public var stateChangelogTopics: [TopicInfo]
        /// `RepartitionSourceTopics`, versions 0+.
        public var repartitionSourceTopics: [TopicInfo]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            subtopologyID: String = "",
            sourceTopics: [String] = [],
            repartitionSinkTopics: [String] = [],
            stateChangelogTopics: [TopicInfo] = [],
            repartitionSourceTopics: [TopicInfo] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.subtopologyID = subtopologyID
            self.sourceTopics = sourceTopics
            self.repartitionSinkTopics = repartitionSinkTopics
            self.stateChangelogTopics = stateChangelogTopics
            self.repartitionSourceTopics = repartitionSourceTopics
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.topology.subtopologies.subtopologyID"
            self.subtopologyID = try reader.readString(flexible: true)
            reader.field = "groups.topology.subtopologies.sourceTopics"
            self.sourceTopics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
            reader.field = "groups.topology.subtopologies.repartitionSinkTopics"
            self.repartitionSinkTopics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
            reader.field = "groups.topology.subtopologies.stateChangelogTopics"
            self.stateChangelogTopics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicInfo(from: &reader, version: version) }
            reader.field = "groups.topology.subtopologies.repartitionSourceTopics"
            self.repartitionSourceTopics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicInfo(from: &reader, version: version) }
            reader.field = "groups.topology.subtopologies.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.topology.subtopologies.subtopologyID"
            try writer.writeString(self.subtopologyID, flexible: true)
            writer.field = "groups.topology.subtopologies.sourceTopics"
            try writer.writeArray(self.sourceTopics, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
            writer.field = "groups.topology.subtopologies.repartitionSinkTopics"
            try writer.writeArray(self.repartitionSinkTopics, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
            writer.field = "groups.topology.subtopologies.stateChangelogTopics"
            try writer.writeArray(self.stateChangelogTopics, flexible: true) { (value: TopicInfo, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "groups.topology.subtopologies.repartitionSourceTopics"
            try writer.writeArray(self.repartitionSourceTopics, flexible: true) { (value: TopicInfo, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `Member` of `StreamsGroupDescribeResponse`.
    public struct Member: Equatable, Sendable {
        /// `MemberId`, versions 0+.
        public var memberID: String
        /// `MemberEpoch`, versions 0+.
        public var memberEpoch: Int32
        /// `InstanceId`, versions 0+. Null allowed from version 0.
        public var instanceID: String?
        /// `RackId`, versions 0+. Null allowed from version 0.
        public var rackID: String?
        /// `ClientId`, versions 0+.
        public var clientID: String
        /// `ClientHost`, versions 0+.
        public var clientHost: String
        /// `TopologyEpoch`, versions 0+.
        public var topologyEpoch: Int32
        /// `ProcessId`, versions 0+.
        public var processID: String
        /// `UserEndpoint`, versions 0+. Null allowed from version 0.
        public var userEndpoint: Endpoint?
        /// `ClientTags`, versions 0+.
        public var clientTags: [KeyValue]
        /// `TaskOffsets`, versions 0+.
        public var taskOffsets: [TaskOffset]
        /// `TaskEndOffsets`, versions 0+.
        public var taskEndOffsets: [TaskOffset]
        /// `Assignment`, versions 0+.
        public var assignment: Assignment
        /// `TargetAssignment`, versions 0+.
        public var targetAssignment: Assignment
        /// `IsClassic`, versions 0+.
        public var isClassic: Bool
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            memberID: String = "",
            memberEpoch: Int32 = 0,
            instanceID: String? = nil,
            rackID: String? = nil,
            clientID: String = "",
            clientHost: String = "",
            topologyEpoch: Int32 = 0,
            processID: String = "",
            userEndpoint: Endpoint? = nil,
            clientTags: [KeyValue] = [],
            taskOffsets: [TaskOffset] = [],
            taskEndOffsets: [TaskOffset] = [],
            assignment: Assignment = Assignment(),
            targetAssignment: Assignment = Assignment(),
            isClassic: Bool = false,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.memberID = memberID
            self.memberEpoch = memberEpoch
            self.instanceID = instanceID
            self.rackID = rackID
            self.clientID = clientID
            self.clientHost = clientHost
            self.topologyEpoch = topologyEpoch
            self.processID = processID
            self.userEndpoint = userEndpoint
            self.clientTags = clientTags
            self.taskOffsets = taskOffsets
            self.taskEndOffsets = taskEndOffsets
            self.assignment = assignment
            self.targetAssignment = targetAssignment
            self.isClassic = isClassic
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "groups.members.memberID"
            self.memberID = try reader.readString(flexible: true)
            reader.field = "groups.members.memberEpoch"
            self.memberEpoch = try reader.readInt32()
            reader.field = "groups.members.instanceID"
            self.instanceID = try reader.readNullableString(flexible: true)
            reader.field = "groups.members.rackID"
            self.rackID = try reader.readNullableString(flexible: true)
            reader.field = "groups.members.clientID"
            self.clientID = try reader.readString(flexible: true)
            reader.field = "groups.members.clientHost"
            self.clientHost = try reader.readString(flexible: true)
            reader.field = "groups.members.topologyEpoch"
            self.topologyEpoch = try reader.readInt32()
            reader.field = "groups.members.processID"
            self.processID = try reader.readString(flexible: true)
            reader.field = "groups.members.userEndpoint"
            self.userEndpoint = try reader.readNullableStruct { (reader: inout WireReader) throws(WireError) in try Endpoint(from: &reader, version: version) }
            reader.field = "groups.members.clientTags"
            self.clientTags = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try KeyValue(from: &reader, version: version) }
            reader.field = "groups.members.taskOffsets"
            self.taskOffsets = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskOffset(from: &reader, version: version) }
            reader.field = "groups.members.taskEndOffsets"
            self.taskEndOffsets = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskOffset(from: &reader, version: version) }
            reader.field = "groups.members.assignment"
            self.assignment = try Assignment(from: &reader, version: version)
            reader.field = "groups.members.targetAssignment"
            self.targetAssignment = try Assignment(from: &reader, version: version)
            reader.field = "groups.members.isClassic"
            self.isClassic = try reader.readBool()
            reader.field = "groups.members.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "groups.members.memberID"
            try writer.writeString(self.memberID, flexible: true)
            writer.writeInteger(self.memberEpoch)
            writer.field = "groups.members.instanceID"
            try writer.writeNullableString(self.instanceID, flexible: true)
            writer.field = "groups.members.rackID"
            try writer.writeNullableString(self.rackID, flexible: true)
            writer.field = "groups.members.clientID"
            try writer.writeString(self.clientID, flexible: true)
            writer.field = "groups.members.clientHost"
            try writer.writeString(self.clientHost, flexible: true)
            writer.writeInteger(self.topologyEpoch)
            writer.field = "groups.members.processID"
            try writer.writeString(self.processID, flexible: true)
            writer.field = "groups.members.userEndpoint"
            try writer.writeNullableStruct(self.userEndpoint) { (value: Endpoint, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "groups.members.clientTags"
            try writer.writeArray(self.clientTags, flexible: true) { (value: KeyValue, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "groups.members.taskOffsets"
            try writer.writeArray(self.taskOffsets, flexible: true) { (value: TaskOffset, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "groups.members.taskEndOffsets"
            try writer.writeArray(self.taskEndOffsets, flexible: true) { (value: TaskOffset, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "groups.members.assignment"
            try self.assignment.encode(into: &writer, version: version)
            writer.field = "groups.members.targetAssignment"
            try self.targetAssignment.encode(into: &writer, version: version)
            writer.writeBool(self.isClassic)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
