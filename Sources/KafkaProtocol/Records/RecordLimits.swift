// Millrace
// SPDX-License-Identifier: Apache-2.0

/// What reading records may cost, whatever the bytes claim. Own design.
///
/// All limits on bytes from outside, with their defaults:
///
/// | What is bounded | Limit | Default | Property |
/// | --- | --- | --- | --- |
/// | a frame | `ClientConfiguration.maxFrameBytes` | 100,000,000 bytes | `receive.message.max.bytes` |
/// | a batch, decompressed | `maxDecompressedBytes` | 128 MiB | `max.decompressed.batch.bytes` |
/// | records of a batch | `maxRecordCount` | 10,000,000 | `max.batch.records` |
/// | message sets inside messages of magic 0 and 1 | `maxNesting` | 1 level | `max.nested.message.sets` |
///
/// Structures inside messages nest as deep as their schema says and no deeper: no schema contains itself. Their arrays
/// are bounded by the frame, since every element takes a byte at least.
///
/// A batch beyond a limit throws `WireError.limitExceeded`. Until then decompressing takes at most twice
/// `maxDecompressedBytes` (the output doubles while it grows), a window of zstd (up to `maxDecompressedBytes`, rounded
/// up to a power of two, or 8 MiB if that is more) and less than 1 MiB. Batches are decompressed one at a time and let
/// go, so the number of batches in a record set does not matter; only `FetchedRecords.records()`, which holds a whole
/// chunk, counts all its batches together against the limit.
public struct RecordLimits: Hashable, Sendable {
    /// The most bytes that one batch may decompress to; default 128 MiB.
    public var maxDecompressedBytes: Int
    /// The most records of one batch; default 10,000,000.
    public var maxRecordCount: Int
    /// How deep message sets may lie inside compressed messages of magic 0 and 1: 1 (default), or 0 to refuse them.
    ///
    /// Kafka never wrote more than one level and reads no more; a second one is `WireError.invalidValue`, and is not
    /// decompressed.
    public var maxNesting: Int

    /// The documented defaults.
    public static let `default` = RecordLimits()

    /// Limits of the given sizes.
    ///
    /// - Parameters:
    ///   - maxDecompressedBytes: in bytes, per batch. Traps if negative.
    ///   - maxRecordCount: per batch. Traps if negative.
    ///   - maxNesting: 0 or 1. Traps otherwise.
    public init(maxDecompressedBytes: Int = 128 << 20, maxRecordCount: Int = 10_000_000, maxNesting: Int = 1) {
        precondition(maxDecompressedBytes >= 0 && maxRecordCount >= 0 && (0...1).contains(maxNesting))
        self.maxDecompressedBytes = maxDecompressedBytes
        self.maxRecordCount = maxRecordCount
        self.maxNesting = maxNesting
    }
}
