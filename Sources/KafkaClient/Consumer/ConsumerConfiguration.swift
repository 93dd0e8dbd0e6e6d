// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Settings of a consumer: those of its client and those of reading.
public struct ConsumerConfiguration: Sendable {
    /// Settings of the client.
    public var client: ClientConfiguration
    /// Settings of fetching records.
    public var fetch: FetchConfiguration
    /// The group that the consumer joins, whose committed offsets reading starts from, and that offsets are committed
    /// to; nil for none. Default nil. `group.id`.
    public var groupID: String?
    /// The start of reading without a committed offset. Default `.latest`, as in Java. `auto.offset.reset`.
    public var offsetReset: OffsetReset
    /// Whether offsets of records that were processed are committed to the group. Default true, as in Java.
    /// `enable.auto.commit`.
    public var commitsOffsets: Bool
    /// Interval of these commits. Default 5 s. `auto.commit.interval.ms`.
    public var autoCommitInterval: Duration = .seconds(5)
    /// The protocol of the group. Default `.classic`, as in Java 4: every broker has it, and all members of a group
    /// must move to `.consumer` on purpose. `group.protocol`.
    public var groupProtocol: GroupProtocol = .classic
    /// The assignors that this member offers, in the order of preference; the group takes one that all members offer.
    /// Default range and cooperative-sticky, as in Java: range is used, and a group can move to cooperative rebalances
    /// in one rolling restart that leaves only the second. Classic protocol. `partition.assignment.strategy`.
    public var assignors: [any PartitionAssignor] = [RangeAssignor(), CooperativeStickyAssignor()]
    /// The broker's assignor; nil for its default. Default nil. Consumer protocol. `group.remote.assignor`.
    public var remoteAssignor: String?
    /// The name of a static member, unique in its group, whose partitions wait for it during a restart of up to the
    /// session timeout; nil for a dynamic member. Default nil. `group.instance.id`.
    public var groupInstanceID: String?
    /// Time without heartbeats after which the broker removes the member. Default 45 s. Classic protocol; the broker
    /// decides in the other. `session.timeout.ms`.
    public var sessionTimeout: Duration = .seconds(45)
    /// Interval of heartbeats. Default 3 s. Classic protocol; the broker decides in the other. `heartbeat.interval.ms`.
    public var heartbeatInterval: Duration = .seconds(3)
    /// Maximum time from the moment when a batch is handed out until it is finished: a member that takes longer leaves
    /// its group, because it seems to hang. Iterating over `records` counts from the last record. Default 5 min.
    /// `max.poll.interval.ms`.
    public var maxPollInterval: Duration = .seconds(300)
    /// Called when partitions are added and taken away. Default: does nothing. Own setting without a Kafka name.
    public var rebalanceListener = RebalanceListener()

    /// A configuration with the given values and the documented defaults.
    public init(
        client: ClientConfiguration, fetch: FetchConfiguration = FetchConfiguration(), groupID: String? = nil,
        offsetReset: OffsetReset = .latest, commitsOffsets: Bool = true
    ) {
        self.client = client
        self.fetch = fetch
        self.groupID = groupID
        self.offsetReset = offsetReset
        self.commitsOffsets = commitsOffsets
    }

    /// Reads Kafka's property names, those of the client and of the consumer.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` naming the property that is unknown, malformed or not supported, or
    ///   that only a producer has.
    public init(properties: [String: String]) throws {
        var reader = PropertyReader(properties, role: .consumer)
        self.init(client: ClientConfiguration(bootstrapServers: []))
        try client.read(&reader)
        try readFetch(&reader)
        groupID = reader.string("group.id")
        if groupID == "" { throw reader.malformed("group.id", "a name that is not empty") }
        if let text = reader.string("auto.offset.reset") {
            guard let reset = OffsetReset(property: text) else {
                throw reader.malformed("auto.offset.reset", "one of earliest, latest, none, by_duration:P1DT12H")
            }
            offsetReset = reset
        }
        commitsOffsets = try reader.boolean("enable.auto.commit") ?? commitsOffsets
        try readGroup(&reader)
        try reader.finish()
        client.ignoredProperties = reader.ignored
        try validate()
    }

    /// Checks the values.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that names the setting and its property.
    public func validate() throws {
        try client.validate()
        try fetch.validate()
        func check(_ name: String, _ value: Duration) throws {
            let range = Duration.milliseconds(1)...Duration.milliseconds(Int(Int32.max))
            guard range.contains(value) else {
                throw KafkaError(
                    .invalidConfiguration, "\(name) is \(value): give a duration of 1 ms to \(Int32.max) ms")
            }
        }
        try check("sessionTimeout (session.timeout.ms)", sessionTimeout)
        try check("heartbeatInterval (heartbeat.interval.ms)", heartbeatInterval)
        try check("maxPollInterval (max.poll.interval.ms)", maxPollInterval)
        try check("autoCommitInterval (auto.commit.interval.ms)", autoCommitInterval)
        guard heartbeatInterval < sessionTimeout else {
            throw KafkaError(
                .invalidConfiguration,
                "heartbeatInterval (heartbeat.interval.ms) is \(heartbeatInterval): give less than sessionTimeout "
                    + "(session.timeout.ms), a third of it at most")
        }
        guard !assignors.isEmpty, Set(assignors.map(\.name)).count == assignors.count else {
            throw KafkaError(
                .invalidConfiguration,
                "assignors (partition.assignment.strategy) is empty or has one twice: give each assignor once")
        }
        for (name, value) in [
            ("groupID (group.id)", groupID), ("groupInstanceID (group.instance.id)", groupInstanceID),
        ] {
            if value == "" { throw KafkaError(.invalidConfiguration, "\(name) is empty: give a name, or nil for none") }
        }
    }

    /// The settings of the membership; nil without a group.
    var groupSettings: GroupSettings? {
        groupID.map { groupID in
            GroupSettings(
                groupID: groupID, instanceID: groupInstanceID, rack: fetch.rack, heartbeatInterval: heartbeatInterval,
                rebalanceTimeout: maxPollInterval,
                isCooperative: RebalanceProtocol.shared(by: assignors) == .cooperative, serverAssignor: remoteAssignor)
        }
    }

    private mutating func readGroup(_ reader: inout PropertyReader) throws {
        let times = 1...Int(Int32.max)
        sessionTimeout = try reader.milliseconds("session.timeout.ms", in: times) ?? sessionTimeout
        heartbeatInterval = try reader.milliseconds("heartbeat.interval.ms", in: times) ?? heartbeatInterval
        maxPollInterval = try reader.milliseconds("max.poll.interval.ms", in: times) ?? maxPollInterval
        autoCommitInterval = try reader.milliseconds("auto.commit.interval.ms", in: times) ?? autoCommitInterval
        if let name = reader.string("group.instance.id") { groupInstanceID = name.isEmpty ? nil : name }
        if let name = reader.string("group.remote.assignor") { remoteAssignor = name.isEmpty ? nil : name }
        if let name = try reader.oneOf("group.protocol", GroupProtocol.allCases.map(\.rawValue)) {
            groupProtocol = GroupProtocol(rawValue: name) ?? groupProtocol
        }
        guard let names = try reader.list("partition.assignment.strategy") else { return }
        let known: [any PartitionAssignor] = [
            RangeAssignor(), RoundRobinAssignor(), StickyAssignor(), CooperativeStickyAssignor(),
        ]
        assignors = try names.map { name in
            // Java gives the name of a class, librdkafka that of the assignor.
            let short = name.split(separator: ".").last.map(String.init) ?? name
            guard
                let assignor = known.first(where: { assignor in
                    assignor.name == name || String(describing: type(of: assignor)) == short
                })
            else {
                throw reader.malformed(
                    "partition.assignment.strategy", "one or more of " + known.map(\.name).joined(separator: ", "))
            }
            return assignor
        }
    }

    private mutating func readFetch(_ reader: inout PropertyReader) throws {
        let bytes = 0...Int(Int32.max)
        fetch.maxBytes = try reader.integer("fetch.max.bytes", in: bytes) ?? fetch.maxBytes
        fetch.partitionMaxBytes = try reader.integer("max.partition.fetch.bytes", in: bytes) ?? fetch.partitionMaxBytes
        fetch.minBytes = try reader.integer("fetch.min.bytes", in: bytes) ?? fetch.minBytes
        fetch.maxWait = try reader.milliseconds("fetch.max.wait.ms", in: bytes) ?? fetch.maxWait
        fetch.checkCRC = try reader.boolean("check.crcs") ?? fetch.checkCRC
        fetch.maxRetries = try reader.integer("maxRetries", in: bytes) ?? fetch.maxRetries
        if let kibibytes = try reader.integer("queued.max.messages.kbytes", in: 1...Int(Int32.max)) {
            fetch.maxBufferedBytes = kibibytes << 10
        }
        if let rack = reader.string("client.rack") { fetch.rack = rack.isEmpty ? nil : rack }
        fetch.progressTimeout =
            try reader.milliseconds("progress.timeout.ms", in: 1...Int(Int32.max)) ?? fetch.progressTimeout
        fetch.leaderRefreshBackoff =
            try reader.milliseconds("refresh.leader.backoff.ms") ?? fetch.leaderRefreshBackoff
        fetch.limits.maxDecompressedBytes =
            try reader.integer("max.decompressed.batch.bytes", in: 1...Int(Int32.max))
            ?? fetch.limits.maxDecompressedBytes
        fetch.limits.maxRecordCount =
            try reader.integer("max.batch.records", in: 1...Int(Int32.max)) ?? fetch.limits.maxRecordCount
        fetch.limits.maxNesting = try reader.integer("max.nested.message.sets", in: 0...1) ?? fetch.limits.maxNesting
        switch try reader.oneOf("isolation.level", ["read_uncommitted", "read_committed"]) {
        case "read_committed": fetch.isolation = .readCommitted
        case "read_uncommitted": fetch.isolation = .readUncommitted
        default: break
        }
    }
}
