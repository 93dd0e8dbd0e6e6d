// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The members of a share group: a state machine without clocks or sockets.
///
/// The group's epoch increases when members, subscriptions or topics change, and every member gets its new partitions
/// with its next heartbeat: nobody has to give up any first. Source: KIP-932, Kafka's GroupMetadataManager and
/// `ShareGroup`.
struct ShareGroup: Sendable {
    /// States, named as in ShareGroupDescribe.
    enum State: String, Sendable {
        case empty = "Empty"
        case stable = "Stable"
    }

    struct Member: Equatable, Sendable {
        var id: String
        var rackID: String?
        var clientID: String
        var clientHost: String
        /// Sorted.
        var topicNames: [String] = []
        var epoch: Int32 = 0
        var previousEpoch: Int32 = 0
        var assigned: TopicPartitionSets = [:]
        var sessionDeadline: Int64 = 0
        /// Its position in the order of joining.
        var order: Int
    }

    /// The client that sent the heartbeat.
    struct Caller: Sendable {
        var clientID: String
        var clientHost: String
    }

    static let leaveEpoch: Int32 = -1

    /// May change while the group has members.
    var settings: ShareSettings
    /// Increases with every change; 0 before the first.
    private(set) var epoch: Int32 = 0
    private var membersByID: [String: Member] = [:]
    private var target: [String: TopicPartitionSets] = [:]
    /// Numbers of partitions that the target is made for.
    private var partitionCounts: [KafkaUUID: Int] = [:]
    private var nextOrder = 0

    init(settings: ShareSettings = ShareSettings()) { self.settings = settings }

    /// All members, in the order of joining.
    var members: [Member] { membersByID.values.sorted { $0.order < $1.order } }
    var isEmpty: Bool { membersByID.isEmpty }
    var state: State { isEmpty ? .empty : .stable }
    var subscribedTopics: Set<String> { membersByID.values.reduce(into: []) { $0.formUnion($1.topicNames) } }
    /// The time at which `expire` has work.
    var nextDeadline: Int64? { membersByID.values.map(\.sessionDeadline).min() }

    func member(_ id: String) -> Member? { membersByID[id] }

    /// A member joins, changes its subscription, stays or leaves.
    mutating func heartbeat(
        _ request: ShareGroupHeartbeatRequest, _ caller: Caller, topics: TopicStore, now: Int64
    ) throws(GroupRefusal) -> ShareGroupHeartbeatResponse {
        try Self.validate(request)
        if request.memberEpoch == Self.leaveEpoch {
            guard membersByID[request.memberID] != nil else { throw unknown(request.memberID) }
            remove(request.memberID)
            return ShareGroupHeartbeatResponse(memberID: request.memberID, memberEpoch: Self.leaveEpoch)
        }
        let before = try find(request)
        var member =
            before ?? Member(id: request.memberID, clientID: "", clientHost: "", order: nextOrder)
        if before == nil { nextOrder += 1 }
        member.clientID = caller.clientID
        member.clientHost = caller.clientHost
        if let rackID = request.rackID { member.rackID = rackID }
        if let names = request.subscribedTopicNames { member.topicNames = Set(names).sorted() }
        member.sessionDeadline = now + settings.sessionTimeout
        membersByID[member.id] = member
        if before?.topicNames != member.topicNames { epoch += 1 }
        refresh(topics, isForced: before?.topicNames != member.topicNames)
        return answer(to: member.id, isJoining: request.memberEpoch == 0)
    }

    /// Brings a member to the group's epoch, and tells its partitions if they are news to it.
    private mutating func answer(to id: String, isJoining: Bool) -> ShareGroupHeartbeatResponse {
        guard var member = membersByID[id] else { return ShareGroupHeartbeatResponse(memberID: id) }
        let assigned = target[id] ?? [:]
        let isNews = isJoining || assigned != member.assigned
        member.assigned = assigned
        if member.epoch != epoch {
            member.previousEpoch = member.epoch
            member.epoch = epoch
        }
        membersByID[id] = member
        return ShareGroupHeartbeatResponse(
            memberID: id, memberEpoch: epoch, heartbeatIntervalMs: settings.heartbeatInterval,
            assignment: isNews
                ? .init(
                    topicPartitions: assigned.sorted { $0.key < $1.key }.map {
                        .init(topicID: $0.key, partitions: $0.value.sorted())
                    }) : nil)
    }

    private static func validate(_ request: ShareGroupHeartbeatRequest) throws(GroupRefusal) {
        func require(_ condition: Bool, _ message: String) throws(GroupRefusal) {
            if !condition { throw GroupRefusal(code: .invalidRequest, message: message) }
        }
        try require(!request.memberID.isEmpty, "MemberId can't be empty.")
        try require(request.rackID != "", "RackId can't be empty.")
        try require(request.memberEpoch >= leaveEpoch, "MemberEpoch is invalid.")
        try require(
            request.memberEpoch != 0 || request.subscribedTopicNames?.isEmpty == false,
            "SubscribedTopicNames must be set in first request.")
    }

    /// The member before this request; nil for a new one.
    private func find(_ request: ShareGroupHeartbeatRequest) throws(GroupRefusal) -> Member? {
        guard let member = membersByID[request.memberID] else {
            guard request.memberEpoch == 0 else { throw unknown(request.memberID) }
            guard membersByID.count < settings.maxSize else {
                throw GroupRefusal(
                    code: .groupMaxSizeReached,
                    message: "the group has reached its limit of \(settings.maxSize) members")
            }
            return nil
        }
        // The response to the last heartbeat may have been lost.
        guard [0, member.epoch, member.previousEpoch].contains(request.memberEpoch) else {
            throw GroupRefusal(
                code: .fencedMemberEpoch,
                message: "the member's epoch is \(member.epoch), not \(request.memberEpoch): join again")
        }
        return member
    }

    private func unknown(_ memberID: String) -> GroupRefusal {
        GroupRefusal(code: .unknownMemberID, message: "member \(memberID) is not in the group")
    }

    /// Makes a new target if topics have changed, or if it is forced.
    private mutating func refresh(_ topics: TopicStore, isForced: Bool) {
        var counts: [KafkaUUID: Int] = [:]
        for name in subscribedTopics {
            if let topic = topics[name] { counts[topic.id] = topic.partitions.count }
        }
        guard isForced || counts != partitionCounts else { return }
        if !isForced { epoch += 1 }
        partitionCounts = counts
        target = ShareAssignor.assign(
            members.map { member in (member.id, Set(member.topicNames.compactMap { topics[$0]?.id })) },
            partitionCounts: counts)
    }

    private mutating func remove(_ id: String) {
        membersByID[id] = nil
        epoch += 1
        // The next heartbeat makes the new target.
        partitionCounts = [:]
        target = [:]
    }

    /// Removes members whose session has timed out at `now`.
    mutating func expire(now: Int64) {
        for member in members where member.sessionDeadline <= now { remove(member.id) }
    }
}
