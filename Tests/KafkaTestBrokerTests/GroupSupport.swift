// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaTestBroker

/// A classic group with its members' calls: each request gets a call number, and the responses are kept by it.
struct ClassicGroupDriver {
    var group: ClassicGroup
    var now: Int64 = 0
    private(set) var joined: [CallID: JoinGroupResponse] = [:]
    private(set) var synced: [CallID: SyncGroupResponse] = [:]
    private(set) var open: Set<CallID> = []
    private var lastCall: UInt64 = 0
    private var lastMember = 0
    var sessionTimeout: Int32 = 10_000
    var rebalanceTimeout: Int32 = 30_000

    init(_ settings: ClassicGroup.Settings = .init()) { group = ClassicGroup(settings: settings) }

    private mutating func take(_ effects: [ClassicGroup.Effect]) {
        for effect in effects {
            switch effect {
            case .joined(let call, let response):
                #expect(open.remove(call) != nil, "call \(call.rawValue) was answered twice")
                joined[call] = response
            case .synced(let call, let response):
                #expect(open.remove(call) != nil, "call \(call.rawValue) was answered twice")
                synced[call] = response
            }
        }
    }

    private mutating func call() -> CallID {
        lastCall += 1
        open.insert(CallID(rawValue: lastCall))
        return CallID(rawValue: lastCall)
    }

    static func request(
        _ member: String = "", instance: String? = nil, protocols: [String] = ["range"], type: String = "consumer",
        metadata: String = "m", session: Int32 = 10_000, rebalance: Int32 = 30_000
    ) -> JoinGroupRequest {
        JoinGroupRequest(
            groupID: "g", sessionTimeoutMs: session, rebalanceTimeoutMs: rebalance, memberID: member,
            groupInstanceID: instance, protocolType: type,
            protocols: protocols.map { .init(name: $0, metadata: ByteSlice(utf8: metadata)) })
    }

    /// Sends a JoinGroup. The response, if there is one already, is in `joined`.
    mutating func join(
        _ member: String = "", instance: String? = nil, protocols: [String] = ["range"], type: String = "consumer",
        metadata: String = "m", version: Int16 = 9
    ) -> CallID {
        let call = call()
        lastMember += 1
        let joiner = ClassicGroup.Joiner(
            call: call, version: version, clientID: "c", clientHost: "/127.0.0.1", newMemberID: "m\(lastMember)")
        let request = Self.request(
            member, instance: instance, protocols: protocols, type: type, metadata: metadata, session: sessionTimeout,
            rebalance: rebalanceTimeout)
        take(group.join(request, joiner, now: now))
        return call
    }

    /// Joins as a new dynamic member, in two steps. Returns the id and the second call.
    mutating func joinNew(protocols: [String] = ["range"], metadata: String = "m") -> (id: String, call: CallID) {
        let first = join(protocols: protocols, metadata: metadata)
        let id = joined[first]?.memberID ?? ""
        #expect(joined[first]?.code == .memberIDRequired)
        return (id, join(id, protocols: protocols, metadata: metadata))
    }

    mutating func sync(
        _ member: String, generation: Int32? = nil, instance: String? = nil, assignments: [String: String] = [:],
        type: String? = "consumer", name: String? = nil
    ) -> CallID {
        let call = call()
        let request = SyncGroupRequest(
            groupID: "g", generationID: generation ?? group.generation, memberID: member, groupInstanceID: instance,
            protocolType: type, protocolName: name,
            assignments: assignments.sorted { $0.key < $1.key }.map {
                .init(memberID: $0.key, assignment: ByteSlice(utf8: $0.value))
            })
        take(group.sync(request, call, now: now))
        return call
    }

    /// The immediate response to a JoinGroup; nil if it waits.
    mutating func joinCode(
        _ member: String = "", instance: String? = nil, protocols: [String] = ["range"], type: String = "consumer"
    ) -> BrokerErrorCode? {
        let call = join(member, instance: instance, protocols: protocols, type: type)
        return joined[call]?.code
    }

    /// The immediate response to a SyncGroup; nil if it waits.
    mutating func syncAnswer(
        _ member: String, generation: Int32? = nil, instance: String? = nil, type: String? = "consumer",
        name: String? = nil
    ) -> SyncGroupResponse? {
        let call = sync(member, generation: generation, instance: instance, type: type, name: name)
        return synced[call]
    }

    mutating func heartbeat(_ member: String, generation: Int32? = nil, instance: String? = nil) -> BrokerErrorCode {
        group.heartbeat(member, instanceID: instance, generation: generation ?? group.generation, now: now)
    }

    mutating func leave(_ leaving: [(memberID: String, instanceID: String?)]) -> [BrokerErrorCode] {
        let (codes, effects) = group.leave(leaving, now: now)
        take(effects)
        return codes
    }

    mutating func advance(_ milliseconds: Int64) {
        let end = now + milliseconds
        while let next = group.nextDeadline, next <= end {
            now = max(now, next)
            take(group.expire(now: now))
        }
        now = end
    }

    /// Creates members in a stable generation, each with its own id as assignment.
    mutating func stable(_ count: Int) -> [String] {
        var ids: [String] = []
        for _ in 0..<count { ids.append(joinNew().id) }
        settle()
        return ids
    }

    /// Has all members rejoin unchanged and the leader assign, until the group is stable.
    mutating func settle() {
        for _ in 0..<10 where group.state != .stable {
            if group.state == .preparingRebalance {
                for member in group.members where member.joining == nil {
                    _ = join(
                        member.id, instance: member.instanceID, protocols: member.protocols.map(\.name),
                        metadata: member.protocols.first?.metadata.string ?? "")
                }
            }
            if group.state == .completingRebalance { syncAll() }
        }
        #expect(group.state == .stable)
    }

    mutating func syncAll() {
        let ids = group.members.map { ($0.id, $0.instanceID) }
        let assignments = Dictionary(uniqueKeysWithValues: ids.map { ($0.0, $0.0) })
        for (id, instance) in ids {
            _ = sync(id, instance: instance, assignments: id == group.leader ? assignments : [:])
        }
    }
}

extension JoinGroupResponse {
    var code: BrokerErrorCode { BrokerErrorCode(rawValue: errorCode) }
}

extension SyncGroupResponse {
    var code: BrokerErrorCode { BrokerErrorCode(rawValue: errorCode) }
}

/// A consumer group with a topic store and well-behaved clients.
struct ConsumerGroupDriver {
    /// A client: the last response that it got.
    struct Client {
        var epoch: Int32 = 0
        var owned: TopicPartitionSets = [:]
        var instance: String?
    }

    var group: ConsumerGroup
    var topics = TopicStore()
    var now: Int64 = 0
    var clients: [String: Client] = [:]
    var heartbeatVersion: Int16 = 1
    private var nextTopic: UInt64 = 1

    init(_ settings: ConsumerGroup.Settings = .init()) { group = ConsumerGroup(settings: settings) }

    @discardableResult
    mutating func addTopic(_ name: String, partitions: Int) -> KafkaUUID {
        let id = topics[name]?.id ?? KafkaUUID(high: 0, low: nextTopic)
        nextTopic += 1
        topics.insert(
            Topic(
                name: name, id: id, configs: [:],
                partitions: (0..<partitions).map {
                    Partition(index: Int32($0), leader: 1, replicas: [1], inSyncReplicas: [1])
                }))
        return id
    }

    mutating func send(_ request: ConsumerGroupHeartbeatRequest) throws(GroupRefusal) -> ConsumerGroupHeartbeatResponse
    {
        let caller = ConsumerGroup.Caller(
            version: heartbeatVersion, clientID: "c", clientHost: "/127.0.0.1", newMemberID: "given")
        return try group.heartbeat(request, caller, topics: topics, now: now)
    }

    /// Joins; the client keeps the response.
    @discardableResult
    mutating func join(
        _ id: String, topics names: [String]? = ["t"], regex: String? = nil, instance: String? = nil,
        assignor: String? = nil
    ) throws(GroupRefusal) -> ConsumerGroupHeartbeatResponse {
        let response = try send(
            .init(
                groupID: "g", memberID: id, memberEpoch: 0, instanceID: instance, rebalanceTimeoutMs: 60_000,
                subscribedTopicNames: names, subscribedTopicRegex: regex, serverAssignor: assignor, topicPartitions: [])
        )
        clients[id] = Client(instance: instance)
        take(response, id)
        return response
    }

    /// A heartbeat in which the client reports its partitions.
    @discardableResult
    mutating func heartbeat(_ id: String, names: [String]? = nil) throws(GroupRefusal) -> ConsumerGroupHeartbeatResponse
    {
        let client = clients[id] ?? Client()
        let response = try send(
            .init(
                groupID: "g", memberID: id, memberEpoch: client.epoch, instanceID: client.instance,
                subscribedTopicNames: names,
                topicPartitions: client.owned.map { .init(topicID: $0.key, partitions: $0.value.sorted()) }))
        take(response, id)
        return response
    }

    private mutating func take(_ response: ConsumerGroupHeartbeatResponse, _ id: String) {
        clients[id]?.epoch = response.memberEpoch
        guard let assignment = response.assignment else { return }
        clients[id]?.owned = assignment.topicPartitions.reduce(into: [:]) { $0[$1.topicID] = Set($1.partitions) }
    }

    /// Sends rounds of heartbeats until the group is stable.
    mutating func settle() throws {
        for _ in 0..<20 where group.state != .stable {
            for id in clients.keys.sorted() { try heartbeat(id) }
        }
        #expect(group.state == .stable)
    }

    func owned(_ id: String) -> Int { clients[id]?.owned.values.reduce(0) { $0 + $1.count } ?? 0 }

    /// Partitions that more than one client may read; must always be empty.
    var doublyOwned: [KafkaUUID: Set<Int32>] {
        var seen: TopicPartitionSets = [:]
        var doubled: TopicPartitionSets = [:]
        for client in clients.values {
            for (topic, partitions) in client.owned {
                let both = partitions.intersection(seen[topic] ?? [])
                if !both.isEmpty { doubled[topic, default: []].formUnion(both) }
                seen[topic, default: []].formUnion(partitions)
            }
        }
        return doubled
    }
}
