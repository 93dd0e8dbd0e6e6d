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
    public static let apiKey = APIKey.fetch
    /// Kafka's name of the message.
    public static let messageName: StaticString = "FetchRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...18
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 12
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version <= 14 {
            reader.field = "replicaID"
            self.replicaID = try reader.readInt32()
        }
        reader.field = "maxWaitMs"
        self.maxWaitMs = try reader.readInt32()
        reader.field = "minBytes"
        self.minBytes = try reader.readInt32()
        if version >= 3 {
            reader.field = "maxBytes"
            self.maxBytes = try reader.readInt32()
        }
        if version >= 4 {
            reader.field = "isolationLevel"
            self.isolationLevel = try reader.readInt8()
        }
        if version >= 7 {
            reader.field = "sessionID"
            self.sessionID = try reader.readInt32()
        }
        if version >= 7 {
            reader.field = "sessionEpoch"
            self.sessionEpoch = try reader.readInt32()
        }
        reader.field = "topics"
        self.topics = try reader.readArray(flexible: version >= 12) { (reader: inout WireReader) throws(WireError) in try FetchTopic(from: &reader, version: version) }
        if version >= 7 {
            reader.field = "forgottenTopicsData"
            self.forgottenTopicsData = try reader.readArray(flexible: version >= 12) { (reader: inout WireReader) throws(WireError) in try ForgottenTopic(from: &reader, version: version) }
        }
        if version >= 11 {
            reader.field = "rackID"
            self.rackID = try reader.readString(flexible: version >= 12)
        }
        if version >= 12 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields {
                (tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in
                switch tag {
                case 0:
                    reader.field = "clusterID"
                    self.clusterID = try reader.readNullableString(flexible: true)
                case 1 where version >= 15:
                    reader.field = "replicaState"
                    self.replicaState = try ReplicaState(from: &reader, version: version)
                default: return false
                }
                return true
            }
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version <= 14 {
            writer.writeInteger(self.replicaID)
        } else {
            if self.replicaID != -1 { throw writer.unsupportedField("replicaID") }
        }
        writer.writeInteger(self.maxWaitMs)
        writer.writeInteger(self.minBytes)
        if version >= 3 {
            writer.writeInteger(self.maxBytes)
        }
        if version >= 4 {
            writer.writeInteger(self.isolationLevel)
        }
        if version >= 7 {
            writer.writeInteger(self.sessionID)
        }
        if version >= 7 {
            writer.writeInteger(self.sessionEpoch)
        }
        writer.field = "topics"
        try writer.writeArray(self.topics, flexible: version >= 12) { (value: FetchTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 7 {
            writer.field = "forgottenTopicsData"
            try writer.writeArray(self.forgottenTopicsData, flexible: version >= 12) { (value: ForgottenTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.forgottenTopicsData.isEmpty { throw writer.unsupportedField("forgottenTopicsData") }
        }
        if version >= 11 {
            writer.field = "rackID"
            try writer.writeString(self.rackID, flexible: version >= 12)
        }
        if !(version >= 15) {
            if self.replicaState != ReplicaState() { throw writer.unsupportedField("replicaState") }
        }
        if version >= 12 {
            var tagged: [TaggedField] = []
            if self.clusterID != nil {
                writer.field = "clusterID"
                tagged.append(
                    try writer.taggedField(0) {
                    (writer: inout WireWriter) throws(WireError) in
                    try writer.writeNullableString(self.clusterID, flexible: true)
                })
            }
            if version >= 15, self.replicaState != ReplicaState() {
                writer.field = "replicaState"
                tagged.append(
                    try writer.taggedField(1) {
                    (writer: inout WireWriter) throws(WireError) in
                    try self.replicaState.encode(into: &writer, version: version)
                })
            }
            writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)
        }
    }

    /// Value of `replicaState`: Identity of a replicating follower (KIP-903). Consumers leave it out.
    ///
    /// Kafka's `ReplicaState` in `FetchRequest`, versions 15+.
    public struct ReplicaState: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "replicaState.replicaID"
            self.replicaID = try reader.readInt32()
            reader.field = "replicaState.replicaEpoch"
            self.replicaEpoch = try reader.readInt64()
            reader.field = "replicaState.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.replicaID)
            writer.writeInteger(self.replicaEpoch)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `topics`: Topics to read from, each with its partitions. In a session, after its first request, only
    /// the partitions that are new or whose fields, such as the offset, have changed since the request before.
    ///
    /// Kafka's `FetchTopic` in `FetchRequest`, versions 0+.
    public struct FetchTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version <= 12 {
                reader.field = "topics.topic"
                self.topic = try reader.readString(flexible: version == 12)
            }
            if version >= 13 {
                reader.field = "topics.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 12) { (reader: inout WireReader) throws(WireError) in try FetchPartition(from: &reader, version: version) }
            if version >= 12 {
                reader.field = "topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 12 {
                writer.field = "topics.topic"
                try writer.writeString(self.topic, flexible: version == 12)
            }
            if version >= 13 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "topics.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 12) { (value: FetchPartition, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 12 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `topics.partitions`: Partitions of the topic to read.
    ///
    /// Kafka's `FetchPartition` in `FetchRequest`, versions 0+.
    public struct FetchPartition: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "topics.partitions.partition"
            self.partition = try reader.readInt32()
            if version >= 9 {
                reader.field = "topics.partitions.currentLeaderEpoch"
                self.currentLeaderEpoch = try reader.readInt32()
            }
            reader.field = "topics.partitions.fetchOffset"
            self.fetchOffset = try reader.readInt64()
            if version >= 12 {
                reader.field = "topics.partitions.lastFetchedEpoch"
                self.lastFetchedEpoch = try reader.readInt32()
            }
            if version >= 5 {
                reader.field = "topics.partitions.logStartOffset"
                self.logStartOffset = try reader.readInt64()
            }
            reader.field = "topics.partitions.partitionMaxBytes"
            self.partitionMaxBytes = try reader.readInt32()
            if version >= 12 {
                reader.field = "topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields {
                    (tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in
                    switch tag {
                    case 0 where version >= 17:
                        reader.field = "topics.partitions.replicaDirectoryID"
                        self.replicaDirectoryID = try reader.readUUID()
                    case 1 where version == 18:
                        reader.field = "topics.partitions.highWatermark"
                        self.highWatermark = try reader.readInt64()
                    default: return false
                    }
                    return true
                }
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partition)
            if version >= 9 {
                writer.writeInteger(self.currentLeaderEpoch)
            }
            writer.writeInteger(self.fetchOffset)
            if version >= 12 {
                writer.writeInteger(self.lastFetchedEpoch)
            } else {
                if self.lastFetchedEpoch != -1 { throw writer.unsupportedField("topics.partitions.lastFetchedEpoch") }
            }
            if version >= 5 {
                writer.writeInteger(self.logStartOffset)
            }
            writer.writeInteger(self.partitionMaxBytes)
            if version >= 12 {
                var tagged: [TaggedField] = []
                if version >= 17, self.replicaDirectoryID != .zero {
                    writer.field = "topics.partitions.replicaDirectoryID"
                    tagged.append(
                        try writer.taggedField(0) {
                        (writer: inout WireWriter) throws(WireError) in
                        writer.writeUUID(self.replicaDirectoryID)
                    })
                }
                if version == 18, self.highWatermark != 9223372036854775807 {
                    writer.field = "topics.partitions.highWatermark"
                    tagged.append(
                        try writer.taggedField(1) {
                        (writer: inout WireWriter) throws(WireError) in
                        writer.writeInteger(self.highWatermark)
                    })
                }
                writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)
            }
        }
    }

    /// Element of `forgottenTopicsData`: Partitions to take out of the fetch session; empty outside a session
    /// (KIP-227).
    ///
    /// Kafka's `ForgottenTopic` in `FetchRequest`, versions 7+.
    public struct ForgottenTopic: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version <= 12 {
                reader.field = "forgottenTopicsData.topic"
                self.topic = try reader.readString(flexible: version == 12)
            }
            if version >= 13 {
                reader.field = "forgottenTopicsData.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "forgottenTopicsData.partitions"
            self.partitions = try reader.readArray(flexible: version >= 12) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version >= 12 {
                reader.field = "forgottenTopicsData.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 12 {
                writer.field = "forgottenTopicsData.topic"
                try writer.writeString(self.topic, flexible: version == 12)
            }
            if version >= 13 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "forgottenTopicsData.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 12) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version >= 12 {
                writer.writeTaggedFields(unknownTaggedFields)
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
    public static let apiKey = APIKey.fetch
    /// Kafka's name of the message.
    public static let messageName: StaticString = "FetchResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...18
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 12
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 1 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        if version >= 7 {
            reader.field = "errorCode"
            self.errorCode = try reader.readInt16()
        }
        if version >= 7 {
            reader.field = "sessionID"
            self.sessionID = try reader.readInt32()
        }
        reader.field = "responses"
        self.responses = try reader.readArray(flexible: version >= 12) { (reader: inout WireReader) throws(WireError) in try FetchableTopicResponse(from: &reader, version: version) }
        if version >= 12 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields {
                (tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in
                switch tag {
                case 0 where version >= 16:
                    reader.field = "nodeEndpoints"
                    self.nodeEndpoints = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try NodeEndpoint(from: &reader, version: version) }
                default: return false
                }
                return true
            }
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 1 {
            writer.writeInteger(self.throttleTimeMs)
        }
        if version >= 7 {
            writer.writeInteger(self.errorCode)
        }
        if version >= 7 {
            writer.writeInteger(self.sessionID)
        } else {
            if self.sessionID != 0 { throw writer.unsupportedField("sessionID") }
        }
        writer.field = "responses"
        try writer.writeArray(self.responses, flexible: version >= 12) { (value: FetchableTopicResponse, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if !(version >= 16) {
            if !self.nodeEndpoints.isEmpty { throw writer.unsupportedField("nodeEndpoints") }
        }
        if version >= 12 {
            var tagged: [TaggedField] = []
            if version >= 16, !self.nodeEndpoints.isEmpty {
                writer.field = "nodeEndpoints"
                tagged.append(
                    try writer.taggedField(0) {
                    (writer: inout WireWriter) throws(WireError) in
                    try writer.writeArray(self.nodeEndpoints, flexible: true) { (value: NodeEndpoint, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
                })
            }
            writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)
        }
    }

    /// Element of `responses`: Topics read, each with its partitions.
    ///
    /// Kafka's `FetchableTopicResponse` in `FetchResponse`, versions 0+.
    public struct FetchableTopicResponse: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            if version <= 12 {
                reader.field = "responses.topic"
                self.topic = try reader.readString(flexible: version == 12)
            }
            if version >= 13 {
                reader.field = "responses.topicID"
                self.topicID = try reader.readUUID()
            }
            reader.field = "responses.partitions"
            self.partitions = try reader.readArray(flexible: version >= 12) { (reader: inout WireReader) throws(WireError) in try PartitionData(from: &reader, version: version) }
            if version >= 12 {
                reader.field = "responses.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            if version <= 12 {
                writer.field = "responses.topic"
                try writer.writeString(self.topic, flexible: version == 12)
            }
            if version >= 13 {
                writer.writeUUID(self.topicID)
            }
            writer.field = "responses.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 12) { (value: PartitionData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 12 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `responses.partitions`: Partitions of the topic, each with its records or error.
    ///
    /// Kafka's `PartitionData` in `FetchResponse`, versions 0+.
    public struct PartitionData: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "responses.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "responses.partitions.highWatermark"
            self.highWatermark = try reader.readInt64()
            if version >= 4 {
                reader.field = "responses.partitions.lastStableOffset"
                self.lastStableOffset = try reader.readInt64()
            }
            if version >= 5 {
                reader.field = "responses.partitions.logStartOffset"
                self.logStartOffset = try reader.readInt64()
            }
            if version >= 4 {
                reader.field = "responses.partitions.abortedTransactions"
                self.abortedTransactions = try reader.readNullableArray(flexible: version >= 12) { (reader: inout WireReader) throws(WireError) in try AbortedTransaction(from: &reader, version: version) }
            }
            if version >= 11 {
                reader.field = "responses.partitions.preferredReadReplica"
                self.preferredReadReplica = try reader.readInt32()
            }
            reader.field = "responses.partitions.records"
            self.records = try reader.readNullableBytes(flexible: version >= 12)
            if version >= 12 {
                reader.field = "responses.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields {
                    (tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in
                    switch tag {
                    case 0:
                        reader.field = "responses.partitions.divergingEpoch"
                        self.divergingEpoch = try EpochEndOffset(from: &reader, version: version)
                    case 1:
                        reader.field = "responses.partitions.currentLeader"
                        self.currentLeader = try LeaderIDAndEpoch(from: &reader, version: version)
                    case 2:
                        reader.field = "responses.partitions.snapshotID"
                        self.snapshotID = try SnapshotID(from: &reader, version: version)
                    default: return false
                    }
                    return true
                }
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.errorCode)
            writer.writeInteger(self.highWatermark)
            if version >= 4 {
                writer.writeInteger(self.lastStableOffset)
            }
            if version >= 5 {
                writer.writeInteger(self.logStartOffset)
            }
            if version >= 4 {
                writer.field = "responses.partitions.abortedTransactions"
                try writer.writeNullableArray(self.abortedTransactions, flexible: version >= 12) { (value: AbortedTransaction, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            }
            if version >= 11 {
                writer.writeInteger(self.preferredReadReplica)
            } else {
                if self.preferredReadReplica != -1 { throw writer.unsupportedField("responses.partitions.preferredReadReplica") }
            }
            writer.field = "responses.partitions.records"
            try writer.writeNullableBytes(self.records, flexible: version >= 12)
            if !(version >= 12) {
                if self.divergingEpoch != EpochEndOffset() { throw writer.unsupportedField("responses.partitions.divergingEpoch") }
            }
            if !(version >= 12) {
                if self.currentLeader != LeaderIDAndEpoch() { throw writer.unsupportedField("responses.partitions.currentLeader") }
            }
            if !(version >= 12) {
                if self.snapshotID != SnapshotID() { throw writer.unsupportedField("responses.partitions.snapshotID") }
            }
            if version >= 12 {
                var tagged: [TaggedField] = []
                if self.divergingEpoch != EpochEndOffset() {
                    writer.field = "responses.partitions.divergingEpoch"
                    tagged.append(
                        try writer.taggedField(0) {
                        (writer: inout WireWriter) throws(WireError) in
                        try self.divergingEpoch.encode(into: &writer, version: version)
                    })
                }
                if self.currentLeader != LeaderIDAndEpoch() {
                    writer.field = "responses.partitions.currentLeader"
                    tagged.append(
                        try writer.taggedField(1) {
                        (writer: inout WireWriter) throws(WireError) in
                        try self.currentLeader.encode(into: &writer, version: version)
                    })
                }
                if self.snapshotID != SnapshotID() {
                    writer.field = "responses.partitions.snapshotID"
                    tagged.append(
                        try writer.taggedField(2) {
                        (writer: inout WireWriter) throws(WireError) in
                        try self.snapshotID.encode(into: &writer, version: version)
                    })
                }
                writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)
            }
        }
    }

    /// Value of `responses.partitions.divergingEpoch`: Point up to which the leader's log can agree with the reader's,
    /// set only if `LastFetchedEpoch` showed that they have parted. The reader must truncate to it, or seek; no records
    /// come with it.
    ///
    /// Kafka's `EpochEndOffset` in `FetchResponse`, versions 12+.
    public struct EpochEndOffset: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitions.divergingEpoch.epoch"
            self.epoch = try reader.readInt32()
            reader.field = "responses.partitions.divergingEpoch.endOffset"
            self.endOffset = try reader.readInt64()
            reader.field = "responses.partitions.divergingEpoch.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.epoch)
            writer.writeInteger(self.endOffset)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Value of `responses.partitions.currentLeader`: Leader of the partition as this broker knows it. Brokers set it
    /// with NOT_LEADER_OR_FOLLOWER and FENCED_LEADER_EPOCH from version 16 (KIP-951), KRaft controllers from version
    /// 12.
    ///
    /// Kafka's `LeaderIdAndEpoch` in `FetchResponse`, versions 12+.
    public struct LeaderIDAndEpoch: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitions.currentLeader.leaderID"
            self.leaderID = try reader.readInt32()
            reader.field = "responses.partitions.currentLeader.leaderEpoch"
            self.leaderEpoch = try reader.readInt32()
            reader.field = "responses.partitions.currentLeader.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.leaderID)
            writer.writeInteger(self.leaderEpoch)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Value of `responses.partitions.snapshotID`: Snapshot to load with `FetchSnapshot` because the wanted offset is
    /// no longer in the log; only the KRaft metadata log has it (KIP-630). Consumers ignore it.
    ///
    /// Kafka's `SnapshotId` in `FetchResponse`, versions 12+.
    public struct SnapshotID: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitions.snapshotID.endOffset"
            self.endOffset = try reader.readInt64()
            reader.field = "responses.partitions.snapshotID.epoch"
            self.epoch = try reader.readInt32()
            reader.field = "responses.partitions.snapshotID.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.endOffset)
            writer.writeInteger(self.epoch)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `responses.partitions.abortedTransactions`: Aborted transactions that overlap the records returned;
    /// null when read with read_uncommitted. A read_committed reader drops the records of such a producer from
    /// `FirstOffset` until its abort marker.
    ///
    /// Kafka's `AbortedTransaction` in `FetchResponse`, versions 4+.
    public struct AbortedTransaction: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "responses.partitions.abortedTransactions.producerID"
            self.producerID = try reader.readInt64()
            reader.field = "responses.partitions.abortedTransactions.firstOffset"
            self.firstOffset = try reader.readInt64()
            if version >= 12 {
                reader.field = "responses.partitions.abortedTransactions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.producerID)
            writer.writeInteger(self.firstOffset)
            if version >= 12 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// Element of `nodeEndpoints`: Addresses of the brokers that `CurrentLeader` names in this response (KIP-951); they
    /// save a `Metadata` request.
    ///
    /// Kafka's `NodeEndpoint` in `FetchResponse`, versions 16+.
    public struct NodeEndpoint: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "nodeEndpoints.nodeID"
            self.nodeID = try reader.readInt32()
            reader.field = "nodeEndpoints.host"
            self.host = try reader.readString(flexible: true)
            reader.field = "nodeEndpoints.port"
            self.port = try reader.readInt32()
            reader.field = "nodeEndpoints.rack"
            self.rack = try reader.readNullableString(flexible: true)
            reader.field = "nodeEndpoints.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.nodeID)
            writer.field = "nodeEndpoints.host"
            try writer.writeString(self.host, flexible: true)
            writer.writeInteger(self.port)
            writer.field = "nodeEndpoints.rack"
            try writer.writeNullableString(self.rack, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
