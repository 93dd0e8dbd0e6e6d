// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Configs of single groups of the consumer protocol and of share groups, over those of the cluster's configuration.
/// Source: KIP-848, KIP-932, KIP-1240, `GroupConfig`.
struct GroupConfigs: Sendable {
    static let sessionTimeout = TopicConfig("consumer.session.timeout.ms", "45000", .int, minimum: 1)
    static let heartbeatInterval = TopicConfig("consumer.heartbeat.interval.ms", "5000", .int, minimum: 1)
    static let shareSessionTimeout = TopicConfig("share.session.timeout.ms", "45000", .int, minimum: 1)
    static let shareHeartbeatInterval = TopicConfig("share.heartbeat.interval.ms", "5000", .int, minimum: 1)
    static let shareLockDuration = TopicConfig("share.record.lock.duration.ms", "30000", .int, minimum: 1)
    static let shareDeliveryCountLimit = TopicConfig("share.delivery.count.limit", "5", .int, minimum: 1)
    static let shareMaxRecordLocks = TopicConfig("share.partition.max.record.locks", "2000", .int, minimum: 1)
    /// `earliest`, `latest`, or `by_duration:` with an ISO 8601 duration in days, hours, minutes and seconds.
    static let shareOffsetReset = TopicConfig("share.auto.offset.reset", "latest", .string)
    static let shareIsolation = TopicConfig(
        "share.isolation.level", "read_uncommitted", .string, allowed: ["read_committed", "read_uncommitted"])
    static let all = [
        heartbeatInterval, sessionTimeout, shareOffsetReset, shareDeliveryCountLimit, shareHeartbeatInterval,
        shareIsolation, shareMaxRecordLocks, shareLockDuration, shareSessionTimeout,
    ]
    /// Maximum number of groups with configs of their own.
    static let maxGroups = 10_000

    /// By group id.
    private(set) var dynamic: [String: [String: String]] = [:] { didSet { changes += 1 } }
    /// Number of changes.
    private(set) var changes: Int64 = 0

    /// Returns false if there is no room for another group's configs.
    @discardableResult
    mutating func set(_ configs: [String: String], for group: String) -> Bool {
        guard configs.isEmpty || dynamic[group] != nil || dynamic.count < Self.maxGroups else { return false }
        dynamic[group] = configs.isEmpty ? nil : configs
        return true
    }

    /// The settings of a group of the consumer protocol with these configs.
    static func settings(
        _ configs: [String: String]?, over defaults: ConsumerGroup.Settings
    ) -> ConsumerGroup.Settings {
        var settings = defaults
        if let value = configs?[sessionTimeout.name].flatMap({ Int64($0) }) { settings.sessionTimeout = value }
        if let value = configs?[heartbeatInterval.name].flatMap({ Int32($0) }) { settings.heartbeatInterval = value }
        return settings
    }

    /// The settings of a share group with these configs.
    static func settings(_ configs: [String: String]?, over defaults: ShareSettings) -> ShareSettings {
        guard let configs else { return defaults }
        var settings = defaults
        func number<N: FixedWidthInteger>(_ config: TopicConfig, _ path: WritableKeyPath<ShareSettings, N>) {
            if let value = configs[config.name].flatMap({ Int64($0) }) { settings[keyPath: path] = N(clamping: value) }
        }
        number(shareSessionTimeout, \.sessionTimeout)
        number(shareHeartbeatInterval, \.heartbeatInterval)
        number(shareLockDuration, \.lockDuration)
        number(shareDeliveryCountLimit, \.deliveryCountLimit)
        number(shareMaxRecordLocks, \.maxRecordLocks)
        if let reset = configs[shareOffsetReset.name].flatMap(ShareSettings.OffsetReset.init) {
            settings.offsetReset = reset
        }
        if let level = configs[shareIsolation.name] { settings.readsCommitted = level == "read_committed" }
        return settings
    }

    /// A default of the cluster's configuration.
    static func defaultValue(_ config: TopicConfig, _ defaults: GroupConfiguration) -> String {
        switch config.name {
        case sessionTimeout.name: "\(defaults.consumer.sessionTimeout)"
        case heartbeatInterval.name: "\(defaults.consumer.heartbeatInterval)"
        case shareSessionTimeout.name: "\(defaults.share.sessionTimeout)"
        case shareHeartbeatInterval.name: "\(defaults.share.heartbeatInterval)"
        case shareLockDuration.name: "\(defaults.share.lockDuration)"
        case shareDeliveryCountLimit.name: "\(defaults.share.deliveryCountLimit)"
        case shareMaxRecordLocks.name: "\(defaults.share.maxRecordLocks)"
        default: config.defaultValue
        }
    }
}
