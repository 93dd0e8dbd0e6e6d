// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Batches of a partition that a share fetch could acquire.
struct ShareCandidate {
    let part: ShareSessions.Part
    /// From the first free record on.
    let entries: [PartitionLog.Entry]
    /// Size of the batches.
    let byteCount: Int

    /// Looks for batches with free records; nil if there are none.
    init?(
        _ part: ShareSessions.Part, group: String, maxBytes: Int, isFirst: Bool, now: Int64, _ state: inout ClusterState
    ) {
        let key = SharePartitionKey(group: group, topic: part.topic, partition: part.partition)
        let found = state.withSharePartition(key, now: now) { share, partition, settings in
            guard share.canAcquire(settings) else { return [PartitionLog.Entry]() }
            let limit = settings.readsCommitted ? partition.lastStableOffset : partition.highWatermark
            return Self.entries(
                partition.log, from: share.nextFetchOffset, below: limit, maxBytes: maxBytes, isFirst: isFirst)
        }
        guard let found, !found.isEmpty else { return nil }
        self.part = part
        entries = found
        byteCount = found.reduce(0) { $0 + $1.range.count }
    }

    private static func entries(
        _ log: PartitionLog, from offset: Int64, below limit: Int64, maxBytes: Int, isFirst: Bool
    ) -> [PartitionLog.Entry] {
        var entries: [PartitionLog.Entry] = []
        var size = 0
        var index = log.indexOfEntry(at: offset)
        while index < log.entries.count, log.entries[index].baseOffset < limit {
            let entry = log.entries[index]
            guard size + entry.range.count <= maxBytes || (isFirst && size == 0) else { break }
            size += entry.range.count
            entries.append(entry)
            index += 1
        }
        return entries
    }

    /// Acquires records; nil if none was free after all.
    func acquire(
        _ wish: SharePartition.Wish, group: String, now: Int64, _ state: inout ClusterState
    ) -> ShareFetchResponse.PartitionData? {
        let key = SharePartitionKey(group: group, topic: part.topic, partition: part.partition)
        let acquired = state.withSharePartition(key, now: now) { share, partition, settings in
            let wanted = entries.filter { entry in
                guard settings.readsCommitted, Self.isHidden(entry, partition.log) else { return true }
                share.skip(entry.baseOffset...entry.lastOffset)
                return false
            }
            return share.acquire(wanted.map { $0.baseOffset...$0.lastOffset }, wish, settings, now: now)
        }
        guard let acquired, let first = acquired.first, let last = acquired.last else { return nil }
        var sent = LogRead()
        for entry in entries where entry.lastOffset >= first.first && entry.baseOffset <= last.last {
            sent.append(entry)
        }
        return ShareFetchResponse.PartitionData(
            partitionIndex: part.partition, records: sent.pieces.map { .records($0) }.joined(),
            acquiredRecords: acquired.map {
                .init(firstOffset: $0.first, lastOffset: $0.last, deliveryCount: $0.deliveryCount)
            })
    }

    /// Whether readers of committed records do not see the batch.
    private static func isHidden(_ entry: PartitionLog.Entry, _ log: PartitionLog) -> Bool {
        // A batch that cannot be read hides nothing: the client meets it.
        guard let batch = try? log.batch(entry) else { return false }
        return batch.isControl || log.isAborted(batch, at: entry.baseOffset)
    }
}
