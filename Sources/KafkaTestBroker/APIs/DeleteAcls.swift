// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DeleteAcls, versions 1-3: deletes and returns the matching rules.
enum DeleteAcls: AnsweringHandler {
    typealias Request = DeleteAclsRequest
    typealias Result = DeleteAclsResponse.DeleteAclsFilterResult
    static let versions: ClosedRange<Int16> = 1...3

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DeleteAclsResponse {
        guard state.security.allows(.alter, .cluster, ClusterState.clusterResource, call) else {
            return failure(request, .clusterAuthorizationFailed, call)
        }
        return DeleteAclsResponse(
            filterResults: request.filters.map { wanted in
                let filter = AccessControlList.Filter(
                    resourceType: wanted.resourceTypeFilter, resourceName: wanted.resourceNameFilter,
                    patternType: wanted.patternTypeFilter, principal: wanted.principalFilter, host: wanted.hostFilter,
                    operation: wanted.operation, permission: wanted.permissionType)
                guard filter.isValid else {
                    return Result(errorCode: BrokerErrorCode.invalidRequest.rawValue, errorMessage: nil)
                }
                return Result(
                    errorMessage: nil,
                    matchingAcls: state.security.acls.remove(filter).map { rule in
                        .init(
                            errorMessage: nil, resourceType: rule.resourceType, resourceName: rule.resourceName,
                            patternType: rule.patternType, principal: rule.principal, host: rule.host,
                            operation: rule.operation, permissionType: rule.permission)
                    })
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DeleteAclsResponse {
        DeleteAclsResponse(
            filterResults: request.filters.map { _ in Result(errorCode: code.rawValue, errorMessage: nil) })
    }
}
