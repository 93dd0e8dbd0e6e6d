// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// AlterConfigs, versions 0-2: replaces all configs of a topic, broker or group.
enum AlterConfigs: AnsweringHandler {
    typealias Request = AlterConfigsRequest
    typealias Resource = AlterConfigsRequest.AlterConfigsResource
    typealias Result = AlterConfigsResponse.AlterConfigsResourceResponse
    static let versions: ClosedRange<Int16> = 0...2

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> AlterConfigsResponse {
        AlterConfigsResponse(
            responses: request.resources.map { resource in
                do throws(ConfigChange.Problem) {
                    try alter(resource, validateOnly: request.validateOnly, &state)
                    return result(resource, .none, nil)
                } catch {
                    return result(resource, error.code, error.message)
                }
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> AlterConfigsResponse {
        AlterConfigsResponse(responses: request.resources.map { result($0, code, nil) })
    }

    private static func alter(
        _ resource: Resource, validateOnly: Bool, _ state: inout ClusterState
    ) throws(ConfigChange.Problem) {
        let change = ConfigChange(resourceType: resource.resourceType, resourceName: resource.resourceName)
        _ = try change.current(state)
        var configs: [String: String] = [:]
        for config in resource.configs {
            try change.apply(ConfigChange.Operation.set.rawValue, config.name, config.value, to: &configs, state)
        }
        try change.check(configs, state)
        if !validateOnly { change.commit(configs, &state) }
    }

    private static func result(_ resource: Resource, _ code: BrokerErrorCode, _ message: String?) -> Result {
        Result(
            errorCode: code.rawValue, errorMessage: message, resourceType: resource.resourceType,
            resourceName: resource.resourceName)
    }
}
