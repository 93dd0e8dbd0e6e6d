// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Settings of a consumer in a share group. Defaults are those of the Java client. Source: KIP-932.
public struct ShareConsumerConfiguration: Sendable {
    /// Ways to acknowledge records.
    public enum AcknowledgementMode: String, Sendable, CaseIterable {
        /// The next `poll` or `commit` accepts all records that were delivered before it.
        case implicit
        /// Each record is acknowledged by a call; the next `poll` demands it.
        case explicit
    }

    /// Ways to count `maxPollRecords` (KIP-1206).
    public enum AcquireMode: String, Sendable, CaseIterable {
        /// Whole batches: the last one may exceed the limit. Cheaper for the broker.
        case batchOptimized = "batch_optimized"
        /// Exactly the limit. Needs Kafka 4.2; an older broker delivers whole batches.
        case recordLimit = "record_limit"
    }

    /// Settings of the client that `ShareConsumer(_:)` makes; a consumer that is given a client does not use them.
    public var client: ClientConfiguration
    /// The share group. `group.id`.
    public var groupID: String
    /// Topics to subscribe to; they may be created later.
    public var topics: [String]
    /// Default `.implicit`. `share.acknowledgement.mode`.
    public var acknowledgementMode: AcknowledgementMode
    /// Default `.batchOptimized`. `share.acquire.mode`.
    public var acquireMode: AcquireMode = .batchOptimized
    /// Number of records that a broker should deliver at a time; at least 1. Default 500. `max.poll.records`.
    public var maxPollRecords = 500
    /// Time for which a broker waits for records. Default 500 ms. `fetch.max.wait.ms`.
    public var maxWait: Duration = .milliseconds(500)
    /// Bytes for which a broker waits. Default 1. `fetch.min.bytes`.
    public var minBytes = 1
    /// Maximum bytes of one response; a larger first batch is delivered all the same. Default 50 MiB.
    /// `fetch.max.bytes`.
    public var maxBytes = 50 << 20
    /// The client's rack, nil for none. Default nil. `client.rack`.
    public var rack: String?
    /// Whether checksums of batches are verified. Default true. `check.crcs`.
    public var checkCRC = true
    /// Limits of decompressing.
    public var limits = RecordLimits.default
    /// Time that `close` takes at most. Default 30 s.
    public var closeTimeout: Duration = .seconds(30)
    /// Called when acknowledgements of a partition failed: the group delivers these records again. It runs on the
    /// client's thread, so it must not wait. Default nil; failures are logged in any case.
    public var acknowledgementFailed: (@Sendable (TopicPartition, KafkaError) -> Void)?

    /// A configuration with the given values and the documented defaults.
    public init(
        client: ClientConfiguration = ClientConfiguration(bootstrapServers: []), groupID: String, topics: [String],
        acknowledgementMode: AcknowledgementMode = .implicit
    ) {
        self.client = client
        self.groupID = groupID
        self.topics = topics
        self.acknowledgementMode = acknowledgementMode
    }

    /// Reads Kafka's property names, those of the client and of the share consumer.
    ///
    /// - Parameters:
    ///   - properties: names and values; `group.id` is required.
    ///   - topics: topics to subscribe to, for which there is no property.
    /// - Throws: `KafkaError.invalidConfiguration` naming the property that is missing, unknown, malformed or not
    ///   supported, or that only another kind of client has, such as `auto.offset.reset`: the offset at which a share
    ///   group starts is a config of the group (`share.auto.offset.reset`).
    public init(properties: [String: String], topics: [String]) throws {
        var reader = PropertyReader(properties, role: .shareConsumer)
        self.init(groupID: reader.string("group.id") ?? "", topics: topics)
        try client.read(&reader)
        try read(&reader)
        try reader.finish()
        client.ignoredProperties = reader.ignored
        if groupID.isEmpty {
            throw KafkaError(.invalidConfiguration, "property group.id is missing or empty: name the share group")
        }
        try client.validate()
        try validate()
    }

    private mutating func read(_ reader: inout PropertyReader) throws {
        let numbers = 1...Int(Int32.max)
        if let mode = try reader.oneOf(
            "share.acknowledgement.mode", AcknowledgementMode.allCases.map(\.rawValue))
        {
            acknowledgementMode = AcknowledgementMode(rawValue: mode) ?? acknowledgementMode
        }
        if let mode = try reader.oneOf("share.acquire.mode", AcquireMode.allCases.map(\.rawValue)) {
            acquireMode = AcquireMode(rawValue: mode) ?? acquireMode
        }
        maxPollRecords = try reader.integer("max.poll.records", in: numbers) ?? maxPollRecords
        maxWait = try reader.milliseconds("fetch.max.wait.ms") ?? maxWait
        minBytes = try reader.integer("fetch.min.bytes", in: 0...Int(Int32.max)) ?? minBytes
        maxBytes = try reader.integer("fetch.max.bytes", in: numbers) ?? maxBytes
        if let rack = reader.string("client.rack") { self.rack = rack.isEmpty ? nil : rack }
        checkCRC = try reader.boolean("check.crcs") ?? checkCRC
        limits.maxDecompressedBytes =
            try reader.integer("max.decompressed.batch.bytes", in: numbers) ?? limits.maxDecompressedBytes
        limits.maxRecordCount = try reader.integer("max.batch.records", in: numbers) ?? limits.maxRecordCount
        limits.maxNesting = try reader.integer("max.nested.message.sets", in: 0...1) ?? limits.maxNesting
    }

    /// - Throws: `KafkaError.invalidConfiguration` naming the value and its range.
    func validate() throws {
        func require(_ condition: Bool, _ message: String) throws {
            if !condition { throw KafkaError(.invalidConfiguration, message) }
        }
        try require(!groupID.isEmpty, "groupID is empty: name the share group")
        try require(!topics.isEmpty, "topics is empty: name at least one topic to subscribe to")
        try require((1...Int(Int32.max)).contains(maxPollRecords), "maxPollRecords must be 1 or more")
        try require(maxWait >= .zero && closeTimeout >= .zero, "maxWait and closeTimeout must not be negative")
        try require((0...Int(Int32.max)).contains(minBytes), "minBytes must be 0 or more")
        try require((1...Int(Int32.max)).contains(maxBytes), "maxBytes must be 1 or more")
        try require(rack != "", "rack is empty: leave it out instead")
    }
}
