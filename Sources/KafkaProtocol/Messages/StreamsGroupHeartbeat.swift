// Generated from ProtocolSpecs/StreamsGroupHeartbeat.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `StreamsGroupHeartbeatRequest`, version 0.
public struct StreamsGroupHeartbeatRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = StreamsGroupHeartbeatResponse
    /// API key 88.
    public static let apiKey = APIKey.streamsGroupHeartbeat
    /// Kafka's name of the message.
    public static let messageName: StaticString = "StreamsGroupHeartbeatRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `GroupId`, versions 0+.
    public var groupID: String
    /// `MemberId`, versions 0+.
    public var memberID: String
    /// `MemberEpoch`, versions 0+.
    public var memberEpoch: Int32
    /// `EndpointInformationEpoch`, versions 0+.
    public var endpointInformationEpoch: Int32
    /// `InstanceId`, versions 0+. Null allowed from version 0.
    public var instanceID: String?
    /// `RackId`, versions 0+. Null allowed from version 0.
    public var rackID: String?
    /// `RebalanceTimeoutMs`, versions 0+.
    public var rebalanceTimeoutMs: Int32
    /// `Topology`, versions 0+. Null allowed from version 0.
    public var topology: Topology?
    /// `ActiveTasks`, versions 0+. Null allowed from version 0.
    public var activeTasks: [TaskIDs]?
    /// `StandbyTasks`, versions 0+. Null allowed from version 0.
    public var standbyTasks: [TaskIDs]?
    /// `WarmupTasks`, versions 0+. Null allowed from version 0.
    public var warmupTasks: [TaskIDs]?
    /// `ProcessId`, versions 0+. Null allowed from version 0.
    public var processID: String?
    /// `UserEndpoint`, versions 0+. Null allowed from version 0.
    public var userEndpoint: Endpoint?
    /// `ClientTags`, versions 0+. Null allowed from version 0.
    public var clientTags: [KeyValue]?
    /// `TaskOffsets`, versions 0+. Null allowed from version 0.
    public var taskOffsets: [TaskOffset]?
    /// `TaskEndOffsets`, versions 0+. Null allowed from version 0.
    public var taskEndOffsets: [TaskOffset]?
    /// `ShutdownApplication`, versions 0+.
    public var shutdownApplication: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        groupID: String = "",
        memberID: String = "",
        memberEpoch: Int32 = 0,
        endpointInformationEpoch: Int32 = 0,
        instanceID: String? = nil,
        rackID: String? = nil,
        rebalanceTimeoutMs: Int32 = -1,
        topology: Topology? = nil,
        activeTasks: [TaskIDs]? = nil,
        standbyTasks: [TaskIDs]? = nil,
        warmupTasks: [TaskIDs]? = nil,
        processID: String? = nil,
        userEndpoint: Endpoint? = nil,
        clientTags: [KeyValue]? = nil,
        taskOffsets: [TaskOffset]? = nil,
        taskEndOffsets: [TaskOffset]? = nil,
        shutdownApplication: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.groupID = groupID
        self.memberID = memberID
        self.memberEpoch = memberEpoch
        self.endpointInformationEpoch = endpointInformationEpoch
        self.instanceID = instanceID
        self.rackID = rackID
        self.rebalanceTimeoutMs = rebalanceTimeoutMs
        self.topology = topology
        self.activeTasks = activeTasks
        self.standbyTasks = standbyTasks
        self.warmupTasks = warmupTasks
        self.processID = processID
        self.userEndpoint = userEndpoint
        self.clientTags = clientTags
        self.taskOffsets = taskOffsets
        self.taskEndOffsets = taskEndOffsets
        self.shutdownApplication = shutdownApplication
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "groupID"
        self.groupID = try reader.readString(flexible: true)
        reader.field = "memberID"
        self.memberID = try reader.readString(flexible: true)
        reader.field = "memberEpoch"
        self.memberEpoch = try reader.readInt32()
        reader.field = "endpointInformationEpoch"
        self.endpointInformationEpoch = try reader.readInt32()
        reader.field = "instanceID"
        self.instanceID = try reader.readNullableString(flexible: true)
        reader.field = "rackID"
        self.rackID = try reader.readNullableString(flexible: true)
        reader.field = "rebalanceTimeoutMs"
        self.rebalanceTimeoutMs = try reader.readInt32()
        reader.field = "topology"
        self.topology = try reader.readNullableStruct { (reader: inout WireReader) throws(WireError) in try Topology(from: &reader, version: version) }
        reader.field = "activeTasks"
        self.activeTasks = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskIDs(from: &reader, version: version) }
        reader.field = "standbyTasks"
        self.standbyTasks = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskIDs(from: &reader, version: version) }
        reader.field = "warmupTasks"
        self.warmupTasks = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskIDs(from: &reader, version: version) }
        reader.field = "processID"
        self.processID = try reader.readNullableString(flexible: true)
        reader.field = "userEndpoint"
        self.userEndpoint = try reader.readNullableStruct { (reader: inout WireReader) throws(WireError) in try Endpoint(from: &reader, version: version) }
        reader.field = "clientTags"
        self.clientTags = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try KeyValue(from: &reader, version: version) }
        reader.field = "taskOffsets"
        self.taskOffsets = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskOffset(from: &reader, version: version) }
        reader.field = "taskEndOffsets"
        self.taskEndOffsets = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskOffset(from: &reader, version: version) }
        reader.field = "shutdownApplication"
        self.shutdownApplication = try reader.readBool()
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "groupID"
        try writer.writeString(self.groupID, flexible: true)
        writer.field = "memberID"
        try writer.writeString(self.memberID, flexible: true)
        writer.writeInteger(self.memberEpoch)
        writer.writeInteger(self.endpointInformationEpoch)
        writer.field = "instanceID"
        try writer.writeNullableString(self.instanceID, flexible: true)
        writer.field = "rackID"
        try writer.writeNullableString(self.rackID, flexible: true)
        writer.writeInteger(self.rebalanceTimeoutMs)
        writer.field = "topology"
        try writer.writeNullableStruct(self.topology) { (value: Topology, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "activeTasks"
        try writer.writeNullableArray(self.activeTasks, flexible: true) { (value: TaskIDs, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "standbyTasks"
        try writer.writeNullableArray(self.standbyTasks, flexible: true) { (value: TaskIDs, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "warmupTasks"
        try writer.writeNullableArray(self.warmupTasks, flexible: true) { (value: TaskIDs, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "processID"
        try writer.writeNullableString(self.processID, flexible: true)
        writer.field = "userEndpoint"
        try writer.writeNullableStruct(self.userEndpoint) { (value: Endpoint, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "clientTags"
        try writer.writeNullableArray(self.clientTags, flexible: true) { (value: KeyValue, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "taskOffsets"
        try writer.writeNullableArray(self.taskOffsets, flexible: true) { (value: TaskOffset, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "taskEndOffsets"
        try writer.writeNullableArray(self.taskEndOffsets, flexible: true) { (value: TaskOffset, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeBool(self.shutdownApplication)
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `KeyValue` of `StreamsGroupHeartbeatRequest`.
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

    /// A `TopicInfo` of `StreamsGroupHeartbeatRequest`.
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

    /// A `Endpoint` of `StreamsGroupHeartbeatRequest`.
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

    /// A `TaskOffset` of `StreamsGroupHeartbeatRequest`.
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

    /// A `TaskIds` of `StreamsGroupHeartbeatRequest`.
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

    /// A `Topology` of `StreamsGroupHeartbeatRequest`.
    public struct Topology: Equatable, Sendable {
        /// `Epoch`, versions 0+.
        public var epoch: Int32
        /// `Subtopologies`, versions 0+.
        public var subtopologies: [Subtopology]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            epoch: Int32 = 0,
            subtopologies: [Subtopology] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.epoch = epoch
            self.subtopologies = subtopologies
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topology.epoch"
            self.epoch = try reader.readInt32()
            reader.field = "topology.subtopologies"
            self.subtopologies = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Subtopology(from: &reader, version: version) }
            reader.field = "topology.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.epoch)
            writer.field = "topology.subtopologies"
            try writer.writeArray(self.subtopologies, flexible: true) { (value: Subtopology, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `Subtopology` of `StreamsGroupHeartbeatRequest`.
    public struct Subtopology: Equatable, Sendable {
        /// `SubtopologyId`, versions 0+.
        public var subtopologyID: String
        /// `SourceTopics`, versions 0+.
        public var sourceTopics: [String]
        /// `SourceTopicRegex`, versions 0+.
        public var sourceTopicRegex: [String]
        /// `StateChangelogTopics`, versions 0+.
        public var stateChangelogTopics: [TopicInfo]
        /// `RepartitionSinkTopics`, versions 0+.
        public var repartitionSinkTopics: [String]
        /// `RepartitionSourceTopics`, versions 0+.
        public var repartitionSourceTopics: [TopicInfo]
        /// `CopartitionGroups`, versions 0+.
        public var copartitionGroups: [CopartitionGroup]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            subtopologyID: String = "",
            sourceTopics: [String] = [],
            sourceTopicRegex: [String] = [],
            stateChangelogTopics: [TopicInfo] = [],
            repartitionSinkTopics: [String] = [],
            repartitionSourceTopics: [TopicInfo] = [],
            copartitionGroups: [CopartitionGroup] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.subtopologyID = subtopologyID
            self.sourceTopics = sourceTopics
            self.sourceTopicRegex = sourceTopicRegex
            self.stateChangelogTopics = stateChangelogTopics
            self.repartitionSinkTopics = repartitionSinkTopics
            self.repartitionSourceTopics = repartitionSourceTopics
            self.copartitionGroups = copartitionGroups
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topology.subtopologies.subtopologyID"
            self.subtopologyID = try reader.readString(flexible: true)
            reader.field = "topology.subtopologies.sourceTopics"
            self.sourceTopics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
            reader.field = "topology.subtopologies.sourceTopicRegex"
            self.sourceTopicRegex = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
            reader.field = "topology.subtopologies.stateChangelogTopics"
            self.stateChangelogTopics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicInfo(from: &reader, version: version) }
            reader.field = "topology.subtopologies.repartitionSinkTopics"
            self.repartitionSinkTopics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
            reader.field = "topology.subtopologies.repartitionSourceTopics"
            self.repartitionSourceTopics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicInfo(from: &reader, version: version) }
            reader.field = "topology.subtopologies.copartitionGroups"
            self.copartitionGroups = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try CopartitionGroup(from: &reader, version: version) }
            reader.field = "topology.subtopologies.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topology.subtopologies.subtopologyID"
            try writer.writeString(self.subtopologyID, flexible: true)
            writer.field = "topology.subtopologies.sourceTopics"
            try writer.writeArray(self.sourceTopics, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
            writer.field = "topology.subtopologies.sourceTopicRegex"
            try writer.writeArray(self.sourceTopicRegex, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
            writer.field = "topology.subtopologies.stateChangelogTopics"
            try writer.writeArray(self.stateChangelogTopics, flexible: true) { (value: TopicInfo, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "topology.subtopologies.repartitionSinkTopics"
            try writer.writeArray(self.repartitionSinkTopics, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
            writer.field = "topology.subtopologies.repartitionSourceTopics"
            try writer.writeArray(self.repartitionSourceTopics, flexible: true) { (value: TopicInfo, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "topology.subtopologies.copartitionGroups"
            try writer.writeArray(self.copartitionGroups, flexible: true) { (value: CopartitionGroup, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `CopartitionGroup` of `StreamsGroupHeartbeatRequest`.
    public struct CopartitionGroup: Equatable, Sendable {
        /// `SourceTopics`, versions 0+.
        public var sourceTopics: [Int16]
        /// `SourceTopicRegex`, versions 0+.
        public var sourceTopicRegex: [Int16]
        /// `RepartitionSourceTopics`, versions 0+.
        public var repartitionSourceTopics: [Int16]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            sourceTopics: [Int16] = [],
            sourceTopicRegex: [Int16] = [],
            repartitionSourceTopics: [Int16] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.sourceTopics = sourceTopics
            self.sourceTopicRegex = sourceTopicRegex
            self.repartitionSourceTopics = repartitionSourceTopics
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topology.subtopologies.copartitionGroups.sourceTopics"
            self.sourceTopics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt16() }
            reader.field = "topology.subtopologies.copartitionGroups.sourceTopicRegex"
            self.sourceTopicRegex = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt16() }
            reader.field = "topology.subtopologies.copartitionGroups.repartitionSourceTopics"
            self.repartitionSourceTopics = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt16() }
            reader.field = "topology.subtopologies.copartitionGroups.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "topology.subtopologies.copartitionGroups.sourceTopics"
            try writer.writeArray(self.sourceTopics, flexible: true) { (value: Int16, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.field = "topology.subtopologies.copartitionGroups.sourceTopicRegex"
            try writer.writeArray(self.sourceTopicRegex, flexible: true) { (value: Int16, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.field = "topology.subtopologies.copartitionGroups.repartitionSourceTopics"
            try writer.writeArray(self.repartitionSourceTopics, flexible: true) { (value: Int16, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `StreamsGroupHeartbeatResponse`, version 0.
public struct StreamsGroupHeartbeatResponse: KafkaResponse {
    /// API key 88.
    public static let apiKey = APIKey.streamsGroupHeartbeat
    /// Kafka's name of the message.
    public static let messageName: StaticString = "StreamsGroupHeartbeatResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// `MemberId`, versions 0+.
    public var memberID: String
    /// `MemberEpoch`, versions 0+.
    public var memberEpoch: Int32
    /// `HeartbeatIntervalMs`, versions 0+.
    public var heartbeatIntervalMs: Int32
    /// `AcceptableRecoveryLag`, versions 0+.
    public var acceptableRecoveryLag: Int32
    /// `TaskOffsetIntervalMs`, versions 0+.
    public var taskOffsetIntervalMs: Int32
    /// `Status`, versions 0+. Null allowed from version 0.
    public var status: [Status]?
    /// `ActiveTasks`, versions 0+. Null allowed from version 0.
    public var activeTasks: [TaskIDs]?
    /// `StandbyTasks`, versions 0+. Null allowed from version 0.
    public var standbyTasks: [TaskIDs]?
    /// `WarmupTasks`, versions 0+. Null allowed from version 0.
    public var warmupTasks: [TaskIDs]?
    /// `EndpointInformationEpoch`, versions 0+.
    public var endpointInformationEpoch: Int32
    /// `PartitionsByUserEndpoint`, versions 0+. Null allowed from version 0.
    public var partitionsByUserEndpoint: [EndpointToPartitions]?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = nil,
        memberID: String = "",
        memberEpoch: Int32 = 0,
        heartbeatIntervalMs: Int32 = 0,
        acceptableRecoveryLag: Int32 = 0,
        taskOffsetIntervalMs: Int32 = 0,
        status: [Status]? = [],
        activeTasks: [TaskIDs]? = nil,
        standbyTasks: [TaskIDs]? = nil,
        warmupTasks: [TaskIDs]? = nil,
        endpointInformationEpoch: Int32 = 0,
        partitionsByUserEndpoint: [EndpointToPartitions]? = nil,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.memberID = memberID
        self.memberEpoch = memberEpoch
        self.heartbeatIntervalMs = heartbeatIntervalMs
        self.acceptableRecoveryLag = acceptableRecoveryLag
        self.taskOffsetIntervalMs = taskOffsetIntervalMs
        self.status = status
        self.activeTasks = activeTasks
        self.standbyTasks = standbyTasks
        self.warmupTasks = warmupTasks
        self.endpointInformationEpoch = endpointInformationEpoch
        self.partitionsByUserEndpoint = partitionsByUserEndpoint
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: true)
        reader.field = "memberID"
        self.memberID = try reader.readString(flexible: true)
        reader.field = "memberEpoch"
        self.memberEpoch = try reader.readInt32()
        reader.field = "heartbeatIntervalMs"
        self.heartbeatIntervalMs = try reader.readInt32()
        reader.field = "acceptableRecoveryLag"
        self.acceptableRecoveryLag = try reader.readInt32()
        reader.field = "taskOffsetIntervalMs"
        self.taskOffsetIntervalMs = try reader.readInt32()
        reader.field = "status"
        self.status = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Status(from: &reader, version: version) }
        reader.field = "activeTasks"
        self.activeTasks = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskIDs(from: &reader, version: version) }
        reader.field = "standbyTasks"
        self.standbyTasks = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskIDs(from: &reader, version: version) }
        reader.field = "warmupTasks"
        self.warmupTasks = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TaskIDs(from: &reader, version: version) }
        reader.field = "endpointInformationEpoch"
        self.endpointInformationEpoch = try reader.readInt32()
        reader.field = "partitionsByUserEndpoint"
        self.partitionsByUserEndpoint = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try EndpointToPartitions(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.field = "errorMessage"
        try writer.writeNullableString(self.errorMessage, flexible: true)
        writer.field = "memberID"
        try writer.writeString(self.memberID, flexible: true)
        writer.writeInteger(self.memberEpoch)
        writer.writeInteger(self.heartbeatIntervalMs)
        writer.writeInteger(self.acceptableRecoveryLag)
        writer.writeInteger(self.taskOffsetIntervalMs)
        writer.field = "status"
        try writer.writeNullableArray(self.status, flexible: true) { (value: Status, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "activeTasks"
        try writer.writeNullableArray(self.activeTasks, flexible: true) { (value: TaskIDs, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "standbyTasks"
        try writer.writeNullableArray(self.standbyTasks, flexible: true) { (value: TaskIDs, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "warmupTasks"
        try writer.writeNullableArray(self.warmupTasks, flexible: true) { (value: TaskIDs, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeInteger(self.endpointInformationEpoch)
        writer.field = "partitionsByUserEndpoint"
        try writer.writeNullableArray(self.partitionsByUserEndpoint, flexible: true) { (value: EndpointToPartitions, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `Status` of `StreamsGroupHeartbeatResponse`.
    public struct Status: Equatable, Sendable {
        /// `StatusCode`, versions 0+.
        public var statusCode: Int8
        /// `StatusDetail`, versions 0+.
        public var statusDetail: String
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            statusCode: Int8 = 0,
            statusDetail: String = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.statusCode = statusCode
            self.statusDetail = statusDetail
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "Status.statusCode"
            self.statusCode = try reader.readInt8()
            reader.field = "Status.statusDetail"
            self.statusDetail = try reader.readString(flexible: true)
            reader.field = "Status.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.statusCode)
            writer.field = "Status.statusDetail"
            try writer.writeString(self.statusDetail, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `TopicPartition` of `StreamsGroupHeartbeatResponse`.
    public struct TopicPartition: Equatable, Sendable {
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
            reader.field = "TopicPartition.topic"
            self.topic = try reader.readString(flexible: true)
            reader.field = "TopicPartition.partitions"
            self.partitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            reader.field = "TopicPartition.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "TopicPartition.topic"
            try writer.writeString(self.topic, flexible: true)
            writer.field = "TopicPartition.partitions"
            try writer.writeArray(self.partitions, flexible: true) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `TaskIds` of `StreamsGroupHeartbeatResponse`.
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

    /// A `Endpoint` of `StreamsGroupHeartbeatResponse`.
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

    /// A `EndpointToPartitions` of `StreamsGroupHeartbeatResponse`.
    public struct EndpointToPartitions: Equatable, Sendable {
        /// `UserEndpoint`, versions 0+.
        public var userEndpoint: Endpoint
        /// `ActivePartitions`, versions 0+.
        public var activePartitions: [TopicPartition]
        /// `StandbyPartitions`, versions 0+.
        public var standbyPartitions: [TopicPartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            userEndpoint: Endpoint = Endpoint(),
            activePartitions: [TopicPartition] = [],
            standbyPartitions: [TopicPartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.userEndpoint = userEndpoint
            self.activePartitions = activePartitions
            self.standbyPartitions = standbyPartitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "partitionsByUserEndpoint.userEndpoint"
            self.userEndpoint = try Endpoint(from: &reader, version: version)
            reader.field = "partitionsByUserEndpoint.activePartitions"
            self.activePartitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicPartition(from: &reader, version: version) }
            reader.field = "partitionsByUserEndpoint.standbyPartitions"
            self.standbyPartitions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TopicPartition(from: &reader, version: version) }
            reader.field = "partitionsByUserEndpoint.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "partitionsByUserEndpoint.userEndpoint"
            try self.userEndpoint.encode(into: &writer, version: version)
            writer.field = "partitionsByUserEndpoint.activePartitions"
            try writer.writeArray(self.activePartitions, flexible: true) { (value: TopicPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "partitionsByUserEndpoint.standbyPartitions"
            try writer.writeArray(self.standbyPartitions, flexible: true) { (value: TopicPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
