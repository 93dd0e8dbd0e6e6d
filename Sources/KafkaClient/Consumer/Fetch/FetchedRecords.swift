// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// A run of records of one partition, as one Fetch response brought them: whole batches, decoded when they are
/// iterated.
///
/// Records are views into the response's block (or into the block that their batch is decompressed to), which they keep
/// alive. Iterate once: every pass decompresses anew. Own design (DESIGN decision 1).
public struct FetchedRecords: Sendable {
    /// The partition that the records are from.
    public let topicPartition: TopicPartition
    /// Where reading goes on: behind the last record, also over gaps and records that are not delivered.
    public let nextOffset: Int64
    /// The partition's high watermark when it was fetched: the offset behind the last record that is safely replicated.
    public let highWatermark: Int64
    /// The batches in order of their offsets; their records before `lowerBound` and from `upperBound` on are not
    /// delivered.
    @usableFromInline let batches: [RecordBatch]
    @usableFromInline let lowerBound: Int64
    @usableFromInline let upperBound: Int64

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

    /// Bytes of the batches on the wire, compressed as they came.
    public var sizeInBytes: Int { batches.reduce(0) { $0 + $1.sizeInBytes } }

    /// Calls `body` with every record in order: the fastest way through, in one pass without an allocation per record.
    ///
    /// - Throws: what `body` throws; `KafkaError.corruptBatch` naming topic, partition and offset where a batch cannot
    ///   be decompressed or read. Records before it were passed to `body` then.
    @inlinable
    public func forEach(_ body: (Record) throws -> Void) throws {
        for batch in batches {
            var cursor = try open(batch)
            // Most batches lie inside the range and need no check per record.
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

    /// The records as a sequence that cannot fail, because all batches are decompressed and checked first.
    ///
    /// Holds what all batches decompress to, which together may be as much as a single batch
    /// (`RecordLimits.maxDecompressedBytes`); `forEach` holds one batch at a time.
    /// - Throws: `KafkaError.corruptBatch` naming topic, partition and offset.
    public func records() throws -> FetchedRecordSequence {
        var budget = batches.first?.decompressionBudget ?? 0
        return FetchedRecordSequence(
            runs: try batches.map { batch in
                do throws(WireError) { return try batch.records(within: &budget) } catch { throw corrupt(batch, error) }
            }, lowerBound: lowerBound, upperBound: upperBound)
    }

    /// How many records there are. Decompresses and reads batches that reach over the range's ends; others know their
    /// count.
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

/// Checked records of several batches, one after the other. `FetchedRecords.records()` makes it.
public struct FetchedRecordSequence: Sequence, Sendable {
    @usableFromInline let runs: [Records]
    @usableFromInline let lowerBound: Int64
    @usableFromInline let upperBound: Int64

    init(runs: [Records], lowerBound: Int64, upperBound: Int64) {
        self.runs = runs
        self.lowerBound = lowerBound
        self.upperBound = upperBound
    }

    /// An iterator at the first record.
    @inlinable
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Reads one record at a time.
    public struct Iterator: IteratorProtocol, Sendable {
        @usableFromInline let sequence: FetchedRecordSequence
        @usableFromInline var nextRun = 0
        @usableFromInline var current: Records.Iterator?

        @inlinable
        init(_ sequence: FetchedRecordSequence) { self.sequence = sequence }

        /// The next record, nil after the last.
        @inlinable
        public mutating func next() -> Record? {
            while true {
                while let record = current?.next() {
                    if record.offset < sequence.lowerBound { continue }
                    if record.offset >= sequence.upperBound { break }
                    return record
                }
                guard nextRun < sequence.runs.count else { return nil }
                current = sequence.runs[nextRun].makeIterator()
                nextRun += 1
            }
        }
    }
}
