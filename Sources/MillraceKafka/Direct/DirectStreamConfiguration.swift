// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient

/// Settings of a direct stream.
///
/// Source: Spark's direct stream (`spark.streaming.kafka.*`) and Kafka's consumer properties.
public struct DirectStreamConfiguration: Sendable {
    /// The consumer group whose offsets the stream starts from and commits; nil (the default) for none. The stream does
    /// not join the group: it decides its ranges itself. `group.id`.
    public var groupID: String?
    /// First offset of each partition. Default `.committed` with a group, `.latest` without. Own setting without a
    /// Kafka name.
    public var startingOffsets: StartingOffsets
    /// The start of a partition that has no position: the group has committed none, or `.explicit` does not name it.
    /// Default `.earliest`, which skips no record. It never moves a position that there is; see `onDataLoss`.
    /// `auto.offset.reset`.
    public var offsetReset: OffsetReset
    /// Reaction to records that are gone before they were read (retention, truncation, a topic that was deleted and
    /// created again). Default `.fail`: an error that names partition and offsets. With `.skip` the stream goes on at
    /// the first record left; `DirectKafkaInputDStream.skippedRecordCount` and `InputInfo.skippedRecordCount` have the
    /// number. Source: Spark's `failOnDataLoss`.
    public var onDataLoss: DataLossPolicy
    /// Whether the offsets of a batch are committed to the group once its output is done. Default true; without effect
    /// if there is no group. `enable.auto.commit`.
    public var commitsOffsets: Bool
    /// Time limit of the last commit when the stream stops. Default 30 s, as the Java consumer's `close`. Own setting
    /// without a Kafka name.
    public var finalCommitTimeout: Duration
    /// Whether the stream ends at the last record that each partition had at the start. Default false: it never ends.
    /// Own setting without a Kafka name.
    public var untilEnd: Bool
    /// Maximum number of records per partition and second of the batch interval, above 0; nil (the default) for no
    /// limit. Source: `spark.streaming.kafka.maxRatePerPartition`.
    public var maxRatePerPartition: Int?
    /// Number of records of a partition that a batch may read however low the rate is, at least 1; default 1. Source:
    /// `spark.streaming.kafka.minRatePerPartition`.
    public var minRatePerPartition: Int
    /// Bounds of partitions that have their own, in place of the two above. Source: Spark's `PerPartitionConfig`.
    public var partitionRates: [TopicPartition: PartitionRates]
    /// Interval at which topics are checked for new partitions, which are read from their first record, and for having
    /// been created again. Default 30 s. Own setting; Kafka's consumers use `metadata.max.age.ms`.
    public var partitionDiscoveryInterval: Duration
    /// Sizes, waits and isolation of fetches, and the leader refresh backoff.
    public var fetch: FetchConfiguration
    /// Whether every offset of a range is a record, so that `count` and `isEmpty` need not read. Default false, as
    /// compaction and transactions leave gaps. Source: the opposite of
    /// `spark.streaming.kafka.allowNonConsecutiveOffsets`.
    public var assumesConsecutiveOffsets: Bool
    /// Time for which a partition may end before a position: a new leader learns within it how far its log was read.
    package var truncationPatience: Duration = .seconds(5)

    /// Creates a configuration; every value has a default.
    public init(
        groupID: String? = nil, startingOffsets: StartingOffsets? = nil, offsetReset: OffsetReset = .earliest,
        onDataLoss: DataLossPolicy = .fail, commitsOffsets: Bool = true, untilEnd: Bool = false,
        maxRatePerPartition: Int? = nil, minRatePerPartition: Int = 1,
        partitionRates: [TopicPartition: PartitionRates] = [:], partitionDiscoveryInterval: Duration = .seconds(30),
        finalCommitTimeout: Duration = .seconds(30), fetch: FetchConfiguration = FetchConfiguration(),
        assumesConsecutiveOffsets: Bool = false
    ) {
        self.groupID = groupID
        self.startingOffsets = startingOffsets ?? (groupID == nil ? .latest : .committed)
        self.offsetReset = offsetReset
        self.onDataLoss = onDataLoss
        self.commitsOffsets = commitsOffsets
        self.finalCommitTimeout = finalCommitTimeout
        self.untilEnd = untilEnd
        self.maxRatePerPartition = maxRatePerPartition
        self.minRatePerPartition = minRatePerPartition
        self.partitionRates = partitionRates
        self.partitionDiscoveryInterval = partitionDiscoveryInterval
        self.fetch = fetch
        self.assumesConsecutiveOffsets = assumesConsecutiveOffsets
    }

    /// Creates a configuration from the settings of a consumer, such as those of a file of Kafka's properties: group,
    /// offset reset, commits and fetches.
    ///
    /// A consumer without a group starts as its offset reset says.
    public init(consumer: ConsumerConfiguration) {
        let start: StartingOffsets? =
            switch (consumer.groupID, consumer.offsetReset) {
            case (.some, _): .committed
            case (nil, .earliest): .earliest
            case (nil, .latest): .latest
            case (nil, .none): .explicit([:])
            // `validate` refuses these.
            case (nil, .timestamp), (nil, .age): nil
            }
        self.init(
            groupID: consumer.groupID, startingOffsets: start, offsetReset: consumer.offsetReset,
            commitsOffsets: consumer.commitsOffsets, fetch: consumer.fetch)
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
        if minRatePerPartition < 1 {
            throw reject("minRatePerPartition is \(minRatePerPartition): give 1 or more, so that every batch reads on")
        }
        for (partition, rates) in partitionRates where rates.min < 1 || rates.max.map({ $0 < 1 }) == true {
            throw reject("partitionRates of \(partition): give numbers of 1 or more, or a nil maximum for no limit")
        }
        switch offsetReset {
        case .earliest, .latest, .none: break
        case .timestamp, .age:
            throw reject(
                "offsetReset (auto.offset.reset) is \(offsetReset): a stream resets to earliest, latest or none; give "
                    + "startingOffsets for other positions")
        }
        try fetch.validate()
        for (name, duration) in [
            ("partitionDiscoveryInterval", partitionDiscoveryInterval), ("finalCommitTimeout", finalCommitTimeout),
        ] where duration <= .zero {
            throw reject("\(name) is \(duration): give a duration above 0")
        }
    }
}
