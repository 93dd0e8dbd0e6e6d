// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// AlterClientQuotas, versions 0-1: sets and removes quotas; all changes of an entity or none.
enum AlterClientQuotas: AnsweringHandler {
    typealias Request = AlterClientQuotasRequest
    typealias Entry = AlterClientQuotasRequest.EntryData
    typealias Result = AlterClientQuotasResponse.EntryData
    static let versions: ClosedRange<Int16> = 0...1

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> AlterClientQuotasResponse {
        AlterClientQuotasResponse(
            entries: request.entries.map { entry in
                let entity = entity(entry)
                if entity.count != entry.entity.count {
                    return result(entry, .invalidRequest, "the entity has a type twice")
                }
                if let problem = ClientQuotas.problem(with: entity) { return result(entry, .invalidRequest, problem) }
                var changes: [ClientQuotas.Key: Double?] = [:]
                for op in entry.ops {
                    let problem = ClientQuotas.problem(with: op.key, op.remove ? 1 : op.value, of: entity)
                    guard problem == nil, let key = ClientQuotas.Key(rawValue: op.key) else {
                        return result(entry, .invalidRequest, problem)
                    }
                    changes[key] = .some(op.remove ? nil : op.value)
                }
                if !request.validateOnly, !state.security.quotas.set(changes, of: entity) {
                    return result(
                        entry, .policyViolation, "at most \(ClientQuotas.maxEntities) entities may have quotas")
                }
                return result(entry, .none, nil)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> AlterClientQuotasResponse {
        AlterClientQuotasResponse(entries: request.entries.map { result($0, code, nil) })
    }

    private static func entity(_ entry: Entry) -> ClientQuotas.Entity {
        Dictionary(entry.entity.map { ($0.entityType, $0.entityName) }, uniquingKeysWith: { first, _ in first })
    }

    private static func result(_ entry: Entry, _ code: BrokerErrorCode, _ message: String?) -> Result {
        Result(
            errorCode: code.rawValue, errorMessage: message,
            entity: entry.entity.map { .init(entityType: $0.entityType, entityName: $0.entityName) })
    }
}
