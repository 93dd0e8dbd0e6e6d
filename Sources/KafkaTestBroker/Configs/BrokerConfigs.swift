// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTransport

/// The configs of brokers: values set at run time for one broker or for all, over those of the cluster's configuration.
///
/// Known configs are the broker's names of topic configs, those that Kafka allows to change at run time (most have no
/// effect here), and those that describe the cluster's configuration.
struct BrokerConfigs: Sendable {
    struct Known: Sendable {
        var name: String
        var value: String
        var type: TopicConfig.ValueType
        /// Whether the cluster's configuration sets it.
        var isFixed: Bool
        /// Whether it cannot change.
        var isReadOnly: Bool
    }

    /// Topic defaults of the cluster's configuration.
    let fixed: [String: String]
    /// By broker id, as text; "" for all brokers.
    private(set) var dynamic: [String: [String: String]] = [:] { didSet { changes += 1 } }
    /// Number of changes at run time.
    private(set) var changes: Int64 = 0

    init(_ configuration: ClusterConfiguration) {
        fixed = configuration.topicDefaults.filter { TopicConfig.named(broker: $0.key)?.problem(with: $0.value) == nil }
    }

    /// Defaults of topic configs.
    var defaults: [String: String] { fixed.merging(forAll) { _, changed in changed } }

    /// Values set for all brokers at run time.
    var forAll: [String: String] { dynamic[""] ?? [:] }

    mutating func set(_ configs: [String: String], for resource: String) {
        dynamic[resource] = configs.isEmpty ? nil : configs
    }

    /// Other configs that Kafka's brokers allow to change at run time, with Kafka's defaults; none has an effect here.
    /// Source: `DynamicBrokerConfig.AllDynamicConfigs`.
    static let tunable: [TopicConfig] = [
        TopicConfig("background.threads", "10", .int, minimum: 1),
        TopicConfig("connections.max.reauth.ms", "0", .long),
        TopicConfig("log.cleaner.backoff.ms", "15000", .long, minimum: 0),
        TopicConfig("log.cleaner.dedupe.buffer.size", "134217728", .long),
        TopicConfig("log.cleaner.io.buffer.load.factor", "0.9", .double),
        TopicConfig("log.cleaner.io.buffer.size", "524288", .int, minimum: 0),
        TopicConfig("log.cleaner.threads", "1", .int, minimum: 0),
        TopicConfig("max.connection.creation.rate", "2147483647", .int, minimum: 0),
        TopicConfig("max.connections", "2147483647", .int, minimum: 0),
        TopicConfig("max.connections.per.ip", "2147483647", .int, minimum: 0),
        TopicConfig("max.connections.per.ip.overrides", "", .string),
        TopicConfig("metric.reporters", "org.apache.kafka.common.metrics.JmxReporter", .list),
        TopicConfig("num.io.threads", "8", .int, minimum: 1),
        TopicConfig("num.network.threads", "3", .int, minimum: 1),
        TopicConfig("num.recovery.threads.per.data.dir", "2", .int, minimum: 1),
        TopicConfig("num.replica.fetchers", "1", .int),
        TopicConfig("producer.id.expiration.ms", "86400000", .int, minimum: 1),
        TopicConfig("sasl.kerberos.kinit.cmd", "/usr/bin/kinit", .string),
        TopicConfig("sasl.kerberos.min.time.before.relogin", "60000", .long),
        TopicConfig("sasl.kerberos.ticket.renew.jitter", "0.05", .double),
        TopicConfig("sasl.kerberos.ticket.renew.window.factor", "0.8", .double),
        TopicConfig("sasl.login.refresh.window.factor", "0.8", .double),
        TopicConfig("transaction.partition.verification.enable", "true", .boolean),
    ]

    /// Limits of replication in bytes per second, which brokers list only where they are set; none has an effect here.
    /// Source: `QuotaConfig.brokerQuotaConfigs`.
    static let throttles: [TopicConfig] = [
        "follower.replication.throttled.rate", "leader.replication.throttled.rate",
        "replica.alter.log.dirs.io.max.bytes.per.second",
    ].map { TopicConfig($0, "\(Int64.max)", .long, minimum: 0) }

    /// All known configs, sorted by name, without `throttles`.
    static func known(_ broker: Broker?, _ configuration: ClusterConfiguration) -> [Known] {
        var known = TopicConfig.all.compactMap { config in
            config.brokerName.map { name in
                let value = configuration.topicDefaults[name]
                return Known(
                    name: name, value: value ?? config.defaultValue, type: config.type, isFixed: value != nil,
                    isReadOnly: false)
            }
        }
        known += tunable.map {
            Known(name: $0.name, value: $0.defaultValue, type: $0.type, isFixed: false, isReadOnly: false)
        }
        func fixed(_ name: String, _ value: String, _ type: TopicConfig.ValueType) {
            known.append(Known(name: name, value: value, type: type, isFixed: true, isReadOnly: true))
        }
        if let broker {
            let listener = "\(listenerName(configuration))://\(broker.host):\(broker.port)"
            fixed("advertised.listeners", listener, .list)
            fixed("broker.id", "\(broker.id)", .int)
            fixed("listeners", listener, .list)
            fixed("log.dirs", DescribeLogDirs.directory(of: broker.id), .list)
            fixed("node.id", "\(broker.id)", .int)
        }
        let groups = configuration.groups
        fixed("auto.create.topics.enable", "\(configuration.autoCreatesTopics)", .boolean)
        fixed("default.replication.factor", "\(configuration.defaultReplicationFactor)", .int)
        fixed("delete.topic.enable", "true", .boolean)
        fixed("fetch.max.bytes", "57671680", .int)
        fixed("group.consumer.heartbeat.interval.ms", "\(groups.consumerHeartbeatInterval.inMilliseconds)", .int)
        fixed("group.consumer.max.size", "\(groups.maxSize)", .int)
        fixed("group.consumer.session.timeout.ms", "\(groups.consumerSessionTimeout.inMilliseconds)", .int)
        fixed("group.initial.rebalance.delay.ms", "\(groups.initialRebalanceDelay.inMilliseconds)", .int)
        fixed("group.max.session.timeout.ms", "\(groups.sessionTimeouts.upperBound.inMilliseconds)", .int)
        fixed("group.max.size", "\(groups.maxSize)", .int)
        fixed("group.min.session.timeout.ms", "\(groups.sessionTimeouts.lowerBound.inMilliseconds)", .int)
        fixed("group.share.delivery.count.limit", "\(groups.shareDeliveryCountLimit)", .int)
        fixed("group.share.heartbeat.interval.ms", "\(groups.shareHeartbeatInterval.inMilliseconds)", .int)
        fixed("group.share.max.share.sessions", "\(ShareSessions.maxSessions)", .int)
        fixed("group.share.max.size", "\(groups.shareMaxSize)", .int)
        fixed("group.share.partition.max.record.locks", "\(groups.sharePartitionMaxRecordLocks)", .int)
        fixed("group.share.record.lock.duration.ms", "\(groups.shareRecordLockDuration.inMilliseconds)", .int)
        fixed("group.share.session.timeout.ms", "\(groups.shareSessionTimeout.inMilliseconds)", .int)
        fixed("max.incremental.fetch.session.cache.slots", "\(FetchSessions.maxSessions)", .int)
        fixed("num.partitions", "\(configuration.defaultPartitions)", .int)
        fixed("offset.metadata.max.bytes", "\(OffsetCommit.maxMetadataBytes)", .int)
        fixed("offsets.retention.minutes", "\(groups.offsetsRetention.inMilliseconds / 60_000)", .int)
        fixed("socket.request.max.bytes", "\(configuration.maxRequestBytes)", .int)
        fixed("transaction.max.timeout.ms", "\(TransactionCoordinator.maxTimeoutMs)", .int)
        return known.sorted { $0.name < $1.name }
    }

    /// The security protocol, which names the listener.
    private static func listenerName(_ configuration: ClusterConfiguration) -> String {
        switch (configuration.sasl != nil, configuration.security != nil) {
        case (false, false): "PLAINTEXT"
        case (false, true): "SSL"
        case (true, false): "SASL_PLAINTEXT"
        case (true, true): "SASL_SSL"
        }
    }
}
