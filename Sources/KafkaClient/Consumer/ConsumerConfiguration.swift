// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Where reading begins when no offset is known or the known one is gone. Property `auto.offset.reset`.
public enum OffsetReset: String, Sendable, CaseIterable {
    /// At the first record that is still there.
    case earliest
    /// Behind the last record.
    case latest
    /// An error that names topic, partition and offset.
    case none
}

/// A client's configuration together with what a reader of topics needs.
public struct ConsumerConfiguration: Sendable {
    /// How the cluster is reached.
    public var client: ClientConfiguration
    /// How records are fetched.
    public var fetch: FetchConfiguration
    /// The group that offsets are committed to, nil for none. Default nil. `group.id`.
    public var groupID: String?
    /// Where reading begins without a valid offset. Default `.latest`, as Java's. `auto.offset.reset`.
    public var offsetReset: OffsetReset

    /// A configuration of the documented defaults and what is given.
    public init(
        client: ClientConfiguration, fetch: FetchConfiguration = FetchConfiguration(), groupID: String? = nil,
        offsetReset: OffsetReset = .latest
    ) {
        self.client = client
        self.fetch = fetch
        self.groupID = groupID
        self.offsetReset = offsetReset
    }

    /// Reads Kafka's property names: the client's and the consumer's.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` naming the property that is unknown, malformed, not supported, or
    ///   belongs to a producer only.
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
        try reader.requireValue(
            "enable.auto.commit", oneOf: ["false"], "offsets are committed only when the program says so")
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
