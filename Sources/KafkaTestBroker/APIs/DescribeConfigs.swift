// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeConfigs, versions 1-4: all of Kafka's topic configs, broker configs that have a meaning here or can change,
/// configs of groups (KIP-848, KIP-932) and of client metrics (KIP-714); sources and synonyms. No documentation.
enum DescribeConfigs: AnsweringHandler {
    typealias Request = DescribeConfigsRequest
    typealias Result = DescribeConfigsResponse.DescribeConfigsResult
    typealias Entry = DescribeConfigsResponse.DescribeConfigsResourceResult
    typealias Synonym = DescribeConfigsResponse.DescribeConfigsSynonym
    static let versions: ClosedRange<Int16> = 1...4

    /// Sources of a value. Source: `DescribeConfigsResponse.ConfigSource`.
    enum Source {
        static let topic: Int8 = 1
        static let broker: Int8 = 2
        static let allBrokers: Int8 = 3
        static let fixed: Int8 = 4
        static let byDefault: Int8 = 5
        static let clientMetrics: Int8 = 7
        static let group: Int8 = 8
    }

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeConfigsResponse {
        DescribeConfigsResponse(
            results: request.resources.map { resource in
                var entries: [Entry]
                switch resource.resourceType {
                case ConfigChange.ResourceType.topic:
                    guard state.security.allows(.describeConfigs, .topic, resource.resourceName, call) else {
                        return failed(resource, .topicAuthorizationFailed)
                    }
                    guard let topic = state.topics[resource.resourceName] else {
                        return failed(resource, .unknownTopicOrPartition)
                    }
                    entries = TopicConfig.all.map { entry($0, topic.configs, state.brokerConfigs) }
                case ConfigChange.ResourceType.broker:
                    guard state.security.allows(.describeConfigs, .cluster, ClusterState.clusterResource, call) else {
                        return failed(resource, .clusterAuthorizationFailed)
                    }
                    let id = Int32(resource.resourceName)
                    guard resource.resourceName.isEmpty || id.flatMap({ state.brokers[$0] }) != nil else {
                        return failed(resource, .invalidRequest)
                    }
                    entries = brokerEntries(id, state)
                case ConfigChange.ResourceType.group where knowsGroups(state.configuration.imitating):
                    guard !resource.resourceName.isEmpty else { return failed(resource, .invalidRequest) }
                    guard state.security.allows(.describeConfigs, .group, resource.resourceName, call) else {
                        return failed(resource, .groupAuthorizationFailed)
                    }
                    entries = groupEntries(resource.resourceName, state)
                case ConfigChange.ResourceType.clientMetrics
                where ClientMetricsConfigs.isKnown(state.configuration.imitating):
                    guard !resource.resourceName.isEmpty else { return failed(resource, .invalidRequest) }
                    guard state.security.allows(.describeConfigs, .cluster, ClusterState.clusterResource, call) else {
                        return failed(resource, .clusterAuthorizationFailed)
                    }
                    entries = clientMetricsEntries(resource.resourceName, state)
                default: return failed(resource, .invalidRequest)
                }
                if let wanted = resource.configurationKeys.map(Set.init) {
                    entries.removeAll { !wanted.contains($0.name) }
                }
                if !request.includeSynonyms { for index in entries.indices { entries[index].synonyms = [] } }
                return Result(
                    errorMessage: nil, resourceType: resource.resourceType, resourceName: resource.resourceName,
                    configs: entries)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeConfigsResponse {
        DescribeConfigsResponse(results: request.resources.map { failed($0, code) })
    }

    /// A topic's config, with the synonyms that it inherits from brokers.
    static func entry(_ config: TopicConfig, _ configs: [String: String], _ brokers: BrokerConfigs) -> Entry {
        var synonyms: [Synonym] = []
        if let value = configs[config.name] {
            synonyms.append(Synonym(name: config.name, value: value, source: Source.topic))
        }
        if let name = config.brokerName {
            if let value = brokers.forAll[name] {
                synonyms.append(Synonym(name: name, value: value, source: Source.allBrokers))
            }
            if let value = brokers.fixed[name] {
                synonyms.append(Synonym(name: name, value: value, source: Source.fixed))
            }
            synonyms.append(Synonym(name: name, value: config.defaultValue, source: Source.byDefault))
        }
        return Entry(
            name: config.name, value: synonyms.first?.value ?? config.defaultValue,
            configSource: synonyms.first?.source ?? Source.byDefault, synonyms: synonyms,
            configType: config.type.rawValue, documentation: nil)
    }

    /// A broker's configs. Without a broker, the values set for all brokers.
    private static func brokerEntries(_ broker: Int32?, _ state: ClusterState) -> [Entry] {
        let throttles = BrokerConfigs.throttles.map {
            BrokerConfigs.Known(
                name: $0.name, value: $0.defaultValue, type: $0.type, isFixed: false, isReadOnly: false)
        }
        let known = BrokerConfigs.known(broker.flatMap { state.brokers[$0] }, state.configuration) + throttles
        let isListedIfSet = Set(throttles.map(\.name))
        let own = broker.map { state.brokerConfigs.dynamic["\($0)"] ?? [:] } ?? [:]
        return known.compactMap { config in
            var synonyms: [Synonym] = []
            if let value = own[config.name] {
                synonyms.append(Synonym(name: config.name, value: value, source: Source.broker))
            }
            if let value = state.brokerConfigs.forAll[config.name] {
                synonyms.append(Synonym(name: config.name, value: value, source: Source.allBrokers))
            }
            let isThrottle = isListedIfSet.contains(config.name)
            if broker == nil || isThrottle, synonyms.isEmpty { return nil }
            let source = config.isFixed ? Source.fixed : Source.byDefault
            if !isThrottle { synonyms.append(Synonym(name: config.name, value: config.value, source: source)) }
            return Entry(
                name: config.name, value: synonyms[0].value, readOnly: config.isReadOnly,
                configSource: synonyms[0].source, synonyms: synonyms, configType: config.type.rawValue,
                documentation: nil)
        }
    }

    /// Whether groups have configs: since Kafka 4.0.
    static func knowsGroups(_ release: KafkaRelease?) -> Bool { release.map { $0 >= .kafka(4, 0) } ?? true }

    /// A group's configs. The group need not exist.
    private static func groupEntries(_ group: String, _ state: ClusterState) -> [Entry] {
        let own = state.groups.configs.dynamic[group] ?? [:]
        return GroupConfigs.all.map { config in
            var synonyms: [Synonym] = []
            if let value = own[config.name] {
                synonyms.append(Synonym(name: config.name, value: value, source: Source.group))
            }
            let value = GroupConfigs.defaultValue(config, state.configuration.groups)
            synonyms.append(Synonym(name: config.name, value: value, source: Source.byDefault))
            return Entry(
                name: config.name, value: synonyms[0].value, configSource: synonyms[0].source, synonyms: synonyms,
                configType: config.type.rawValue, documentation: nil)
        }
    }

    /// The configs of a subscription to client metrics. It need not exist.
    private static func clientMetricsEntries(_ name: String, _ state: ClusterState) -> [Entry] {
        let own = state.clientMetricsConfigs.dynamic[name] ?? [:]
        return ClientMetricsConfigs.all.map { config in
            let value = own[config.name]
            let synonyms = value.map { [Synonym(name: config.name, value: $0, source: Source.clientMetrics)] } ?? []
            return Entry(
                name: config.name, value: value ?? config.defaultValue,
                configSource: value == nil ? Source.byDefault : Source.clientMetrics, synonyms: synonyms,
                configType: config.type.rawValue, documentation: nil)
        }
    }

    private static func failed(
        _ resource: DescribeConfigsRequest.DescribeConfigsResource, _ code: BrokerErrorCode
    ) -> Result {
        Result(
            errorCode: code.rawValue, errorMessage: nil, resourceType: resource.resourceType,
            resourceName: resource.resourceName)
    }
}
