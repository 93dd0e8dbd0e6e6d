// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The next step for a batch after the answer to its request: a pure decision.
///
/// Source: `Sender.completeBatch` and `TransactionManager` of the Java producer; KIP-98, KIP-360, KIP-467.
enum ProduceVerdict {
    case written(baseOffset: Int64, logAppendTime: Int64?)
    /// Send it again with the same numbers.
    case retry(KafkaError, Retry)
    /// The broker's count of sequence numbers differs, although all earlier batches have an outcome: send it again in a
    /// new epoch, or that of its transaction, with numbers from 0 on.
    case renumber(KafkaError, keepsEpoch: Bool)
    /// Send it again as two batches.
    case split(KafkaError)
    case fail(KafkaError, records: [Int: String])

    /// The manner of sending a batch again.
    struct Retry: Equatable {
        /// Whether the leader may have changed.
        var refreshes = false
        /// Whether the batch may be in the log.
        var mayBeWritten = false
        /// Whether to wait, because the failure may last.
        var backsOff = true
    }

    /// The verdict for a partition's part of a response.
    ///
    /// - Parameters:
    ///   - answer: the partition's part of the response.
    ///   - partition: the partition, for errors.
    ///   - isNumbered: whether the batch has the numbers of an idempotent producer.
    ///   - isTransactional: whether it belongs to a transaction, whose epoch the coordinator gives.
    ///   - isFirst: whether all earlier batches of the partition have an outcome.
    ///   - recordCount: number of records in the batch.
    ///   - lastOffset: offset of the partition's last record that was written, −1 for none; nil if the batch itself may
    ///     be written.
    init(
        _ answer: ProduceResponse.PartitionProduceResponse, _ partition: TopicPartition, isNumbered: Bool,
        isTransactional: Bool = false, isFirst: Bool, recordCount: Int,
        lastOffset: Int64? = nil
    ) {
        let code = BrokerErrorCode(rawValue: answer.errorCode)
        guard code != .none else {
            // The offsets of all records in the batch must fit.
            guard answer.baseOffset <= .max - Int64(Int32.max) else {
                self = .fail(
                    KafkaError(
                        .invalidResponse,
                        "the Produce response gives \(answer.baseOffset) as first offset: the largest possible is "
                            + "9223372034707292160",
                        topicPartition: partition, offset: answer.baseOffset), records: [:])
                return
            }
            self = .written(
                baseOffset: answer.baseOffset,
                logAppendTime: answer.logAppendTimeMs >= 0 ? answer.logAppendTimeMs : nil)
            return
        }
        let text = answer.errorMessage ?? answer.recordErrors.first?.batchIndexErrorMessage
        let error = KafkaError.broker(code, "Produce", text: text, topicPartition: partition)
        switch code {
        // An earlier attempt was written, but so long ago that the broker does not know its offset.
        case .duplicateSequenceNumber where isNumbered: self = .written(baseOffset: -1, logAppendTime: nil)
        // With earlier batches open, one of them failed and this one came too early: it goes again after them. Else the
        // broker has lost its count.
        case .outOfOrderSequenceNumber where isNumbered, .unknownProducerID where isNumbered,
            .invalidProducerEpoch where isNumbered, .invalidProducerIDMapping where isNumbered:
            guard isFirst else {
                self = .retry(error, Retry(backsOff: false))
                return
            }
            // Kafka 1.0 to 2.4 forgets a producer with its last record, when retention removes that: nothing is lost.
            let isForgotten =
                code == .unknownProducerID
                && (lastOffset.map { $0 >= 0 && $0 < answer.logStartOffset } ?? false)
            self =
                isTransactional && !isForgotten
                ? .fail(error, records: [:]) : .renumber(error, keepsEpoch: isTransactional)
        case .producerFenced:
            var fenced = error
            fenced.code = .producerFenced
            self = .fail(fenced, records: [:])
        case .messageTooLarge where recordCount > 1: self = .split(error)
        // The batch is in the leader's log.
        case .requestTimedOut, .notEnoughReplicasAfterAppend: self = .retry(error, Retry(mayBeWritten: true))
        default:
            switch RetryAdvice(for: code) {
            case .giveUp: self = .fail(error, records: Self.reasons(answer, recordCount))
            case .refreshMetadata: self = .retry(error, Retry(refreshes: true, mayBeWritten: true))
            case .retry, .findCoordinator: self = .retry(error, Retry(mayBeWritten: !Self.isUnwritten(code)))
            }
        }
    }

    /// Whether a code tells that the leader did not write the batch. Others may come after it did: a leader that loses
    /// its office or its disk answers those that wait for replicas with NOT_LEADER_OR_FOLLOWER, KAFKA_STORAGE_ERROR or
    /// UNKNOWN_TOPIC_OR_PARTITION (`DelayedProduce`).
    private static func isUnwritten(_ code: BrokerErrorCode) -> Bool {
        switch code {
        case .notEnoughReplicas, .corruptMessage, .concurrentTransactions: true
        default: false
        }
    }

    /// The verdict for a request that failed as a whole.
    ///
    /// - Parameters:
    ///   - error: the failure.
    ///   - wasSent: whether the broker may have got the request.
    init(_ error: KafkaError, wasSent: Bool) {
        switch error.code {
        // A connection that its owner closed may have been idle; a closed client is noticed when the next one is made.
        case .connectionLost, .connectionFailed, .timedOut, .bootstrapFailed, .leaderNotAvailable, .closed:
            self = .retry(error, Retry(refreshes: true, mayBeWritten: wasSent))
        default: self = .fail(error, records: [:])
        }
    }

    private static func reasons(
        _ answer: ProduceResponse.PartitionProduceResponse, _ recordCount: Int
    ) -> [Int: String] {
        var reasons: [Int: String] = [:]
        for record in answer.recordErrors where (0..<recordCount).contains(Int(record.batchIndex)) {
            reasons[Int(record.batchIndex)] =
                record.batchIndexErrorMessage ?? answer.errorMessage ?? "the broker gives no reason"
        }
        return reasons
    }
}
