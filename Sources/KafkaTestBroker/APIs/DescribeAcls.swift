// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeAcls, versions 1-3: the rules that match a filter, grouped by resource.
enum DescribeAcls: AnsweringHandler {
    typealias Request = DescribeAclsRequest
    static let versions: ClosedRange<Int16> = 1...3

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeAclsResponse {
        guard state.security.allows(.describe, .cluster, ClusterState.clusterResource, call) else {
            return failure(request, .clusterAuthorizationFailed, call)
        }
        let filter = AccessControlList.Filter(
            resourceType: request.resourceTypeFilter, resourceName: request.resourceNameFilter,
            patternType: request.patternTypeFilter, principal: request.principalFilter, host: request.hostFilter,
            operation: request.operation, permission: request.permissionType)
        guard filter.isValid else { return failure(request, .invalidRequest, call) }
        var resources: [DescribeAclsResponse.DescribeAclsResource] = []
        for rule in state.security.acls.matching(filter) {
            let place = resources.firstIndex {
                $0.resourceType == rule.resourceType && $0.resourceName == rule.resourceName
                    && $0.patternType == rule.patternType
            }
            if place == nil {
                resources.append(
                    .init(
                        resourceType: rule.resourceType, resourceName: rule.resourceName, patternType: rule.patternType)
                )
            }
            resources[place ?? resources.count - 1].acls.append(
                .init(
                    principal: rule.principal, host: rule.host, operation: rule.operation,
                    permissionType: rule.permission))
        }
        return DescribeAclsResponse(errorMessage: nil, resources: resources)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeAclsResponse {
        DescribeAclsResponse(errorCode: code.rawValue, errorMessage: nil)
    }
}
