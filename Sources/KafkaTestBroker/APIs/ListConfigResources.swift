// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ListConfigResources, versions 0-1: topics, brokers, and groups and client metrics with configs. Version 0 asks only
/// for client metrics.
enum ListConfigResources: AnsweringHandler {
    typealias Request = ListConfigResourcesRequest
    typealias Resource = ListConfigResourcesResponse.ConfigResource
    static let versions: ClosedRange<Int16> = 0...1

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ListConfigResourcesResponse {
        typealias Kind = ConfigChange.ResourceType
        let known = [Kind.topic, Kind.broker, Kind.brokerLogger, Kind.clientMetrics, Kind.group]
        let wanted: [Int8] =
            call.version == 0 ? [Kind.clientMetrics] : request.resourceTypes.isEmpty ? known : request.resourceTypes
        guard Set(wanted).isSubset(of: known) else { return failure(request, .unsupportedVersion, call) }
        let resources = Set(wanted).sorted().flatMap { type -> [Resource] in
            let names: [String]
            switch type {
            case Kind.topic: names = state.topics.sorted.map(\.name)
            case Kind.broker, Kind.brokerLogger: names = state.brokers.all.map { "\($0.id)" }
            case Kind.group: names = state.groups.configs.dynamic.keys.sorted()
            default: names = state.clientMetricsConfigs.dynamic.keys.sorted()
            }
            return names.map { Resource(resourceName: $0, resourceType: type) }
        }
        return ListConfigResourcesResponse(configResources: resources)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ListConfigResourcesResponse {
        ListConfigResourcesResponse(errorCode: code.rawValue)
    }
}
