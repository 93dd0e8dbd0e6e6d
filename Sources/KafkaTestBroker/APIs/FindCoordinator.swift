// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// FindCoordinator, versions 0-6: groups and transactional ids, several keys from version 4, share partitions
/// (`group:topic id:partition`) from version 6. The coordinator of a share group is that of its id, as of any group.
enum FindCoordinator: AnsweringHandler {
    typealias Request = FindCoordinatorRequest
    typealias Coordinator = FindCoordinatorResponse.Coordinator
    static let versions: ClosedRange<Int16> = 0...6

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> FindCoordinatorResponse {
        respond(request, call) { key in
            if request.keyType == 2, call.version >= 6 { return sharePartition(key, call, state) }
            guard (0...1).contains(request.keyType) else { return refused(.invalidRequest) }
            let isGroup = request.keyType == 0
            guard state.security.allows(.describe, isGroup ? .group : .transactionalID, key, call) else {
                return refused(isGroup ? .groupAuthorizationFailed : .transactionalIDAuthorizationFailed)
            }
            guard let broker = state.brokers.coordinator(of: key)?.seen(by: call.caller) else {
                return refused(.coordinatorNotAvailable)
            }
            return Coordinator(nodeID: broker.id, host: broker.host, port: broker.port)
        }
    }

    /// The coordinator of a share partition, for brokers. Source: KIP-932, `SharePartitionKey.validate`.
    private static func sharePartition(_ key: String, _ call: Call, _ state: ClusterState) -> Coordinator {
        guard state.security.allows(.clusterAction, .cluster, ClusterState.clusterResource, call) else {
            return refused(.clusterAuthorizationFailed)
        }
        // A group's id may have colons.
        let parts = key.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 3, !parts[0].isEmpty, let number = Int32(parts[parts.count - 1]), number >= 0,
            let broker = state.brokers.coordinator(of: key)?.seen(by: call.caller)
        else { return refused(.invalidRequest) }
        return Coordinator(nodeID: broker.id, host: broker.host, port: broker.port)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> FindCoordinatorResponse {
        respond(request, call) { _ in refused(code) }
    }

    private static func refused(_ code: BrokerErrorCode) -> Coordinator {
        Coordinator(nodeID: -1, host: "", port: -1, errorCode: code.rawValue)
    }

    private static func respond(
        _ request: Request, _ call: Call, _ find: (String) -> Coordinator
    ) -> FindCoordinatorResponse {
        guard call.version < 4 else {
            return FindCoordinatorResponse(
                coordinators: request.coordinatorKeys.map { key in
                    var found = find(key)
                    found.key = key
                    return found
                })
        }
        let found = find(request.key)
        return FindCoordinatorResponse(
            errorCode: found.errorCode, nodeID: found.nodeID, host: found.host, port: found.port)
    }
}
