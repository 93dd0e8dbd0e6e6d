// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol

/// The next step after a failed request. All decisions about retries are made here.
package enum RetryAdvice: Hashable, Sendable {
    /// The same request would fail again: report the error.
    case giveUp
    /// Wait, and send again to the same broker.
    case retry
    /// Wait, read the cluster's metadata again, and send to the leader or controller that it names.
    case refreshMetadata
    /// Wait, look up the coordinator again, and send to it.
    case findCoordinator

    /// The advice for a failure.
    package init(for error: KafkaError) {
        switch error.code {
        // A transaction or producer has ended, or a broker that must know says that there is no such topic, whatever
        // the broker's code.
        case .transactionAborted, .transactionOutcomeUnknown, .producerFenced, .producerFailed, .unknownTopic,
            .unknownPartition:
            self = .giveUp
            return
        default: break
        }
        if let code = error.brokerError {
            self.init(for: code)
            return
        }
        switch error.code {
        // No broker answers. Which of them comes back first is not known: all are tried again.
        case .bootstrapFailed: self = .retry
        // The broker may have stopped, and others may lead its partitions now.
        case .connectionFailed, .connectionLost, .timedOut: self = .refreshMetadata
        // An election is in progress.
        case .leaderNotAvailable: self = .refreshMetadata
        // All other failures would repeat.
        default: self = .giveUp
        }
    }

    /// The advice for an error code in a response.
    package init(for code: BrokerErrorCode) {
        switch code {
        // A leader or the set of partitions has changed, or the change has not reached this broker yet.
        case .notLeaderOrFollower, .leaderNotAvailable, .unknownTopicOrPartition, .fencedLeaderEpoch,
            .unknownLeaderEpoch,
            .replicaNotAvailable, .kafkaStorageError, .notController, .unknownTopicID, .inconsistentTopicID,
            .preferredLeaderNotAvailable, .listenerNotFound, .rebootstrapRequired:
            self = .refreshMetadata
        // Another broker coordinates the group or transaction now.
        case .notCoordinator, .coordinatorNotAvailable: self = .findCoordinator
        // The coordinator is still reading its log, and stays the coordinator.
        case .coordinatorLoadInProgress: self = .retry
        // Another broker would not help: too few replicas, a quota, a busy transaction.
        default: self = code.isRetriable ? .retry : .giveUp
        }
    }
}
