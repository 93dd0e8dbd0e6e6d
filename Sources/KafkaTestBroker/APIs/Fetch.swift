// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Fetch, versions 4-18: long polls that appends complete, byte limits, topic ids from 13, read_committed, sessions
/// (KIP-227), diverging epochs (KIP-320).
///
/// Stored batches are sent in place.
enum Fetch: APIHandler {
    typealias Request = FetchRequest
    static let versions: ClosedRange<Int16> = 4...18

    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply {
        let (fetch, answer) = core.update(on: call.broker) { state in
            let fetch = begin(request, call, &state)
            return (fetch, look(fetch, isLast: fetch.request.maxWaitMs <= 0, call.now, &state))
        }
        if let answer { return answer.reply(call) }
        return .later(core.pendingFetches.add(fetch, core: core))
    }

    /// Begins a fetch: adds the partitions of its session.
    static func begin(_ request: Request, _ call: Call, _ state: inout ClusterState) -> PendingFetch {
        let context = state.fetches.sessions(of: call.broker) { sessions in
            sessions.begin(request, version: call.version, now: call.now)
        }
        let whole = state.fetches.sessions(of: call.broker) { sessions in sessions.request(request, in: context) }
        return PendingFetch(
            request: whole, context: context, call: call, partitions: keys(of: whole, call, state),
            deadline: call.now + Int64(max(whole.maxWaitMs, 0)))
    }

    /// The answer to a fetch now; nil if there is too little and it can wait.
    static func look(
        _ fetch: PendingFetch, isLast: Bool, _ now: Int64, _ state: inout ClusterState
    ) -> FetchAnswer? {
        if case .refused(let code) = fetch.context {
            var answer = FetchAnswer()
            answer.errorCode = code.rawValue
            return answer
        }
        var answer = gather(fetch.request, fetch.call, state)
        guard isLast || answer.isEnough(for: fetch.request) || fetch.partitions.isEmpty else { return nil }
        answer.throttleTimeMs = state.security.quotas.record(
            answer.byteCount, .consumerByteRate, principal: fetch.call.caller.principal, clientID: fetch.call.clientID,
            now: now)
        state.fetches.sessions(of: fetch.call.broker) { sessions in
            sessions.finish(&answer, to: fetch.request, in: fetch.context, version: fetch.call.version, now: now)
        }
        return answer
    }

    private static func keys(of request: Request, _ call: Call, _ state: ClusterState) -> [PartitionKey] {
        request.topics.flatMap { topic in
            let name = call.version >= 13 ? state.topics.name(of: topic.topicID) : topic.topic
            return name.map { name in
                topic.partitions.map { PartitionKey(topic: name, partition: $0.partition) }
            } ?? []
        }
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

    /// The records and errors for the request now.
    private static func gather(_ request: Request, _ call: Call, _ state: ClusterState) -> FetchAnswer {
        var answer = FetchAnswer()
        var hints = LeaderHints()
        for topic in request.topics {
            var part = FetchAnswer.Topic(name: topic.topic, id: topic.topicID)
            let name = call.version >= 13 ? state.topics.name(of: topic.topicID) : topic.topic
            let isReadable = name.map { state.security.allows(.read, .topic, $0, call) } ?? false
            for partition in topic.partitions {
                guard let name else {
                    part.partitions.append(.init(partition.partition, failed: .unknownTopicID))
                    answer.hasErrors = true
                    continue
                }
                guard isReadable else {
                    part.partitions.append(.init(partition.partition, failed: .topicAuthorizationFailed))
                    answer.hasErrors = true
                    continue
                }
                let key = PartitionKey(topic: name, partition: partition.partition)
                let room = Int(request.maxBytes) - answer.byteCount
                let read = read(
                    partition, key, maxBytes: max(room, 0), isFirst: answer.byteCount == 0,
                    isCommitted: request.isolationLevel == 1, call, state, &hints)
                answer.byteCount += read.records.byteCount
                if read.errorCode != 0 || read.divergingEpoch != nil { answer.hasErrors = true }
                part.partitions.append(read)
            }
            answer.topics.append(part)
        }
        if call.version >= 16 { answer.leaders = hints.brokers.map { $0.seen(by: call.caller) } }
        return answer
    }

    private static func read(
        _ wanted: FetchRequest.FetchPartition, _ key: PartitionKey, maxBytes: Int, isFirst: Bool, isCommitted: Bool,
        _ call: Call, _ state: ClusterState, _ hints: inout LeaderHints
    ) -> FetchAnswer.Partition {
        if let code = state.topics.refusal(key, on: call.broker, epoch: wanted.currentLeaderEpoch) {
            var failed = FetchAnswer.Partition(wanted.partition, failed: code)
            if code == .notLeaderOrFollower || code == .fencedLeaderEpoch, call.version >= 12 {
                failed.leader = hints.leader(of: key, state)
            }
            return failed
        }
        guard let partition = state.topics.partition(key) else {
            return .init(wanted.partition, failed: .unknownTopicOrPartition)
        }
        let log = partition.log
        var found = FetchAnswer.Partition(wanted.partition)
        found.highWatermark = partition.highWatermark
        found.lastStableOffset = partition.lastStableOffset
        found.logStartOffset = log.startOffset
        if call.version >= 12, wanted.lastFetchedEpoch >= 0 {
            guard let end = log.epochs.end(of: wanted.lastFetchedEpoch, endOffset: log.endOffset) else {
                return .init(wanted.partition, failed: .offsetOutOfRange)
            }
            if end.epoch < wanted.lastFetchedEpoch || end.offset < wanted.fetchOffset {
                found.divergingEpoch = end
                return found
            }
        }
        guard (log.startOffset...log.endOffset).contains(wanted.fetchOffset) else {
            var failed = FetchAnswer.Partition(wanted.partition, failed: .offsetOutOfRange)
            failed.highWatermark = partition.highWatermark
            failed.logStartOffset = log.startOffset
            return failed
        }
        found.records = log.read(
            from: wanted.fetchOffset, below: isCommitted ? partition.lastStableOffset : partition.highWatermark,
            maxBytes: min(maxBytes, Int(wanted.partitionMaxBytes)), includesOversized: isFirst)
        if isCommitted {
            let end = found.records.nextOffset ?? wanted.fetchOffset
            found.abortedTransactions = log.abortedTransactions(in: wanted.fetchOffset..<max(end, wanted.fetchOffset))
        }
        return found
    }
}
