// Millrace
// SPDX-License-Identifier: Apache-2.0

extension ClusterConfiguration {
    /// Sets one property of a broker's `server.properties`, such as `num.partitions` to `3`.
    ///
    /// Accepts the names that this configuration's properties document, and the broker's names of topic defaults, such
    /// as `log.retention.ms` and its coarser forms.
    ///
    /// - Throws: `TestClusterError` naming the property if it has no meaning here or its value is not allowed.
    public mutating func set(_ name: String, to value: String) throws(TestClusterError) {
        switch name {
        case "auto.create.topics.enable": autoCreatesTopics = try Self.boolean(name, value)
        case "broker.id", "node.id": firstBrokerID = Int32(try Self.number(name, value, in: 0...1_000_000))
        case "num.partitions": defaultPartitions = Int(try Self.number(name, value, in: 1...Int64(Int32.max)))
        case "default.replication.factor":
            defaultReplicationFactor = Int(try Self.number(name, value, in: 1...Int64(Int16.max)))
        case "socket.request.max.bytes":
            maxRequestBytes = Int(try Self.number(name, value, in: 1...Int64(Int32.max)))
        case "group.initial.rebalance.delay.ms": groups.initialRebalanceDelay = try Self.milliseconds(name, value)
        case "group.min.session.timeout.ms":
            let time = try Self.milliseconds(name, value)
            groups.sessionTimeouts = time...max(time, groups.sessionTimeouts.upperBound)
        case "group.max.session.timeout.ms":
            let time = try Self.milliseconds(name, value)
            groups.sessionTimeouts = min(time, groups.sessionTimeouts.lowerBound)...time
        case "group.max.size", "group.consumer.max.size":
            groups.maxSize = Int(try Self.number(name, value, in: 1...Int64(Int32.max)))
        case "group.consumer.session.timeout.ms": groups.consumerSessionTimeout = try Self.milliseconds(name, value)
        case "group.consumer.heartbeat.interval.ms":
            groups.consumerHeartbeatInterval = try Self.milliseconds(name, value)
        case "group.share.session.timeout.ms": groups.shareSessionTimeout = try Self.milliseconds(name, value)
        case "group.share.heartbeat.interval.ms": groups.shareHeartbeatInterval = try Self.milliseconds(name, value)
        case "group.share.record.lock.duration.ms": groups.shareRecordLockDuration = try Self.milliseconds(name, value)
        case "group.share.delivery.count.limit":
            groups.shareDeliveryCountLimit = Int(try Self.number(name, value, in: 1...Int64(Int16.max)))
        case "group.share.partition.max.record.locks":
            groups.sharePartitionMaxRecordLocks = Int(try Self.number(name, value, in: 1...Int64(Int32.max)))
        case "group.share.max.size":
            groups.shareMaxSize = Int(try Self.number(name, value, in: 1...Int64(Int32.max)))
        case "offsets.retention.minutes":
            groups.offsetsRetention = .seconds(60 * (try Self.number(name, value, in: 1...Int64(Int32.max))))
        case "log.retention.minutes": try setTopicDefault("log.retention.ms", name, value, times: 60_000)
        case "log.retention.hours": try setTopicDefault("log.retention.ms", name, value, times: 3_600_000)
        case "log.roll.hours": try setTopicDefault("log.roll.ms", name, value, times: 3_600_000)
        default:
            guard let config = TopicConfig.named(broker: name) else {
                throw TestClusterError(description: "property \(name) has no meaning in this broker: remove it")
            }
            if let problem = config.problem(with: value) { throw TestClusterError(description: problem) }
            topicDefaults[name] = value
        }
    }

    private mutating func setTopicDefault(
        _ target: String, _ name: String, _ value: String, times factor: Int64
    ) throws(TestClusterError) {
        let count = try Self.number(name, value, in: -1...Int64(Int32.max))
        try set(target, to: "\(count < 0 ? -1 : count * factor)")
    }

    private static func boolean(_ name: String, _ value: String) throws(TestClusterError) -> Bool {
        guard let result = Bool(value.lowercased()) else { throw invalid(name, value) }
        return result
    }

    private static func milliseconds(_ name: String, _ value: String) throws(TestClusterError) -> Duration {
        .milliseconds(try number(name, value, in: 0...Int64(Int32.max)))
    }

    private static func number(
        _ name: String, _ value: String, in range: ClosedRange<Int64>
    ) throws(TestClusterError) -> Int64 {
        guard let result = Int64(value), range.contains(result) else { throw invalid(name, value) }
        return result
    }

    private static func invalid(_ name: String, _ value: String) -> TestClusterError {
        TestClusterError(description: "Invalid value \(value) for configuration \(name)")
    }
}
