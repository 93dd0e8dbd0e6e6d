// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// The access control rules that a filter chooses. Rules with values that this client does not know are left out.
    ///
    /// - Throws: `KafkaError` of the broker, such as `.securityDisabled`; `CancellationError`. Source: DescribeAcls.
    public func describeACLs(_ filter: ACLFilter = .all) async throws -> [ACLRule] {
        try await call(DescribeAclsRequest.self, to: .any) { version in
            var request = DescribeAclsRequest()
            request.resourceTypeFilter = filter.kind.rawValue
            request.resourceNameFilter = filter.name
            request.patternTypeFilter = try Self.pattern(filter.pattern, version)
            request.principalFilter = filter.principal
            request.hostFilter = filter.host
            request.operation = filter.operation.rawValue
            request.permissionType = filter.permission.rawValue
            return request
        } read: { response in
            try KafkaError.check(response.errorCode, "DescribeAcls", text: response.errorMessage)
            return response.resources.flatMap { resource in
                resource.acls.compactMap {
                    ACLRule(
                        resource.resourceType, resource.resourceName, resource.patternType, $0.principal, $0.host,
                        $0.operation, $0.permissionType)
                }
            }.sorted { $0.description < $1.description }
        }
    }

    /// Creates access control rules. One that is there already is a success.
    ///
    /// - Returns: a result for every rule.
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: CreateAcls.
    public func createACLs(_ rules: [ACLRule]) async throws -> [ACLRule: Result<Void, KafkaError>] {
        try await perItem("CreateAcls", rules, to: .controller) { rules in
            let rules = rules.sorted { $0.description < $1.description }
            let response = try await self.ask(.controller) { version in
                CreateAclsRequest(
                    creations: try rules.map { rule in
                        var creation = CreateAclsRequest.AclCreation()
                        creation.resourceType = rule.resource.kind.rawValue
                        creation.resourceName = rule.resource.name
                        creation.resourcePatternType = try Self.pattern(rule.resource.pattern, version)
                        creation.principal = rule.principal
                        creation.host = rule.host
                        creation.operation = rule.operation.rawValue
                        creation.permissionType = rule.permission.rawValue
                        return creation
                    })
            }
            // Results have the order of the request.
            return Dictionary(
                zip(rules, response.results).map { rule, result in
                    (rule, KafkaError.outcome(result.errorCode, "creating \(rule)", text: result.errorMessage))
                }
            ) { $1 }
        }
    }

    /// Deletes the access control rules that filters choose.
    ///
    /// - Returns: for every filter the rules that it chose, each with the outcome of its deletion.
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`. Source: DeleteAcls.
    public func deleteACLs(
        _ filters: [ACLFilter]
    ) async throws -> [ACLFilter: Result<[ACLRule: Result<Void, KafkaError>], KafkaError>] {
        try await perItem("DeleteAcls", filters, to: .controller) { filters in
            let filters = filters.sorted { $0.description < $1.description }
            let response = try await self.ask(.controller) { version in
                DeleteAclsRequest(filters: try filters.map { try Self.wire($0, version) })
            }
            return Dictionary(
                zip(filters, response.filterResults).map { filter, result in
                    let outcome = KafkaError.outcome(
                        result.errorCode, "deleting rules", text: result.errorMessage)
                    return (filter, outcome.map { Self.deleted(result) })
                }
            ) { $1 }
        }
    }

    private static func wire(_ filter: ACLFilter, _ version: Int16) throws -> DeleteAclsRequest.DeleteAclsFilter {
        var wire = DeleteAclsRequest.DeleteAclsFilter()
        wire.resourceTypeFilter = filter.kind.rawValue
        wire.resourceNameFilter = filter.name
        wire.patternTypeFilter = try pattern(filter.pattern, version)
        wire.principalFilter = filter.principal
        wire.hostFilter = filter.host
        wire.operation = filter.operation.rawValue
        wire.permissionType = filter.permission.rawValue
        return wire
    }

    private static func deleted(
        _ result: DeleteAclsResponse.DeleteAclsFilterResult
    ) -> [ACLRule: Result<Void, KafkaError>] {
        var rules: [ACLRule: Result<Void, KafkaError>] = [:]
        for acl in result.matchingAcls {
            let rule = ACLRule(
                acl.resourceType, acl.resourceName, acl.patternType, acl.principal, acl.host, acl.operation,
                acl.permissionType)
            guard let rule else { continue }
            rules[rule] = KafkaError.outcome(acl.errorCode, "deleting \(rule)", text: acl.errorMessage)
        }
        return rules
    }

    /// The pattern on the wire: brokers before Kafka 2.0 know literal names only.
    private static func pattern(_ pattern: ACLResource.Pattern, _ version: Int16) throws -> Int8 {
        if version >= 1 { return pattern.rawValue }
        guard pattern != .prefixed else {
            throw KafkaError(.unsupportedVersion, "brokers before Kafka 2.0 have no rules for prefixes (KIP-290)")
        }
        return ACLResource.Pattern.literal.rawValue
    }
}
