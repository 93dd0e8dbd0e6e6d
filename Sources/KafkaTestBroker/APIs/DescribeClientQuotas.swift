// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeClientQuotas, versions 0-1: the quotas of entities with the requested types; with `strict`, with no other
/// types.
enum DescribeClientQuotas: AnsweringHandler {
    typealias Request = DescribeClientQuotasRequest
    static let versions: ClosedRange<Int16> = 0...1

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeClientQuotasResponse {
        let types = request.components.map(\.entityType)
        guard Set(types).count == types.count, request.components.allSatisfy({ (0...2).contains($0.matchType) }) else {
            return failure(request, .invalidRequest, call)
        }
        let found = state.security.quotas.limits.filter { entity, _ in
            (!request.strict || entity.count == types.count)
                && request.components.allSatisfy { matches($0, entity) }
        }
        return DescribeClientQuotasResponse(
            errorMessage: nil,
            entries: found.map { entity, limits in
                .init(
                    entity: entity.sorted { $0.key < $1.key }.map { .init(entityType: $0.key, entityName: $0.value) },
                    values: limits.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                        .init(key: $0.key.rawValue, value: $0.value)
                    })
            }.sorted { order($0) < order($1) })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeClientQuotasResponse {
        DescribeClientQuotasResponse(errorCode: code.rawValue, errorMessage: nil, entries: nil)
    }

    /// Match types: 0 this name, 1 the default, 2 any.
    private static func matches(
        _ component: DescribeClientQuotasRequest.ComponentData, _ entity: ClientQuotas.Entity
    ) -> Bool {
        guard let name = entity[component.entityType] else { return false }
        return switch component.matchType {
        case 0: name != nil && name == component.match
        case 1: name == nil
        default: true
        }
    }

    private static func order(_ entry: DescribeClientQuotasResponse.EntryData) -> String {
        entry.entity.map { "\($0.entityType)=\($0.entityName ?? "")" }.joined(separator: ",")
    }
}
