// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// How records are fetched. Source: Fetch API and the consumer properties.
public struct FetchConfiguration: Sendable {
    /// The most bytes of one response. Default 50 MiB. `fetch.max.bytes`.
    public var maxBytes: Int
    /// The most bytes of one partition in one response; a single larger batch is delivered all the same. Default 256
    /// KiB, which with two fetches in flight is faster than Kafka's 1 MiB and takes less memory.
    /// `max.partition.fetch.bytes`.
    public var partitionMaxBytes: Int
    /// The broker waits until it has this many bytes, or until `maxWait` is over. Default 1. `fetch.min.bytes`.
    public var minBytes: Int
    /// How long the broker may wait for `minBytes`. Default 500 ms. `fetch.max.wait.ms`.
    public var maxWait: Duration
    /// Which transactional records are delivered. Default `.readUncommitted`, as Java's. `isolation.level`.
    public var isolation: IsolationLevel
    /// Whether the checksum of each batch is verified. Default true. `check.crcs`.
    public var checkCRC: Bool
    /// 1: the next fetch is sent when the records of the last one were taken; 2 (default): it is on its way meanwhile.
    /// Bounds memory to this many times `partitionMaxBytes`, or the largest batch. Own property, without a Kafka name.
    public var fetchesInFlight: Int
    /// How many times in a row a failed fetch is tried again. Default 10. `maxRetries` (own name, as Spark's
    /// `spark.streaming.kafka.maxRetries`).
    public var maxRetries: Int
    /// The wait before the leader is looked up again; it grows by the retry policy's multiplier to its maximum. Default
    /// 200 ms. `refresh.leader.backoff.ms`.
    public var leaderRefreshBackoff: Duration
    /// What reading one batch may cost, whatever its bytes claim. Defaults 128 MiB, 10,000,000 records, 1 level of nested sets.
    /// Own properties `max.decompressed.batch.bytes`, `max.batch.records`, `max.nested.message.sets`.
    public var limits: RecordLimits

    /// A configuration of the documented defaults and what is given.
    public init(
        maxBytes: Int = 50 << 20, partitionMaxBytes: Int = 256 << 10, minBytes: Int = 1,
        maxWait: Duration = .milliseconds(500), isolation: IsolationLevel = .readUncommitted, checkCRC: Bool = true,
        fetchesInFlight: Int = 2, maxRetries: Int = 10, leaderRefreshBackoff: Duration = .milliseconds(200),
        limits: RecordLimits = .default
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
    }

    /// Checks what the types cannot.
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
        try check("maxRetries", maxRetries, 0...Int.max, "retries")
        try check(
            "limits.maxDecompressedBytes (max.decompressed.batch.bytes)", limits.maxDecompressedBytes, 1...Int.max,
            "bytes")
        try check("limits.maxRecordCount (max.batch.records)", limits.maxRecordCount, 1...Int.max, "records")
        try check("limits.maxNesting (max.nested.message.sets)", limits.maxNesting, 0...1, "levels")
        guard maxWait >= .zero, leaderRefreshBackoff >= .zero else {
            throw KafkaError(
                .invalidConfiguration,
                "maxWait (fetch.max.wait.ms) and leaderRefreshBackoff (refresh.leader.backoff.ms) must not be negative")
        }
    }
}
