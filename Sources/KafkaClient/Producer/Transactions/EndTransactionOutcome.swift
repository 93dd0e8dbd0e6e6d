// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The result of EndTxn, with all its attempts.
///
/// An attempt that was sent and got no answer, or an answer that says nothing, may have ended the transaction. Later
/// answers tell: to the same request of the same producer the coordinator repeats its answer. If none does, the outcome
/// is unknown: it is never taken for a commit. Source: KIP-98, KIP-890; Jepsen's report on Bufstream 0.1.
enum EndTransactionOutcome: Sendable {
    /// The transaction has ended as asked. `next` is the identity for the next one if the broker gave one (version 2).
    /// `mayArriveLate` says that an earlier attempt may still be on its way.
    case done(ProducerIdentity?, mayArriveLate: Bool)
    /// It has not ended, and must be aborted.
    case refused(KafkaError)
    /// It may have ended as asked, or not.
    case unknown(KafkaError)
    /// Another producer has taken over. `mayHaveEnded` says that the transaction may have ended as asked before.
    case fenced(KafkaError, mayHaveEnded: Bool)
    /// It has not ended, and the producer can do nothing more.
    case failed(KafkaError)

    /// The outcome after the last attempt failed. `mayHaveEnded` says whether one of the attempts may have had its
    /// effect.
    init(failed error: KafkaError, mayHaveEnded: Bool) {
        switch TransactionVerdict(for: error, from: .coordinator) {
        case .fence: self = .fenced(error, mayHaveEnded: mayHaveEnded)
        case _ where mayHaveEnded: self = .unknown(error)
        case .abort: self = .refused(error)
        case .fail: self = .failed(error)
        }
    }

    /// The error of the last attempt.
    var error: KafkaError {
        switch self {
        case .done: KafkaError(.invalidResponse, "the transaction has ended")
        case .refused(let error), .unknown(let error), .fenced(let error, _), .failed(let error): error
        }
    }

    /// Whether the coordinator has no open transaction of the producer: it has ended, in one way or the other, or the
    /// coordinator has forgotten the producer.
    var leavesNothingOpen: Bool {
        switch self {
        case .done: true
        case .fenced: false
        case .refused(let error), .unknown(let error), .failed(let error):
            [.invalidTxnState, .invalidProducerIDMapping, .unknownProducerID].contains(error.brokerError)
        }
    }

    /// Whether an error code tells that the attempt had no effect. The coordinator gives the codes for a change of
    /// coordinators also when it cannot tell whether its log has the end.
    static func isWithoutEffect(_ code: BrokerErrorCode) -> Bool {
        switch code {
        case .unknownServerError, .notCoordinator, .coordinatorNotAvailable, .coordinatorLoadInProgress,
            .requestTimedOut:
            false
        default: true
        }
    }

    /// The advice after a failed attempt: an unknown server error does not mean a commit, and is asked about again.
    static func advice(for error: KafkaError) -> RetryAdvice {
        error.brokerError == .unknownServerError ? .findCoordinator : RetryAdvice(for: error)
    }
}
