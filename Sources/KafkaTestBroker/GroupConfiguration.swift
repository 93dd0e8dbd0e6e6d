// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTransport

/// Sizes and times of consumer groups, of both protocols.
public struct GroupConfiguration: Sendable {
    /// How long the first rebalance of an empty group waits for more members; default 0, so that tests start at once.
    ///
    /// Source: broker config `group.initial.rebalance.delay.ms`, whose default is 3 s.
    public var initialRebalanceDelay: Duration = .zero
    /// The session timeouts that members of the classic protocol may ask for; default 6 s to 30 min.
    ///
    /// Source: broker configs `group.min.session.timeout.ms` and `group.max.session.timeout.ms`.
    public var sessionTimeouts: ClosedRange<Duration> = .seconds(6)...(.seconds(1800))
    /// The most members of a group of either protocol; default 10,000. Kafka has no limit by default.
    ///
    /// Source: broker configs `group.max.size` and `group.consumer.max.size`.
    public var maxSize = 10_000
    /// When a member of the consumer protocol that was not heard of is gone; default 45 s.
    ///
    /// Source: broker config `group.consumer.session.timeout.ms`.
    public var consumerSessionTimeout: Duration = .seconds(45)
    /// How often members of the consumer protocol are told to show up; default 5 s. A rebalance takes a few of these.
    ///
    /// Source: broker config `group.consumer.heartbeat.interval.ms`.
    public var consumerHeartbeatInterval: Duration = .seconds(5)

    /// How long a group without members keeps what it has committed; default 7 days. Looked at every ten minutes.
    ///
    /// Source: broker configs `offsets.retention.minutes` and `offsets.retention.check.interval.ms`.
    public var offsetsRetention: Duration = .seconds(7 * 86_400)

    /// The documented defaults.
    public init() {}

    var classic: ClassicGroup.Settings {
        ClassicGroup.Settings(initialRebalanceDelay: initialRebalanceDelay.inMilliseconds, maxSize: maxSize)
    }

    var consumer: ConsumerGroup.Settings {
        ConsumerGroup.Settings(
            sessionTimeout: consumerSessionTimeout.inMilliseconds,
            heartbeatInterval: Int32(clamping: consumerHeartbeatInterval.inMilliseconds), maxSize: maxSize)
    }
}
