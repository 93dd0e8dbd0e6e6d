// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Configs of single groups of the consumer protocol, over those of the cluster's configuration. Source: KIP-848,
/// `GroupConfig`.
struct GroupConfigs: Sendable {
    static let sessionTimeout = TopicConfig("consumer.session.timeout.ms", "45000", .int, minimum: 1)
    static let heartbeatInterval = TopicConfig("consumer.heartbeat.interval.ms", "5000", .int, minimum: 1)
    static let all = [heartbeatInterval, sessionTimeout]
    /// Maximum number of groups with configs of their own.
    static let maxGroups = 10_000

    /// By group id.
    private(set) var dynamic: [String: [String: String]] = [:]

    /// Returns false if there is no room for another group's configs.
    @discardableResult
    mutating func set(_ configs: [String: String], for group: String) -> Bool {
        guard configs.isEmpty || dynamic[group] != nil || dynamic.count < Self.maxGroups else { return false }
        dynamic[group] = configs.isEmpty ? nil : configs
        return true
    }

    /// The settings of a group with these configs.
    static func settings(
        _ configs: [String: String]?, over defaults: ConsumerGroup.Settings
    ) -> ConsumerGroup.Settings {
        var settings = defaults
        if let value = configs?[sessionTimeout.name].flatMap({ Int64($0) }) { settings.sessionTimeout = value }
        if let value = configs?[heartbeatInterval.name].flatMap({ Int32($0) }) { settings.heartbeatInterval = value }
        return settings
    }

    /// A default of the cluster's configuration.
    static func defaultValue(_ config: TopicConfig, _ defaults: ConsumerGroup.Settings) -> String {
        config.name == sessionTimeout.name ? "\(defaults.sessionTimeout)" : "\(defaults.heartbeatInterval)"
    }
}
