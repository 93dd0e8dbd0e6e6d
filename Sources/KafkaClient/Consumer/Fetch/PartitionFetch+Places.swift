// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Synchronization

/// The broker that a partition is read from, and failures to find one.
extension PartitionFetch {
    /// The position to validate against a new leader, and the epoch of the record before it.
    var fetchPosition: (offset: Int64, epoch: Int32, validatedEpoch: Int32) {
        state.withLock { ($0.offset, $0.lastEpoch, $0.leader?.epoch ?? -1) }
    }

    /// Checks the position against the end of its epoch in the leader's log.
    ///
    /// - Throws: `KafkaError.logTruncated`.
    func compare(_ end: EpochEnd, with position: (offset: Int64, epoch: Int32)) throws {
        guard end.epoch < position.epoch || end.offset < position.offset, !state.withLock({ $0.accept(end) }) else {
            return
        }
        throw truncated(position.offset, position.epoch, end)
    }

    /// Checks a leader that the metadata names: it must lead the topic that the reader began with.
    ///
    /// - Throws: `KafkaError.topicRecreated`.
    func accept(_ leader: PartitionLeader) throws {
        let (known, offset) = state.withLock { state in
            if state.topicID == nil, leader.topicID != .zero { state.topicID = leader.topicID }
            return (state.topicID, state.offset)
        }
        guard let known, leader.topicID != .zero, known != .zero, known != leader.topicID else { return }
        throw recreated(known, leader.topicID, offset)
    }

    private func recreated(_ old: KafkaUUID, _ new: KafkaUUID, _ offset: Int64) -> KafkaError {
        KafkaError(
            .topicRecreated,
            "the topic was deleted and created again: it had id \(old) and has \(new), so that the offset means nothing in it",
            topicPartition: partition, offset: offset)
    }

    /// The topic's id that reading began with; nil if it is not known.
    var topicID: KafkaUUID? { state.withLock { $0.topicID } }

    /// Whether the partition had a leader before.
    var wasFound: Bool { state.withLock { $0.leader != nil } }

    /// Gives the partition to a fetcher. Returns false if it was closed.
    ///
    /// - Parameter followerUntil: the moment when a follower is left; nil for the leader.
    func place(at leader: PartitionLeader, _ fetcher: BrokerFetcher, followerUntil: Duration?) -> Bool {
        let now = clock.now()
        return state.withLock { state in
            if state.isClosed { return false }
            state.leader = leader
            state.fetcher = fetcher
            state.isAsked = false
            state.followerUntil = followerUntil
            state.trouble = nil
            state.notBefore = now
            // The leader names the same follower again: the two must not keep the client busy.
            if followerUntil == nil, state.followerFailures > 0 {
                let factor = 1 << min(state.followerFailures - 1, 4)
                state.notBefore = now + configuration.leaderRefreshBackoff * factor
            }
            state.isCaughtUp = false
            return true
        }
    }

    /// Whether `fetcher` has it.
    func isPlaced(at fetcher: BrokerFetcher) -> Bool { state.withLock { $0.fetcher === fetcher } }

    /// The leader whose epoch requests carry; nil while homeless.
    var leader: PartitionLeader? { state.withLock { $0.fetcher == nil ? nil : $0.leader } }

    /// Whether it is read from a follower; the next fetch goes to the leader again if `leave` is set.
    var isAtFollower: Bool { state.withLock { $0.followerUntil != nil } }

    /// Whether a leader hint may be followed without a wait: brokers that point at each other must not keep the client
    /// busy.
    var mayFollowHint: Bool { state.withLock { $0.failures < 5 } }

    /// Notes that a follower did not serve the partition.
    func noteFollowerFailure() { state.withLock { $0.followerFailures += 1 } }

    /// Notes a failure without leaving the fetcher's care: a move to the leader that the response named.
    func noteMove() {
        let now = clock.now()
        state.withLock { $0.fail(nil, now) }
    }

    /// Takes the partition away from its fetcher. Returns the reader to resume.
    func detach(_ error: KafkaError, from fetcher: BrokerFetcher) -> CheckedContinuation<Void, Never>? {
        let now = clock.now()
        return state.withLock { state in
            guard state.fetcher === fetcher, !state.isClosed else { return nil }
            if state.followerUntil != nil { state.followerFailures += 1 }
            state.fetcher = nil
            state.followerUntil = nil
            state.trouble = error
            state.fail(error, now)
            return state.takeWaiter()
        }
    }

    /// Notes a failed attempt to find the leader. Returns the number of failures in a row and the time since the first.
    @discardableResult
    func noteFailure(_ error: KafkaError) -> (count: Int, since: Duration) {
        let now = clock.now()
        return state.withLock { state in
            state.fail(error, now)
            return (state.failures, now - (state.failingSince ?? now))
        }
    }

    /// The failures in a row and the time since the first.
    var failures: (count: Int, since: Duration) {
        let now = clock.now()
        return state.withLock { ($0.failures, now - ($0.failingSince ?? now)) }
    }

    /// Ends the reader for good. Returns the reader to resume.
    func fail(_ error: KafkaError) -> CheckedContinuation<Void, Never>? {
        state.withLock { state in
            if state.isClosed { return nil }
            state.failure = state.failure ?? error
            return state.takeWaiter()
        }
    }
}

extension KafkaError {
    /// Whether the client lacks a permission.
    var isAuthorization: Bool {
        brokerError == .topicAuthorizationFailed || brokerError == .clusterAuthorizationFailed
            || code == .authenticationFailed
    }
}
