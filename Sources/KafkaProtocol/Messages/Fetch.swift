// Generated from ProtocolSpecs/Fetch.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Reads records from partitions; consumers and replicating brokers both use it. The broker holds the request until
/// enough bytes are there or the waiting time is over. From version 3 it reads the partitions in the order of the
/// request until the size limit is reached, so rotate them.
///
/// Kafka's `FetchRequest`, versions 0-18.
public struct FetchRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = FetchResponse
    /// API key 1.
    public static var apiKey: APIKey { .fetch }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "FetchRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...18 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 12 }
    /// Id of the cluster that the sender believes to be in. Set only by the nodes of a KRaft quorum; a wrong one gives
    /// INCONSISTENT_CLUSTER_ID. Null for consumers.
    ///
    /// Kafka's `ClusterId`, versions 12+. Null allowed from version 12. Tag 0. Dropped silently by versions without it.
    public var clusterID: String?
    /// Broker id of a replicating follower; -1 for a consumer, -2 for a debugging consumer that reads from any replica.
    /// From version 15 `ReplicaState` carries it.
    ///
    /// Kafka's `ReplicaId`, versions 0-14.
    public var replicaID: Int32
    /// Identity of a replicating follower (KIP-903). Consumers leave it out.
    ///
    /// Kafka's `ReplicaState`, versions 15+. Tag 1.
    public var replicaState: ReplicaState
    /// Longest time that the broker holds the request while fewer than `MinBytes` bytes are there, in milliseconds. 0
    /// gives an answer at once.
    ///
    /// Kafka's `MaxWaitMs`, versions 0+.
    public var maxWaitMs: Int32
    /// Bytes that must be there before the broker answers, over all partitions together. 0 gives an answer at once;
    /// errors, a diverging epoch and a preferred replica end the wait too.
    ///
    /// Kafka's `MinBytes`, versions 0+.
    public var minBytes: Int32
    /// Most bytes of records in the response, over all partitions together; the broker's `fetch.max.bytes` caps it. The
    /// first batch of the first partition that has data comes whole even if it is larger (KIP-74), so the limit is not
    /// strict.
    ///
    /// Kafka's `MaxBytes`, versions 3+. Dropped silently by versions without it.
    public var maxBytes: Int32
    /// Isolation from open transactions: 0 reads all records (read_uncommitted), 1 only those before the last stable
    /// offset, together with the list of aborted transactions (read_committed). The client drops the aborted records
    /// itself (KIP-98).
    ///
    /// Kafka's `IsolationLevel`, versions 4+. Dropped silently by versions without it.
    public var isolationLevel: Int8
    /// Fetch session that this request continues (KIP-227); 0 if there is none yet.
    ///
    /// Kafka's `SessionId`, versions 7+. Dropped silently by versions without it.
    public var sessionID: Int32
    /// Number of the request in its session: 0 begins a new session, -1 does without one, and both close that of
    /// `SessionId`; else one more than in the request before (1 follows the largest int32). With 0 and -1 the request
    /// lists all partitions, else only the changes.
    ///
    /// Kafka's `SessionEpoch`, versions 7+. Dropped silently by versions without it.
    public var sessionEpoch: Int32
    /// Topics to read from, each with its partitions. In a session, after its first request, only the partitions that
    /// are new or whose fields, such as the offset, have changed since the request before.
    ///
    /// Kafka's `Topics`, versions 0+.
    public var topics: [FetchTopic]
    /// Partitions to take out of the fetch session; empty outside a session (KIP-227).
    ///
    /// Kafka's `ForgottenTopicsData`, versions 7+.
    public var forgottenTopicsData: [ForgottenTopic]
    /// Rack of the consumer (`client.rack`); empty if it has none. The leader may then name a nearer replica in
    /// `PreferredReadReplica` (KIP-392).
    ///
    /// Kafka's `RackId`, versions 11+. Dropped silently by versions without it.
    public var rackID: String
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        clusterID: String? = nil,
        replicaID: Int32 = -1,
        replicaState: ReplicaState = ReplicaState(),
        maxWaitMs: Int32 = 0,
        minBytes: Int32 = 0,
        maxBytes: Int32 = 0x7fffffff,
        isolationLevel: Int8 = 0,
        sessionID: Int32 = 0,
        sessionEpoch: Int32 = -1,
        topics: [FetchTopic] = [],
        forgottenTopicsData: [ForgottenTopic] = [],
        rackID: String = "",
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.clusterID = clusterID
        self.replicaID = replicaID
        self.replicaState = replicaState
        self.maxWaitMs = maxWaitMs
        self.minBytes = minBytes
        self.maxBytes = maxBytes
        self.isolationLevel = isolationLevel
        self.sessionID = sessionID
        self.sessionEpoch = sessionEpoch
        self.topics = topics
        self.forgottenTopicsData = forgottenTopicsData
        self.rackID = rackID
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.clusterID != b.clusterID { return false }
        if a.replicaID != b.replicaID { return false }
        if a.replicaState != b.replicaState { return false }
        if a.maxWaitMs != b.maxWaitMs { return false }
        if a.minBytes != b.minBytes { return false }
        if a.maxBytes != b.maxBytes { return false }
        if a.isolationLevel != b.isolationLevel { return false }
        if a.sessionID != b.sessionID { return false }
        if a.sessionEpoch != b.sessionEpoch { return false }
        if a.rackID != b.rackID { return false }
        if !areEqual(a.topics, b.topics) { return false }
        if !areEqual(a.forgottenTopicsData, b.forgottenTopicsData) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 12
        if version <= 14 {
            self.replicaID = reader.int32("replicaID")
        } else {
            self.replicaID = -1
        }
        self.maxWaitMs = reader.int32("maxWaitMs")
        self.minBytes = reader.int32("minBytes")
        if version >= 3 {
            self.maxBytes = reader.int32("maxBytes")
        } else {
            self.maxBytes = 0x7fffffff
        }
        if version >= 4 {
            self.isolationLevel = reader.int8("isolationLevel")
        } else {
            self.isolationLevel = 0
        }
        if version >= 7 {
            self.sessionID = reader.int32("sessionID")
            self.sessionEpoch = reader.int32("sessionEpoch")
        } else {
            self.sessionID = 0
            self.sessionEpoch = -1
        }
        self.topics = reader.structs("topics", flexible: isFlexible, version: version)
        if version >= 7 {
            self.forgottenTopicsData = reader.structs("forgottenTopicsData", flexible: isFlexible, version: version)
        } else {
            self.forgottenTopicsData = []
        }
        if version >= 11 {
            self.rackID = reader.string("rackID", flexible: isFlexible)
        } else {
            self.rackID = ""
        }
        self.clusterID = nil
        self.replicaState = ReplicaState()
        self.unknownTaggedFields = []
        if isFlexible, var section = reader.taggedSection("taggedFields") {
            while section.next(&reader) {
                switch section.tag {
                case 0:
                    self.clusterID = section.value.nullableString("clusterID", flexible: true)
                case 1 where version >= 15:
                    self.replicaState = ReplicaState(reading: &section.value, version: version)
                default: section.keep()
                }
            }
            self.unknownTaggedFields = section.unknown
        }
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 12
        if version <= 14 {
            writer.int32(self.replicaID)
        } else {
            if self.replicaID != -1 { writer.unsupported("replicaID") }
        }
        writer.int32(self.maxWaitMs)
        writer.int32(self.minBytes)
        if version >= 3 {
            writer.int32(self.maxBytes)
        }
        if version >= 4 {
            writer.int8(self.isolationLevel)
        }
        if version >= 7 {
            writer.int32(self.sessionID)
            writer.int32(self.sessionEpoch)
        }
        writer.structs(self.topics, "topics", flexible: isFlexible, version: version)
        if version >= 7 {
            writer.structs(self.forgottenTopicsData, "forgottenTopicsData", flexible: isFlexible, version: version)
        } else {
            if !self.forgottenTopicsData.isEmpty { writer.unsupported("forgottenTopicsData") }
        }
        if version >= 11 {
            writer.string(self.rackID, "rackID", flexible: isFlexible)
        }
        if !(version >= 15) {
            if self.replicaState != ReplicaState() { writer.unsupported("replicaState") }
        }
        if isFlexible {
            var tagged: [TaggedField] = []
            if self.clusterID != nil {
                var inner = writer.taggedWriter()
                inner.nullableString(self.clusterID, "clusterID", flexible: true)
                writer.add(0, inner, to: &tagged)
            }
            if version >= 15, self.replicaState != ReplicaState() {
                var inner = writer.taggedWriter()
                self.replicaState.write(into: &inner, version: version)
                writer.add(1, inner, to: &tagged)
            }
            writer.writeTaggedFields(tagged, unknown: self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Value of `replicaState`: Identity of a replicating follower (KIP-903). Consumers leave it out.
    ///
    /// Kafka's `ReplicaState` in `FetchRequest`, versions 15+.
    public struct ReplicaState: Equatable, Sendable, WireStructure {
        /// Broker id of the follower; -1 for a consumer.
        ///
        /// Kafka's `ReplicaId`, versions 15+.
        public var replicaID: Int32
        /// Epoch that the follower got when it last registered with the controller; -1 if unknown. Keeps a follower
        /// that has restarted meanwhile from joining the in-sync replicas.
        ///
        /// Kafka's `ReplicaEpoch`, versions 15+.
        public var replicaEpoch: Int64
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            replicaID: Int32 = -1,
            replicaEpoch: Int64 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.replicaID = replicaID
            self.replicaEpoch = replicaEpoch
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.replicaID = reader.int32("replicaState.replicaID")
            self.replicaEpoch = reader.int64("replicaState.replicaEpoch")
            self.unknownTaggedFields = reader.taggedFields("replicaState.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.replicaID)
            writer.int64(self.replicaEpoch)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Element of `topics`: Topics to read from, each with its partitions. In a session, after its first request, only
    /// the partitions that are new or whose fields, such as the offset, have changed since the request before.
    ///
    /// Kafka's `FetchTopic` in `FetchRequest`, versions 0+.
    public struct FetchTopic: Equatable, Sendable, WireStructure {
        /// Name of the topic to read; from version 13 `TopicId` identifies it.
        ///
        /// Kafka's `Topic`, versions 0-12. Dropped silently by versions without it.
        public var topic: String
        /// Id of the topic to read (KIP-516). The broker answers UNKNOWN_TOPIC_ID if it does not know it,
        /// INCONSISTENT_TOPIC_ID if the partition's log belongs to another one.
        ///
        /// Kafka's `TopicId`, versions 13+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Partitions of the topic to read.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [FetchPartition]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topic: String = "",
            topicID: KafkaUUID = .zero,
            partitions: [FetchPartition] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topic = topic
            self.topicID = topicID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topic != b.topic { return false }
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 12
            if version <= 12 {
                self.topic = reader.string("topics.topic", flexible: isFlexible)
            } else {
                self.topic = ""
            }
            if version >= 13 {
                self.topicID = reader.uuid("topics.topicID")
            } else {
                self.topicID = .zero
            }
            self.partitions = reader.structs("topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 12
            if version <= 12 {
                writer.string(self.topic, "topics.topic", flexible: isFlexible)
            }
            if version >= 13 {
                writer.uuid(self.topicID)
            }
            writer.structs(self.partitions, "topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Partitions of the topic to read.
    ///
    /// Kafka's `FetchPartition` in `FetchRequest`, versions 0+.
    public struct FetchPartition: Equatable, Sendable, WireStructure {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `Partition`, versions 0+.
        public var partition: Int32
        /// Leader epoch that the client knows for this partition; -1 skips the check. If it is too old the broker
        /// answers FENCED_LEADER_EPOCH, if it is too new UNKNOWN_LEADER_EPOCH (KIP-320).
        ///
        /// Kafka's `CurrentLeaderEpoch`, versions 9+. Dropped silently by versions without it.
        public var currentLeaderEpoch: Int32
        /// Offset of the first record to read. The response may begin with earlier records of the same batch; drop
        /// them. Outside of what the log holds gives OFFSET_OUT_OF_RANGE.
        ///
        /// Kafka's `FetchOffset`, versions 0+.
        public var fetchOffset: Int64
        /// Leader epoch of the last record that the reader has; -1 skips the check. If the leader's log has parted from
        /// it, the response carries `DivergingEpoch`. Followers set it; consumers usually do not.
        ///
        /// Kafka's `LastFetchedEpoch`, versions 12+.
        public var lastFetchedEpoch: Int32
        /// First offset that a follower's own log has; -1 for a consumer. The leader learns from it when
        /// `DeleteRecords` has taken effect on all replicas.
        ///
        /// Kafka's `LogStartOffset`, versions 5+. Dropped silently by versions without it.
        public var logStartOffset: Int64
        /// Most bytes of records from this partition. The first batch in the response comes whole even if it is larger
        /// (KIP-74).
        ///
        /// Kafka's `PartitionMaxBytes`, versions 0+.
        public var partitionMaxBytes: Int32
        /// Id of the log directory of the fetching KRaft node, which tells voters with the same node id apart
        /// (KIP-853). Consumers leave it out.
        ///
        /// Kafka's `ReplicaDirectoryId`, versions 17+. Tag 0. Dropped silently by versions without it.
        public var replicaDirectoryID: KafkaUUID
        /// High watermark that the fetching KRaft replica knows; -1 if none. The leader answers at once if its own is
        /// higher (KIP-1166). The largest int64 means that the sender does not support this; consumers leave it there.
        ///
        /// Kafka's `HighWatermark`, versions 18+. Tag 1. Dropped silently by versions without it.
        public var highWatermark: Int64
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partition: Int32 = 0,
            currentLeaderEpoch: Int32 = -1,
            fetchOffset: Int64 = 0,
            lastFetchedEpoch: Int32 = -1,
            logStartOffset: Int64 = -1,
            partitionMaxBytes: Int32 = 0,
            replicaDirectoryID: KafkaUUID = .zero,
            highWatermark: Int64 = 9223372036854775807,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partition = partition
            self.currentLeaderEpoch = currentLeaderEpoch
            self.fetchOffset = fetchOffset
            self.lastFetchedEpoch = lastFetchedEpoch
            self.logStartOffset = logStartOffset
            self.partitionMaxBytes = partitionMaxBytes
            self.replicaDirectoryID = replicaDirectoryID
            self.highWatermark = highWatermark
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 12
            self.partition = reader.int32("topics.partitions.partition")
            if version >= 9 {
                self.currentLeaderEpoch = reader.int32("topics.partitions.currentLeaderEpoch")
            } else {
                self.currentLeaderEpoch = -1
            }
            self.fetchOffset = reader.int64("topics.partitions.fetchOffset")
            if version >= 12 {
                self.lastFetchedEpoch = reader.int32("topics.partitions.lastFetchedEpoch")
            } else {
                self.lastFetchedEpoch = -1
            }
            if version >= 5 {
                self.logStartOffset = reader.int64("topics.partitions.logStartOffset")
            } else {
                self.logStartOffset = -1
            }
            self.partitionMaxBytes = reader.int32("topics.partitions.partitionMaxBytes")
            self.replicaDirectoryID = .zero
            self.highWatermark = 9223372036854775807
            self.unknownTaggedFields = []
            if isFlexible, var section = reader.taggedSection("topics.partitions.taggedFields") {
                while section.next(&reader) {
                    switch section.tag {
                    case 0 where version >= 17:
                        self.replicaDirectoryID = section.value.uuid("topics.partitions.replicaDirectoryID")
                    case 1 where version == 18:
                        self.highWatermark = section.value.int64("topics.partitions.highWatermark")
                    default: section.keep()
                    }
                }
                self.unknownTaggedFields = section.unknown
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 12
            writer.int32(self.partition)
            if version >= 9 {
                writer.int32(self.currentLeaderEpoch)
            }
            writer.int64(self.fetchOffset)
            if version >= 12 {
                writer.int32(self.lastFetchedEpoch)
            } else {
                if self.lastFetchedEpoch != -1 { writer.unsupported("topics.partitions.lastFetchedEpoch") }
            }
            if version >= 5 {
                writer.int64(self.logStartOffset)
            }
            writer.int32(self.partitionMaxBytes)
            if isFlexible {
                var tagged: [TaggedField] = []
                if version >= 17, self.replicaDirectoryID != .zero {
                    var inner = writer.taggedWriter()
                    inner.uuid(self.replicaDirectoryID)
                    writer.add(0, inner, to: &tagged)
                }
                if version == 18, self.highWatermark != 9223372036854775807 {
                    var inner = writer.taggedWriter()
                    inner.int64(self.highWatermark)
                    writer.add(1, inner, to: &tagged)
                }
                writer.writeTaggedFields(tagged, unknown: self.unknownTaggedFields)
            }
        }
    }

    /// Element of `forgottenTopicsData`: Partitions to take out of the fetch session; empty outside a session
    /// (KIP-227).
    ///
    /// Kafka's `ForgottenTopic` in `FetchRequest`, versions 7+.
    public struct ForgottenTopic: Equatable, Sendable, WireStructure {
        /// Name of the topic; from version 13 `TopicId` identifies it.
        ///
        /// Kafka's `Topic`, versions 7-12. Dropped silently by versions without it.
        public var topic: String
        /// Id of the topic (KIP-516).
        ///
        /// Kafka's `TopicId`, versions 13+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Numbers of the partitions that the session no longer reads.
        ///
        /// Kafka's `Partitions`, versions 7+.
        public var partitions: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topic: String = "",
            topicID: KafkaUUID = .zero,
            partitions: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topic = topic
            self.topicID = topicID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 12
            if version <= 12 {
                self.topic = reader.string("forgottenTopicsData.topic", flexible: isFlexible)
            } else {
                self.topic = ""
            }
            if version >= 13 {
                self.topicID = reader.uuid("forgottenTopicsData.topicID")
            } else {
                self.topicID = .zero
            }
            self.partitions = reader.integers("forgottenTopicsData.partitions", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("forgottenTopicsData.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 12
            if version <= 12 {
                writer.string(self.topic, "forgottenTopicsData.topic", flexible: isFlexible)
            }
            if version >= 13 {
                writer.uuid(self.topicID)
            }
            writer.integers(self.partitions, "forgottenTopicsData.partitions", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Records that a `FetchRequest` read, with the state of each partition. In a fetch session, partitions without new
/// records or changes are left out.
///
/// Kafka's `FetchResponse`, versions 0-18.
public struct FetchResponse: KafkaResponse {
    /// API key 1.
    public static var apiKey: APIKey { .fetch }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "FetchResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...18 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 12 }
    /// Time for which the client must send nothing more on this connection because it exceeded a quota, in
    /// milliseconds; 0 if it did not. The response to a throttled consumer holds no partitions; below version 8 the
    /// client need not wait itself, as the broker holds it back (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Error of the whole request; 0 if there is none. FETCH_SESSION_ID_NOT_FOUND, INVALID_FETCH_SESSION_EPOCH and
    /// FETCH_SESSION_TOPIC_ID_ERROR ask for a new session: send all partitions again with epoch 0.
    ///
    /// Kafka's `ErrorCode`, versions 7+. Dropped silently by versions without it.
    public var errorCode: Int16
    /// Session to continue in the next request; 0 if the broker opened or kept none, then every request lists all
    /// partitions (KIP-227).
    ///
    /// Kafka's `SessionId`, versions 7+.
    public var sessionID: Int32
    /// Topics read, each with its partitions.
    ///
    /// Kafka's `Responses`, versions 0+.
    public var responses: [FetchableTopicResponse]
    /// Addresses of the brokers that `CurrentLeader` names in this response (KIP-951); they save a `Metadata` request.
    ///
    /// Kafka's `NodeEndpoints`, versions 16+. Tag 0.
    public var nodeEndpoints: [NodeEndpoint]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        sessionID: Int32 = 0,
        responses: [FetchableTopicResponse] = [],
        nodeEndpoints: [NodeEndpoint] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.sessionID = sessionID
        self.responses = responses
        self.nodeEndpoints = nodeEndpoints
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.sessionID != b.sessionID { return false }
        if !areEqual(a.responses, b.responses) { return false }
        if !areEqual(a.nodeEndpoints, b.nodeEndpoints) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 12
        if version >= 1 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        if version >= 7 {
            self.errorCode = reader.int16("errorCode")
            self.sessionID = reader.int32("sessionID")
        } else {
            self.errorCode = 0
            self.sessionID = 0
        }
        self.responses = reader.structs("responses", flexible: isFlexible, version: version)
        self.nodeEndpoints = []
        self.unknownTaggedFields = []
        if isFlexible, var section = reader.taggedSection("taggedFields") {
            while section.next(&reader) {
                switch section.tag {
                case 0 where version >= 16:
                    self.nodeEndpoints = section.value.structs("nodeEndpoints", flexible: true, version: version)
                default: section.keep()
                }
            }
            self.unknownTaggedFields = section.unknown
        }
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 12
        if version >= 1 {
            writer.int32(self.throttleTimeMs)
        }
        if version >= 7 {
            writer.int16(self.errorCode)
            writer.int32(self.sessionID)
        } else {
            if self.sessionID != 0 { writer.unsupported("sessionID") }
        }
        writer.structs(self.responses, "responses", flexible: isFlexible, version: version)
        if !(version >= 16) {
            if !self.nodeEndpoints.isEmpty { writer.unsupported("nodeEndpoints") }
        }
        if isFlexible {
            var tagged: [TaggedField] = []
            if version >= 16, !self.nodeEndpoints.isEmpty {
                var inner = writer.taggedWriter()
                inner.structs(self.nodeEndpoints, "nodeEndpoints", flexible: true, version: version)
                writer.add(0, inner, to: &tagged)
            }
            writer.writeTaggedFields(tagged, unknown: self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `responses`: Topics read, each with its partitions.
    ///
    /// Kafka's `FetchableTopicResponse` in `FetchResponse`, versions 0+.
    public struct FetchableTopicResponse: Equatable, Sendable, WireStructure {
        /// Name of the topic; from version 13 `TopicId` identifies it.
        ///
        /// Kafka's `Topic`, versions 0-12. Dropped silently by versions without it.
        public var topic: String
        /// Id of the topic, as in the request or session (KIP-516).
        ///
        /// Kafka's `TopicId`, versions 13+. Dropped silently by versions without it.
        public var topicID: KafkaUUID
        /// Partitions of the topic, each with its records or error.
        ///
        /// Kafka's `Partitions`, versions 0+.
        public var partitions: [PartitionData]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            topic: String = "",
            topicID: KafkaUUID = .zero,
            partitions: [PartitionData] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.topic = topic
            self.topicID = topicID
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.topic != b.topic { return false }
            if a.topicID != b.topicID { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 12
            if version <= 12 {
                self.topic = reader.string("responses.topic", flexible: isFlexible)
            } else {
                self.topic = ""
            }
            if version >= 13 {
                self.topicID = reader.uuid("responses.topicID")
            } else {
                self.topicID = .zero
            }
            self.partitions = reader.structs("responses.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("responses.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 12
            if version <= 12 {
                writer.string(self.topic, "responses.topic", flexible: isFlexible)
            }
            if version >= 13 {
                writer.uuid(self.topicID)
            }
            writer.structs(self.partitions, "responses.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `responses.partitions`: Partitions of the topic, each with its records or error.
    ///
    /// Kafka's `PartitionData` in `FetchResponse`, versions 0+.
    public struct PartitionData: Equatable, Sendable, WireStructure {
        /// Number of the partition, from 0.
        ///
        /// Kafka's `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// Error of the partition; 0 if it could be read. After NOT_LEADER_OR_FOLLOWER, FENCED_LEADER_EPOCH or an
        /// unknown topic refresh the metadata; after OFFSET_OUT_OF_RANGE look up a valid offset.
        ///
        /// Kafka's `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Offset after the last record that all in-sync replicas have; consumers can read up to it, and their lag
        /// counts from it. -1 after an error.
        ///
        /// Kafka's `HighWatermark`, versions 0+.
        public var highWatermark: Int64
        /// Offset before which every transaction has ended; read_committed consumers can read up to it. At most
        /// `HighWatermark`; -1 if unknown.
        ///
        /// Kafka's `LastStableOffset`, versions 4+. Dropped silently by versions without it.
        public var lastStableOffset: Int64
        /// First offset that the partition still has, which retention and `DeleteRecords` move; -1 if unknown.
        ///
        /// Kafka's `LogStartOffset`, versions 5+. Dropped silently by versions without it.
        public var logStartOffset: Int64
        /// Point up to which the leader's log can agree with the reader's, set only if `LastFetchedEpoch` showed that
        /// they have parted. The reader must truncate to it, or seek; no records come with it.
        ///
        /// Kafka's `DivergingEpoch`, versions 12+. Tag 0.
        public var divergingEpoch: EpochEndOffset
        /// Leader of the partition as this broker knows it. Brokers set it with NOT_LEADER_OR_FOLLOWER and
        /// FENCED_LEADER_EPOCH from version 16 (KIP-951), KRaft controllers from version 12.
        ///
        /// Kafka's `CurrentLeader`, versions 12+. Tag 1.
        public var currentLeader: LeaderIDAndEpoch
        /// Snapshot to load with `FetchSnapshot` because the wanted offset is no longer in the log; only the KRaft
        /// metadata log has it (KIP-630). Consumers ignore it.
        ///
        /// Kafka's `SnapshotId`, versions 12+. Tag 2.
        public var snapshotID: SnapshotID
        /// Aborted transactions that overlap the records returned; null when read with read_uncommitted. A
        /// read_committed reader drops the records of such a producer from `FirstOffset` until its abort marker.
        ///
        /// Kafka's `AbortedTransactions`, versions 4+. Null allowed from version 4. Dropped silently by versions
        /// without it.
        public var abortedTransactions: [AbortedTransaction]?
        /// Broker id of the replica from which to read this partition next, usually one in the rack of the consumer;
        /// then no records come. -1 to keep the present replica (KIP-392).
        ///
        /// Kafka's `PreferredReadReplica`, versions 11+.
        public var preferredReadReplica: Int32
        /// Batches read; null or empty if there are none. They begin with the batch that contains `FetchOffset`; the
        /// last one may be cut off at a size limit, then drop it.
        ///
        /// Kafka's `Records`, versions 0+. Null allowed from version 0.
        public var records: ByteSlice?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0,
            highWatermark: Int64 = 0,
            lastStableOffset: Int64 = -1,
            logStartOffset: Int64 = -1,
            divergingEpoch: EpochEndOffset = EpochEndOffset(),
            currentLeader: LeaderIDAndEpoch = LeaderIDAndEpoch(),
            snapshotID: SnapshotID = SnapshotID(),
            abortedTransactions: [AbortedTransaction]? = [],
            preferredReadReplica: Int32 = -1,
            records: ByteSlice? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.highWatermark = highWatermark
            self.lastStableOffset = lastStableOffset
            self.logStartOffset = logStartOffset
            self.divergingEpoch = divergingEpoch
            self.currentLeader = currentLeader
            self.snapshotID = snapshotID
            self.abortedTransactions = abortedTransactions
            self.preferredReadReplica = preferredReadReplica
            self.records = records
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.partitionIndex != b.partitionIndex { return false }
            if a.errorCode != b.errorCode { return false }
            if a.highWatermark != b.highWatermark { return false }
            if a.lastStableOffset != b.lastStableOffset { return false }
            if a.logStartOffset != b.logStartOffset { return false }
            if a.divergingEpoch != b.divergingEpoch { return false }
            if a.currentLeader != b.currentLeader { return false }
            if a.snapshotID != b.snapshotID { return false }
            if a.preferredReadReplica != b.preferredReadReplica { return false }
            if a.records != b.records { return false }
            if !areEqual(a.abortedTransactions, b.abortedTransactions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 12
            self.partitionIndex = reader.int32("responses.partitions.partitionIndex")
            self.errorCode = reader.int16("responses.partitions.errorCode")
            self.highWatermark = reader.int64("responses.partitions.highWatermark")
            if version >= 4 {
                self.lastStableOffset = reader.int64("responses.partitions.lastStableOffset")
            } else {
                self.lastStableOffset = -1
            }
            if version >= 5 {
                self.logStartOffset = reader.int64("responses.partitions.logStartOffset")
            } else {
                self.logStartOffset = -1
            }
            if version >= 4 {
                self.abortedTransactions = reader.nullableStructs("responses.partitions.abortedTransactions", flexible: isFlexible, version: version)
            } else {
                self.abortedTransactions = []
            }
            if version >= 11 {
                self.preferredReadReplica = reader.int32("responses.partitions.preferredReadReplica")
            } else {
                self.preferredReadReplica = -1
            }
            self.records = reader.nullableBytes("responses.partitions.records", flexible: isFlexible)
            self.divergingEpoch = EpochEndOffset()
            self.currentLeader = LeaderIDAndEpoch()
            self.snapshotID = SnapshotID()
            self.unknownTaggedFields = []
            if isFlexible, var section = reader.taggedSection("responses.partitions.taggedFields") {
                while section.next(&reader) {
                    switch section.tag {
                    case 0:
                        self.divergingEpoch = EpochEndOffset(reading: &section.value, version: version)
                    case 1:
                        self.currentLeader = LeaderIDAndEpoch(reading: &section.value, version: version)
                    case 2:
                        self.snapshotID = SnapshotID(reading: &section.value, version: version)
                    default: section.keep()
                    }
                }
                self.unknownTaggedFields = section.unknown
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 12
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
            writer.int64(self.highWatermark)
            if version >= 4 {
                writer.int64(self.lastStableOffset)
            }
            if version >= 5 {
                writer.int64(self.logStartOffset)
            }
            if version >= 4 {
                writer.nullableStructs(self.abortedTransactions, "responses.partitions.abortedTransactions", flexible: isFlexible, version: version)
            }
            if version >= 11 {
                writer.int32(self.preferredReadReplica)
            } else {
                if self.preferredReadReplica != -1 { writer.unsupported("responses.partitions.preferredReadReplica") }
            }
            writer.nullableBytes(self.records, "responses.partitions.records", flexible: isFlexible)
            if !(version >= 12) {
                if self.divergingEpoch != EpochEndOffset() { writer.unsupported("responses.partitions.divergingEpoch") }
            }
            if !(version >= 12) {
                if self.currentLeader != LeaderIDAndEpoch() { writer.unsupported("responses.partitions.currentLeader") }
            }
            if !(version >= 12) {
                if self.snapshotID != SnapshotID() { writer.unsupported("responses.partitions.snapshotID") }
            }
            if isFlexible {
                var tagged: [TaggedField] = []
                if self.divergingEpoch != EpochEndOffset() {
                    var inner = writer.taggedWriter()
                    self.divergingEpoch.write(into: &inner, version: version)
                    writer.add(0, inner, to: &tagged)
                }
                if self.currentLeader != LeaderIDAndEpoch() {
                    var inner = writer.taggedWriter()
                    self.currentLeader.write(into: &inner, version: version)
                    writer.add(1, inner, to: &tagged)
                }
                if self.snapshotID != SnapshotID() {
                    var inner = writer.taggedWriter()
                    self.snapshotID.write(into: &inner, version: version)
                    writer.add(2, inner, to: &tagged)
                }
                writer.writeTaggedFields(tagged, unknown: self.unknownTaggedFields)
            }
        }
    }

    /// Value of `responses.partitions.divergingEpoch`: Point up to which the leader's log can agree with the reader's,
    /// set only if `LastFetchedEpoch` showed that they have parted. The reader must truncate to it, or seek; no records
    /// come with it.
    ///
    /// Kafka's `EpochEndOffset` in `FetchResponse`, versions 12+.
    public struct EpochEndOffset: Equatable, Sendable, WireStructure {
        /// Largest epoch of the leader's log that is not above `LastFetchedEpoch`; -1 if the field is not set.
        ///
        /// Kafka's `Epoch`, versions 12+.
        public var epoch: Int32
        /// Offset after the last record of that epoch in the leader's log; -1 if the field is not set.
        ///
        /// Kafka's `EndOffset`, versions 12+.
        public var endOffset: Int64
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            epoch: Int32 = -1,
            endOffset: Int64 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.epoch = epoch
            self.endOffset = endOffset
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.epoch = reader.int32("responses.partitions.divergingEpoch.epoch")
            self.endOffset = reader.int64("responses.partitions.divergingEpoch.endOffset")
            self.unknownTaggedFields = reader.taggedFields("responses.partitions.divergingEpoch.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.epoch)
            writer.int64(self.endOffset)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Value of `responses.partitions.currentLeader`: Leader of the partition as this broker knows it. Brokers set it
    /// with NOT_LEADER_OR_FOLLOWER and FENCED_LEADER_EPOCH from version 16 (KIP-951), KRaft controllers from version
    /// 12.
    ///
    /// Kafka's `LeaderIdAndEpoch` in `FetchResponse`, versions 12+.
    public struct LeaderIDAndEpoch: Equatable, Sendable, WireStructure {
        /// Broker id of the leader; -1 if unknown. `NodeEndpoints` may hold its address.
        ///
        /// Kafka's `LeaderId`, versions 12+.
        public var leaderID: Int32
        /// Epoch of that leader; -1 if unknown. Ignore it when it is older than the epoch that the client knows.
        ///
        /// Kafka's `LeaderEpoch`, versions 12+.
        public var leaderEpoch: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            leaderID: Int32 = -1,
            leaderEpoch: Int32 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.leaderID = leaderID
            self.leaderEpoch = leaderEpoch
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.leaderID = reader.int32("responses.partitions.currentLeader.leaderID")
            self.leaderEpoch = reader.int32("responses.partitions.currentLeader.leaderEpoch")
            self.unknownTaggedFields = reader.taggedFields("responses.partitions.currentLeader.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.leaderID)
            writer.int32(self.leaderEpoch)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Value of `responses.partitions.snapshotID`: Snapshot to load with `FetchSnapshot` because the wanted offset is
    /// no longer in the log; only the KRaft metadata log has it (KIP-630). Consumers ignore it.
    ///
    /// Kafka's `SnapshotId` in `FetchResponse`, versions 12+.
    public struct SnapshotID: Equatable, Sendable, WireStructure {
        /// Offset after the last record that the snapshot covers; -1 if there is no snapshot.
        ///
        /// Kafka's `EndOffset`, versions 0+.
        public var endOffset: Int64
        /// Epoch of the last record that the snapshot covers; -1 if there is no snapshot.
        ///
        /// Kafka's `Epoch`, versions 0+.
        public var epoch: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            endOffset: Int64 = -1,
            epoch: Int32 = -1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.endOffset = endOffset
            self.epoch = epoch
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.endOffset = reader.int64("responses.partitions.snapshotID.endOffset")
            self.epoch = reader.int32("responses.partitions.snapshotID.epoch")
            self.unknownTaggedFields = reader.taggedFields("responses.partitions.snapshotID.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int64(self.endOffset)
            writer.int32(self.epoch)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Element of `responses.partitions.abortedTransactions`: Aborted transactions that overlap the records returned;
    /// null when read with read_uncommitted. A read_committed reader drops the records of such a producer from
    /// `FirstOffset` until its abort marker.
    ///
    /// Kafka's `AbortedTransaction` in `FetchResponse`, versions 4+.
    public struct AbortedTransaction: Equatable, Sendable, WireStructure {
        /// Id of the producer that ran the transaction.
        ///
        /// Kafka's `ProducerId`, versions 4+.
        public var producerID: Int64
        /// Offset of the transaction's first record in this partition; it may be before the fetched offset.
        ///
        /// Kafka's `FirstOffset`, versions 4+.
        public var firstOffset: Int64
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            producerID: Int64 = 0,
            firstOffset: Int64 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.producerID = producerID
            self.firstOffset = firstOffset
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 12
            self.producerID = reader.int64("responses.partitions.abortedTransactions.producerID")
            self.firstOffset = reader.int64("responses.partitions.abortedTransactions.firstOffset")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("responses.partitions.abortedTransactions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 12
            writer.int64(self.producerID)
            writer.int64(self.firstOffset)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `nodeEndpoints`: Addresses of the brokers that `CurrentLeader` names in this response (KIP-951); they
    /// save a `Metadata` request.
    ///
    /// Kafka's `NodeEndpoint` in `FetchResponse`, versions 16+.
    public struct NodeEndpoint: Equatable, Sendable, WireStructure {
        /// Id of the broker.
        ///
        /// Kafka's `NodeId`, versions 16+.
        public var nodeID: Int32
        /// Host name or address of the broker on the listener that the client used.
        ///
        /// Kafka's `Host`, versions 16+.
        public var host: String
        /// TCP port of the broker on that listener.
        ///
        /// Kafka's `Port`, versions 16+.
        public var port: Int32
        /// Rack of the broker (`broker.rack`); null if it has none.
        ///
        /// Kafka's `Rack`, versions 16+. Null allowed from version 16.
        public var rack: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            nodeID: Int32 = 0,
            host: String = "",
            port: Int32 = 0,
            rack: String? = nil,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.nodeID = nodeID
            self.host = host
            self.port = port
            self.rack = rack
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.nodeID = reader.int32("nodeEndpoints.nodeID")
            self.host = reader.string("nodeEndpoints.host", flexible: true)
            self.port = reader.int32("nodeEndpoints.port")
            self.rack = reader.nullableString("nodeEndpoints.rack", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("nodeEndpoints.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.nodeID)
            writer.string(self.host, "nodeEndpoints.host", flexible: true)
            writer.int32(self.port)
            writer.nullableString(self.rack, "nodeEndpoints.rack", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
