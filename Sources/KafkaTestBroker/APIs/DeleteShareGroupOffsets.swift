// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// DeleteShareGroupOffsets, version 0: forgets topics of a share group without members, which begins them by its reset
/// policy then. Source: KIP-932.
enum DeleteShareGroupOffsets: AnsweringHandler {
    typealias Request = DeleteShareGroupOffsetsRequest
    typealias Topic = DeleteShareGroupOffsetsResponse.DeleteShareGroupOffsetsResponseTopic
    static let versions: ClosedRange<Int16> = 0...0

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> DeleteShareGroupOffsetsResponse {
        if let code = AlterShareGroupOffsets.refusal(request.groupID, .delete, call, state) {
            return failure(request, code, call)
        }
        return DeleteShareGroupOffsetsResponse(
            responses: request.topics.map { wanted in
                func failed(_ code: BrokerErrorCode) -> Topic {
                    Topic(topicName: wanted.topicName, errorCode: code.rawValue)
                }
                guard state.security.allows(.read, .topic, wanted.topicName, call) else {
                    return failed(.topicAuthorizationFailed)
                }
                guard let topic = state.topics[wanted.topicName] else { return failed(.unknownTopicOrPartition) }
                for key in state.shares.keys(of: request.groupID) where key.topic == topic.id {
                    state.resetShare(key, to: nil)
                }
                return Topic(topicName: wanted.topicName, topicID: topic.id)
            })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> DeleteShareGroupOffsetsResponse {
        DeleteShareGroupOffsetsResponse(errorCode: code.rawValue)
    }
}
