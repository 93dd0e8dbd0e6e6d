// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTransport

/// Limits and timeouts of consumer groups, of both protocols.
public struct GroupConfiguration: Sendable {
    /// Delay of the first rebalance of an empty group, to wait for more members; default 0, so that tests start at
    /// once.
    ///
    /// Source: broker config `group.initial.rebalance.delay.ms`, whose default is 3 s.
    public var initialRebalanceDelay: Duration = .zero
    /// Range of session timeouts that members of the classic protocol may ask for; default 6 s to 30 min.
    ///
    /// Source: broker configs `group.min.session.timeout.ms` and `group.max.session.timeout.ms`.
    public var sessionTimeouts: ClosedRange<Duration> = .seconds(6)...(.seconds(1800))
    /// Maximum number of members of a group of either protocol; default 10,000. Kafka has no limit by default.
    ///
    /// Source: broker configs `group.max.size` and `group.consumer.max.size`.
    public var maxSize = 10_000
    /// Session timeout of members of the consumer protocol; default 45 s.
    ///
    /// Source: broker config `group.consumer.session.timeout.ms`.
    public var consumerSessionTimeout: Duration = .seconds(45)
    /// Heartbeat interval of members of the consumer protocol; default 5 s. A rebalance takes a few of these.
    ///
    /// Source: broker config `group.consumer.heartbeat.interval.ms`.
    public var consumerHeartbeatInterval: Duration = .seconds(5)

    /// Retention of committed offsets of groups without members; default 7 days. Checked every ten minutes.
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
