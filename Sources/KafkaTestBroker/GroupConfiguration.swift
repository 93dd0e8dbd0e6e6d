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

    /// Session timeout of members of share groups; default 45 s.
    ///
    /// Source: broker config `group.share.session.timeout.ms`.
    public var shareSessionTimeout: Duration = .seconds(45)
    /// Heartbeat interval of members of share groups; default 5 s.
    ///
    /// Source: broker config `group.share.heartbeat.interval.ms`.
    public var shareHeartbeatInterval: Duration = .seconds(5)
    /// Time for which a member of a share group may keep a record without an acknowledgement; default 30 s.
    ///
    /// Source: broker config `group.share.record.lock.duration.ms`.
    public var shareRecordLockDuration: Duration = .seconds(30)
    /// Number of times that a share group delivers a record; default 5, at most 32,767.
    ///
    /// Source: broker config `group.share.delivery.count.limit`.
    public var shareDeliveryCountLimit = 5
    /// Maximum number of records of a partition that are in flight in a share group; default 2,000.
    ///
    /// Source: broker config `group.share.partition.max.record.locks`.
    public var sharePartitionMaxRecordLocks = 2000
    /// Maximum number of members of a share group; default 200.
    ///
    /// Source: broker config `group.share.max.size`.
    public var shareMaxSize = 200

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

    var share: ShareSettings {
        ShareSettings(
            sessionTimeout: shareSessionTimeout.inMilliseconds,
            heartbeatInterval: Int32(clamping: shareHeartbeatInterval.inMilliseconds), maxSize: shareMaxSize,
            lockDuration: shareRecordLockDuration.inMilliseconds,
            deliveryCountLimit: Int16(clamping: shareDeliveryCountLimit),
            maxRecordLocks: Int64(sharePartitionMaxRecordLocks))
    }
}
