// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DescribeCluster, versions 0-2: brokers only, not the controllers' endpoints.
enum DescribeCluster: AnsweringHandler {
    typealias Request = DescribeClusterRequest
    static let versions: ClosedRange<Int16> = 0...2

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DescribeClusterResponse {
        if call.version >= 1, request.endpointType != 1 { return failure(request, .unsupportedEndpointType, call) }
        return DescribeClusterResponse(
            clusterID: state.brokers.clusterID, controllerID: state.brokers.controllerID,
            brokers: state.brokers.up.map { $0.seen(by: call.caller) }.map {
                .init(brokerID: $0.id, host: $0.host, port: $0.port)
            },
            clusterAuthorizedOperations: state.authorizedOperations(
                .cluster, ClusterState.clusterResource, call, ifAsked: request.includeClusterAuthorizedOperations))
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DescribeClusterResponse {
        DescribeClusterResponse(errorCode: code.rawValue)
    }
}
