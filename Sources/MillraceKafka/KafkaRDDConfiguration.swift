// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient


/// How a `KafkaRDD` reads.
public struct KafkaRDDConfiguration: Sendable {
    /// Sizes, waits, isolation and retries of the fetches.
    public var fetch: FetchConfiguration
    /// What happens when retention has deleted records of a range: `.none` (the default) is an error, otherwise the records that are
    /// left are read and the log says what was lost.
    public var offsetReset: OffsetReset
    /// Whether every offset of a range is known to be a record, so that `count` and `isEmpty` need not read. Default false.
    public var assumesConsecutiveOffsets: Bool

    /// Creates a configuration from the documented defaults and what is given.
    public init(
        fetch: FetchConfiguration = FetchConfiguration(), offsetReset: OffsetReset = .none,
        assumesConsecutiveOffsets: Bool = false
    ) {
        self.fetch = fetch
        self.offsetReset = offsetReset
        self.assumesConsecutiveOffsets = assumesConsecutiveOffsets
    }
}
