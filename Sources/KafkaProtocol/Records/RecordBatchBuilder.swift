// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Builder of one record batch of magic 2. Encodes records directly into the bytes that are sent.
///
/// Noncopyable, so that `finish()` can return the bytes without a copy, or after one pass of the codec. Source: Kafka
/// record batch format, magic 2 (KIP-98); KIP-82 for headers.
public struct RecordBatchBuilder: ~Copyable {
    /// Codec that `finish()` applies to the records.
    public let compression: Compression
    /// Offset of the first record; 0 in Produce requests.
    public let baseOffset: Int64
    /// Number of records appended.
    public private(set) var count = 0
    private var buffer: GrowingBuffer
    /// The pool that `buffer` came from, unless it had to grow beyond all of them.
    private var pool: BufferPool?
    /// The bytes before this position are in `recordsChecksum`, but for the header.
    private var checked = headerSize
    /// The checksum of the records before `checked`.
    private var recordsChecksum: UInt32 = 0
    private let attributes: Int16
    private let partitionLeaderEpoch: Int32
    private let compressionLevel: Int?
    /// Whether `buffer` has the records as they are sent, compressed if there is a codec.
    private var isSealed = false
    private var producerID: Int64
    private var producerEpoch: Int16
    private var baseSequence: Int32
    private var baseTimestamp: Int64 = -1
    private var maxTimestamp: Int64 = -1
    private var lastOffsetDelta: Int32 = -1

    /// Length of a batch without records, in bytes.
    public static let headerSize = RecordBatch.Layout.records

    /// An empty batch.
    ///
    /// - Parameters:
    ///   - compression: codec of the records.
    ///   - baseOffset: offset of the first record; producers write 0, and the broker assigns the real one.
    ///   - partitionLeaderEpoch: epoch of the leader; producers write −1.
    ///   - producerID: id of the idempotent producer; −1 without idempotence.
    ///   - producerEpoch: epoch of the idempotent producer; −1 without idempotence.
    ///   - baseSequence: sequence number of the first record; −1 without idempotence.
    ///   - isTransactional: whether the batch belongs to a transaction.
    ///   - capacity: initial size of the buffer in bytes, header included; it grows as needed.
    ///   - pool: pool to take the initial buffer from, instead of allocating `capacity` bytes.
    ///   - compressionLevel: level of the codec, in `Compression.levels`; nil for the codec's default.
    /// - Throws: `WireError.unsupportedCodec` naming the package trait to enable.
    public init(
        compression: Compression = .none, baseOffset: Int64 = 0, partitionLeaderEpoch: Int32 = -1,
        producerID: Int64 = -1, producerEpoch: Int16 = -1, baseSequence: Int32 = -1, isTransactional: Bool = false,
        capacity: Int = 1024, pool: BufferPool? = nil, compressionLevel: Int? = nil
    ) throws(WireError) {
        try self.init(
            compression: compression, baseOffset: baseOffset, partitionLeaderEpoch: partitionLeaderEpoch,
            producerID: producerID, producerEpoch: producerEpoch, baseSequence: baseSequence,
            isTransactional: isTransactional, isControl: false, capacity: capacity, pool: pool,
            compressionLevel: compressionLevel)
    }

    /// The public initializer, with support for control batches.
    init(
        compression: Compression = .none, baseOffset: Int64 = 0, partitionLeaderEpoch: Int32 = -1,
        producerID: Int64 = -1, producerEpoch: Int16 = -1, baseSequence: Int32 = -1, isTransactional: Bool = false,
        isControl: Bool, capacity: Int = 1024, pool: BufferPool? = nil, compressionLevel: Int? = nil
    ) throws(WireError) {
        try compression.requireBuiltIn()
        self.compression = compression
        self.compressionLevel = compressionLevel
        self.baseOffset = baseOffset
        self.partitionLeaderEpoch = partitionLeaderEpoch
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.baseSequence = baseSequence
        attributes =
            Int16(compression.rawValue) | (isTransactional ? RecordBatch.Attribute.transactional : 0)
            | (isControl ? RecordBatch.Attribute.control : 0)
        self.pool = pool
        if let pool {
            buffer = GrowingBuffer(from: pool, limit: Int(Int32.max))
        } else {
            buffer = GrowingBuffer(capacity: max(capacity, Self.headerSize), limit: Int(Int32.max), byteOffset: 0)
        }
        buffer.advance(Self.headerSize)  // written by `finish`
    }

    /// A builder that nothing can be appended to and that takes next to no memory: the place of one that was taken out.
    package init(vacant: Void) {
        compression = .none
        compressionLevel = nil
        baseOffset = 0
        partitionLeaderEpoch = -1
        producerID = -1
        producerEpoch = -1
        baseSequence = -1
        attributes = 0
        pool = nil
        buffer = GrowingBuffer(capacity: 0, limit: 0, byteOffset: 0)
    }

    /// Current length of the batch in bytes, header included, before compression.
    public var sizeInBytes: Int { buffer.count }

    /// Room that the batch takes in memory, in bytes.
    package var capacity: Int { buffer.capacity }

    /// Maximum number of bytes that such a record adds before compression.
    public static func maxRecordSize(keyCount: Int, valueCount: Int, headers: [RecordHeader] = []) -> Int {
        maxPlainRecordSize(keyCount: keyCount, valueCount: valueCount)
            + headers.reduce(0) { $0 + 10 + $1.key.utf8.count + ($1.value?.count ?? 0) }
    }

    /// Maximum number of bytes that a record without headers adds before compression.
    @inlinable
    package static func maxPlainRecordSize(keyCount: Int, valueCount: Int) -> Int {
        // Length, attributes, timestamp, offset, key length, value length and header count at their longest: 5 + 1 + 10
        // + 5 + 5 + 5 + 5.
        36 + keyCount + valueCount
    }

    /// Appends a record.
    ///
    /// - Parameters:
    ///   - key: key of the record, nil for null. Copied.
    ///   - value: value of the record, nil for null. Copied.
    ///   - headers: headers of the record, in this order.
    ///   - timestamp: time of the record, in milliseconds since 1970 UTC.
    ///   - offsetDelta: offset of the record minus `baseOffset`; nil for the offset after the last record. A larger
    ///     value leaves a gap, as compaction does. Traps if it is not larger than the last record's.
    /// - Throws: `WireError.limitExceeded` if the batch would exceed 2 GiB; it is then unchanged.
    public mutating func append(
        key: ByteSlice?, value: ByteSlice?, headers: [RecordHeader] = [], timestamp: Int64, offsetDelta: Int32? = nil
    ) throws(WireError) {
        // Keeps the slices alive while their pointers are in use.
        defer { withExtendedLifetime((key, value)) {} }
        let keyBytes = unsafe key.map { unsafe UnsafeRawBufferPointer(start: $0.unsafeBaseAddress, count: $0.count) }
        let valueBytes = unsafe value.map {
            unsafe UnsafeRawBufferPointer(start: $0.unsafeBaseAddress, count: $0.count)
        }
        unsafe try append(
            keyBytes: keyBytes, valueBytes: valueBytes, headers: headers, timestamp: timestamp, offsetDelta: offsetDelta
        )
    }

    /// The public method, for bytes in any memory; they are copied before it returns.
    package mutating func append(
        keyBytes key: UnsafeRawBufferPointer?, valueBytes value: UnsafeRawBufferPointer?, headers: [RecordHeader] = [],
        timestamp: Int64, offsetDelta: Int32? = nil
    ) throws(WireError) {
        guard lastOffsetDelta < Int32.max else {
            throw WireError(.limitExceeded, byteOffset: buffer.count, detail: "record batch is full")
        }
        let delta = offsetDelta ?? lastOffsetDelta + 1
        precondition(delta > lastOffsetDelta)
        let most = unsafe Self.maxRecordSize(
            keyCount: key?.count ?? 0, valueCount: value?.count ?? 0, headers: headers)
        if most > buffer.room { try makeRoom(most) }
        unsafe put(key, value, headers, timestamp: timestamp, delta: delta)
    }

    /// Appends a record without headers if the memory that the batch has is enough, and returns the number of bytes
    /// that it takes; 0 if it was not appended. Cheaper than `append`.
    package mutating func appendInPlace(key: ByteSlice?, value: ByteSlice?, timestamp: Int64) -> Int {
        let most = Self.maxPlainRecordSize(keyCount: key?.count ?? 0, valueCount: value?.count ?? 0)
        guard most <= buffer.room, lastOffsetDelta < Int32.max else { return 0 }
        let before = buffer.count
        // The caller keeps the slices, and so the bytes that the pointers are to, while this runs.
        let keyBytes = unsafe key.map { unsafe UnsafeRawBufferPointer(start: $0.unsafeBaseAddress, count: $0.count) }
        let valueBytes = unsafe value.map {
            unsafe UnsafeRawBufferPointer(start: $0.unsafeBaseAddress, count: $0.count)
        }
        unsafe put(keyBytes, valueBytes, [], timestamp: timestamp, delta: lastOffsetDelta &+ 1)
        withExtendedLifetime((key, value)) {}
        return buffer.count &- before
    }

    /// Goes on in a buffer of a pool of larger ones, or in larger memory.
    private mutating func makeRoom(_ extra: Int) throws(WireError) {
        var larger = pool?.larger
        while let candidate = larger, candidate.bufferBytes < buffer.count + extra { larger = candidate.larger }
        guard let larger else { return try buffer.reserve(extra) }
        var next = GrowingBuffer(from: larger, limit: buffer.limit)
        // Lives until the end of the function, and is not changed.
        try unsafe next.append(UnsafeRawBufferPointer(start: buffer.base, count: buffer.count))
        swap(&buffer, &next)
        _ = next.finish(returningTo: pool)
        pool = larger
    }

    /// Encodes a record into `buffer`, which has room for `maxRecordSize`.
    @inline(__always)
    private mutating func put(
        _ key: UnsafeRawBufferPointer?, _ value: UnsafeRawBufferPointer?, _ headers: [RecordHeader], timestamp: Int64,
        delta: Int32
    ) {
        let base = count == 0 ? timestamp : baseTimestamp
        let timestampDelta = Self.zigzag(timestamp &- base)
        let offset = Self.zigzag(Int64(delta))
        let headerBytes = headers.isEmpty ? 1 : Self.headerSectionSize(headers)
        let keyCount = unsafe key?.count ?? 0
        let valueCount = unsafe value?.count ?? 0
        let keyLength = unsafe key == nil ? 1 : UInt64(truncatingIfNeeded: keyCount) << 1
        let valueLength = unsafe value == nil ? 1 : UInt64(truncatingIfNeeded: valueCount) << 1
        let size =
            1 + Self.varintSize(timestampDelta) + Self.varintSize(offset) + Self.varintSize(keyLength) + keyCount
            + Self.varintSize(valueLength) + valueCount + headerBytes
        // `size` is exact, and with its own length not above `maxRecordSize`, so everything below is in bounds.
        var p = unsafe buffer.base + buffer.count
        let start = unsafe p
        unsafe Self.put(UInt64(truncatingIfNeeded: size) << 1, &p)
        unsafe p.storeBytes(of: 0, as: UInt8.self)
        unsafe p += 1
        unsafe Self.put(timestampDelta, &p)
        unsafe Self.put(offset, &p)
        unsafe Self.put(keyLength, &p)
        if let key = unsafe key?.baseAddress { unsafe p.copyMemory(from: key, byteCount: keyCount) }
        unsafe p += keyCount
        unsafe Self.put(valueLength, &p)
        if let value = unsafe value?.baseAddress { unsafe p.copyMemory(from: value, byteCount: valueCount) }
        unsafe p += valueCount
        unsafe Self.put(UInt64(truncatingIfNeeded: headers.count) << 1, &p)
        for header in headers { unsafe Self.put(header, &p) }
        buffer.advance(unsafe p - start)
        baseTimestamp = base
        maxTimestamp = count == 0 ? timestamp : max(maxTimestamp, timestamp)
        lastOffsetDelta = delta
        count += 1
        if buffer.count &- checked >= Self.checkedAtOnce { checkRecords() }
    }

    /// Number of bytes of records whose checksum is computed at once, while they are still in the processor's cache: a
    /// full batch is out of it when it is sent, and reading it again takes four times as long.
    private static let checkedAtOnce = 12 << 10

    private mutating func checkRecords() {
        guard compression == .none else { return }
        recordsChecksum = unsafe buffer.withWritten(from: checked) { unsafe CRC32C.checksum($0, seed: recordsChecksum) }
        checked = buffer.count
    }

    /// Sets the idempotent producer's id, epoch and sequence number of the first record, which the header gets: a
    /// producer knows them only when it sends the batch.
    public mutating func setProducer(id: Int64, epoch: Int16, baseSequence: Int32) {
        producerID = id
        producerEpoch = epoch
        self.baseSequence = baseSequence
    }

    /// Compresses the records, so that `finish()` only writes the header. The batch must get no more records. No effect
    /// without a codec or if it was called before.
    ///
    /// - Throws: `WireError` if the codec fails or the batch exceeds 2 GiB.
    public mutating func seal() throws(WireError) {
        guard compression != .none, !isSealed else { return }
        // Codecs reserve space for the worst case; `GrowingBuffer.finish` returns the unused part.
        var output = GrowingBuffer(capacity: Self.headerSize + buffer.count, limit: Int(Int32.max), byteOffset: 0)
        output.advance(Self.headerSize)
        let base = unsafe buffer.base
        // `buffer` is not modified while the codec reads it, and lives until this function returns.
        let records = unsafe UnsafeRawBufferPointer(
            start: base + Self.headerSize, count: buffer.count - Self.headerSize)
        unsafe try compression.compress(records, into: &output, level: compressionLevel)
        swap(&buffer, &output)
        isSealed = true
        // The codec has read the uncompressed records: their memory goes back to the pool.
        _ = output.finish(returningTo: pool)
    }

    /// Completes the batch: compresses the records unless `seal()` has done so, and writes the header. Ends the
    /// builder.
    ///
    /// A batch without records is valid; its last offset delta is 0.
    /// - Throws: `WireError` if the codec fails or the batch exceeds 2 GiB.
    public consuming func finish() throws(WireError) -> ByteSlice {
        try seal()
        let header = self.header
        header.write(into: &buffer, checked: isSealed ? Self.headerSize : checked, recordsChecksum)
        return buffer.finish(returningTo: isSealed ? nil : pool)
    }

    /// A copy of a finished batch with another producer id, epoch and first sequence number.
    ///
    /// - Parameters:
    ///   - batch: bytes that `finish()` returned.
    ///   - id: id of the idempotent producer.
    ///   - epoch: epoch of the idempotent producer.
    ///   - baseSequence: sequence number of the first record.
    package static func copy(
        of batch: ByteSlice, producerID id: Int64, epoch: Int16, baseSequence: Int32
    ) throws(WireError) -> ByteSlice {
        var copy = GrowingBuffer(capacity: batch.count, limit: Int(Int32.max), byteOffset: 0)
        unsafe try batch.withUnsafeBytes { bytes throws(WireError) in unsafe try copy.append(bytes) }
        copy.patchInteger(id, at: RecordBatch.Layout.producerID)
        copy.patchInteger(epoch, at: RecordBatch.Layout.producerEpoch)
        copy.patchInteger(baseSequence, at: RecordBatch.Layout.baseSequence)
        let crc = unsafe copy.withWritten(from: RecordBatch.Layout.attributes) { unsafe CRC32C.checksum($0) }
        copy.patchInteger(crc, at: RecordBatch.Layout.crc)
        return copy.finish()
    }

    private var header: Header {
        Header(
            baseOffset: baseOffset, partitionLeaderEpoch: partitionLeaderEpoch, attributes: attributes,
            lastOffsetDelta: max(lastOffsetDelta, 0), baseTimestamp: baseTimestamp, maxTimestamp: maxTimestamp,
            producerID: producerID, producerEpoch: producerEpoch, baseSequence: baseSequence,
            // Fits: a record takes at least seven bytes, and the buffer at most `Int32.max`.
            count: Int32(count))
    }
}
