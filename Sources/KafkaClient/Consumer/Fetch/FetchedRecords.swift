// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// The records of one partition in one Fetch response: whole batches, decoded when they are iterated.
///
/// Records are read in place: they point into the response's block, or into the block that their batch is decompressed
/// to, and keep it alive. Iterate once: every pass decompresses again. Own design.
public struct FetchedRecords: Sendable {
    /// The partition that the records are from.
    public let topicPartition: TopicPartition
    /// The offset at which reading continues: after the last record, and after gaps and records that are not delivered.
    public let nextOffset: Int64
    /// The partition's high watermark at the time of the fetch: the offset after the last fully replicated record.
    public let highWatermark: Int64
    /// The batches in order of their offsets. Records before `lowerBound` and from `upperBound` on are not delivered.
    @usableFromInline let batches: [RecordBatch]
    @usableFromInline let lowerBound: Int64
    @usableFromInline let upperBound: Int64

    @usableFromInline
    init(
        topicPartition: TopicPartition, batches: [RecordBatch], lowerBound: Int64, upperBound: Int64, nextOffset: Int64,
        highWatermark: Int64
    ) {
        self.topicPartition = topicPartition
        self.batches = batches
        self.lowerBound = lowerBound
        self.upperBound = upperBound
        self.nextOffset = nextOffset
        self.highWatermark = highWatermark
    }

    /// Whether there is nothing but a position that has moved.
    var isEmpty: Bool { batches.isEmpty }

    /// Bytes of the batches on the wire, before decompression.
    public var sizeInBytes: Int { batches.reduce(0) { $0 + $1.sizeInBytes } }

    /// Calls `body` with every record in order. The fastest way to read: one pass without an allocation per record.
    ///
    /// - Throws: the error of `body`; `KafkaError.corruptBatch` naming topic, partition and offset of a batch that
    ///   cannot be decompressed or read, after `body` got the records before it.
    @inlinable
    public func forEach(_ body: (Record) throws -> Void) throws {
        for batch in batches {
            var cursor = try open(batch)
            // Most batches are inside the range and need no check per record.
            if batch.baseOffset >= lowerBound, batch.lastOffset < upperBound {
                repeat {
                    try cursor.forEachPlain(body)
                    guard let record = try next(&cursor, batch) else { break }
                    try body(record)
                } while true
            } else {
                while let record = try next(&cursor, batch) {
                    if record.offset < lowerBound { continue }
                    if record.offset >= upperBound { break }
                    try body(record)
                }
            }
        }
    }

    /// Calls `body` with every record in order, and with the origin of its timestamp.
    ///
    /// - Throws: as `forEach(_:)`.
    @inlinable
    public func forEachWithTimestampType(_ body: (Record, TimestampType) throws -> Void) throws {
        for batch in batches {
            let type = batch.timestampType
            let single = FetchedRecords(
                topicPartition: topicPartition, batches: [batch], lowerBound: lowerBound, upperBound: upperBound,
                nextOffset: nextOffset, highWatermark: highWatermark)
            try single.forEach { try body($0, type) }
        }
    }

    /// The records as a sequence that cannot fail, because all batches are decompressed and checked first.
    ///
    /// Keeps all decompressed batches in memory, `RecordLimits.maxDecompressedBytes` in total at most; `forEach` keeps
    /// one batch at a time.
    /// - Throws: `KafkaError.corruptBatch` naming topic, partition and offset.
    public func records() throws -> FetchedRecordSequence {
        var budget = batches.first?.decompressionBudget ?? 0
        return FetchedRecordSequence(
            runs: try batches.map { batch in
                do throws(WireError) { return try batch.records(within: &budget) } catch { throw corrupt(batch, error) }
            }, lowerBound: lowerBound, upperBound: upperBound)
    }

    /// The number of records. Decompresses only the batches that overlap an end of the range; others have a count.
    ///
    /// - Throws: `KafkaError.corruptBatch`.
    public func count() throws -> Int {
        var count = 0
        for batch in batches {
            if batch.baseOffset >= lowerBound, batch.lastOffset < upperBound {
                count += batch.recordCount
            } else {
                var cursor = try open(batch)
                while let record = try next(&cursor, batch), record.offset < upperBound {
                    if record.offset >= lowerBound { count += 1 }
                }
            }
        }
        return count
    }

    @inlinable
    @inline(__always)
    func next(_ cursor: inout RecordCursor, _ batch: RecordBatch) throws -> Record? {
        do throws(WireError) { return try cursor.next() } catch { throw corrupt(batch, error) }
    }

    @usableFromInline
    func open(_ batch: RecordBatch) throws -> RecordCursor {
        do throws(WireError) { return try batch.recordCursor() } catch { throw corrupt(batch, error) }
    }

    @usableFromInline
    @inline(never)
    func corrupt(_ batch: RecordBatch, _ error: WireError) -> KafkaError {
        KafkaError.corruptBatch(topicPartition, offset: batch.baseOffset, error)
    }
}

extension KafkaError {
    static func corruptBatch(_ partition: TopicPartition, offset: Int64, _ error: WireError) -> KafkaError {
        KafkaError(
            .corruptBatch, "the record batch cannot be read: \(error)", topicPartition: partition, offset: offset,
            underlyingError: error)
    }
}
