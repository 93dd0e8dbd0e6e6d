// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

extension PartitionLog {
    /// Deletes whole batches at the front that exceed the limits of age and size. Returns whether it deleted any.
    ///
    /// Kafka deletes whole segments, so records may stay longer there. Source: topic configs `retention.ms`,
    /// `retention.bytes`.
    mutating func enforceRetention(_ settings: TopicSettings, now: Int64) -> Bool {
        guard settings.deletes else { return false }
        var kept = byteCount
        var offset = startOffset
        for entry in entries where entry.lastOffset < lastStableOffset {
            let (age, overflows) = now.subtractingReportingOverflow(entry.maxTimestamp)
            let isOld = settings.retentionMs >= 0 && entry.maxTimestamp >= 0 && !overflows && age > settings.retentionMs
            let isOver = settings.retentionBytes >= 0 && Int64(kept - entry.range.count) >= settings.retentionBytes
            guard isOld || isOver else { break }
            kept -= entry.range.count
            offset = entry.lastOffset + 1
        }
        guard offset > startOffset else { return false }
        deleteRecords(before: offset)
        return true
    }

    // MARK: Compaction

    /// The fraction of the log's bytes that has not been compacted.
    var dirtyRatio: Double {
        guard byteCount > 0 else { return 0 }
        let dirty = entries[indexOfEntry(at: compactedTo)...].reduce(0) { $0 + $1.range.count }
        return Double(dirty) / Double(byteCount)
    }

    /// Removes records that have a later one with the same key, records of aborted transactions, and tombstones older
    /// than `delete.retention.ms`. Offsets and transaction markers stay. Returns whether anything changed.
    ///
    /// Open transactions and batches younger than `min.compaction.lag.ms` are left alone. A batch that cannot be read,
    /// or whose offsets do not increase, stays unchanged. The log's last batch is never removed as a whole, because
    /// Kafka does not compact the active segment: readers learn from it that the offsets before it are gone. Source:
    /// Kafka's log compaction, KIP-58, KIP-534. Reads every record twice.
    mutating func compact(_ settings: TopicSettings, now: Int64) -> Bool {
        let limit = compactionLimit(settings, now)
        guard limit > startOffset else { return false }
        let last = lastOffsets(below: limit)
        var compacted: [CompactedBatch] = []
        var changes = false
        for entry in entries where entry.lastOffset < limit {
            var outcome = outcome(of: entry, last, settings, now)
            if case .removed = outcome, entry.lastOffset == endOffset - 1 { outcome = .kept }
            if case .kept = outcome {} else { changes = true }
            compacted.append(CompactedBatch(entry: entry, outcome: outcome))
        }
        return replaceFront(with: compacted, to: limit, changes: changes)
    }

    /// The offset up to which records may be compacted.
    private func compactionLimit(_ settings: TopicSettings, _ now: Int64) -> Int64 {
        guard settings.minCompactionLagMs > 0 else { return lastStableOffset }
        let young = entries.first { entry in
            // Producers choose their timestamps: one whose age overflows counts as old.
            let (age, overflows) = now.subtractingReportingOverflow(entry.maxTimestamp)
            return !overflows && age < settings.minCompactionLagMs
        }
        return min(lastStableOffset, young?.baseOffset ?? endOffset)
    }

    /// The offset of each key's last record, without those of aborted transactions and control batches.
    private func lastOffsets(below limit: Int64) -> [ByteSlice: Int64] {
        var last: [ByteSlice: Int64] = [:]
        for entry in entries where entry.lastOffset < limit {
            // Brokers do not check the records of a produced batch, so a log may have one that cannot be read. It
            // stays, and replaces no record: readers may not get its records.
            guard let batch = try? batch(entry), !batch.isControl, !isAborted(batch, at: entry.baseOffset),
                let records = try? batch.records()
            else { continue }
            for record in records {
                if let key = record.key { last[ByteSlice(copying: key.bytes)] = record.offset }
            }
        }
        return last
    }

    private func outcome(
        of entry: Entry, _ last: [ByteSlice: Int64], _ settings: TopicSettings, _ now: Int64
    ) -> CompactedBatch.Outcome {
        // A batch that cannot be read stays as it is, so that readers see the error and not a gap.
        guard let batch = try? batch(entry), batch.magic == 2, !batch.isControl else { return .kept }
        if isAborted(batch, at: entry.baseOffset) { return .removed }
        // The same for its records.
        guard let records = try? batch.records() else { return .kept }
        let dropsDeletions = entry.deleteHorizon.map { now >= $0 } ?? false
        var hasDeletions = false
        var kept: [Record] = []
        var next = entry.baseOffset
        for record in records {
            // The offsets inside the batch are unchecked; the builder rejects those that do not increase.
            guard record.offset >= next, record.offset <= entry.lastOffset else { return .kept }
            next = record.offset + 1
            guard record.offset >= startOffset, let key = record.key, last[key] == record.offset else { continue }
            if record.value == nil {
                if dropsDeletions { continue }
                hasDeletions = true
            }
            kept.append(record)
        }
        // The sum overflows if the retention is near `Int64.max`.
        let (end, overflows) = now.addingReportingOverflow(settings.deleteRetentionMs)
        let horizon = hasDeletions ? entry.deleteHorizon ?? (overflows ? .max : end) : nil
        if kept.isEmpty { return .removed }
        if kept.count == batch.recordCount { return horizon == entry.deleteHorizon ? .kept : .marked(horizon) }
        // Fails if this build lacks the batch's codec, or the batch has become too large. Keeping all records is
        // correct.
        guard let bytes = try? rewritten(batch, kept) else { return .kept }
        return .replaced(bytes, deleteHorizon: horizon, isStamped: batch.timestampType == .logAppendTime)
    }

    /// A copy of the batch with only these records, at their offsets.
    private func rewritten(_ batch: RecordBatch, _ kept: [Record]) throws(WireError) -> RecordBatch {
        var builder = try RecordBatchBuilder(
            compression: batch.compression, baseOffset: batch.baseOffset,
            partitionLeaderEpoch: batch.partitionLeaderEpoch,
            producerID: batch.producerID, producerEpoch: batch.producerEpoch, baseSequence: batch.baseSequence,
            isTransactional: batch.isTransactional)
        for record in kept {
            try builder.append(
                key: record.key, value: record.value, headers: Array(record.headers), timestamp: record.timestamp,
                offsetDelta: Int32(truncatingIfNeeded: record.offset - batch.baseOffset))
        }
        let bytes = try builder.finish()
        return try RecordBatch(decoding: bytes, checkCRC: false)
    }
}
