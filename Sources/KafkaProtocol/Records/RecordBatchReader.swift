// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Goes through a record set batch by batch: what a Fetch response or a Produce request holds for one partition.
///
/// A broker may cut the last batch of a Fetch response; the reader ends before it and counts its bytes in `truncatedBytes`.
/// Batches share the block of the record set. Source: Kafka record batch format; KIP-74 for the cut.
public struct RecordBatchReader: Sendable {
    private let recordSet: ByteSlice
    private var position = 0
    private let limits: RecordLimits
    private let checkCRC: Bool

    /// A reader before the first batch of `recordSet`.
    ///
    /// - Parameters:
    ///   - recordSet: batches of any magic, one behind the other; empty is allowed.
    ///   - limits: what decompressing a batch may cost.
    ///   - checkCRC: whether the checksum of each batch is verified, before anything else in it is believed.
    public init(_ recordSet: ByteSlice, limits: RecordLimits = .default, checkCRC: Bool = true) {
        self.recordSet = recordSet
        self.limits = limits
        self.checkCRC = checkCRC
    }

    /// Bytes that were not returned as batches yet; behind the last batch, those of the batch that was cut.
    public var truncatedBytes: Int { recordSet.count - position }

    /// The next batch, nil behind the last whole one.
    ///
    /// Messages of magic 0 and 1 that wrap others are decompressed here, because only then their offsets are known.
    /// - Throws: `WireError` with the offset in the record set's block, and the batch's base offset in its detail:
    ///   `.checksumMismatch`, `.invalidLength`, `.invalidValue`, `.unsupportedCodec`; and what `RecordBatch.records()` throws for
    ///   magic 0 and 1. The reader stays before the batch then.
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

    /// All batches left, the cut one excepted. Throws as `next()`.
    public mutating func remainingBatches() throws(WireError) -> [RecordBatch] {
        var batches: [RecordBatch] = []
        while let batch = try next() { batches.append(batch) }
        return batches
    }

    /// The length of the batch at `position`, nil if it is not all there.
    private func nextBatchSize() throws(WireError) -> Int? {
        var reader = WireReader(recordSet[position..<recordSet.count])
        guard reader.remaining >= LegacyMessage.prefixBytes else { return nil }
        _ = try reader.readInt64()
        let size = Int(try reader.readInt32())
        guard size >= LegacyMessage.minBytes - LegacyMessage.prefixBytes else {
            throw error(.invalidLength, at: RecordBatch.Layout.length, "length", "batch of \(size) bytes")
        }
        return size <= reader.remaining ? LegacyMessage.prefixBytes + size : nil
    }

    private func error(_ code: WireError.Code, at offset: Int, _ field: String, _ detail: String) -> WireError {
        var reader = WireReader(recordSet[position..<recordSet.count])
        let baseOffset = (try? reader.readInt64()) ?? -1  // only for the text
        let place = recordSet.start + position
        // The magic is not there if the set ends before it; then there is no version to name.
        let magic =
            recordSet.count - position > RecordBatch.Layout.magic
            ? Int16(Int8(bitPattern: recordSet[position + RecordBatch.Layout.magic])) : nil
        return WireError(code, byteOffset: place + offset, detail: detail).inBatch(
            baseOffset, magic: magic, field: field)
    }
}

extension RecordBatch {
    /// Reads exactly one batch of any magic.
    ///
    /// - Throws: as `RecordBatchReader.next()`, and `.truncated` or `.trailingBytes` if `bytes` are not one whole batch.
    public init(decoding bytes: ByteSlice, limits: RecordLimits = .default, checkCRC: Bool = true) throws(WireError) {
        var reader = RecordBatchReader(bytes, limits: limits, checkCRC: checkCRC)
        guard let batch = try reader.next() else {
            throw WireError(
                .truncated, byteOffset: bytes.start, message: "RecordBatch", field: "length",
                detail: "\(bytes.count) bytes are not a whole record batch")
        }
        guard reader.truncatedBytes == 0 else {
            throw WireError(
                .trailingBytes, byteOffset: bytes.start + batch.sizeInBytes, message: "RecordBatch",
                version: Int16(batch.magic), field: "length",
                detail: "\(reader.truncatedBytes) bytes behind the record batch of base offset \(batch.baseOffset)")
        }
        self = batch
    }

    /// Reads the header of a magic 2 batch; `bytes` are as long as its length field says.
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
                throw failure(.checksumMismatch, at: Layout.crc, "crc", "CRC-32C \(crc), computed \(computed)")
            }
        }
        let attributes = try reader.readInt16()
        let lastOffsetDelta = try reader.readInt32()
        let (lastOffset, overflows) = baseOffset.addingReportingOverflow(Int64(lastOffsetDelta))
        guard lastOffsetDelta >= 0, !overflows else {
            throw failure(
                .invalidValue, at: Layout.lastOffsetDelta, "lastOffsetDelta", "last offset delta \(lastOffsetDelta)")
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
        // Compressed records are counted against what they decompress to.
        let most = compression == .none ? reader.remaining / Layout.minRecordBytes : Int.max
        guard recordCount >= 0, recordCount <= most else {
            throw failure(
                .invalidLength, at: Layout.recordCount, "recordCount",
                "\(recordCount) records in \(reader.remaining) bytes")
        }
        guard recordCount <= limits.maxRecordCount else {
            throw failure(
                .limitExceeded, at: Layout.recordCount, "recordCount",
                "\(recordCount) records, more than the limit of \(limits.maxRecordCount)")
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
        // zstd came with magic 2.
        guard let compression = Compression(rawValue: codec), compression != .zstd else {
            throw WireError(
                .unsupportedCodec, byteOffset: bytes.start + 17, message: "Message", version: Int16(wrapper.magic),
                field: "attributes",
                detail: "compression codec \(codec) in a message of magic \(wrapper.magic) at offset \(wrapper.offset)")
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

/// The messages that one top-level message of magic 0 or 1 stands for.
private struct LegacyContents {
    /// The message itself, or the compressed messages in its value.
    var messages: ByteSlice
    var count: Int
    var firstOffset: Int64
    /// What to add to the offsets that the messages carry.
    var offsetBase: Int64

    /// A message that is not compressed stands for itself.
    init(single message: LegacyMessage, _ bytes: ByteSlice) {
        messages = bytes
        count = 1
        firstOffset = message.offset
        offsetBase = 0
    }

    /// Decompresses and checks the messages in the value of `wrapper`, and lets go of them: a record set of many such messages
    /// costs no more memory than its largest. They are decompressed again when they are read.
    ///
    /// The wrapper's offset is that of the last message inside. In magic 1 the offsets inside are relative to an unknown base,
    /// which that gives; in magic 0 they are the offsets themselves. Source: KIP-31.
    init(
        unwrapping wrapper: LegacyMessage, _ bytes: ByteSlice, _ compression: Compression, _ limits: RecordLimits,
        checkCRC: Bool
    ) throws(WireError) {
        do throws(WireError) {
            let valueStart = wrapper.valueStart - bytes.start
            guard wrapper.valueCount > 0 else {
                throw WireError(
                    .invalidValue, byteOffset: wrapper.valueStart, detail: "compressed message without value")
            }
            guard limits.maxNesting > 0 else {
                throw WireError(
                    .limitExceeded, byteOffset: wrapper.valueStart,
                    detail: "message set inside a message: the limit is 0")
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
                        .invalidValue, "message of another magic or compressed inside a compressed message")
                }
                first = first ?? message.offset
                last = message.offset
                count += 1
                guard count <= limits.maxRecordCount else {
                    throw reader.error(.limitExceeded, "more messages than the limit of \(limits.maxRecordCount)")
                }
            }
            guard let first else { throw reader.error(.invalidValue, "no messages inside a compressed message") }
            offsetBase = wrapper.magic == 1 ? wrapper.offset &- last : 0
            firstOffset = first &+ offsetBase
        } catch {
            throw error.inMessage(wrapper.offset, magic: wrapper.magic)
        }
    }
}

extension WireError {
    /// The same error of a record batch of magic 2: with what it lacks of message, version and field, and its base offset.
    func inBatch(_ baseOffset: Int64, magic: Int16?, field: String = "records") -> WireError {
        var error = self
        error.message = message ?? "RecordBatch"
        error.version = version ?? magic
        error.field = self.field ?? field
        error.detail += ", in the record batch of base offset \(baseOffset)"
        return error
    }

    /// The same error of a message of magic 0 or 1, or, with its offset, of the messages compressed inside it.
    func inMessage(_ wrapper: Int64?, magic: Int8) -> WireError {
        var error = self
        error.message = message ?? "Message"
        error.version = version ?? Int16(magic)
        error.field = field ?? "value"
        if let wrapper { error.detail += ", in the compressed message at offset \(wrapper)" }
        return error
    }
}
