// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient

/// Settings of a `KafkaRDD`.
public struct KafkaRDDConfiguration: Sendable {
    /// Sizes, waits, isolation and retries of fetches.
    public var fetch: FetchConfiguration
    /// Reaction to a range whose records were deleted: `.none` (the default) throws; otherwise the remaining records
    /// are read, and the log names the lost offsets.
    public var offsetReset: OffsetReset
    /// Whether every offset of a range is a record, so that `count` and `isEmpty` need not read. Default false.
    public var assumesConsecutiveOffsets: Bool

    /// Creates a configuration; every value has a default.
    public init(
        fetch: FetchConfiguration = FetchConfiguration(), offsetReset: OffsetReset = .none,
        assumesConsecutiveOffsets: Bool = false
    ) {
        self.fetch = fetch
        self.offsetReset = offsetReset
        self.assumesConsecutiveOffsets = assumesConsecutiveOffsets
    }
}
