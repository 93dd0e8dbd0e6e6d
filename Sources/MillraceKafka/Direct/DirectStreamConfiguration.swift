// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient

/// How a direct stream reads Kafka.
///
/// Source: Spark's direct stream (`spark.streaming.kafka.*`) and Kafka's consumer properties.
public struct DirectStreamConfiguration: Sendable {
    /// The consumer group that offsets are committed to after a batch's output is done; nil commits nothing. The stream is no
    /// member of the group: it decides its ranges itself. Default nil.
    public var groupID: String?
    /// Where reading begins. Default `.committed` with a group, `.latest` without.
    public var startingOffsets: StartingOffsets
    /// What happens when an offset to be read does not exist: no commit was found, or retention deleted it. Default `.earliest`, which
    /// loses nothing that is left. Inside a batch whose range was decided before, both resets go on at the first record that is
    /// left, and the log says what was lost. Source: `auto.offset.reset`.
    public var offsetReset: OffsetReset
    /// Whether the stream ends at the last record that each partition had when it started. Default false: it never ends.
    public var untilEnd: Bool
    /// The most records that one batch reads of one partition for each second of the batch interval, above 0; nil (the default)
    /// is no limit. Source: `spark.streaming.kafka.maxRatePerPartition`.
    public var maxRatePerPartition: Int?
    /// How often the topics are looked up for new partitions, which are then read from their first record. Default 30 s.
    public var partitionDiscoveryInterval: Duration
    /// Sizes, waits and isolation of the fetches; also `maxRetries` and the leader refresh backoff.
    public var fetch: FetchConfiguration
    /// Whether every offset of a range is known to be a record, so that `count` and `isEmpty` need not read. Default false, as
    /// compaction and transactions leave gaps. Source: the contrary of
    /// `spark.streaming.kafka.allowNonConsecutiveOffsets`.
    public var assumesConsecutiveOffsets: Bool

    /// Creates a configuration from the documented defaults and what is given.
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

    /// Checks what the types cannot.
    ///
    /// - Throws: `KafkaStreamError.invalidConfiguration` that names the setting.
    func validate() throws {
        func reject(_ text: String) -> KafkaStreamError { KafkaStreamError(.invalidConfiguration, text) }
        if groupID == nil, startingOffsets == .committed {
            throw reject("startingOffsets .committed needs a groupID: name the group whose offsets are meant")
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
