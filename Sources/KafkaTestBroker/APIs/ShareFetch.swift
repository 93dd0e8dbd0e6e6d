// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ShareFetch, versions 1-2: acknowledges, then acquires records of a share group, in long polls that appends and
/// freed records complete; record limits (strict from 2), renewals from 2, sessions.
///
/// Left out: sessions do not end with their connection; a member's records are free again after their lock's time.
/// Source: KIP-932, KIP-1206, KIP-1222.
enum ShareFetch: APIHandler {
    typealias Request = ShareFetchRequest
    typealias PartitionData = ShareFetchResponse.PartitionData
    static let versions: ClosedRange<Int16> = 1...2

    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply {
        let (fetch, response) = core.update(on: call.broker) { state -> (PendingShareFetch?, Request.Response?) in
            if let code = state.cutOffRefusal(.shareFetch) { return (nil, failure(request, code, call)) }
            switch begin(request, call, &state) {
            case .refused(let code): return (nil, failure(request, code, call))
            case .begun(let fetch):
                return (fetch, look(fetch, isLast: request.maxWaitMs <= 0, now: call.now, &state))
            }
        }
        if let response { return .response(response, call) }
        guard let fetch else { return .close }
        return .later(core.pendingFetches.add(fetch, core: core))
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ShareFetchResponse {
        ShareFetchResponse(errorCode: code.rawValue)
    }

    // MARK: Beginning

    enum Beginning {
        case begun(PendingShareFetch)
        case refused(BrokerErrorCode)
    }

    /// Applies session and acknowledgements.
    static func begin(_ request: Request, _ call: Call, _ state: inout ClusterState) -> Beginning {
        guard let group = request.groupID, !group.isEmpty, let member = request.memberID, !member.isEmpty else {
            return .refused(.invalidRequest)
        }
        guard state.security.allows(.read, .group, group, call) else { return .refused(.groupAuthorizationFailed) }
        guard state.groups.share(group) != nil else { return .refused(.groupIDNotFound) }
        guard let acknowledgements = acknowledgements(request, call) else { return .refused(.invalidRequest) }
        let isFinal = request.shareSessionEpoch == ShareSessions.finalEpoch
        let adds = request.topics.flatMap { topic in
            topic.partitions.map { ShareSessions.Part(topic: topic.topicID, partition: $0.partitionIndex) }
        }
        let forgets = request.forgottenTopicsData.flatMap { topic in
            topic.partitions.map { ShareSessions.Part(topic: topic.topicID, partition: $0) }
        }
        let refusal = state.shares.sessions(of: call.broker) { sessions in
            sessions.fetch(
                group, member, epoch: request.shareSessionEpoch, adds: adds, forgets: forgets,
                acknowledges: !acknowledgements.isEmpty)
        }
        if let refusal { return .refused(refusal) }
        var acknowledged: [ShareSessions.Part: BrokerErrorCode] = [:]
        for (part, list) in acknowledgements {
            acknowledged[part] = state.acknowledge(list, part, group, member, call) ?? BrokerErrorCode.none
        }
        var parts: [ShareSessions.Part] = []
        if isFinal {
            state.endShareSession(group, member, on: call.broker, now: call.now)
        } else if !request.isRenewAck {
            parts = state.shares.sessions(of: call.broker) { $0.parts(group, member) } ?? []
        }
        return .begun(
            PendingShareFetch(
                request: request, call: call, group: group, member: member, parts: parts, acknowledged: acknowledged,
                partitions: parts.compactMap { part in
                    state.topics.name(of: part.topic).map { PartitionKey(topic: $0, partition: part.partition) }
                }, deadline: call.now + Int64(max(request.maxWaitMs, 0))))
    }

    /// The acknowledgements of each partition that has some; nil if one is not allowed, or if a request with renewals
    /// wants records, too.
    private static func acknowledgements(
        _ request: Request, _ call: Call
    ) -> [(ShareSessions.Part, [SharePartition.Acknowledgement])]? {
        let renews = request.isRenewAck && call.version >= 2
        if renews,
            [request.maxWaitMs, request.minBytes, request.maxBytes, request.maxRecords].contains(where: { $0 != 0 })
        {
            return nil
        }
        var found: [(ShareSessions.Part, [SharePartition.Acknowledgement])] = []
        for topic in request.topics {
            for partition in topic.partitions where !partition.acknowledgementBatches.isEmpty {
                let list = partition.acknowledgementBatches.map {
                    SharePartition.Acknowledgement(
                        first: $0.firstOffset, last: $0.lastOffset, types: $0.acknowledgeTypes)
                }
                guard list.allSatisfy({ $0.isValid(renews: renews) }) else { return nil }
                found.append((.init(topic: topic.topicID, partition: partition.partitionIndex), list))
            }
        }
        return found
    }

    // MARK: Acquiring

    /// The response now, with the records acquired; nil if there is too little and it can wait. Nothing is acquired
    /// then.
    static func look(
        _ fetch: PendingShareFetch, isLast: Bool, now: Int64, _ state: inout ClusterState
    ) -> ShareFetchResponse? {
        var found: [ShareCandidate] = []
        var results: [ShareSessions.Part: PartitionData] = [:]
        var hints = LeaderHints()
        var room = Int(max(fetch.request.maxBytes, 0))
        var byteCount = 0
        for part in fetch.parts {
            if let code = state.shareRefusal(part, fetch.call) {
                results[part] = failed(part, code, state, &hints)
                continue
            }
            guard
                let candidate = ShareCandidate(
                    part, group: fetch.group, maxBytes: room, isFirst: byteCount == 0, now: now, &state)
            else { continue }
            byteCount += candidate.byteCount
            room = max(room - candidate.byteCount, 0)
            found.append(candidate)
        }
        let isEnough =
            isLast || fetch.parts.isEmpty || !results.isEmpty || !fetch.acknowledged.isEmpty
            || byteCount >= max(Int(fetch.request.minBytes), 1)
        guard isEnough else { return nil }
        acquire(found, fetch, now: now, &results, &state)
        return response(fetch, results, hints, state)
    }

    private static func acquire(
        _ found: [ShareCandidate], _ fetch: PendingShareFetch, now: Int64,
        _ results: inout [ShareSessions.Part: PartitionData], _ state: inout ClusterState
    ) {
        var left = Int64(fetch.request.maxRecords)
        var served: Set<ShareSessions.Part> = []
        for candidate in found where left > 0 {
            let wish = SharePartition.Wish(
                member: fetch.member, maxRecords: left, isStrict: fetch.request.shareAcquireMode == 1,
                batchSize: fetch.request.batchSize > 0 ? Int64(fetch.request.batchSize) : .max)
            guard let data = candidate.acquire(wish, group: fetch.group, now: now, &state) else { continue }
            left -= data.acquiredRecords.reduce(0) { $0 + $1.lastOffset - $1.firstOffset + 1 }
            results[candidate.part] = data
            served.insert(candidate.part)
        }
        if !served.isEmpty {
            state.shares.sessions(of: fetch.call.broker) { $0.served(served, fetch.group, fetch.member) }
        }
    }

    private static func failed(
        _ part: ShareSessions.Part, _ code: BrokerErrorCode, _ state: ClusterState, _ hints: inout LeaderHints
    ) -> PartitionData {
        var data = PartitionData(partitionIndex: part.partition, errorCode: code.rawValue, records: .empty)
        if code == .notLeaderOrFollower || code == .fencedLeaderEpoch, let name = state.topics.name(of: part.topic),
            let leader = hints.leader(of: PartitionKey(topic: name, partition: part.partition), state)
        {
            data.currentLeader = .init(leaderID: leader.id, leaderEpoch: leader.epoch)
        }
        return data
    }

    private static func response(
        _ fetch: PendingShareFetch, _ results: [ShareSessions.Part: PartitionData], _ hints: LeaderHints,
        _ state: ClusterState
    ) -> ShareFetchResponse {
        var hints = hints
        var results = results
        for (part, code) in fetch.acknowledged {
            var data = results[part] ?? PartitionData(partitionIndex: part.partition, records: .empty)
            data.acknowledgeErrorCode = code.rawValue
            if code == .notLeaderOrFollower, data.currentLeader.leaderID <= 0 {
                data.currentLeader = failed(part, code, state, &hints).currentLeader
            }
            results[part] = data
        }
        var topics: [ShareFetchResponse.ShareFetchableTopicResponse] = []
        for (part, data) in results.sorted(by: {
            ($0.key.topic.high, $0.key.topic.low, $0.key.partition)
                < ($1.key.topic.high, $1.key.topic.low, $1.key.partition)
        }) {
            if topics.last?.topicID != part.topic { topics.append(.init(topicID: part.topic)) }
            topics[topics.count - 1].partitions.append(data)
        }
        return ShareFetchResponse(
            acquisitionLockTimeoutMs: Int32(clamping: state.shareSettings(fetch.group).lockDuration),
            responses: topics,
            nodeEndpoints: hints.brokers.map { $0.seen(by: fetch.call.caller) }
                .map { .init(nodeID: $0.id, host: $0.host, port: $0.port) })
    }
}
