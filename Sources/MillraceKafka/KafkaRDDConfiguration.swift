// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
public import KafkaProtocol

/// Settings of a `KafkaRDD`.
public struct KafkaRDDConfiguration: Sendable {
    /// Sizes, waits and isolation of fetches.
    public var fetch: FetchConfiguration
    /// Reaction to a range whose records are gone: `.fail` (the default) throws `KafkaStreamError`; with `.skip` the
    /// remaining records are read, and the log names the lost offsets.
    public var onDataLoss: DataLossPolicy
    /// The ids of the topics that the ranges belong to, by topic name: a topic that has another id now was deleted and
    /// created again, and its offsets are not those of the range. Default empty: not checked.
    public var topicIDs: [String: KafkaUUID]
    /// Whether every offset of a range is a record, so that `count` and `isEmpty` need not read. Default false.
    public var assumesConsecutiveOffsets: Bool
    /// Gets each part of a range that was skipped, and the first offset left, instead of the log.
    var onSkip: (@Sendable (OffsetRange, _ firstLeft: Int64) -> Void)?
    /// Gets the number of records of an RDD partition that was read to its end.
    var onRead: (@Sendable (_ partition: Int, _ count: Int) -> Void)?

    /// Creates a configuration; every value has a default.
    public init(
        fetch: FetchConfiguration = FetchConfiguration(), onDataLoss: DataLossPolicy = .fail,
        topicIDs: [String: KafkaUUID] = [:], assumesConsecutiveOffsets: Bool = false
    ) {
        self.fetch = fetch
        self.onDataLoss = onDataLoss
        self.topicIDs = topicIDs
        self.assumesConsecutiveOffsets = assumesConsecutiveOffsets
    }
}
