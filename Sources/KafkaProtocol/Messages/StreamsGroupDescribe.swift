// Generated from ProtocolSpecs/StreamsGroupDescribe.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `StreamsGroupDescribeRequest`, version 0.
public struct StreamsGroupDescribeRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = StreamsGroupDescribeResponse
    /// API key 89.
    public static var apiKey: APIKey { .streamsGroupDescribe }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "StreamsGroupDescribeRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.groupIDs = reader.strings("groupIDs", flexible: true)
        self.includeAuthorizedOperations = reader.bool("includeAuthorizedOperations")
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.strings(self.groupIDs, "groupIDs", flexible: true)
        writer.bool(self.includeAuthorizedOperations)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Kafka's `StreamsGroupDescribeResponse`, version 0.
public struct StreamsGroupDescribeResponse: KafkaResponse {
    /// API key 89.
    public static var apiKey: APIKey { .streamsGroupDescribe }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "StreamsGroupDescribeResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.groups, b.groups) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.groups = reader.structs("groups", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.structs(self.groups, "groups", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `Endpoint` of `StreamsGroupDescribeResponse`.
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

    /// A `TaskOffset` of `StreamsGroupDescribeResponse`.
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

    /// A `Assignment` of `StreamsGroupDescribeResponse`.
    public struct Assignment: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if !areEqual(a.activeTasks, b.activeTasks) { return false }
            if !areEqual(a.standbyTasks, b.standbyTasks) { return false }
            if !areEqual(a.warmupTasks, b.warmupTasks) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.activeTasks = reader.structs("Assignment.activeTasks", flexible: true, version: version)
            self.standbyTasks = reader.structs("Assignment.standbyTasks", flexible: true, version: version)
            self.warmupTasks = reader.structs("Assignment.warmupTasks", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("Assignment.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.structs(self.activeTasks, "Assignment.activeTasks", flexible: true, version: version)
            writer.structs(self.standbyTasks, "Assignment.standbyTasks", flexible: true, version: version)
            writer.structs(self.warmupTasks, "Assignment.warmupTasks", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `TaskIds` of `StreamsGroupDescribeResponse`.
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

    /// A `KeyValue` of `StreamsGroupDescribeResponse`.
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

    /// A `TopicInfo` of `StreamsGroupDescribeResponse`.
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

    /// A `DescribedGroup` of `StreamsGroupDescribeResponse`.
    public struct DescribedGroup: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.errorCode != b.errorCode { return false }
            if a.errorMessage != b.errorMessage { return false }
            if a.groupID != b.groupID { return false }
            if a.groupState != b.groupState { return false }
            if a.groupEpoch != b.groupEpoch { return false }
            if a.assignmentEpoch != b.assignmentEpoch { return false }
            if a.topology != b.topology { return false }
            if a.authorizedOperations != b.authorizedOperations { return false }
            if !areEqual(a.members, b.members) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.errorCode = reader.int16("groups.errorCode")
            self.errorMessage = reader.nullableString("groups.errorMessage", flexible: true)
            self.groupID = reader.string("groups.groupID", flexible: true)
            self.groupState = reader.string("groups.groupState", flexible: true)
            self.groupEpoch = reader.int32("groups.groupEpoch")
            self.assignmentEpoch = reader.int32("groups.assignmentEpoch")
            self.topology = reader.nullableStruct("groups.topology", version: version)
            self.members = reader.structs("groups.members", flexible: true, version: version)
            self.authorizedOperations = reader.int32("groups.authorizedOperations")
            self.unknownTaggedFields = reader.taggedFields("groups.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "groups.errorMessage", flexible: true)
            writer.string(self.groupID, "groups.groupID", flexible: true)
            writer.string(self.groupState, "groups.groupState", flexible: true)
            writer.int32(self.groupEpoch)
            writer.int32(self.assignmentEpoch)
            writer.nullableStruct(self.topology, "groups.topology", version: version)
            writer.structs(self.members, "groups.members", flexible: true, version: version)
            writer.int32(self.authorizedOperations)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Topology` of `StreamsGroupDescribeResponse`.
    public struct Topology: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.epoch != b.epoch { return false }
            if !areEqual(a.subtopologies, b.subtopologies) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.epoch = reader.int32("groups.topology.epoch")
            self.subtopologies = reader.nullableStructs("groups.topology.subtopologies", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("groups.topology.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.epoch)
            writer.nullableStructs(self.subtopologies, "groups.topology.subtopologies", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Subtopology` of `StreamsGroupDescribeResponse`.
    public struct Subtopology: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.subtopologyID != b.subtopologyID { return false }
            if a.sourceTopics != b.sourceTopics { return false }
            if a.repartitionSinkTopics != b.repartitionSinkTopics { return false }
            if !areEqual(a.stateChangelogTopics, b.stateChangelogTopics) { return false }
            if !areEqual(a.repartitionSourceTopics, b.repartitionSourceTopics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.subtopologyID = reader.string("groups.topology.subtopologies.subtopologyID", flexible: true)
            self.sourceTopics = reader.strings("groups.topology.subtopologies.sourceTopics", flexible: true)
            self.repartitionSinkTopics = reader.strings("groups.topology.subtopologies.repartitionSinkTopics", flexible: true)
            self.stateChangelogTopics = reader.structs("groups.topology.subtopologies.stateChangelogTopics", flexible: true, version: version)
            self.repartitionSourceTopics = reader.structs("groups.topology.subtopologies.repartitionSourceTopics", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("groups.topology.subtopologies.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.subtopologyID, "groups.topology.subtopologies.subtopologyID", flexible: true)
            writer.strings(self.sourceTopics, "groups.topology.subtopologies.sourceTopics", flexible: true)
            writer.strings(self.repartitionSinkTopics, "groups.topology.subtopologies.repartitionSinkTopics", flexible: true)
            writer.structs(self.stateChangelogTopics, "groups.topology.subtopologies.stateChangelogTopics", flexible: true, version: version)
            writer.structs(self.repartitionSourceTopics, "groups.topology.subtopologies.repartitionSourceTopics", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `Member` of `StreamsGroupDescribeResponse`.
    public struct Member: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.memberID != b.memberID { return false }
            if a.memberEpoch != b.memberEpoch { return false }
            if a.instanceID != b.instanceID { return false }
            if a.rackID != b.rackID { return false }
            if a.clientID != b.clientID { return false }
            if a.clientHost != b.clientHost { return false }
            if a.topologyEpoch != b.topologyEpoch { return false }
            if a.processID != b.processID { return false }
            if a.userEndpoint != b.userEndpoint { return false }
            if a.assignment != b.assignment { return false }
            if a.targetAssignment != b.targetAssignment { return false }
            if a.isClassic != b.isClassic { return false }
            if !areEqual(a.clientTags, b.clientTags) { return false }
            if !areEqual(a.taskOffsets, b.taskOffsets) { return false }
            if !areEqual(a.taskEndOffsets, b.taskEndOffsets) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.memberID = reader.string("groups.members.memberID", flexible: true)
            self.memberEpoch = reader.int32("groups.members.memberEpoch")
            self.instanceID = reader.nullableString("groups.members.instanceID", flexible: true)
            self.rackID = reader.nullableString("groups.members.rackID", flexible: true)
            self.clientID = reader.string("groups.members.clientID", flexible: true)
            self.clientHost = reader.string("groups.members.clientHost", flexible: true)
            self.topologyEpoch = reader.int32("groups.members.topologyEpoch")
            self.processID = reader.string("groups.members.processID", flexible: true)
            self.userEndpoint = reader.nullableStruct("groups.members.userEndpoint", version: version)
            self.clientTags = reader.structs("groups.members.clientTags", flexible: true, version: version)
            self.taskOffsets = reader.structs("groups.members.taskOffsets", flexible: true, version: version)
            self.taskEndOffsets = reader.structs("groups.members.taskEndOffsets", flexible: true, version: version)
            self.assignment = Assignment(reading: &reader, version: version)
            self.targetAssignment = Assignment(reading: &reader, version: version)
            self.isClassic = reader.bool("groups.members.isClassic")
            self.unknownTaggedFields = reader.taggedFields("groups.members.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.memberID, "groups.members.memberID", flexible: true)
            writer.int32(self.memberEpoch)
            writer.nullableString(self.instanceID, "groups.members.instanceID", flexible: true)
            writer.nullableString(self.rackID, "groups.members.rackID", flexible: true)
            writer.string(self.clientID, "groups.members.clientID", flexible: true)
            writer.string(self.clientHost, "groups.members.clientHost", flexible: true)
            writer.int32(self.topologyEpoch)
            writer.string(self.processID, "groups.members.processID", flexible: true)
            writer.nullableStruct(self.userEndpoint, "groups.members.userEndpoint", version: version)
            writer.structs(self.clientTags, "groups.members.clientTags", flexible: true, version: version)
            writer.structs(self.taskOffsets, "groups.members.taskOffsets", flexible: true, version: version)
            writer.structs(self.taskEndOffsets, "groups.members.taskEndOffsets", flexible: true, version: version)
            self.assignment.write(into: &writer, version: version)
            self.targetAssignment.write(into: &writer, version: version)
            writer.bool(self.isClassic)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
