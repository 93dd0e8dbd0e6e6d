// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

extension ClusterState {
    /// Writes what is missing of a transaction's markers, and sets or takes away its deadline. To be called after each
    /// change.
    ///
    /// A partition without a leader keeps the transaction open until it has one again; a topic that is gone needs no
    /// marker.
    mutating func settleTransaction(_ id: String, now: Int64) {
        if let transaction = transactions[id], case .preparing(let outcome) = transaction.phase {
            // The decision is on disk before the first marker, so that all of them say the same whatever happens.
            guard persist() else { return schedule.retryStorage(now: now) }
            let producer = transaction.producer
            // In a fixed order, so that a seed gives the same logs.
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

    /// Writes the markers that waited for a leader.
    mutating func settleTransactions(now: Int64) {
        for id in transactions.unsettled.sorted() { settleTransaction(id, now: now) }
    }

    /// Aborts a transaction whose time is over.
    mutating func expireTransaction(_ id: String, now: Int64) {
        _ = transactions.expire(id, now: now)
        settleTransaction(id, now: now)
    }

    /// Writes one marker; false if the partition has no leader to write it, or its disk takes nothing.
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
        // Other refusals mean that a newer epoch or coordinator has ended the transaction already.
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
