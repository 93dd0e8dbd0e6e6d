// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Fetch, versions 4-18: long polls that appends complete, byte limits, topic ids from 13, read_committed.
///
/// No fetch sessions: every answer has session 0 and is complete, which a client that asked for a session accepts (KIP-227).
/// Stored batches are sent from where they lie.
enum Fetch: APIHandler {
    typealias Request = FetchRequest
    static let versions: ClosedRange<Int16> = 4...18

    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply {
        let answer = core.update { state in gather(request, call, &state) }
        if request.maxWaitMs <= 0 || answer.isEnough(for: request) { return answer.reply(call) }
        return .later(
            core.pendingFetches.add(
                PendingFetch(
                    request: request, call: call, partitions: answer.partitionKeys,
                    deadline: call.now + Int64(request.maxWaitMs)), core: core))
    }

    /// As `reply`, with the records copied into the response: for what wants the response as a value.
    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> FetchResponse? {
        gather(request, call, &state).response
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> FetchResponse {
        FetchResponse(
            responses: request.topics.map { topic in
                .init(
                    topic: topic.topic, topicID: topic.topicID,
                    partitions: topic.partitions.map {
                        .init(
                            partitionIndex: $0.partition, errorCode: code.rawValue, highWatermark: -1,
                            records: .empty)
                    })
            })
    }

    /// What the request gets at this moment.
    static func gather(_ request: Request, _ call: Call, _ state: inout ClusterState) -> FetchAnswer {
        var answer = FetchAnswer()
        var hints = LeaderHints()
        for topic in request.topics {
            var part = FetchAnswer.Topic(name: topic.topic, id: topic.topicID)
            let name = call.version >= 13 ? state.topics.name(of: topic.topicID) : topic.topic
            for partition in topic.partitions {
                guard let name else {
                    part.partitions.append(.init(partition.partition, failed: .unknownTopicID))
                    answer.hasErrors = true
                    continue
                }
                let key = PartitionKey(topic: name, partition: partition.partition)
                answer.partitionKeys.append(key)
                let room = Int(request.maxBytes) - answer.byteCount
                let read = read(
                    partition, key, maxBytes: max(room, 0), isFirst: answer.byteCount == 0,
                    isCommitted: request.isolationLevel == 1, call, state, &hints)
                answer.byteCount += read.records.byteCount
                if read.errorCode != 0 { answer.hasErrors = true }
                part.partitions.append(read)
            }
            answer.topics.append(part)
        }
        if call.version >= 16 { answer.leaders = hints.brokers }
        return answer
    }

    private static func read(
        _ wanted: FetchRequest.FetchPartition, _ key: PartitionKey, maxBytes: Int, isFirst: Bool, isCommitted: Bool,
        _ call: Call, _ state: ClusterState, _ hints: inout LeaderHints
    ) -> FetchAnswer.Partition {
        if let code = state.refusal(key, on: call.broker, epoch: wanted.currentLeaderEpoch) {
            var failed = FetchAnswer.Partition(wanted.partition, failed: code)
            if code == .notLeaderOrFollower || code == .fencedLeaderEpoch, call.version >= 12 {
                failed.leader = hints.leader(of: key, state)
            }
            return failed
        }
        guard let log = state.topics.partition(key)?.log else {
            return .init(wanted.partition, failed: .unknownTopicOrPartition)
        }
        guard (log.startOffset...log.endOffset).contains(wanted.fetchOffset) else {
            var failed = FetchAnswer.Partition(wanted.partition, failed: .offsetOutOfRange)
            failed.highWatermark = log.endOffset
            failed.logStartOffset = log.startOffset
            return failed
        }
        var found = FetchAnswer.Partition(wanted.partition)
        found.highWatermark = log.endOffset
        found.lastStableOffset = log.lastStableOffset
        found.logStartOffset = log.startOffset
        found.records = log.read(
            from: wanted.fetchOffset, below: isCommitted ? log.lastStableOffset : log.endOffset,
            maxBytes: min(maxBytes, Int(wanted.partitionMaxBytes)), includesOversized: isFirst)
        if isCommitted {
            let end = found.records.nextOffset ?? wanted.fetchOffset
            found.abortedTransactions = log.abortedTransactions(in: wanted.fetchOffset..<max(end, wanted.fetchOffset))
        }
        return found
    }
}
