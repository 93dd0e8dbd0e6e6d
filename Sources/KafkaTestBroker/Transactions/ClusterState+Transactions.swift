// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

extension ClusterState {
    /// Writes the missing markers of a transaction and updates its deadline. Call after each change.
    ///
    /// A partition without a leader keeps the transaction open until it has one again; a deleted topic needs no marker.
    mutating func settleTransaction(_ id: String, now: Int64) {
        if let transaction = transactions[id], case .preparing(let outcome) = transaction.phase {
            // The decision is stored before the first marker, so that all markers agree whatever happens.
            guard persist() else { return schedule.retryStorage(now: now) }
            let producer = transaction.producer
            // In a fixed order, so that a seed yields the same logs.
            let partitions = transaction.partitions.sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) }
            let written = partitions.filter { writeMarker(outcome, producer, to: $0, now: now) }
            for group in transaction.groups { decideOffsets(outcome, of: producer.id, group: group, now: now) }
            transactions.markersWritten(id, to: written, groups: Array(transaction.groups), now: now)
            if written.count < partitions.count, storage.disk != nil {
                schedule.retryStorage(now: now)
            }
        }
        schedule.set(.transaction(id), at: transactions[id]?.deadline)
    }

    /// Writes markers that waited for a leader.
    mutating func settleTransactions(now: Int64) {
        for id in transactions.unsettled.sorted() { settleTransaction(id, now: now) }
    }

    /// Aborts a transaction that has timed out.
    mutating func expireTransaction(_ id: String, now: Int64) {
        _ = transactions.expire(id, now: now)
        settleTransaction(id, now: now)
    }

    /// Writes one marker. Returns false if the partition has no leader or its disk refuses the marker.
    private mutating func writeMarker(
        _ outcome: TransactionStateMachine.Outcome, _ producer: ProducerIdentity, to key: PartitionKey, now: Int64
    ) -> Bool {
        guard let leader = topics.partition(key)?.leader else { return true }
        guard leader >= 0 else { return false }
        let result = topics.update(key) { partition -> PartitionLog.AppendResult in
            partition.log.appendMarker(
                outcome == .commit ? .commit : .abort, producerID: producer.id, producerEpoch: producer.epoch,
                coordinatorEpoch: TransactionCoordinator.epoch, leaderEpoch: partition.leaderEpoch, now: now)
        }
        // After other refusals, a newer epoch or coordinator has already ended the transaction.
        if result == .rejected(.kafkaStorageError) { return false }
        fetches.touch(key)
        return true
    }

    private mutating func decideOffsets(
        _ outcome: TransactionStateMachine.Outcome, of producerID: Int64, group: String, now: Int64
    ) {
        let offsets = transactions.takeOffsets(of: producerID, group: group)
        guard outcome == .commit else { return }
        for (partition, offset) in offsets where topics.partition(partition) != nil {
            groups.offsets.commit(offset, for: partition, group: group)
            schedule.startOffsetChecks(now: now)
        }
    }
}
