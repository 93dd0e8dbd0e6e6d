// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads a record set batch by batch. A record set is the data of one partition in a Fetch response or Produce request.
///
/// A broker may truncate the last batch of a Fetch response; the reader ends before it and counts its bytes in
/// `truncatedBytes`. Batches share the block of the record set. Source: Kafka record batch format; KIP-74 for
/// truncation.
public struct RecordBatchReader: Sendable {
    private let recordSet: ByteSlice
    private var position = 0
    private let limits: RecordLimits
    private let checkCRC: Bool

    /// A reader at the first batch of `recordSet`.
    ///
    /// - Parameters:
    ///   - recordSet: batches of any magic, one after the other; may be empty.
    ///   - limits: limits for decompressing and reading a batch.
    ///   - checkCRC: whether to verify the checksum of each batch before using its other fields.
    public init(_ recordSet: ByteSlice, limits: RecordLimits = .default, checkCRC: Bool = true) {
        self.recordSet = recordSet
        self.limits = limits
        self.checkCRC = checkCRC
    }

    /// Number of bytes not yet returned as batches; after the last batch, the length of the truncated one.
    public var truncatedBytes: Int { recordSet.count - position }

    /// The next batch, nil after the last complete one.
    ///
    /// Decompresses messages of magic 0 and 1 that wrap others, because their offsets are only known then.
    /// - Throws: `WireError` with the offset in the record set's block, and the batch's base offset in its detail:
    ///   `.checksumMismatch`, `.invalidLength`, `.invalidValue`, `.unsupportedCodec`; for magic 0 and 1 also the errors
    ///   of `RecordBatch.records()`. The reader then stays before the batch.
    public mutating func next() throws(WireError) -> RecordBatch? {
        guard let size = try nextBatchSize() else { return nil }
        let bytes = recordSet[position..<position + size]
        let batch =
            switch Int8(bitPattern: bytes[RecordBatch.Layout.magic]) {
            case 2: try RecordBatch(magic2: bytes, limits: limits, checkCRC: checkCRC)
            case 0, 1: try RecordBatch(legacy: bytes, limits: limits, checkCRC: checkCRC)
            case let magic: throw error(.invalidValue, at: RecordBatch.Layout.magic, "magic", "unknown magic \(magic)")
            }
        position += size
        return batch
    }

    /// All remaining batches, without a truncated one. Throws like `next()`.
    public mutating func remainingBatches() throws(WireError) -> [RecordBatch] {
        var batches: [RecordBatch] = []
        while let batch = try next() { batches.append(batch) }
        return batches
    }

    /// Length of the batch at `position`, nil if it is incomplete.
    private func nextBatchSize() throws(WireError) -> Int? {
        var reader = WireReader(recordSet[position..<recordSet.count])
        guard reader.remaining >= LegacyMessage.prefixBytes else { return nil }
        _ = try reader.readInt64()
        let size = Int(try reader.readInt32())
        guard size >= LegacyMessage.minBytes - LegacyMessage.prefixBytes else {
            throw error(
                .invalidLength, at: RecordBatch.Layout.length, "length", "batch length \(size) is less than the minimum"
            )
        }
        return size <= reader.remaining ? LegacyMessage.prefixBytes + size : nil
    }

    private func error(_ code: WireError.Code, at offset: Int, _ field: String, _ detail: String) -> WireError {
        var reader = WireReader(recordSet[position..<recordSet.count])
        // Fails only for a truncated set, and is only part of the error's text.
        let baseOffset = (try? reader.readInt64()) ?? -1
        let place = recordSet.start + position
        // The error names no version if the set ends before the magic.
        let magic =
            recordSet.count - position > RecordBatch.Layout.magic
            ? Int16(Int8(bitPattern: recordSet[position + RecordBatch.Layout.magic])) : nil
        return WireError(code, byteOffset: place + offset, detail: detail).inBatch(
            baseOffset, magic: magic, field: field)
    }
}

extension RecordBatch {
    /// Reads one batch of any magic, which must take up all of `bytes`.
    ///
    /// - Throws: the errors of `RecordBatchReader.next()`, and `.truncated` or `.trailingBytes` if `bytes` are not one
    ///   complete batch.
    public init(decoding bytes: ByteSlice, limits: RecordLimits = .default, checkCRC: Bool = true) throws(WireError) {
        var reader = RecordBatchReader(bytes, limits: limits, checkCRC: checkCRC)
        guard let batch = try reader.next() else {
            throw WireError(
                .truncated, byteOffset: bytes.start, message: "RecordBatch", field: "length",
                detail: "\(bytes.count) bytes are not a complete record batch")
        }
        guard reader.truncatedBytes == 0 else {
            throw WireError(
                .trailingBytes, byteOffset: bytes.start + batch.sizeInBytes, message: "RecordBatch",
                version: Int16(batch.magic), field: "length",
                detail:
                    "\(reader.truncatedBytes) bytes left over after the record batch of base offset \(batch.baseOffset)"
            )
        }
        self = batch
    }

    /// Reads the header of a batch of magic 2. `bytes` has the length that its length field states.
    init(magic2 bytes: ByteSlice, limits: RecordLimits, checkCRC: Bool) throws(WireError) {
        var reader = WireReader(bytes)
        reader.field = "batch"
        let baseOffset = try reader.readInt64()
        func failure(_ code: WireError.Code, at offset: Int, _ field: String, _ detail: String) -> WireError {
            WireError(code, byteOffset: bytes.start + offset, detail: detail)
                .inBatch(baseOffset, magic: 2, field: field)
        }
        guard bytes.count >= Layout.records else {
            throw failure(.invalidLength, at: Layout.length, "length", "\(bytes.count) bytes are too few for magic 2")
        }
        try reader.skip(count: 4)
        let partitionLeaderEpoch = try reader.readInt32()
        try reader.skip(count: 1)
        let crc = try reader.readUInt32()
        if checkCRC {
            let computed = CRC32C.checksum(bytes[Layout.attributes..<bytes.count])
            guard computed == crc else {
                throw failure(
                    .checksumMismatch, at: Layout.crc, "crc", "batch has CRC-32C \(crc), but its bytes have \(computed)"
                )
            }
        }
        let attributes = try reader.readInt16()
        let lastOffsetDelta = try reader.readInt32()
        let (lastOffset, overflows) = baseOffset.addingReportingOverflow(Int64(lastOffsetDelta))
        guard lastOffsetDelta >= 0, !overflows else {
            throw failure(
                .invalidValue, at: Layout.lastOffsetDelta, "lastOffsetDelta",
                "last offset delta \(lastOffsetDelta) is negative or exceeds the largest offset")
        }
        guard let compression = Compression(rawValue: Int8(attributes & Attribute.codec)) else {
            throw failure(
                .unsupportedCodec, at: Layout.attributes, "attributes",
                "unknown compression codec \(attributes & Attribute.codec)")
        }
        let baseTimestamp = try reader.readInt64()
        let maxTimestamp = try reader.readInt64()
        let producerID = try reader.readInt64()
        let producerEpoch = try reader.readInt16()
        let baseSequence = try reader.readInt32()
        let recordCount = Int(try reader.readInt32())
        // The count of compressed records is checked against their decompressed size, when they are read.
        let most = compression == .none ? reader.remaining / Layout.minRecordBytes : Int.max
        guard recordCount >= 0, recordCount <= most else {
            throw failure(
                .invalidLength, at: Layout.recordCount, "recordCount",
                "\(recordCount) records do not fit into \(reader.remaining) bytes")
        }
        guard recordCount <= limits.maxRecordCount else {
            throw failure(
                .limitExceeded, at: Layout.recordCount, "recordCount",
                "\(recordCount) records exceed the limit of \(limits.maxRecordCount)")
        }
        self.init(
            bytes: bytes, magic: 2, baseOffset: baseOffset, lastOffset: lastOffset, recordCount: recordCount,
            compression: compression, attributes: attributes, crc: crc, partitionLeaderEpoch: partitionLeaderEpoch,
            baseTimestamp: baseTimestamp, maxTimestamp: maxTimestamp, producerID: producerID,
            producerEpoch: producerEpoch, baseSequence: baseSequence,
            payload: bytes[Layout.records..<bytes.count], messageOffsetBase: 0, limits: limits)
    }

    /// Reads one message of magic 0 or 1, and the messages inside it if it is compressed.
    init(legacy bytes: ByteSlice, limits: RecordLimits, checkCRC: Bool) throws(WireError) {
        var reader = WireReader(bytes)
        let wrapper: LegacyMessage
        do throws(WireError) {
            wrapper = try LegacyMessage(from: &reader, checkCRC: checkCRC)
        } catch {
            throw error.inMessage(nil, magic: Int8(bitPattern: bytes[RecordBatch.Layout.magic]))
        }
        let codec = wrapper.attributes & Int8(Attribute.codec)
        // zstd exists since magic 2.
        guard let compression = Compression(rawValue: codec), compression != .zstd else {
            throw WireError(
                .unsupportedCodec, byteOffset: bytes.start + 17, message: "Message", version: Int16(wrapper.magic),
                field: "attributes",
                detail: "message of magic \(wrapper.magic) has unsupported codec \(codec), at offset \(wrapper.offset)"
            )
        }
        let contents =
            compression == .none
            ? LegacyContents(single: wrapper, bytes)
            : try LegacyContents(unwrapping: wrapper, bytes, compression, limits, checkCRC: checkCRC)
        self.init(
            bytes: bytes, magic: wrapper.magic, baseOffset: contents.firstOffset, lastOffset: wrapper.offset,
            recordCount: contents.count, compression: compression, attributes: Int16(wrapper.attributes),
            crc: wrapper.crc, partitionLeaderEpoch: -1, baseTimestamp: wrapper.timestamp,
            maxTimestamp: wrapper.timestamp, producerID: -1, producerEpoch: -1, baseSequence: -1,
            payload: contents.messages, messageOffsetBase: contents.offsetBase, limits: limits)
    }
}

/// The messages in a top-level message of magic 0 or 1: itself, or those compressed inside it.
private struct LegacyContents {
    /// The message itself, or the compressed messages in its value.
    var messages: ByteSlice
    var count: Int
    var firstOffset: Int64
    /// Added to the offsets stored in the messages.
    var offsetBase: Int64

    /// The contents of an uncompressed message: itself.
    init(single message: LegacyMessage, _ bytes: ByteSlice) {
        messages = bytes
        count = 1
        firstOffset = message.offset
        offsetBase = 0
    }

    /// Decompresses and checks the messages in the value of `wrapper`, and frees them again, so that a record set of
    /// many such messages takes no more memory than its largest. Reading the records decompresses them a second time.
    ///
    /// The wrapper's offset is that of the last message inside. In magic 1 the offsets inside are relative, and the
    /// wrapper's offset gives their base; in magic 0 they are absolute. Source: KIP-31.
    init(
        unwrapping wrapper: LegacyMessage, _ bytes: ByteSlice, _ compression: Compression, _ limits: RecordLimits,
        checkCRC: Bool
    ) throws(WireError) {
        do throws(WireError) {
            let valueStart = wrapper.valueStart - bytes.start
            guard wrapper.valueCount > 0 else {
                throw WireError(
                    .invalidValue, byteOffset: wrapper.valueStart, detail: "compressed message has no value")
            }
            guard limits.maxNesting > 0 else {
                throw WireError(
                    .limitExceeded, byteOffset: wrapper.valueStart,
                    detail: "message set inside a message, but the nesting limit is 0")
            }
            messages = bytes[valueStart..<valueStart + Int(wrapper.valueCount)]
            var reader = WireReader(
                try compression.decompress(
                    messages, limit: limits.maxDecompressedBytes, acceptsOldLZ4Checksum: wrapper.magic == 0))
            var (first, last): (Int64?, Int64) = (nil, 0)
            count = 0
            while reader.remaining > 0 {
                let message = try LegacyMessage(from: &reader, checkCRC: checkCRC)
                guard message.magic == wrapper.magic, message.attributes & Int8(RecordBatch.Attribute.codec) == 0 else {
                    throw reader.error(
                        .invalidValue, "message of another magic, or compressed inside a compressed message")
                }
                first = first ?? message.offset
                last = message.offset
                count += 1
                guard count <= limits.maxRecordCount else {
                    throw reader.error(.limitExceeded, "messages exceed the limit of \(limits.maxRecordCount)")
                }
            }
            guard let first else { throw reader.error(.invalidValue, "compressed message contains no messages") }
            offsetBase = wrapper.magic == 1 ? wrapper.offset &- last : 0
            firstOffset = first &+ offsetBase
        } catch {
            throw error.inMessage(wrapper.offset, magic: wrapper.magic)
        }
    }
}

extension WireError {
    /// Adds the batch's base offset, and message, version and field if they are missing. For record batches of magic 2.
    func inBatch(_ baseOffset: Int64, magic: Int16?, field: String = "records") -> WireError {
        var error = self
        error.message = message ?? "RecordBatch"
        error.version = version ?? magic
        error.field = self.field ?? field
        error.detail += ", in the record batch of base offset \(baseOffset)"
        return error
    }

    /// Adds message, version and field if they are missing, and the wrapper's offset for errors inside a compressed
    /// message. For messages of magic 0 and 1.
    func inMessage(_ wrapper: Int64?, magic: Int8) -> WireError {
        var error = self
        error.message = message ?? "Message"
        error.version = version ?? Int16(magic)
        error.field = field ?? "value"
        if let wrapper { error.detail += ", in the compressed message at offset \(wrapper)" }
        return error
    }
}
