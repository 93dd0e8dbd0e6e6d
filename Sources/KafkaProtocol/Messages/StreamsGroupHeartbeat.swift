// Generated from ProtocolSpecs/StreamsGroupHeartbeat.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `StreamsGroupHeartbeatRequest`, version 0.
public struct StreamsGroupHeartbeatRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = StreamsGroupHeartbeatResponse
    /// API key 88.
    public static var apiKey: APIKey { .streamsGroupHeartbeat }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "StreamsGroupHeartbeatRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.groupID != b.groupID { return false }
        if a.memberID != b.memberID { return false }
        if a.memberEpoch != b.memberEpoch { return false }
        if a.endpointInformationEpoch != b.endpointInformationEpoch { return false }
        if a.instanceID != b.instanceID { return false }
        if a.rackID != b.rackID { return false }
        if a.rebalanceTimeoutMs != b.rebalanceTimeoutMs { return false }
        if a.topology != b.topology { return false }
        if a.processID != b.processID { return false }
        if a.userEndpoint != b.userEndpoint { return false }
        if a.shutdownApplication != b.shutdownApplication { return false }
        if !areEqual(a.activeTasks, b.activeTasks) { return false }
        if !areEqual(a.standbyTasks, b.standbyTasks) { return false }
        if !areEqual(a.warmupTasks, b.warmupTasks) { return false }
        if !areEqual(a.clientTags, b.clientTags) { return false }
        if !areEqual(a.taskOffsets, b.taskOffsets) { return false }
        if !areEqual(a.taskEndOffsets, b.taskEndOffsets) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.groupID = reader.string("groupID", flexible: true)
        self.memberID = reader.string("memberID", flexible: true)
        self.memberEpoch = reader.int32("memberEpoch")
        self.endpointInformationEpoch = reader.int32("endpointInformationEpoch")
        self.instanceID = reader.nullableString("instanceID", flexible: true)
        self.rackID = reader.nullableString("rackID", flexible: true)
        self.rebalanceTimeoutMs = reader.int32("rebalanceTimeoutMs")
        self.topology = reader.nullableStruct("topology", version: version)
        self.activeTasks = reader.nullableStructs("activeTasks", flexible: true, version: version)
        self.standbyTasks = reader.nullableStructs("standbyTasks", flexible: true, version: version)
        self.warmupTasks = reader.nullableStructs("warmupTasks", flexible: true, version: version)
        self.processID = reader.nullableString("processID", flexible: true)
        self.userEndpoint = reader.nullableStruct("userEndpoint", version: version)
        self.clientTags = reader.nullableStructs("clientTags", flexible: true, version: version)
        self.taskOffsets = reader.nullableStructs("taskOffsets", flexible: true, version: version)
        self.taskEndOffsets = reader.nullableStructs("taskEndOffsets", flexible: true, version: version)
        self.shutdownApplication = reader.bool("shutdownApplication")
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.string(self.groupID, "groupID", flexible: true)
        writer.string(self.memberID, "memberID", flexible: true)
        writer.int32(self.memberEpoch)
        writer.int32(self.endpointInformationEpoch)
        writer.nullableString(self.instanceID, "instanceID", flexible: true)
        writer.nullableString(self.rackID, "rackID", flexible: true)
        writer.int32(self.rebalanceTimeoutMs)
        writer.nullableStruct(self.topology, "topology", version: version)
        writer.nullableStructs(self.activeTasks, "activeTasks", flexible: true, version: version)
        writer.nullableStructs(self.standbyTasks, "standbyTasks", flexible: true, version: version)
        writer.nullableStructs(self.warmupTasks, "warmupTasks", flexible: true, version: version)
        writer.nullableString(self.processID, "processID", flexible: true)
        writer.nullableStruct(self.userEndpoint, "userEndpoint", version: version)
        writer.nullableStructs(self.clientTags, "clientTags", flexible: true, version: version)
        writer.nullableStructs(self.taskOffsets, "taskOffsets", flexible: true, version: version)
        writer.nullableStructs(self.taskEndOffsets, "taskEndOffsets", flexible: true, version: version)
        writer.bool(self.shutdownApplication)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `KeyValue` of `StreamsGroupHeartbeatRequest`.
    public struct KeyValue: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.key = reader.string("KeyValue.key", flexible: true)
            self.value = reader.string("KeyValue.value", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("KeyValue.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.key, "KeyValue.key", flexible: true)
            writer.string(self.value, "KeyValue.value", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `TopicInfo` of `StreamsGroupHeartbeatRequest`.
    public struct TopicInfo: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if a.partitions != b.partitions { return false }
            if a.replicationFactor != b.replicationFactor { return false }
            if !areEqual(a.topicConfigs, b.topicConfigs) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("TopicInfo.name", flexible: true)
            self.partitions = reader.int32("TopicInfo.partitions")
            self.replicationFactor = reader.int16("TopicInfo.replicationFactor")
            self.topicConfigs = reader.structs("TopicInfo.topicConfigs", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("TopicInfo.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "TopicInfo.name", flexible: true)
            writer.int32(self.partitions)
            writer.int16(self.replicationFactor)
            writer.structs(self.topicConfigs, "TopicInfo.topicConfigs", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Endpoint` of `StreamsGroupHeartbeatRequest`.
    public struct Endpoint: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.host = reader.string("Endpoint.host", flexible: true)
            self.port = reader.uint16("Endpoint.port")
            self.unknownTaggedFields = reader.taggedFields("Endpoint.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.host, "Endpoint.host", flexible: true)
            writer.uint16(self.port)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `TaskOffset` of `StreamsGroupHeartbeatRequest`.
    public struct TaskOffset: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.subtopologyID = reader.string("TaskOffset.subtopologyID", flexible: true)
            self.partition = reader.int32("TaskOffset.partition")
            self.offset = reader.int64("TaskOffset.offset")
            self.unknownTaggedFields = reader.taggedFields("TaskOffset.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.subtopologyID, "TaskOffset.subtopologyID", flexible: true)
            writer.int32(self.partition)
            writer.int64(self.offset)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `TaskIds` of `StreamsGroupHeartbeatRequest`.
    public struct TaskIDs: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.subtopologyID = reader.string("TaskIds.subtopologyID", flexible: true)
            self.partitions = reader.integers("TaskIds.partitions", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("TaskIds.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.subtopologyID, "TaskIds.subtopologyID", flexible: true)
            writer.integers(self.partitions, "TaskIds.partitions", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Topology` of `StreamsGroupHeartbeatRequest`.
    public struct Topology: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.epoch != b.epoch { return false }
            if !areEqual(a.subtopologies, b.subtopologies) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.epoch = reader.int32("topology.epoch")
            self.subtopologies = reader.structs("topology.subtopologies", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("topology.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.epoch)
            writer.structs(self.subtopologies, "topology.subtopologies", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Subtopology` of `StreamsGroupHeartbeatRequest`.
    public struct Subtopology: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.subtopologyID != b.subtopologyID { return false }
            if a.sourceTopics != b.sourceTopics { return false }
            if a.sourceTopicRegex != b.sourceTopicRegex { return false }
            if a.repartitionSinkTopics != b.repartitionSinkTopics { return false }
            if !areEqual(a.stateChangelogTopics, b.stateChangelogTopics) { return false }
            if !areEqual(a.repartitionSourceTopics, b.repartitionSourceTopics) { return false }
            if !areEqual(a.copartitionGroups, b.copartitionGroups) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.subtopologyID = reader.string("topology.subtopologies.subtopologyID", flexible: true)
            self.sourceTopics = reader.strings("topology.subtopologies.sourceTopics", flexible: true)
            self.sourceTopicRegex = reader.strings("topology.subtopologies.sourceTopicRegex", flexible: true)
            self.stateChangelogTopics = reader.structs("topology.subtopologies.stateChangelogTopics", flexible: true, version: version)
            self.repartitionSinkTopics = reader.strings("topology.subtopologies.repartitionSinkTopics", flexible: true)
            self.repartitionSourceTopics = reader.structs("topology.subtopologies.repartitionSourceTopics", flexible: true, version: version)
            self.copartitionGroups = reader.structs("topology.subtopologies.copartitionGroups", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("topology.subtopologies.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.subtopologyID, "topology.subtopologies.subtopologyID", flexible: true)
            writer.strings(self.sourceTopics, "topology.subtopologies.sourceTopics", flexible: true)
            writer.strings(self.sourceTopicRegex, "topology.subtopologies.sourceTopicRegex", flexible: true)
            writer.structs(self.stateChangelogTopics, "topology.subtopologies.stateChangelogTopics", flexible: true, version: version)
            writer.strings(self.repartitionSinkTopics, "topology.subtopologies.repartitionSinkTopics", flexible: true)
            writer.structs(self.repartitionSourceTopics, "topology.subtopologies.repartitionSourceTopics", flexible: true, version: version)
            writer.structs(self.copartitionGroups, "topology.subtopologies.copartitionGroups", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `CopartitionGroup` of `StreamsGroupHeartbeatRequest`.
    public struct CopartitionGroup: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.sourceTopics = reader.integers("topology.subtopologies.copartitionGroups.sourceTopics", flexible: true)
            self.sourceTopicRegex = reader.integers("topology.subtopologies.copartitionGroups.sourceTopicRegex", flexible: true)
            self.repartitionSourceTopics = reader.integers("topology.subtopologies.copartitionGroups.repartitionSourceTopics", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("topology.subtopologies.copartitionGroups.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.integers(self.sourceTopics, "topology.subtopologies.copartitionGroups.sourceTopics", flexible: true)
            writer.integers(self.sourceTopicRegex, "topology.subtopologies.copartitionGroups.sourceTopicRegex", flexible: true)
            writer.integers(self.repartitionSourceTopics, "topology.subtopologies.copartitionGroups.repartitionSourceTopics", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `StreamsGroupHeartbeatResponse`, version 0.
public struct StreamsGroupHeartbeatResponse: KafkaResponse {
    /// API key 88.
    public static var apiKey: APIKey { .streamsGroupHeartbeat }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "StreamsGroupHeartbeatResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if a.memberID != b.memberID { return false }
        if a.memberEpoch != b.memberEpoch { return false }
        if a.heartbeatIntervalMs != b.heartbeatIntervalMs { return false }
        if a.acceptableRecoveryLag != b.acceptableRecoveryLag { return false }
        if a.taskOffsetIntervalMs != b.taskOffsetIntervalMs { return false }
        if a.endpointInformationEpoch != b.endpointInformationEpoch { return false }
        if !areEqual(a.status, b.status) { return false }
        if !areEqual(a.activeTasks, b.activeTasks) { return false }
        if !areEqual(a.standbyTasks, b.standbyTasks) { return false }
        if !areEqual(a.warmupTasks, b.warmupTasks) { return false }
        if !areEqual(a.partitionsByUserEndpoint, b.partitionsByUserEndpoint) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: true)
        self.memberID = reader.string("memberID", flexible: true)
        self.memberEpoch = reader.int32("memberEpoch")
        self.heartbeatIntervalMs = reader.int32("heartbeatIntervalMs")
        self.acceptableRecoveryLag = reader.int32("acceptableRecoveryLag")
        self.taskOffsetIntervalMs = reader.int32("taskOffsetIntervalMs")
        self.status = reader.nullableStructs("status", flexible: true, version: version)
        self.activeTasks = reader.nullableStructs("activeTasks", flexible: true, version: version)
        self.standbyTasks = reader.nullableStructs("standbyTasks", flexible: true, version: version)
        self.warmupTasks = reader.nullableStructs("warmupTasks", flexible: true, version: version)
        self.endpointInformationEpoch = reader.int32("endpointInformationEpoch")
        self.partitionsByUserEndpoint = reader.nullableStructs("partitionsByUserEndpoint", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        writer.string(self.memberID, "memberID", flexible: true)
        writer.int32(self.memberEpoch)
        writer.int32(self.heartbeatIntervalMs)
        writer.int32(self.acceptableRecoveryLag)
        writer.int32(self.taskOffsetIntervalMs)
        writer.nullableStructs(self.status, "status", flexible: true, version: version)
        writer.nullableStructs(self.activeTasks, "activeTasks", flexible: true, version: version)
        writer.nullableStructs(self.standbyTasks, "standbyTasks", flexible: true, version: version)
        writer.nullableStructs(self.warmupTasks, "warmupTasks", flexible: true, version: version)
        writer.int32(self.endpointInformationEpoch)
        writer.nullableStructs(self.partitionsByUserEndpoint, "partitionsByUserEndpoint", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `Status` of `StreamsGroupHeartbeatResponse`.
    public struct Status: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.statusCode = reader.int8("Status.statusCode")
            self.statusDetail = reader.string("Status.statusDetail", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("Status.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int8(self.statusCode)
            writer.string(self.statusDetail, "Status.statusDetail", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `TopicPartition` of `StreamsGroupHeartbeatResponse`.
    public struct TopicPartition: Equatable, Sendable, WireStructure {
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
            self.topic = reader.string("TopicPartition.topic", flexible: true)
            self.partitions = reader.integers("TopicPartition.partitions", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("TopicPartition.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.topic, "TopicPartition.topic", flexible: true)
            writer.integers(self.partitions, "TopicPartition.partitions", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `TaskIds` of `StreamsGroupHeartbeatResponse`.
    public struct TaskIDs: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.subtopologyID = reader.string("TaskIds.subtopologyID", flexible: true)
            self.partitions = reader.integers("TaskIds.partitions", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("TaskIds.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.subtopologyID, "TaskIds.subtopologyID", flexible: true)
            writer.integers(self.partitions, "TaskIds.partitions", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Endpoint` of `StreamsGroupHeartbeatResponse`.
    public struct Endpoint: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.host = reader.string("Endpoint.host", flexible: true)
            self.port = reader.uint16("Endpoint.port")
            self.unknownTaggedFields = reader.taggedFields("Endpoint.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.host, "Endpoint.host", flexible: true)
            writer.uint16(self.port)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `EndpointToPartitions` of `StreamsGroupHeartbeatResponse`.
    public struct EndpointToPartitions: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.userEndpoint != b.userEndpoint { return false }
            if !areEqual(a.activePartitions, b.activePartitions) { return false }
            if !areEqual(a.standbyPartitions, b.standbyPartitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.userEndpoint = Endpoint(reading: &reader, version: version)
            self.activePartitions = reader.structs("partitionsByUserEndpoint.activePartitions", flexible: true, version: version)
            self.standbyPartitions = reader.structs("partitionsByUserEndpoint.standbyPartitions", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("partitionsByUserEndpoint.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            self.userEndpoint.write(into: &writer, version: version)
            writer.structs(self.activePartitions, "partitionsByUserEndpoint.activePartitions", flexible: true, version: version)
            writer.structs(self.standbyPartitions, "partitionsByUserEndpoint.standbyPartitions", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
