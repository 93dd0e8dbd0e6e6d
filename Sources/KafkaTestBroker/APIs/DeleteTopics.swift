// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DeleteTopics, versions 1-6: by name, from version 6 also by id. Deletes records and committed offsets as well.
enum DeleteTopics: AnsweringHandler {
    typealias Request = DeleteTopicsRequest
    typealias Result = DeleteTopicsResponse.DeletableTopicResult
    static let versions: ClosedRange<Int16> = 1...6

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> DeleteTopicsResponse {
        guard call.version >= 6 else {
            return DeleteTopicsResponse(responses: request.topicNames.map { delete($0, call, &state) })
        }
        return DeleteTopicsResponse(
            responses: request.topics.map { topic in
                guard let name = topic.name ?? state.topics.name(of: topic.topicID) else {
                    return Result(
                        name: nil, topicID: topic.topicID, errorCode: BrokerErrorCode.unknownTopicID.rawValue)
                }
                return delete(name, call, &state)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DeleteTopicsResponse {
        let named = request.topicNames.map { Result(name: $0, errorCode: code.rawValue) }
        let listed = request.topics.map { Result(name: $0.name, topicID: $0.topicID, errorCode: code.rawValue) }
        return DeleteTopicsResponse(responses: named + listed)
    }

    private static func delete(_ name: String, _ call: Call, _ state: inout ClusterState) -> Result {
        guard state.security.allows(.delete, .topic, name, call) else {
            return Result(name: name, errorCode: BrokerErrorCode.topicAuthorizationFailed.rawValue)
        }
        guard let topic = state.deleteTopic(name) else {
            return Result(name: name, errorCode: BrokerErrorCode.unknownTopicOrPartition.rawValue)
        }
        return Result(name: name, topicID: topic.id)
    }
}
