// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A change of a resource's configs, checked before it is applied. Shared by AlterConfigs and IncrementalAlterConfigs.
struct ConfigChange {
    /// Operations, numbered as in IncrementalAlterConfigs.
    enum Operation: Int8 {
        case set = 0
        case delete = 1
        case append = 2
        case subtract = 3
    }

    struct Problem: Error {
        var code: BrokerErrorCode
        var message: String
    }

    /// Types of config resources. Source: `ConfigResource.Type`.
    enum ResourceType {
        static let topic: Int8 = 2
        static let broker: Int8 = 4
        static let brokerLogger: Int8 = 8
        static let clientMetrics: Int8 = 16
        static let group: Int8 = 32
    }

    var resourceType: Int8
    var resourceName: String

    /// The resource's current configs, without defaults.
    func current(_ state: ClusterState) throws(Problem) -> [String: String] {
        switch resourceType {
        case ResourceType.topic:
            guard let topic = state.topics[resourceName] else {
                throw Problem(code: .unknownTopicOrPartition, message: "topic '\(resourceName)' does not exist")
            }
            return topic.configs
        case ResourceType.broker:
            guard resourceName.isEmpty || Int32(resourceName).flatMap({ state.brokers[$0] }) != nil else {
                throw Problem(code: .invalidRequest, message: "broker '\(resourceName)' does not exist")
            }
            return state.brokerConfigs.dynamic[resourceName] ?? [:]
        case ResourceType.group where DescribeConfigs.knowsGroups(state.configuration.imitating):
            guard !resourceName.isEmpty else {
                throw Problem(code: .invalidRequest, message: "Default group resources are not allowed.")
            }
            return state.groups.configs.dynamic[resourceName] ?? [:]
        case ResourceType.clientMetrics where ClientMetricsConfigs.isKnown(state.configuration.imitating):
            guard !resourceName.isEmpty else {
                throw Problem(code: .invalidRequest, message: "Subscription name can't be empty")
            }
            return state.clientMetricsConfigs.dynamic[resourceName] ?? [:]
        default:
            throw Problem(code: .invalidRequest, message: "resource type \(resourceType) is not supported")
        }
    }

    /// The rules for a config of this resource.
    private func rules(_ name: String, _ state: ClusterState) throws(Problem) -> TopicConfig {
        if resourceType == ResourceType.topic {
            guard let config = TopicConfig.named(name) else {
                throw Problem(code: .invalidConfig, message: "Unknown topic config name: \(name)")
            }
            return config
        }
        if resourceType == ResourceType.group {
            guard let config = GroupConfigs.all.first(where: { $0.name == name }) else {
                throw Problem(code: .invalidConfig, message: "Unknown group config name: \(name)")
            }
            return config
        }
        if resourceType == ResourceType.clientMetrics {
            guard let config = ClientMetricsConfigs.all.first(where: { $0.name == name }) else {
                throw Problem(code: .invalidRequest, message: "Unknown client metrics configuration: \(name)")
            }
            return config
        }
        if let config = TopicConfig.named(broker: name) { return config }
        let tunable = BrokerConfigs.tunable + BrokerConfigs.throttles
        if let config = tunable.first(where: { $0.name == name }) { return config }
        let isKnown = BrokerConfigs.known(state.brokers.all.first, state.configuration).contains { $0.name == name }
        throw Problem(
            code: isKnown ? .invalidRequest : .invalidConfig,
            message: isKnown
                ? "Cannot update these configs dynamically: \(name)" : "Unknown broker config name: \(name)")
    }

    /// Applies one operation to the configs.
    func apply(
        _ operation: Int8, _ name: String, _ value: String?, to configs: inout [String: String], _ state: ClusterState
    ) throws(Problem) {
        guard let operation = Operation(rawValue: operation) else {
            throw Problem(code: .invalidRequest, message: "Unknown operation type \(operation)")
        }
        let config = try rules(name, state)
        if operation == .delete {
            configs[name] = nil
            return
        }
        guard let value else {
            throw Problem(code: .invalidRequest, message: "Null value not supported for : \(name)")
        }
        let changed: String
        if operation == .set {
            changed = value
        } else {
            guard config.type == .list else {
                throw Problem(
                    code: .invalidConfig, message: "Can't \(operation) to key \(name) because its type is not LIST.")
            }
            let items = TopicConfig.list(configs[name] ?? config.defaultValue)
            let wanted = TopicConfig.list(value)
            changed =
                (operation == .append
                ? items + wanted.filter { !items.contains($0) } : items.filter { !wanted.contains($0) })
                .joined(separator: ",")
        }
        if let problem = config.problem(with: changed) { throw Problem(code: .invalidConfig, message: problem) }
        configs[name] = changed
    }

    /// Checks the configs as a whole.
    func check(_ configs: [String: String], _ state: ClusterState) throws(Problem) {
        switch resourceType {
        case ResourceType.group:
            if let reset = configs[GroupConfigs.shareOffsetReset.name], ShareSettings.OffsetReset(reset) == nil {
                throw Problem(
                    code: .invalidConfig,
                    message: "share.auto.offset.reset must be earliest, latest or by_duration:<ISO 8601>, not \(reset)")
            }
            let defaults = state.configuration.groups
            let settings = GroupConfigs.settings(configs, over: defaults.consumer)
            let timeouts = defaults.sessionTimeouts
            guard
                configs[GroupConfigs.sessionTimeout.name] == nil
                    || timeouts.contains(.milliseconds(settings.sessionTimeout))
            else {
                throw Problem(
                    code: .invalidConfig,
                    message:
                        "consumer.session.timeout.ms must be within \(timeouts.lowerBound) and \(timeouts.upperBound)")
            }
            guard settings.sessionTimeout > Int64(settings.heartbeatInterval) else {
                throw Problem(
                    code: .invalidConfig,
                    message: "consumer.session.timeout.ms must be greater than consumer.heartbeat.interval.ms")
            }
            let configured = state.groups.configs.dynamic
            guard configured[resourceName] != nil || configured.count < GroupConfigs.maxGroups else {
                throw Problem(
                    code: .policyViolation, message: "at most \(GroupConfigs.maxGroups) groups may have configs")
            }
        case ResourceType.clientMetrics: try state.clientMetricsConfigs.check(configs, of: resourceName)
        default: break
        }
    }

    /// Replaces the resource's configs.
    func commit(_ configs: [String: String], _ state: inout ClusterState) {
        switch resourceType {
        case ResourceType.topic: state.setConfigs(configs, of: resourceName)
        case ResourceType.group:
            state.groups.configs.set(configs, for: resourceName)
            let settings = state.consumerSettings(resourceName)
            state.withConsumerGroup(resourceName) { group, _ in group.settings = settings }
            let shareSettings = state.shareSettings(resourceName)
            state.withShareGroup(resourceName) { group, _ in group.settings = shareSettings }
        case ResourceType.clientMetrics: state.clientMetricsConfigs.set(configs, for: resourceName)
        default:
            state.brokerConfigs.set(configs, for: resourceName)
            state.refreshTopicSettings()
        }
    }
}
