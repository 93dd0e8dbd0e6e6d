// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The batches of one partition, in memory, as received. A pure value without clocks and sockets, except for its files.
///
/// Every appended batch is committed at once, so the high watermark is the end of the log. With files, a batch is
/// written to them first; a batch that cannot be written is rejected with KAFKA_STORAGE_ERROR and changes nothing.
struct PartitionLog: Sendable {
    /// One batch: its bytes, and the facts that a search needs.
    struct Entry: Sendable {
        var baseOffset: Int64
        var lastOffset: Int64
        var maxTimestamp: Int64
        var segment: LogSegment
        var range: Range<Int>
        /// The time from which compaction may remove the batch's tombstones, in milliseconds; nil before it has seen
        /// them.
        var deleteHorizon: Int64?
    }

    /// The result of an append.
    enum AppendResult: Equatable {
        /// Stored at this offset.
        case appended(baseOffset: Int64)
        /// The batch repeats one of an idempotent producer that is stored at this offset.
        case duplicate(baseOffset: Int64)
        case rejected(BrokerErrorCode)
    }

    private(set) var entries: [Entry] = []
    /// The first offset that may be read.
    private(set) var startOffset: Int64 = 0
    /// The offset of the next record; also the high watermark.
    private(set) var endOffset: Int64 = 0
    /// Total size of the batches, in bytes.
    private(set) var byteCount = 0
    /// The offset up to which the log was compacted.
    private(set) var compactedTo: Int64 = 0
    /// The leader epochs; the first leader has epoch 0.
    private(set) var epochs = LeaderEpochs(first: 0)
    private var transactions = TransactionIndex()
    private var producers: [Int64: ProducerSequences] = [:]
    private var segment: LogSegment?
    /// The files of the partition; nil in memory.
    private(set) var files: PartitionFiles?

    static let minSegmentBytes = 64 << 10
    static let maxSegmentBytes = 8 << 20

    /// The first offset of the oldest open transaction, or the end of the log. Source: KIP-98.
    var lastStableOffset: Int64 { transactions.firstOpenOffset ?? endOffset }

    /// Aborted transactions with records in `range`. Source: Fetch v4, aborted transactions.
    func abortedTransactions(in range: Range<Int64>) -> [FetchResponse.AbortedTransaction] {
        transactions.aborted(in: range).map { .init(producerID: $0.producerID, firstOffset: $0.firstOffset) }
    }

    /// The index in `entries` of the batch that holds `offset`, or of the next batch after it.
    func indexOfEntry(at offset: Int64) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].lastOffset < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: Append

    /// Stores a produced batch of magic 2 with the next offsets and the leader's epoch.
    ///
    /// `now`, on the cluster's clock, is the time at which the producer was last active. With `stamps`, it also becomes
    /// the records' timestamp (`LogAppendTime`).
    mutating func append(_ batch: RecordBatch, leaderEpoch: Int32, now: Int64, stamps: Bool = false) -> AppendResult {
        if batch.producerID >= 0, !batch.isControl {
            switch producers[batch.producerID, default: ProducerSequences()].check(batch) {
            case .next: break
            case .duplicate(let baseOffset): return .duplicate(baseOffset: baseOffset)
            case .rejected(let code): return .rejected(code)
            }
            if !batch.isTransactional, transactions.openOffset(of: batch.producerID) != nil {
                return .rejected(.invalidTxnState)
            }
        }
        let baseOffset = endOffset
        let (last, overflows) = baseOffset.addingReportingOverflow(batch.lastOffset - batch.baseOffset)
        guard !overflows, last < .max else { return .rejected(.invalidRecord) }
        guard store(batch, baseOffset: baseOffset, lastOffset: last, leaderEpoch: leaderEpoch, time: stamps ? now : nil)
        else { return .rejected(.kafkaStorageError) }
        epochs.begin(leaderEpoch, at: baseOffset)
        if batch.producerID >= 0, !batch.isControl {
            producers[batch.producerID, default: ProducerSequences()].record(batch, baseOffset: baseOffset, now: now)
        }
        return .appended(baseOffset: baseOffset)
    }

    // MARK: Transactions

    /// The producers that the log remembers, sorted by id.
    var activeProducers: [(id: Int64, state: ProducerSequences, openOffset: Int64?)] {
        producers.sorted { $0.key < $1.key }.map { ($0.key, $0.value, transactions.openOffset(of: $0.key)) }
    }

    /// Whether this producer has an open transaction here, in this epoch.
    func hasOpenTransaction(of producerID: Int64, epoch: Int16) -> Bool {
        transactions.openOffset(of: producerID) != nil && producers[producerID]?.epoch == epoch
    }

    /// Writes the marker that ends a producer's transaction, even if the producer has no records here.
    ///
    /// Rejected with INVALID_PRODUCER_EPOCH if the producer has a newer epoch here, and with
    /// TRANSACTION_COORDINATOR_FENCED if a newer coordinator wrote the last marker. Source: KIP-98,
    /// `ProducerAppendInfo`.
    mutating func appendMarker(
        _ kind: ControlRecord.Kind, producerID: Int64, producerEpoch: Int16, coordinatorEpoch: Int32,
        leaderEpoch: Int32,
        now: Int64
    ) -> AppendResult {
        let producer = producers[producerID, default: ProducerSequences()]
        guard producerEpoch >= producer.epoch else { return .rejected(.invalidProducerEpoch) }
        guard coordinatorEpoch >= producer.coordinatorEpoch else { return .rejected(.transactionCoordinatorFenced) }
        let marker: RecordBatch
        do throws(WireError) {
            marker = try RecordBatch.endOfTransaction(
                kind, producerID: producerID, producerEpoch: producerEpoch, coordinatorEpoch: coordinatorEpoch,
                timestamp: now)
        } catch {
            return .rejected(.unknownServerError)
        }
        let result = append(marker, leaderEpoch: leaderEpoch, now: now)
        if case .appended = result {
            producers[producerID, default: ProducerSequences()].recordMarker(
                epoch: producerEpoch, coordinatorEpoch: coordinatorEpoch, now: now)
        }
        return result
    }

    /// Forgets producers that have been idle since `time` and have no open transaction.
    mutating func forgetProducers(idleSince time: Int64) {
        producers = producers.filter { $1.lastTimestamp >= time || transactions.openOffset(of: $0) != nil }
    }

    /// Stores a batch of any magic at its own offsets, which may leave a gap after the log's end.
    ///
    /// Returns false, and stores nothing, if the batch begins before the log's end or the log has files.
    mutating func appendAsIs(_ batch: RecordBatch) -> Bool {
        guard batch.baseOffset >= endOffset, batch.lastOffset >= batch.baseOffset, batch.lastOffset < .max, files == nil
        else { return false }
        if entries.isEmpty, endOffset == 0 { startOffset = 0 }
        epochs.begin(batch.partitionLeaderEpoch, at: batch.baseOffset)
        return store(batch, baseOffset: batch.baseOffset, lastOffset: batch.lastOffset)
    }

    /// Sets a batch's timestamp to the time of its arrival: flag, largest timestamp and checksum. Source: KIP-32.
    private static func stamp(_ segment: LogSegment, _ range: Range<Int>, _ time: Int64, attributes: Int16) {
        let start = range.lowerBound
        segment.patch(attributes | RecordBatch.Attribute.logAppendTime, at: start + RecordBatch.Layout.attributes)
        segment.patch(time, at: start + RecordBatch.Layout.maxTimestamp)
        let checksum = CRC32C.checksum(segment.copy(start + RecordBatch.Layout.attributes..<range.upperBound))
        segment.patch(checksum, at: start + RecordBatch.Layout.crc)
    }

    /// Stores a batch. Returns false, without changes, if the files reject it.
    ///
    /// With a `leaderEpoch`, sets it and `baseOffset` in the batch; with a `time`, stamps the batch.
    private mutating func store(
        _ batch: RecordBatch, baseOffset: Int64, lastOffset: Int64, leaderEpoch: Int32? = nil, time: Int64? = nil
    ) -> Bool {
        let (segment, start) = place(batch.bytes)
        let range = start..<start + batch.sizeInBytes
        if let leaderEpoch {
            segment.patch(baseOffset, at: start + RecordBatch.Layout.baseOffset)
            segment.patch(leaderEpoch, at: start + RecordBatch.Layout.partitionLeaderEpoch)
        }
        if let time { Self.stamp(segment, range, time, attributes: batch.attributes) }
        if let files, unsafe !segment.withBytes(range, { unsafe files.append($0, baseOffset: baseOffset) }) {
            segment.takeBack(from: start)
            return false
        }
        entries.append(
            Entry(
                baseOffset: baseOffset, lastOffset: lastOffset, maxTimestamp: time ?? batch.maxTimestamp,
                segment: segment, range: range))
        endOffset = lastOffset + 1
        byteCount += batch.sizeInBytes
        if batch.isTransactional || batch.isControl { transactions.append(batch, at: baseOffset) }
        return true
    }

    /// Copies the batch into the current segment, or into a new one of twice the size if it is full.
    private mutating func place(_ bytes: ByteSlice) -> (LogSegment, Int) {
        if let segment, let start = segment.append(bytes) { return (segment, start) }
        let capacity = min(max((segment?.capacity ?? 0) * 2, Self.minSegmentBytes), Self.maxSegmentBytes)
        let fresh = LogSegment(capacity: max(capacity, bytes.count))
        segment = fresh
        // Always fits: the segment was made large enough.
        return (fresh, fresh.append(bytes) ?? 0)
    }

    // MARK: Read

    /// Whole batches, from the one that holds `offset`, that begin below `limit` and fit `maxBytes`.
    ///
    /// With `includesOversized` the first batch is returned whatever its size. Source: KIP-74.
    func read(from offset: Int64, below limit: Int64, maxBytes: Int, includesOversized: Bool) -> LogRead {
        var read = LogRead()
        var index = indexOfEntry(at: offset)
        while index < entries.count, entries[index].baseOffset < limit {
            let size = entries[index].range.count
            guard read.byteCount + size <= maxBytes || (includesOversized && read.byteCount == 0) else { break }
            read.append(entries[index])
            index += 1
        }
        return read
    }

    /// Decodes the batch of an entry, to read its records. Copies its bytes.
    func batch(_ entry: Entry) throws(WireError) -> RecordBatch {
        try RecordBatch(decoding: entry.segment.copy(entry.range), checkCRC: false)
    }

    // MARK: Truncation at the front

    /// Deletes records before `offset`, which is at most the log's end. A batch is deleted with its last record.
    ///
    /// Source: DeleteRecords, KIP-107.
    mutating func deleteRecords(before offset: Int64) {
        guard offset > startOffset, offset <= endOffset else { return }
        startOffset = offset
        let count = indexOfEntry(at: offset)
        byteCount -= entries[..<count].reduce(0) { $0 + $1.range.count }
        entries.removeFirst(count)
        transactions.forget(before: offset)
        epochs.forget(before: offset)
        files?.forget(before: offset)
    }

    // MARK: Compaction

    /// Whether a batch belongs to an aborted transaction.
    func isAborted(_ batch: RecordBatch, at offset: Int64) -> Bool {
        batch.isTransactional && transactions.isAborted(batch.producerID, at: offset)
    }

    /// Replaces the batches before `limit` by compacted ones. If any changed, all are copied to new segments, so that
    /// the old ones are freed with their last reader. Returns whether any changed.
    mutating func replaceFront(with compacted: [CompactedBatch], to limit: Int64, changes: Bool) -> Bool {
        guard changes else {
            compactedTo = max(compactedTo, limit)
            return false
        }
        let before = self
        let rest = Array(entries[compacted.count...])
        let current = segment
        entries = []
        segment = nil
        byteCount = rest.reduce(0) { $0 + $1.range.count }
        for batch in compacted {
            switch batch.outcome {
            case .removed: break
            case .kept: place(batch.entry, batch.entry.segment.copy(batch.entry.range), batch.entry.deleteHorizon)
            case .marked(let horizon): place(batch.entry, batch.entry.segment.copy(batch.entry.range), horizon)
            case .replaced(let new, let horizon, let isStamped):
                place(batch.entry, new.bytes, horizon)
                if isStamped, let entry = entries.last {
                    Self.stamp(entry.segment, entry.range, entry.maxTimestamp, attributes: new.attributes)
                }
            }
        }
        entries += rest
        segment = current
        if let files, !files.rewrite(entries) {
            self = before
            return false
        }
        compactedTo = max(compactedTo, limit)
        return true
    }

    private mutating func place(_ entry: Entry, _ bytes: ByteSlice, _ deleteHorizon: Int64?) {
        var entry = entry
        let (segment, start) = place(bytes)
        entry.segment = segment
        entry.range = start..<start + bytes.count
        entry.deleteHorizon = deleteHorizon
        entries.append(entry)
        byteCount += bytes.count
    }

    // MARK: Leaders

    /// Begins a new leader epoch at the log's end.
    mutating func leaderChanged(epoch: Int32) { epochs.begin(epoch, at: endOffset) }

    /// Truncates the log from the batch that holds or follows `offset`, as when no in-sync replica had it. Returns
    /// false, without changes, if the files cannot be truncated. Source: KIP-101, KIP-279.
    @discardableResult
    mutating func truncate(to offset: Int64) -> Bool {
        guard offset < endOffset else { return true }
        let count = indexOfEntry(at: offset)
        let end = max(startOffset, count < entries.count ? min(entries[count].baseOffset, offset) : offset)
        let cut = entries[count...].reduce(0) { $0 + $1.range.count }
        if let files, !files.truncate(by: cut) { return false }
        byteCount -= cut
        entries.removeSubrange(count...)
        endOffset = end
        compactedTo = min(compactedTo, end)
        transactions.truncate(to: end)
        epochs.truncate(to: end)
        for id in producers.keys { producers[id]?.truncate(to: end) }
        return true
    }

    // MARK: Files

    /// An empty log, with empty files or in memory.
    init(files: PartitionFiles? = nil) { self.files = files }

    /// The log in these files, at a start.
    ///
    /// Aborted transactions, producer sequences and leader epochs follow from the batches; the progress of compaction
    /// does not and starts again from the beginning. `names` are the names of the partition's files, `stored` is its
    /// entry in the journal. Producers count as active at `now`.
    /// - Throws: `StorageError` for damaged files.
    init(
        files: PartitionFiles, names: [String], stored: StoredPartition, now: Int64
    ) throws(StorageError) {
        try files.load(names) { batch in restore(batch, now) }
        endOffset = max(endOffset, stored.endOffset, stored.startOffset)
        self.files = files
        deleteRecords(before: stored.startOffset)
    }

    private mutating func restore(_ batch: RecordBatch, _ now: Int64) -> Bool {
        guard batch.magic == 2, batch.baseOffset >= endOffset, batch.lastOffset >= batch.baseOffset,
            batch.lastOffset < .max
        else { return false }
        epochs.begin(batch.partitionLeaderEpoch, at: batch.baseOffset)
        _ = store(batch, baseOffset: batch.baseOffset, lastOffset: batch.lastOffset)
        guard batch.producerID >= 0 else { return true }
        if batch.isControl {
            // A marker that does not parse ends no transaction, as when it was written.
            let coordinatorEpoch = (try? batch.controlRecord())?.coordinatorEpoch ?? -1
            producers[batch.producerID, default: ProducerSequences()].recordMarker(
                epoch: batch.producerEpoch, coordinatorEpoch: coordinatorEpoch, now: now)
        } else {
            producers[batch.producerID, default: ProducerSequences()].record(
                batch, baseOffset: batch.baseOffset, now: now)
        }
        return true
    }

    /// Detaches the log from its files, which stay unchanged.
    mutating func detach() { files = nil }

    /// Takes over another log's batches. Returns false, without changes, if the files reject them.
    mutating func adopt(_ other: PartitionLog) -> Bool {
        if let files, !files.rewrite(other.entries) { return false }
        let files = self.files
        self = other
        self.files = files
        return true
    }
}
