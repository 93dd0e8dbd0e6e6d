// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Settings of a consumer: those of its client and those of reading.
public struct ConsumerConfiguration: Sendable {
    /// Settings of the client.
    public var client: ClientConfiguration
    /// Settings of fetching records.
    public var fetch: FetchConfiguration
    /// The group whose committed offsets reading starts from, and that offsets are committed to; nil for none. Default
    /// nil. `group.id`.
    public var groupID: String?
    /// The start of reading without a committed offset. Default `.latest`, as in Java. `auto.offset.reset`.
    public var offsetReset: OffsetReset
    /// Whether offsets of records that were processed are committed to the group. Default true, as in Java.
    /// `enable.auto.commit`.
    public var commitsOffsets: Bool

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
        if let reset = try reader.oneOf("auto.offset.reset", OffsetReset.allCases.map(\.rawValue)) {
            offsetReset = OffsetReset(rawValue: reset) ?? offsetReset
        }
        commitsOffsets = try reader.boolean("enable.auto.commit") ?? commitsOffsets
        try reader.finish()
        client.ignoredProperties = reader.ignored
        try client.validate()
        try fetch.validate()
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
