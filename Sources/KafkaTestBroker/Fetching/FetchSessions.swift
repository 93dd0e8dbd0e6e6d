// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// The fetch sessions of one broker: a client sends only changes to its partitions and receives only partitions that
/// changed.
///
/// A pure value. Source: KIP-227; Kafka's `FetchSession`, `FetchSessionCache`.
struct FetchSessions: Sendable {
    /// A partition of a session, by topic name, or by topic id from version 13 on.
    struct Key: Hashable, Sendable {
        var topic: String
        var topicID: KafkaUUID
        var partition: Int32
    }

    fileprivate struct Cached: Sendable {
        var key: Key
        var request: FetchRequest.FetchPartition
        /// The offsets last sent to the client; −1 for none, or after an error.
        var highWatermark: Int64 = -1
        var logStartOffset: Int64 = -1
    }

    private struct Session: Sendable {
        /// The epoch of the next request.
        var epoch: Int32
        var usesTopicIDs: Bool
        /// In serving order.
        var partitions: [Cached]
        var created: Int64
        var lastUsed: Int64
    }

    /// Maximum number of sessions. Source: broker config `max.incremental.fetch.session.cache.slots`.
    static let maxSessions = 1000
    /// Maximum number of partitions of all sessions together. Past it, clients get no session and work without one.
    static let maxPartitions = 500_000
    /// A session may be evicted for any other if unused for this time, and for a larger one if created this long ago.
    /// In milliseconds.
    static let evictionAge: Int64 = 120_000

    private var sessions: [Int32: Session] = [:]
    private var partitionCount = 0
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    var count: Int { sessions.count }

    // MARK: Requests

    /// The kind of session of a request.
    enum Context: Equatable, Sendable {
        /// No session: the response has all partitions.
        case sessionless
        /// The response has all partitions, and a new session if there is room.
        case full
        /// The response has those partitions of the session that changed.
        case incremental(id: Int32)
        case refused(BrokerErrorCode)
    }

    /// Applies a request's session id, epoch and changes. Versions before 7 have no sessions.
    mutating func begin(_ request: FetchRequest, version: Int16, now: Int64) -> Context {
        guard version >= 7 else { return .sessionless }
        if request.sessionEpoch == 0 || request.sessionEpoch == -1 {
            if request.sessionID != 0 { remove(request.sessionID) }
            return request.sessionEpoch == 0 ? .full : .sessionless
        }
        guard var session = sessions[request.sessionID] else { return .refused(.fetchSessionIDNotFound) }
        guard session.epoch == request.sessionEpoch else { return .refused(.invalidFetchSessionEpoch) }
        guard session.usesTopicIDs == (version >= 13) else { return .refused(.fetchSessionTopicIDError) }
        update(&session, request)
        if session.partitions.isEmpty {
            remove(request.sessionID)
            return .sessionless
        }
        session.epoch = session.epoch == Int32.max ? 1 : session.epoch + 1
        session.lastUsed = now
        partitionCount += session.partitions.count - (sessions[request.sessionID]?.partitions.count ?? 0)
        sessions[request.sessionID] = session
        return .incremental(id: request.sessionID)
    }

    private func update(_ session: inout Session, _ request: FetchRequest) {
        if !request.forgottenTopicsData.isEmpty {
            let forgotten = Set(
                request.forgottenTopicsData.flatMap { topic in
                    topic.partitions.map { Key(topic: topic.topic, topicID: topic.topicID, partition: $0) }
                })
            session.partitions.removeAll { forgotten.contains($0.key) }
        }
        guard !request.topics.isEmpty else { return }
        var places: [Key: Int] = [:]
        for (index, cached) in session.partitions.enumerated() { places[cached.key] = index }
        for (key, partition) in Self.partitions(of: request) {
            if let place = places[key] {
                session.partitions[place].request = partition
            } else {
                places[key] = session.partitions.count
                session.partitions.append(Cached(key: key, request: partition))
            }
        }
    }

    private static func partitions(of request: FetchRequest) -> [(Key, FetchRequest.FetchPartition)] {
        request.topics.flatMap { topic in
            topic.partitions.map {
                (Key(topic: topic.topic, topicID: topic.topicID, partition: $0.partition), $0)
            }
        }
    }

    /// The request with all partitions of its session, in serving order.
    func request(_ request: FetchRequest, in context: Context) -> FetchRequest {
        guard case .incremental(let id) = context, let session = sessions[id] else { return request }
        var whole = request
        whole.topics = []
        for cached in session.partitions {
            // Consecutive partitions of a topic share an entry.
            if whole.topics.last?.topic != cached.key.topic || whole.topics.last?.topicID != cached.key.topicID {
                whole.topics.append(.init(topic: cached.key.topic, topicID: cached.key.topicID))
            }
            whole.topics[whole.topics.count - 1].partitions.append(cached.request)
        }
        return whole
    }

    /// The partitions of a session; empty for an unknown session.
    func partitions(of id: Int32) -> [Key] { sessions[id]?.partitions.map(\.key) ?? [] }

    // MARK: Answers

    /// Adapts an answer to its session: drops partitions that have not changed, and notes the offsets sent.
    mutating func finish(
        _ answer: inout FetchAnswer, to request: FetchRequest, in context: Context, version: Int16, now: Int64
    ) {
        switch context {
        case .sessionless: break
        case .refused(let code): answer.errorCode = code.rawValue
        case .full: answer.sessionID = create(request, answer, usesTopicIDs: version >= 13, now)
        case .incremental(let id):
            answer.sessionID = id
            narrow(&answer, id)
        }
    }

    private mutating func create(
        _ request: FetchRequest, _ answer: FetchAnswer, usesTopicIDs: Bool, _ now: Int64
    ) -> Int32 {
        var told: [Key: FetchAnswer.Partition] = [:]
        for topic in answer.topics {
            for partition in topic.partitions {
                told[Key(topic: topic.name, topicID: topic.id, partition: partition.index)] = partition
            }
        }
        var seen: Set<Key> = []
        var partitions: [Cached] = []
        for (key, wanted) in Self.partitions(of: request) where seen.insert(key).inserted {
            var cached = Cached(key: key, request: wanted)
            if let partition = told[key] { cached.isToTell(partition) }
            partitions.append(cached)
        }
        guard !partitions.isEmpty, makeRoom(for: partitions.count, now) else { return 0 }
        var id: Int32
        repeat { id = Int32.random(in: 1...Int32.max, using: &random) } while sessions[id] != nil
        sessions[id] = Session(
            epoch: 1, usesTopicIDs: usesTopicIDs, partitions: partitions, created: now, lastUsed: now)
        partitionCount += partitions.count
        return id
    }

    private mutating func narrow(_ answer: inout FetchAnswer, _ id: Int32) {
        guard let partitions = sessions[id]?.partitions else { return }
        var places: [Key: Int] = [:]
        for (index, cached) in partitions.enumerated() { places[cached.key] = index }
        var served: [Int] = []
        for topic in answer.topics.indices {
            let (name, topicID) = (answer.topics[topic].name, answer.topics[topic].id)
            answer.topics[topic].partitions.removeAll { partition in
                guard let place = places[Key(topic: name, topicID: topicID, partition: partition.index)] else {
                    return false
                }
                if partition.records.byteCount > 0 { served.append(place) }
                return sessions[id]?.partitions[place].isToTell(partition) == false
            }
        }
        answer.topics.removeAll { $0.partitions.isEmpty }
        guard !served.isEmpty, served.count < partitions.count else { return }
        // Partitions with records go to the end, so that none starves.
        let moved = Set(served)
        let order = partitions.indices.filter { !moved.contains($0) } + served
        if let current = sessions[id]?.partitions { sessions[id]?.partitions = order.map { current[$0] } }
    }

    // MARK: Room

    private mutating func remove(_ id: Int32) {
        guard let session = sessions.removeValue(forKey: id) else { return }
        partitionCount -= session.partitions.count
    }

    private mutating func makeRoom(for count: Int, _ now: Int64) -> Bool {
        if sessions.count >= Self.maxSessions {
            let stalest = sessions.min { $0.value.lastUsed < $1.value.lastUsed }
            if let stalest, now - stalest.value.lastUsed > Self.evictionAge {
                remove(stalest.key)
            } else {
                let old = sessions.filter { now - $0.value.created > Self.evictionAge }
                let smallest = old.min { $0.value.partitions.count < $1.value.partitions.count }
                guard let smallest, smallest.value.partitions.count < count else { return false }
                remove(smallest.key)
            }
        }
        return partitionCount + count <= Self.maxPartitions
    }
}

extension FetchSessions.Cached {
    /// Whether the response must include `partition`, given the offsets last sent. Updates those.
    @discardableResult
    fileprivate mutating func isToTell(_ partition: FetchAnswer.Partition) -> Bool {
        if partition.errorCode != 0 || partition.divergingEpoch != nil {
            // The partition is sent again after an error in any case.
            highWatermark = -1
            return true
        }
        let isNews =
            partition.records.byteCount > 0 || highWatermark != partition.highWatermark
            || logStartOffset != partition.logStartOffset
        highWatermark = partition.highWatermark
        logStartOffset = partition.logStartOffset
        return isNews
    }
}
