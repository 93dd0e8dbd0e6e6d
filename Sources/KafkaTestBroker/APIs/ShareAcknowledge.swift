// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ShareAcknowledge, versions 1-2: acknowledges records without fetching; renewals from version 2. Epoch −1 ends the
/// session.
///
/// Source: KIP-932, KIP-1222.
enum ShareAcknowledge: AnsweringHandler {
    typealias Request = ShareAcknowledgeRequest
    typealias PartitionData = ShareAcknowledgeResponse.PartitionData
    static let versions: ClosedRange<Int16> = 1...2

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ShareAcknowledgeResponse {
        guard let group = request.groupID, !group.isEmpty, let member = request.memberID, !member.isEmpty else {
            return failure(request, .invalidRequest, call)
        }
        guard state.security.allows(.read, .group, group, call) else {
            return failure(request, .groupAuthorizationFailed, call)
        }
        guard state.groups.share(group) != nil else { return failure(request, .groupIDNotFound, call) }
        let renews = request.isRenewAck && call.version >= 2
        let isValid = request.topics.flatMap(\.partitions).allSatisfy { partition in
            acknowledgements(partition).allSatisfy { $0.isValid(renews: renews) }
        }
        guard isValid else { return failure(request, .invalidRequest, call) }
        let refusal = state.shares.sessions(of: call.broker) { sessions in
            sessions.acknowledge(group, member, epoch: request.shareSessionEpoch)
        }
        if let refusal { return failure(request, refusal, call) }
        var hints = LeaderHints()
        let topics = request.topics.map { topic in
            ShareAcknowledgeResponse.ShareAcknowledgeTopicResponse(
                topicID: topic.topicID,
                partitions: topic.partitions.map { partition in
                    let part = ShareSessions.Part(topic: topic.topicID, partition: partition.partitionIndex)
                    let code = state.acknowledge(acknowledgements(partition), part, group, member, call)
                    return result(part, code, state, &hints)
                })
        }
        if request.shareSessionEpoch == ShareSessions.finalEpoch {
            state.endShareSession(group, member, on: call.broker, now: call.now)
        }
        return ShareAcknowledgeResponse(
            acquisitionLockTimeoutMs: Int32(clamping: state.shareSettings(group).lockDuration), responses: topics,
            nodeEndpoints: hints.brokers.map { $0.seen(by: call.caller) }
                .map { .init(nodeID: $0.id, host: $0.host, port: $0.port) })
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ShareAcknowledgeResponse {
        ShareAcknowledgeResponse(errorCode: code.rawValue)
    }

    private static func acknowledgements(
        _ partition: Request.AcknowledgePartition
    ) -> [SharePartition.Acknowledgement] {
        partition.acknowledgementBatches.map {
            SharePartition.Acknowledgement(first: $0.firstOffset, last: $0.lastOffset, types: $0.acknowledgeTypes)
        }
    }

    private static func result(
        _ part: ShareSessions.Part, _ code: BrokerErrorCode?, _ state: ClusterState, _ hints: inout LeaderHints
    ) -> PartitionData {
        var data = PartitionData(partitionIndex: part.partition, errorCode: code?.rawValue ?? 0)
        if code == .notLeaderOrFollower, let name = state.topics.name(of: part.topic),
            let leader = hints.leader(of: PartitionKey(topic: name, partition: part.partition), state)
        {
            data.currentLeader = .init(leaderID: leader.id, leaderEpoch: leader.epoch)
        }
        return data
    }
}
