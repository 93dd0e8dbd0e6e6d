// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The meaning of a failure, which was not to be retried, for a transaction and its producer. All decisions about that
/// are made here.
///
/// | failure | of Produce, TxnOffsetCommit | of the transaction's coordinator |
/// |---|---|---|
/// | PRODUCER_FENCED | fence | fence |
/// | INVALID_PRODUCER_EPOCH | abort: EndTxn tells whether it is fenced | fence (its name before Kafka 2.7) |
/// | INVALID_TXN_STATE | abort: the partition or group is not in the transaction | fail |
/// | TRANSACTIONAL_ID_AUTHORIZATION_FAILED, CLUSTER_AUTHORIZATION_FAILED | fail | fail |
/// | UNSUPPORTED_VERSION, INVALID_REQUEST | abort | fail |
/// | all others | abort | abort |
///
/// Source: `TransactionManager` and `Sender` of the Java producer (Kafka 4.1), KIP-360, KIP-588, KIP-890.
enum TransactionVerdict: Hashable, Sendable {
    /// The transaction must be aborted; the producer can begin another one.
    case abort
    /// Another producer has taken over the transactional id.
    case fence
    /// The producer can do nothing more.
    case fail

    /// The origin of a failure.
    enum Origin: Sendable {
        /// Produce and TxnOffsetCommit.
        case data
        /// The transaction's coordinator.
        case coordinator
    }

    init(for error: KafkaError, from origin: Origin) {
        if error.code == .producerFenced {
            self = .fence
            return
        }
        switch error.brokerError {
        case .producerFenced: self = .fence
        case .invalidProducerEpoch: self = origin == .coordinator ? .fence : .abort
        case .transactionalIDAuthorizationFailed, .clusterAuthorizationFailed: self = .fail
        case .invalidTxnState, .unsupportedVersion, .invalidRequest: self = origin == .coordinator ? .fail : .abort
        default: self = .abort
        }
    }

    private var code: KafkaError.Code {
        switch self {
        case .abort: .transactionAborted
        case .fence: .producerFenced
        case .fail: .producerFailed
        }
    }

    /// The error that calls of the producer throw because of `error`.
    func failure(_ error: KafkaError) -> KafkaError {
        // It was made here before.
        if error.code == code, error.underlyingError is KafkaError { return error }
        var failure = error
        failure.code = code
        failure.underlyingError = error
        switch self {
        case .abort:
            failure.message =
                "the transaction is aborted, and nothing of it is visible to readers of committed records: "
                + "\(error.message). Run it again"
        case .fence:
            failure.message =
                "another producer with the same transactionalID (transactional.id) has taken over, or the transaction "
                + "took longer than transactionTimeout (transaction.timeout.ms): \(error.message). This producer can write "
                + "nothing more: make another one if it is to go on"
        case .fail:
            failure.message =
                "the producer can write nothing more: \(error.message). Fix the cause, and make another one"
        }
        return failure
    }
}
