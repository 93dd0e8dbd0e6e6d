// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// UnregisterBroker, version 0: forgets a broker. One that still runs is not told; it registers when it is started
/// again. Unlike in Kafka, the last broker that is up stays.
enum UnregisterBroker: AnsweringHandler {
    typealias Request = UnregisterBrokerRequest
    static let versions: ClosedRange<Int16> = 0...0

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> UnregisterBrokerResponse {
        guard state.security.allows(.alter, .cluster, ClusterState.clusterResource, call) else {
            return failure(request, .clusterAuthorizationFailed, call)
        }
        let id = request.brokerID
        guard state.brokers[id] != nil else {
            return refusal(.brokerIDNotRegistered, "Broker ID \(id) is not currently registered")
        }
        guard state.brokers.upIDs != [id] else {
            return refusal(.invalidRequest, "Broker ID \(id) is the last one that is up: this cluster keeps it")
        }
        state.unregister(id, now: call.now)
        return UnregisterBrokerResponse(errorMessage: nil)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> UnregisterBrokerResponse {
        refusal(code, nil)
    }

    private static func refusal(_ code: BrokerErrorCode, _ message: String?) -> UnregisterBrokerResponse {
        UnregisterBrokerResponse(errorCode: code.rawValue, errorMessage: message)
    }
}
