// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// IncrementalAlterConfigs, versions 0-1: sets and deletes configs of topics, brokers and groups, and appends to and
/// subtracts from lists; all changes of a resource or none.
enum IncrementalAlterConfigs: AnsweringHandler {
    typealias Request = IncrementalAlterConfigsRequest
    typealias Resource = IncrementalAlterConfigsRequest.AlterConfigsResource
    typealias Result = IncrementalAlterConfigsResponse.AlterConfigsResourceResponse
    static let versions: ClosedRange<Int16> = 0...1

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> IncrementalAlterConfigsResponse {
        IncrementalAlterConfigsResponse(
            responses: request.resources.map { resource in
                do throws(ConfigChange.Problem) {
                    try alter(resource, validateOnly: request.validateOnly, &state)
                    return result(resource, .none, nil)
                } catch {
                    return result(resource, error.code, error.message)
                }
            })
    }

    static func failure(
        _ request: Request, _ code: BrokerErrorCode, _ call: Call
    ) -> IncrementalAlterConfigsResponse {
        IncrementalAlterConfigsResponse(responses: request.resources.map { result($0, code, nil) })
    }

    private static func alter(
        _ resource: Resource, validateOnly: Bool, _ state: inout ClusterState
    ) throws(ConfigChange.Problem) {
        let change = ConfigChange(resourceType: resource.resourceType, resourceName: resource.resourceName)
        var configs = try change.current(state)
        guard Set(resource.configs.map(\.name)).count == resource.configs.count else {
            throw ConfigChange.Problem(code: .invalidRequest, message: "Error due to duplicate config keys")
        }
        for config in resource.configs {
            try change.apply(config.configOperation, config.name, config.value, to: &configs, state)
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
