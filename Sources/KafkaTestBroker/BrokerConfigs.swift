// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The configs of brokers: what was set for one or for all at run time, over what the cluster was made with.
///
/// Known are those that mean something here and the broker's names of topic configs.
struct BrokerConfigs: Sendable {
    struct Known: Sendable {
        var name: String
        var value: String
        var type: TopicConfig.ValueType
        /// Whether it was set when the cluster was made and cannot change.
        var isReadOnly: Bool
        var check: TopicConfig?
    }

    /// By broker id, as text; "" for all brokers.
    private(set) var dynamic: [String: [String: String]] = [:]

    /// What was set for all brokers.
    var defaults: [String: String] { dynamic[""] ?? [:] }

    mutating func set(_ configs: [String: String], for resource: String) {
        dynamic[resource] = configs.isEmpty ? nil : configs
    }

    /// All that are known, in the order of their names.
    static func known(broker: Int32?, _ configuration: ClusterConfiguration) -> [Known] {
        var known = TopicConfig.all.compactMap { config in
            config.brokerName.map {
                Known(name: $0, value: config.defaultValue, type: config.type, isReadOnly: false, check: config)
            }
        }
        func fixed(_ name: String, _ value: String, _ type: TopicConfig.ValueType) {
            known.append(Known(name: name, value: value, type: type, isReadOnly: true))
        }
        if let broker {
            fixed("broker.id", "\(broker)", .int)
            fixed("node.id", "\(broker)", .int)
            fixed("log.dirs", DescribeLogDirs.directory(of: broker), .list)
        }
        fixed("auto.create.topics.enable", "\(configuration.autoCreatesTopics)", .boolean)
        fixed("default.replication.factor", "1", .int)
        fixed("delete.topic.enable", "true", .boolean)
        fixed("fetch.max.bytes", "57671680", .int)
        fixed("max.incremental.fetch.session.cache.slots", "\(FetchSessions.maxSessions)", .int)
        fixed("num.partitions", "\(configuration.defaultPartitions)", .int)
        fixed("offset.metadata.max.bytes", "\(OffsetCommit.maxMetadataBytes)", .int)
        fixed("socket.request.max.bytes", "\(configuration.maxRequestBytes)", .int)
        fixed("transaction.max.timeout.ms", "\(TransactionCoordinator.maxTimeoutMs)", .int)
        return known.sorted { $0.name < $1.name }
    }
}
