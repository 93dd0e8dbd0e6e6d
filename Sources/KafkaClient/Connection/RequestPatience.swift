// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The time that a response may take: requests that a broker holds back on purpose have limits of their own.
enum RequestPatience {
    /// Time that a broker gets beyond the time that the request itself allows. Source: the Java client's
    /// `JOIN_GROUP_TIMEOUT_LAPSE`.
    private static let margin = Duration.seconds(5)
    /// A member waits in SyncGroup until the leader has sent the assignment, for the group's rebalance timeout at most;
    /// the request does not have it. Kafka's default of `max.poll.interval.ms`.
    private static let longestSync = Duration.seconds(300)

    /// The longest time that a broker holds back a request of a member, with Kafka's default settings.
    static let longest = longestSync + margin

    /// The time limit of `request`; `usual` if it has none of its own, `request.timeout.ms`.
    static func limit<R: KafkaRequest>(of request: R, usual: Duration) -> Duration {
        switch R.apiKey {
        case .joinGroup:
            guard let join = request as? JoinGroupRequest else { return usual }
            let longest = max(join.rebalanceTimeoutMs, join.sessionTimeoutMs, 0)
            return max(usual, .milliseconds(Int64(longest)) + margin)
        case .syncGroup: return max(usual, longest)
        case .fetch:
            guard let fetch = request as? FetchRequest else { return usual }
            return usual + .milliseconds(Int64(max(fetch.maxWaitMs, 0)))
        default: return usual
        }
    }

    /// Whether the broker answers `request`: it does not answer a Produce with `acks` 0.
    static func isAnswered<R: KafkaRequest>(_ request: R) -> Bool {
        R.apiKey != .produce || (request as? ProduceRequest)?.acks != 0
    }
}
