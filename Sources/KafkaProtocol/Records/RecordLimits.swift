// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Limits for reading records, which protect against hostile bytes.
///
/// All limits on untrusted bytes, with their defaults:
///
/// | Bounded | Limit | Default | Property |
/// | --- | --- | --- | --- |
/// | a frame | `ClientConfiguration.maxFrameBytes` | 100,000,000 bytes | `receive.message.max.bytes` |
/// | a decompressed batch | `maxDecompressedBytes` | 128 MiB | `max.decompressed.batch.bytes` |
/// | records of a batch | `maxRecordCount` | 10,000,000 | `max.batch.records` |
/// | message sets inside messages of magic 0 and 1 | `maxNesting` | 1 level | `max.nested.message.sets` |
///
/// Structures inside messages nest only as deep as their schema, because no schema contains itself. The frame bounds
/// their arrays, because every element takes at least one byte.
///
/// Exceeding a limit throws `WireError.limitExceeded`. Decompressing takes at most this much memory: twice
/// `maxDecompressedBytes` (the output doubles while it grows), the window of zstd (up to `maxDecompressedBytes`,
/// rounded up to a power of two, or 8 MiB if that is more), and less than 1 MiB besides. Batches are decompressed and
/// freed one at a time, so the number of batches in a record set does not matter. The exception is
/// `FetchedRecords.records()`, which holds a whole chunk: the limit applies to all its batches together.
public struct RecordLimits: Hashable, Sendable {
    /// Maximum decompressed size of a batch, in bytes; default 128 MiB.
    public var maxDecompressedBytes: Int
    /// Maximum number of records in a batch; default 10,000,000.
    public var maxRecordCount: Int
    /// Nesting depth of message sets inside compressed messages of magic 0 and 1: 1 (default), or 0 to reject them.
    ///
    /// Kafka writes and reads at most one level. A second level is `WireError.invalidValue` and is not decompressed.
    public var maxNesting: Int

    /// The documented defaults.
    public static let `default` = RecordLimits()

    /// Creates limits; each parameter has the documented default.
    ///
    /// - Parameters:
    ///   - maxDecompressedBytes: maximum decompressed size of a batch, in bytes. Traps if negative.
    ///   - maxRecordCount: maximum number of records in a batch. Traps if negative.
    ///   - maxNesting: nesting depth, 0 or 1. Traps otherwise.
    public init(maxDecompressedBytes: Int = 128 << 20, maxRecordCount: Int = 10_000_000, maxNesting: Int = 1) {
        precondition(maxDecompressedBytes >= 0 && maxRecordCount >= 0 && (0...1).contains(maxNesting))
        self.maxDecompressedBytes = maxDecompressedBytes
        self.maxRecordCount = maxRecordCount
        self.maxNesting = maxNesting
    }
}
