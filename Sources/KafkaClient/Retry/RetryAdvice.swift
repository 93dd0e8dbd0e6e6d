// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol

/// What to do about a failed request: the one place that decides about retries (DESIGN decision 4).
package enum RetryAdvice: Hashable, Sendable {
    /// The same request fails again: report it.
    case giveUp
    /// Wait and send again to the same place.
    case retry
    /// Wait, read the cluster's metadata anew, and send to the leader or controller that it names then.
    case refreshMetadata
    /// Wait, and ask again who coordinates.
    case findCoordinator

    /// The advice for a failure.
    package init(for error: KafkaError) {
        if let code = error.brokerError {
            self.init(for: code)
            return
        }
        switch error.code {
        // The broker may be gone: others may have taken over what it led.
        case .connectionFailed, .connectionLost, .timedOut: self = .refreshMetadata
        // An election is under way.
        case .leaderNotAvailable: self = .refreshMetadata
        // Everything else fails the same way again.
        default: self = .giveUp
        }
    }

    /// The advice for an error code in a response.
    package init(for code: BrokerErrorCode) {
        switch code {
        // Leadership or the set of partitions changed, or metadata has not reached this broker yet.
        case .notLeaderOrFollower, .leaderNotAvailable, .unknownTopicOrPartition, .fencedLeaderEpoch,
            .unknownLeaderEpoch,
            .replicaNotAvailable, .kafkaStorageError, .notController, .unknownTopicID, .inconsistentTopicID,
            .preferredLeaderNotAvailable, .listenerNotFound, .rebootstrapRequired:
            self = .refreshMetadata
        // The group or transaction is coordinated elsewhere now.
        case .notCoordinator, .coordinatorNotAvailable: self = .findCoordinator
        // The coordinator is still reading its log: it stays the coordinator.
        case .coordinatorLoadInProgress: self = .retry
        // Not a matter of where: too few replicas, quota, a busy transaction.
        default: self = code.isRetriable ? .retry : .giveUp
        }
    }
}
