// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// The quotas that a filter chooses: by entity the value of each, such as `producer_byte_rate`.
    ///
    /// - Throws: `KafkaError` of the broker; `CancellationError`. Source: DescribeClientQuotas (Kafka 2.6).
    public func describeQuotas(
        _ filter: QuotaFilter = QuotaFilter()
    ) async throws -> [QuotaEntity: [String: Double]] {
        try await call(DescribeClientQuotasRequest.self, to: .any) { _ in
            var request = DescribeClientQuotasRequest()
            request.strict = filter.isStrict
            request.components = filter.matches.sorted { $0.key < $1.key }.map { type, match in
                var component = DescribeClientQuotasRequest.ComponentData()
                component.entityType = type
                switch match {
                case .exactly(.name(let name)): (component.matchType, component.match) = (0, name)
                case .exactly(.others): (component.matchType, component.match) = (1, nil)
                case .any: (component.matchType, component.match) = (2, nil)
                }
                return component
            }
            return request
        } read: { response in
            try KafkaError.check(response.errorCode, "DescribeClientQuotas", text: response.errorMessage)
            var quotas: [QuotaEntity: [String: Double]] = [:]
            for entry in response.entries ?? [] {
                var entity = QuotaEntity(names: [:])
                for name in entry.entity {
                    entity.names[name.entityType] = name.entityName.map { .name($0) } ?? .others
                }
                quotas[entity] = Dictionary(entry.values.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
            }
            return quotas
        }
    }

    /// Sets and removes quotas; those that are not named keep their values.
    ///
    /// - Parameters:
    ///   - changes: for each entity the new value of each quota; nil removes it.
    ///   - validatesOnly: whether to check the request without acting on it.
    /// - Returns: a result for every entity.
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: AlterClientQuotas (Kafka 2.6).
    public func alterQuotas(
        _ changes: [QuotaEntity: [String: Double?]], validatesOnly: Bool = false
    ) async throws -> [QuotaEntity: Result<Void, KafkaError>] {
        try await perItem("AlterClientQuotas", changes.keys, to: .controller) { entities in
            var request = AlterClientQuotasRequest()
            request.validateOnly = validatesOnly
            request.entries = entities.map { Self.entry($0, changes[$0] ?? [:]) }
            let response = try await self.ask(.controller) { [request] _ in request }
            return Dictionary(
                response.entries.map { result in
                    var entity = QuotaEntity(names: [:])
                    for name in result.entity {
                        entity.names[name.entityType] = name.entityName.map { .name($0) } ?? .others
                    }
                    return (
                        entity,
                        KafkaError.outcome(
                            result.errorCode, "altering quotas of \(entity)", text: result.errorMessage)
                    )
                }
            ) { $1 }
        }
    }

    private static func entry(_ entity: QuotaEntity, _ values: [String: Double?]) -> AlterClientQuotasRequest.EntryData
    {
        var entry = AlterClientQuotasRequest.EntryData()
        entry.entity = entity.names.sorted { $0.key < $1.key }.map { type, name in
            var data = AlterClientQuotasRequest.EntityData()
            data.entityType = type
            data.entityName = name.wire
            return data
        }
        entry.ops = values.sorted { $0.key < $1.key }.map { key, value in
            var change = AlterClientQuotasRequest.OpData()
            change.key = key
            change.value = value ?? 0
            change.remove = value == nil
            return change
        }
        return entry
    }
}
