// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One batch of records of a log, a Fetch response or a Produce request: decoded header, undecoded records.
///
/// A message of magic 0 or 1 counts as a batch: of one record, or of the compressed messages inside it. The batch
/// points into the block that it was read from and keeps it alive. Source: Kafka record batch format (magic 2, KIP-98),
/// message formats of magic 0 and 1.
public struct RecordBatch: Sendable {
    /// All bytes of the batch, in wire format.
    public let bytes: ByteSlice
    /// Version of the record format: 0, 1 or 2.
    public let magic: Int8
    /// Offset of the first record that was written; compaction may have removed that record since.
    public let baseOffset: Int64
    /// Offset of the last record that was written.
    public let lastOffset: Int64
    /// Number of records according to the header; checked when the records are read.
    public let recordCount: Int
    /// Compression codec of the records.
    public let compression: Compression
    /// The raw attribute bits, for attributes without a property here.
    public let attributes: Int16
    /// The stored checksum: CRC-32C in magic 2, CRC-32 in magic 0 and 1.
    public let crc: UInt32
    /// Epoch of the leader that appended the batch; −1 if unknown, and in magic 0 and 1.
    public let partitionLeaderEpoch: Int32
    /// Base of the records' timestamps, in milliseconds; the delete horizon if `hasDeleteHorizon`.
    public let baseTimestamp: Int64
    /// Largest timestamp of the records, in milliseconds; −1 in magic 0.
    public let maxTimestamp: Int64
    /// Id of the producer; −1 without idempotence, and in magic 0 and 1.
    public let producerID: Int64
    /// Epoch of the producer; −1 without idempotence, and in magic 0 and 1.
    public let producerEpoch: Int16
    /// Sequence number of the first record; −1 without idempotence, and in magic 0 and 1.
    public let baseSequence: Int32
    /// The records in wire format, still compressed.
    let payload: ByteSlice
    /// Added to the offsets stored in messages of magic 0 and 1: 0 unless they are relative (compressed, magic 1).
    let messageOffsetBase: Int64
    let limits: RecordLimits

    /// Offset after the last record: the next offset to read.
    public var nextOffset: Int64 { lastOffset &+ 1 }
    /// Length of the batch in wire format.
    public var sizeInBytes: Int { bytes.count }
    /// Origin of the timestamps.
    public var timestampType: TimestampType {
        if magic == 0 { return .none }
        return attributes & Attribute.logAppendTime != 0 ? .logAppendTime : .createTime
    }
    /// Whether the batch belongs to a transaction.
    public var isTransactional: Bool { magic == 2 && attributes & Attribute.transactional != 0 }
    /// Whether the batch holds a control record instead of data; see `controlRecord()`.
    public var isControl: Bool { magic == 2 && attributes & Attribute.control != 0 }
    /// Whether compaction stored its delete horizon in `baseTimestamp`. Source: KIP-534.
    public var hasDeleteHorizon: Bool { magic == 2 && attributes & Attribute.deleteHorizon != 0 }
    /// Sequence number of the last record; −1 without idempotence. Sequence numbers wrap from `Int32.max` to 0.
    public var lastSequence: Int32 {
        guard baseSequence >= 0 else { return -1 }
        // The result is modulo 2^31, so it fits.
        return Int32(truncatingIfNeeded: (Int64(baseSequence) &+ (lastOffset &- baseOffset)) & 0x7fff_ffff)
    }

    package enum Attribute {
        static let codec: Int16 = 0x07
        package static let logAppendTime: Int16 = 0x08
        static let transactional: Int16 = 0x10
        static let control: Int16 = 0x20
        static let deleteHorizon: Int16 = 0x40
    }

    /// Byte offsets of the fields of a magic 2 batch. Magic 0 and 1 have base offset, length and magic there too.
    package enum Layout {
        package static let baseOffset = 0
        /// Counts the bytes after `lengthEnd`.
        package static let length = 8
        package static let lengthEnd = 12
        package static let partitionLeaderEpoch = 12
        package static let magic = 16
        package static let crc = 17
        package static let attributes = 21
        package static let lastOffsetDelta = 23
        package static let baseTimestamp = 27
        package static let maxTimestamp = 35
        package static let producerID = 43
        package static let producerEpoch = 51
        package static let baseSequence = 53
        package static let recordCount = 57
        package static let records = 61
        /// Minimum length of a record of magic 2: seven fields of at least one byte.
        static let minRecordBytes = 7
        /// Length field of the shortest message of magic 0 and 1, which has null key and value.
        package static let minLength = 14
    }

    // MARK: Records

    /// Decompresses and checks all records.
    ///
    /// All records share one decompressed block. Every call decompresses again.
    /// - Throws: `WireError` with the offset in the block that was read: `.unsupportedCodec` naming the package trait
    ///   to enable, `.corruptCompression`, `.limitExceeded`, or the error of the first corrupt record.
    public func records() throws(WireError) -> Records { try Records(validating: recordCursor()) }

    /// Like `records()`, for one of several batches that are in memory together: the decompressed size must not exceed
    /// `budget`, and is subtracted from it.
    package func records(within budget: inout Int) throws(WireError) -> Records {
        let records = try Records(validating: recordCursor(limit: min(budget, limits.maxDecompressedBytes)))
        if compression != .none { budget -= records.sizeInBytes }
        return records
    }

    /// Maximum decompressed size of all batches that are in memory together.
    package var decompressionBudget: Int { limits.maxDecompressedBytes }

    /// A cursor at the first record; it checks each record when it reaches it.
    ///
    /// - Throws: the errors of `records()`, except those of single records.
    public func recordCursor() throws(WireError) -> RecordCursor {
        try recordCursor(limit: limits.maxDecompressedBytes)
    }

    private func recordCursor(limit: Int) throws(WireError) -> RecordCursor {
        guard magic == 2 else { return try legacyCursor(limit: limit) }
        do throws(WireError) {
            let records = try compression.decompress(payload, limit: limit)
            guard recordCount <= records.count / Layout.minRecordBytes else {
                throw WireError(
                    .invalidLength, byteOffset: records.start,
                    detail: "\(recordCount) records do not fit into \(records.count) bytes")
            }
            let isLogAppendTime = timestampType == .logAppendTime
            return RecordCursor(
                records, count: recordCount, magic: magic, baseOffset: baseOffset,
                lastOffsetDelta: UInt32(truncatingIfNeeded: lastOffset &- baseOffset),
                baseTimestamp: isLogAppendTime ? maxTimestamp : baseTimestamp, timestampMask: isLogAppendTime ? 0 : -1)
        } catch {
            throw error.inBatch(baseOffset, magic: Int16(magic))
        }
    }

    /// Calls `body` with every record, in a single pass.
    ///
    /// - Throws: the errors of `body` and of `records()`; by then the records before a corrupt one have been passed to
    ///   `body`.
    @inlinable
    public func forEachRecord(_ body: (Record) throws -> Void) throws {
        var cursor = try recordCursor()
        try cursor.forEach(body)
    }

    private func legacyCursor(limit: Int) throws(WireError) -> RecordCursor {
        do throws(WireError) {
            return RecordCursor(
                try compression.decompress(payload, limit: limit, acceptsOldLZ4Checksum: magic == 0),
                count: recordCount,
                magic: magic, baseOffset: messageOffsetBase, lastOffsetDelta: 0, baseTimestamp: maxTimestamp,
                timestampMask: timestampType == .logAppendTime ? 0 : -1)
        } catch {
            throw error.inMessage(lastOffset, magic: magic)
        }
    }
}
