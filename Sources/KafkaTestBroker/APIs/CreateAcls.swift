// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// CreateAcls, versions 1-3: stores ACL rules.
enum CreateAcls: AnsweringHandler {
    typealias Request = CreateAclsRequest
    typealias Result = CreateAclsResponse.AclCreationResult
    static let versions: ClosedRange<Int16> = 1...3

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> CreateAclsResponse {
        guard state.security.allows(.alter, .cluster, ClusterState.clusterResource, call) else {
            return failure(request, .clusterAuthorizationFailed, call)
        }
        return CreateAclsResponse(
            results: request.creations.map { creation in
                let rule = AccessControlList.Rule(
                    resourceType: creation.resourceType, resourceName: creation.resourceName,
                    patternType: creation.resourcePatternType, principal: creation.principal, host: creation.host,
                    operation: creation.operation, permission: creation.permissionType)
                if let problem = rule.problem { return refused(.invalidRequest, problem) }
                guard state.security.acls.insert(rule) else {
                    return refused(.policyViolation, "at most \(AccessControlList.maxRules) rules are stored")
                }
                return refused(.none, nil)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> CreateAclsResponse {
        CreateAclsResponse(results: request.creations.map { _ in refused(code, nil) })
    }

    private static func refused(_ code: BrokerErrorCode, _ message: String?) -> Result {
        Result(errorCode: code.rawValue, errorMessage: message)
    }
}
