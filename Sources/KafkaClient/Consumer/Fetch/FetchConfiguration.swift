// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Settings of fetching records. Source: Fetch API and the consumer properties.
public struct FetchConfiguration: Sendable {
    /// Maximum bytes of one response. Default 50 MiB. `fetch.max.bytes`.
    public var maxBytes: Int
    /// Maximum bytes of one partition in one response; a single larger batch is still delivered. Default 512 KiB, which
    /// with two fetches in flight is faster than Kafka's 1 MiB and takes less memory. `max.partition.fetch.bytes`.
    public var partitionMaxBytes: Int
    /// The number of bytes that the broker waits for, `maxWait` at most. Default 1. `fetch.min.bytes`.
    public var minBytes: Int
    /// Maximum time that the broker waits for `minBytes`. Default 500 ms. `fetch.max.wait.ms`.
    public var maxWait: Duration
    /// The transactional records that are delivered. Default `.readUncommitted`, as in Java. `isolation.level`.
    public var isolation: IsolationLevel
    /// Whether the checksum of each batch is verified. Default true. `check.crcs`.
    public var checkCRC: Bool
    /// With 1 the next fetch is sent after the records of the last one were taken, with 2 (default) before. Memory is
    /// bounded by this many times `partitionMaxBytes`, or the largest batch. Own setting without a Kafka name.
    public var fetchesInFlight: Int
    /// Maximum bytes of responses that wait for their readers, of all partitions of a client. Past it, a partition is
    /// only fetched when its reader waits. Default 64 MiB. `queued.max.messages.kbytes` (librdkafka's name, in KiB).
    public var maxBufferedBytes: Int
    /// The rack of this client: brokers with a replica selector then name the replica to read from (KIP-392). Default
    /// nil: the leader. `client.rack`.
    public var rack: String?
    /// Maximum number of retries of a fetch in a row, without an answer between them; nil for no limit, so that an
    /// outage of any length ends no reader. Default nil. `maxRetries` (own name, as Spark's
    /// `spark.streaming.kafka.maxRetries`).
    public var maxRetries: Int?
    /// Maximum time in which a range with an end makes no progress although its broker answers: the broker claims to
    /// have the records and sends none. A range whose end is past the log's end, where no records come, ends after 20 s
    /// at most. Outages and throttling do not count. The error is `KafkaError.noProgress`. Default 60 s.
    /// `progress.timeout.ms` (own name).
    public var progressTimeout: Duration
    /// The wait before the leader is looked up again; it grows as in the retry policy. Default 200 ms.
    /// `refresh.leader.backoff.ms`.
    public var leaderRefreshBackoff: Duration
    /// Limits of reading one batch, whatever its header claims. Defaults 128 MiB, 10,000,000 records, 1 level of
    /// nested sets. Own properties `max.decompressed.batch.bytes`, `max.batch.records`, `max.nested.message.sets`.
    public var limits: RecordLimits

    /// A configuration with the given values and the documented defaults.
    public init(
        maxBytes: Int = 50 << 20, partitionMaxBytes: Int = 512 << 10, minBytes: Int = 1,
        maxWait: Duration = .milliseconds(500), isolation: IsolationLevel = .readUncommitted, checkCRC: Bool = true,
        fetchesInFlight: Int = 2, maxRetries: Int? = nil, leaderRefreshBackoff: Duration = .milliseconds(200),
        limits: RecordLimits = .default, maxBufferedBytes: Int = 64 << 20, rack: String? = nil,
        progressTimeout: Duration = .seconds(60)
    ) {
        self.maxBytes = maxBytes
        self.partitionMaxBytes = partitionMaxBytes
        self.minBytes = minBytes
        self.maxWait = maxWait
        self.isolation = isolation
        self.checkCRC = checkCRC
        self.fetchesInFlight = fetchesInFlight
        self.maxRetries = maxRetries
        self.leaderRefreshBackoff = leaderRefreshBackoff
        self.limits = limits
        self.maxBufferedBytes = maxBufferedBytes
        self.rack = rack
        self.progressTimeout = progressTimeout
    }

    /// Checks the values.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that names the setting and its property.
    public func validate() throws {
        func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>, _ unit: String) throws {
            if !range.contains(value) {
                throw KafkaError(.invalidConfiguration, "\(name) is \(value): give \(range) \(unit)")
            }
        }
        try check("maxBytes (fetch.max.bytes)", maxBytes, 1...Int(Int32.max), "bytes")
        try check("partitionMaxBytes (max.partition.fetch.bytes)", partitionMaxBytes, 1...Int(Int32.max), "bytes")
        try check("minBytes (fetch.min.bytes)", minBytes, 0...Int(Int32.max), "bytes")
        try check("fetchesInFlight", fetchesInFlight, 1...2, "fetches")
        try check("maxRetries", maxRetries ?? 0, 0...Int.max, "retries")
        try check("maxBufferedBytes (queued.max.messages.kbytes)", maxBufferedBytes, 1...Int.max, "bytes")
        try check(
            "limits.maxDecompressedBytes (max.decompressed.batch.bytes)", limits.maxDecompressedBytes, 1...Int.max,
            "bytes")
        try check("limits.maxRecordCount (max.batch.records)", limits.maxRecordCount, 1...Int.max, "records")
        try check("limits.maxNesting (max.nested.message.sets)", limits.maxNesting, 0...1, "levels")
        guard progressTimeout > .zero else {
            throw KafkaError(
                .invalidConfiguration,
                "progressTimeout (progress.timeout.ms) is \(progressTimeout): give a duration above zero")
        }
        guard maxWait >= .zero, leaderRefreshBackoff >= .zero else {
            throw KafkaError(
                .invalidConfiguration,
                "maxWait (fetch.max.wait.ms) or leaderRefreshBackoff (refresh.leader.backoff.ms) is negative: give 0 or more"
            )
        }
    }
}
