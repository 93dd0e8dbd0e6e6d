// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Whose clock the timestamps of a batch are from. Source: KIP-32; topic config `message.timestamp.type`.
public enum TimestampType: Sendable {
    /// There are no timestamps: magic 0.
    case none
    /// When the producer made the record.
    case createTime
    /// When the broker appended the batch: all its records have the same timestamp.
    case logAppendTime
}

/// One batch of records as it stands in a log, a Fetch response or a Produce request: header fields, and the records unread.
///
/// A message of magic 0 or 1 counts as a batch: of one record, or of those that it wraps compressed.
/// The value points into the block it was read from and keeps it alive.
/// Source: Kafka record batch format (magic 2, KIP-98), message formats of magic 0 and 1.
public struct RecordBatch: Sendable {
    /// The whole batch as it is on the wire.
    public let bytes: ByteSlice
    /// The format: 0, 1 or 2.
    public let magic: Int8
    /// The offset of the first record that the batch was written with; compaction may have removed it since.
    public let baseOffset: Int64
    /// The offset of the last record that the batch was written with.
    public let lastOffset: Int64
    /// How many records the batch holds: as the header counts them, checked when they are read.
    public let recordCount: Int
    /// The codec of the records.
    public let compression: Compression
    /// The attribute bits, for what the properties do not name.
    public let attributes: Int16
    /// The stored checksum: CRC-32C in magic 2, CRC-32 before.
    public let crc: UInt32
    /// The epoch of the leader that appended the batch; −1 if unknown and before magic 2.
    public let partitionLeaderEpoch: Int32
    /// The timestamp that record timestamps are relative to, in milliseconds; the delete horizon if `hasDeleteHorizon`.
    public let baseTimestamp: Int64
    /// The largest record timestamp, in milliseconds; −1 in magic 0.
    public let maxTimestamp: Int64
    /// The producer's id; −1 without idempotence and before magic 2.
    public let producerID: Int64
    /// The producer's epoch; −1 without idempotence and before magic 2.
    public let producerEpoch: Int16
    /// The producer's sequence number of the first record; −1 without idempotence and before magic 2.
    public let baseSequence: Int32
    /// What the records take up on the wire, compressed as they came.
    let payload: ByteSlice
    /// What to add to the offsets that messages of magic 0 and 1 carry: 0 unless they are relative (compressed, magic 1).
    let messageOffsetBase: Int64
    let limits: RecordLimits

    /// The offset behind the last record: where reading goes on.
    public var nextOffset: Int64 { lastOffset &+ 1 }
    /// Bytes on the wire.
    public var sizeInBytes: Int { bytes.count }
    /// Whose clock the timestamps are from.
    public var timestampType: TimestampType {
        if magic == 0 { return .none }
        return attributes & Attribute.logAppendTime != 0 ? .logAppendTime : .createTime
    }
    /// Whether the batch belongs to a transaction.
    public var isTransactional: Bool { magic == 2 && attributes & Attribute.transactional != 0 }
    /// Whether the batch holds a control record instead of data: see `controlRecord()`.
    public var isControl: Bool { magic == 2 && attributes & Attribute.control != 0 }
    /// Whether compaction put its delete horizon into `baseTimestamp`. Source: KIP-534.
    public var hasDeleteHorizon: Bool { magic == 2 && attributes & Attribute.deleteHorizon != 0 }
    /// The sequence number of the last record; −1 without idempotence. Sequence numbers go round after `Int32.max`.
    public var lastSequence: Int32 {
        guard baseSequence >= 0 else { return -1 }
        // Modulo 2^31, so the result fits.
        return Int32(truncatingIfNeeded: (Int64(baseSequence) &+ (lastOffset &- baseOffset)) & 0x7fff_ffff)
    }

    enum Attribute {
        static let codec: Int16 = 0x07
        static let logAppendTime: Int16 = 0x08
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
        /// A record of magic 2 takes seven bytes at least, each of one of its fields.
        static let minRecordBytes = 7
        /// Length field of the shortest message of magic 0 and 1, which has null key and value.
        package static let minLength = 14
    }

    // MARK: Records

    /// All records, checked.
    ///
    /// Decompresses into one block, which the records share; every call does so again.
    /// - Throws: `WireError` with the offset in the block that was read: `.unsupportedCodec` naming the package trait to enable,
    ///   `.corruptCompression`, `.limitExceeded`, and what is wrong with the first corrupt record.
    public func records() throws(WireError) -> Records { try Records(validating: recordCursor()) }

    /// All records, checked, of one of several batches that are held together: what it decompresses to may not exceed `budget`,
    /// which is lowered by that.
    package func records(within budget: inout Int) throws(WireError) -> Records {
        let records = try Records(validating: recordCursor(limit: min(budget, limits.maxDecompressedBytes)))
        if compression != .none { budget -= records.sizeInBytes }
        return records
    }

    /// What several batches that are held together may decompress to.
    package var decompressionBudget: Int { limits.maxDecompressedBytes }

    /// A cursor before the first record, which checks each record only when it is reached.
    ///
    /// - Throws: as `records()`, but nothing about single records.
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
                    detail: "\(recordCount) records in \(records.count) bytes")
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
    /// - Throws: what `body` throws, and `WireError` as `records()`; records before a corrupt one were passed to `body` then.
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
