// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient

/// Settings of a direct stream.
///
/// Source: Spark's direct stream (`spark.streaming.kafka.*`) and Kafka's consumer properties.
public struct DirectStreamConfiguration: Sendable {
    /// The consumer group to which offsets are committed after a batch's output is done; nil (the default) commits
    /// nothing. The stream does not join the group: it decides its ranges itself.
    public var groupID: String?
    /// First offset of each partition. Default `.committed` with a group, `.latest` without.
    public var startingOffsets: StartingOffsets
    /// Reaction to an offset that does not exist: no commit was found, or retention deleted it. Default `.earliest`,
    /// which skips no remaining record. Inside a batch, whose range is fixed, both resets go on at the first remaining
    /// record, and the log names the lost offsets. Source: `auto.offset.reset`.
    public var offsetReset: OffsetReset
    /// Whether the stream ends at the last record that each partition had at the start. Default false: it never ends.
    public var untilEnd: Bool
    /// Maximum number of records per partition and second of the batch interval, above 0; nil (the default) for no
    /// limit. Source: `spark.streaming.kafka.maxRatePerPartition`.
    public var maxRatePerPartition: Int?
    /// Interval at which topics are checked for new partitions, which are read from their first record. Default 30 s.
    public var partitionDiscoveryInterval: Duration
    /// Sizes, waits, isolation and retries of fetches, and the leader refresh backoff.
    public var fetch: FetchConfiguration
    /// Whether every offset of a range is a record, so that `count` and `isEmpty` need not read. Default false, as
    /// compaction and transactions leave gaps. Source: the opposite of
    /// `spark.streaming.kafka.allowNonConsecutiveOffsets`.
    public var assumesConsecutiveOffsets: Bool

    /// Creates a configuration; every value has a default.
    public init(
        groupID: String? = nil, startingOffsets: StartingOffsets? = nil, offsetReset: OffsetReset = .earliest,
        untilEnd: Bool = false, maxRatePerPartition: Int? = nil,
        partitionDiscoveryInterval: Duration = .seconds(30), fetch: FetchConfiguration = FetchConfiguration(),
        assumesConsecutiveOffsets: Bool = false
    ) {
        self.groupID = groupID
        self.startingOffsets = startingOffsets ?? (groupID == nil ? .latest : .committed)
        self.offsetReset = offsetReset
        self.untilEnd = untilEnd
        self.maxRatePerPartition = maxRatePerPartition
        self.partitionDiscoveryInterval = partitionDiscoveryInterval
        self.fetch = fetch
        self.assumesConsecutiveOffsets = assumesConsecutiveOffsets
    }

    /// Checks values that the types do not restrict.
    ///
    /// - Throws: `KafkaStreamError.invalidConfiguration` that names the setting.
    func validate() throws {
        func reject(_ text: String) -> KafkaStreamError { KafkaStreamError(.invalidConfiguration, text) }
        if groupID == nil, startingOffsets == .committed {
            throw reject("startingOffsets .committed needs a groupID: name the group whose offsets to start from")
        }
        if groupID == "" { throw reject("groupID is empty: name a group, or leave it nil to commit nothing") }
        if let maxRatePerPartition, maxRatePerPartition <= 0 {
            throw reject("maxRatePerPartition is \(maxRatePerPartition): give a number above 0, or nil for no limit")
        }
        try fetch.validate()
        if partitionDiscoveryInterval <= .zero {
            throw reject("partitionDiscoveryInterval is \(partitionDiscoveryInterval): give a duration above 0")
        }
    }
}
