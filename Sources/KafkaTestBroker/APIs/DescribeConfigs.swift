// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeConfigs, versions 1-4: topics with all known configs, brokers with those that mean something here. No synonyms.
enum DescribeConfigs: APIHandler {
    typealias Request = DescribeConfigsRequest
    typealias Result = DescribeConfigsResponse.DescribeConfigsResult
    typealias Entry = DescribeConfigsResponse.DescribeConfigsResourceResult
    static let versions: ClosedRange<Int16> = 1...4

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeConfigsResponse? {
        DescribeConfigsResponse(
            results: request.resources.map { resource in
                let entries: [Entry]
                switch resource.resourceType {
                case 2:
                    guard let topic = state.topics[resource.resourceName] else {
                        return failed(resource, .unknownTopicOrPartition)
                    }
                    entries = TopicConfig.all.map { topicEntry($0, topic.configs[$0.name]) }
                case 4: entries = brokerEntries(state.configuration)
                default: return failed(resource, .invalidRequest)
                }
                let wanted = resource.configurationKeys.map(Set.init)
                return Result(
                    resourceType: resource.resourceType, resourceName: resource.resourceName,
                    configs: entries.filter { wanted?.contains($0.name) ?? true })
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeConfigsResponse {
        DescribeConfigsResponse(results: request.resources.map { failed($0, code) })
    }

    private static func topicEntry(_ config: TopicConfig, _ value: String?) -> Entry {
        Entry(
            name: config.name, value: value ?? config.defaultValue, configSource: value == nil ? 5 : 1,
            configType: config.type.rawValue)
    }

    private static func brokerEntries(_ configuration: ClusterConfiguration) -> [Entry] {
        [
            Entry(
                name: "auto.create.topics.enable", value: "\(configuration.autoCreatesTopics)", readOnly: true,
                configSource: 4, configType: TopicConfig.ValueType.boolean.rawValue),
            Entry(
                name: "num.partitions", value: "\(configuration.defaultPartitions)", readOnly: true,
                configSource: 4, configType: TopicConfig.ValueType.int.rawValue),
        ]
    }

    private static func failed(
        _ resource: DescribeConfigsRequest.DescribeConfigsResource, _ code: BrokerErrorCode
    ) -> Result {
        Result(
            errorCode: code.rawValue, resourceType: resource.resourceType, resourceName: resource.resourceName)
    }
}
