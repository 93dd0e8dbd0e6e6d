// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// The configs of topics, brokers and groups, by name. Configs of one broker come from that broker.
    ///
    /// - Parameters:
    ///   - resources: the topics, brokers and groups.
    ///   - names: the configs to read; nil for all.
    ///   - includesSynonyms: whether to tell the values that would hold without the one that was set (Kafka 1.1).
    ///   - includesDocumentation: whether to tell the configs' meanings (Kafka 2.6).
    /// - Returns: a result for every resource: its configs by name.
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: DescribeConfigs.
    public func describeConfigs(
        _ resources: [ConfigResource], names: [String]? = nil, includesSynonyms: Bool = false,
        includesDocumentation: Bool = false
    ) async throws -> [ConfigResource: Result<[String: ConfigEntry], KafkaError>] {
        try await perBrokerOfResource("DescribeConfigs", resources, otherwise: .any) { target, resources in
            let connection = try await self.cluster.connection(for: target)
            let version = try connection.version(for: DescribeConfigsRequest.self)
            var request = DescribeConfigsRequest(
                resources: resources.map {
                    .init(resourceType: $0.wire.type, resourceName: $0.wire.name, configurationKeys: names)
                })
            if version >= 1 { request.includeSynonyms = includesSynonyms }
            if version >= 3 { request.includeDocumentation = includesDocumentation }
            let response = try await connection.send(request, version: version)
            var results: [ConfigResource: Result<[String: ConfigEntry], KafkaError>] = [:]
            for answer in response.results {
                guard let resource = ConfigResource(type: answer.resourceType, name: answer.resourceName) else {
                    continue
                }
                results[resource] = KafkaError.settled(
                    answer.errorCode, "DescribeConfigs of \(resource)", text: answer.errorMessage
                ).map {
                    Dictionary(
                        answer.configs.map { ($0.name, ConfigEntry($0, version: version)) }, uniquingKeysWith: { $1 })
                }
            }
            return results
        }
    }

    /// Changes configs of topics, brokers and groups. Configs that are not named keep their values.
    ///
    /// All changes of a resource are made, or none. Brokers older than Kafka 2.3 can only replace all configs of a
    /// resource at once (AlterConfigs), which this call does not do: it would undo the changes of others.
    /// - Parameters:
    ///   - changes: the changes of each resource.
    ///   - validatesOnly: whether to check the request without acting on it.
    /// - Returns: a result for every resource.
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: IncrementalAlterConfigs.
    public func alterConfigs(
        _ changes: [ConfigResource: [ConfigChange]], validatesOnly: Bool = false
    ) async throws -> [ConfigResource: Result<Void, KafkaError>] {
        try await perBrokerOfResource("IncrementalAlterConfigs", changes.keys, otherwise: .controller) {
            target, resources in
            let connection = try await self.cluster.connection(for: target)
            guard connection.versions.range(of: .incrementalAlterConfigs) != nil else {
                throw KafkaError(
                    .unsupportedVersion,
                    "broker \(connection.address) is older than Kafka 2.3 and can only replace all configs of a resource: "
                        + "read them all with describeConfigs and send an AlterConfigsRequest, or upgrade it")
            }
            let version = try connection.version(for: IncrementalAlterConfigsRequest.self)
            let request = IncrementalAlterConfigsRequest(
                resources: resources.map { resource in
                    .init(
                        resourceType: resource.wire.type, resourceName: resource.wire.name,
                        configs: (changes[resource] ?? []).map(\.wire))
                }, validateOnly: validatesOnly)
            let response = try await connection.send(request, version: version)
            var results: [ConfigResource: Result<Void, KafkaError>] = [:]
            for answer in response.responses {
                guard let resource = ConfigResource(type: answer.resourceType, name: answer.resourceName) else {
                    continue
                }
                results[resource] = KafkaError.settled(
                    answer.errorCode, "altering configs of \(resource)", text: answer.errorMessage)
            }
            return results
        }
    }

    /// Asks the broker that each resource belongs to, and `otherwise` about all others.
    private func perBrokerOfResource<Value: Sendable>(
        _ operation: String, _ resources: some Sequence<ConfigResource>, otherwise: RequestTarget,
        attempt:
            @escaping @Sendable (RequestTarget, [ConfigResource]) async throws
            -> [ConfigResource: Result<Value, KafkaError>]
    ) async throws -> [ConfigResource: Result<Value, KafkaError>] {
        let byBroker = Dictionary(grouping: Set(resources), by: \.broker)
        let groups = try await concurrently(Set(byBroker.keys)) { broker in
            let target = broker.map { RequestTarget.broker($0) } ?? otherwise
            return try await self.perItem(operation, byBroker[broker] ?? [], to: target) { resources in
                try await attempt(target, resources.sorted { "\($0)" < "\($1)" })
            }
        }
        var results: [ConfigResource: Result<Value, KafkaError>] = [:]
        for (broker, answers) in groups {
            switch answers {
            case .success(let answers): results.merge(answers) { $1 }
            case .failure(let error) where groups.count == 1: throw error
            case .failure(let error):
                for resource in byBroker[broker] ?? [] { results[resource] = .failure(error) }
            }
        }
        return results
    }
}
