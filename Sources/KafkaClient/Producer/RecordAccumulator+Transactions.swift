// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The transactions of a producer that has a transactional id.
extension RecordAccumulator {
    /// Begins a transaction, or says how the producer gets its identity first.
    ///
    /// - Throws: `KafkaError`; `.invalidTransactionState` without a transactional id.
    mutating func beginTransaction() throws(KafkaError) -> TransactionManager.Begin {
        if isClosed { throw Self.closed }
        guard let begin = try transactions?.begin() else { throw Self.notTransactional }
        if case .begun = begin { identity = transactions?.identity }
        return begin
    }

    static let notTransactional = KafkaError(
        .invalidTransactionState,
        "the producer has no transactions: give ProducerConfiguration.transactionalID (transactional.id)")

    /// Adds a partition, for which a batch was made, to the transaction.
    mutating func join(_ queue: PartitionQueue) {
        guard transactions?.join(queue.partition) == true else { return }
        effects.isEmpty = false
        effects.joins = true
    }

    /// Notes that the coordinator has added the partitions of the request under way: their batches can be sent.
    mutating func joinedAll() {
        for partition in transactions?.joinedAll() ?? [] {
            guard let queues = topics[partition.topic]?.queues, queues.indices.contains(Int(partition.partition)) else {
                continue
            }
            list(queues[Int(partition.partition)])
        }
    }

    /// Notes a failure of the transaction: records that were not sent fail with it, at once, because somebody may wait
    /// for them inside of the transaction.
    mutating func failTransaction(_ error: KafkaError, _ verdict: TransactionVerdict) {
        guard let failure = transactions?.fail(error, verdict) else { return }
        dropUnsent(failure)
    }

    /// Notes the end of a batch that was not written.
    mutating func noteTransactionFailure(of batch: ProducerBatch, _ error: KafkaError) {
        guard transactions != nil else { return }
        if batch.sequence >= 0 { transactions?.requireNewEpoch() }
        failTransaction(error, TransactionVerdict(for: error, from: .data))
    }

    /// Begins to abort: records that were not sent fail. Returns the batches whose requests are under way; nil if there
    /// is nothing to abort. Source: KIP-654.
    mutating func beginAbort() -> [ProducerBatch]? {
        guard transactions?.beginAbort() == true else { return nil }
        dropUnsent(
            KafkaError(.transactionAborted, "the record was not sent, because its transaction was aborted before"))
        return active.flatMap(\.inFlight)
    }

    private mutating func dropUnsent(_ error: KafkaError) {
        for queue in active {
            for batch in queue.notInFlight {
                var failure = error
                failure.topicPartition = queue.partition
                finish(batch, .failed(failure, records: [:]))
            }
        }
    }

    /// The verdict as it is carried out: what would be sent again is not, once the transaction has failed.
    func judged(_ verdict: ProduceVerdict) -> ProduceVerdict {
        guard let transactions, !transactions.isWriting else { return verdict }
        switch verdict {
        case .retry(let error, _), .renumber(let error, _), .split(let error):
            return .fail(transactions.failure ?? TransactionVerdict.abort.failure(error), records: [:])
        case .written, .fail: return verdict
        }
    }
}
