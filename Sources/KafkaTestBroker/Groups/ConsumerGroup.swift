// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// One group of the consumer protocol, in which the broker assigns partitions: a state machine without clocks or
/// sockets.
///
/// The group's epoch increases when members or their subscriptions change; then a new target assignment is computed.
/// Each member gets there by its own heartbeats: it is told to revoke partitions, confirms that by reporting those that
/// it owns, and only then do others get them.
///
///     stable ──new target──▶ unrevoked ──given up──▶ unreleased ──others gave theirs up──▶ stable
///       │                                                ▲
///       └─────────────── nothing to give up ─────────────┘
///
/// Members of the classic protocol cannot join: a group changes its type only while it is empty. Source: KIP-848,
/// Apache Kafka's GroupMetadataManager and CurrentAssignmentBuilder, KIP-1082 (members choose their ids from version 1
/// on).
struct ConsumerGroup: Sendable {
    /// States, named as in ConsumerGroupDescribe.
    enum State: String, Sendable {
        case empty = "Empty"
        case assigning = "Assigning"
        case reconciling = "Reconciling"
        case stable = "Stable"
    }

    struct Settings: Sendable {
        /// Broker config `group.consumer.session.timeout.ms`.
        var sessionTimeout: Int64 = 45_000
        /// Broker config `group.consumer.heartbeat.interval.ms`.
        var heartbeatInterval: Int32 = 5000
        /// Broker config `group.consumer.max.size`.
        var maxSize = Int.max
    }

    enum MemberState: Sendable {
        case stable
        /// Must revoke the partitions in `pendingRevocation`.
        case unrevoked
        /// Waits for partitions that other members have not revoked yet.
        case unreleased
    }

    struct Member: Equatable, Sendable {
        var id: String
        var instanceID: String?
        var rackID: String?
        var clientID: String
        var clientHost: String
        var rebalanceTimeout: Int64
        /// Sorted.
        var topicNames: [String] = []
        var topicRegex: String?
        /// Topics that match the regex, sorted.
        var matchedNames: [String] = []
        var serverAssignor: String?
        var epoch: Int32 = 0
        var previousEpoch: Int32 = 0
        var state = MemberState.stable
        /// Partitions that it may read now.
        var assigned: TopicPartitionSets = [:]
        /// Partitions that it was told to revoke and has not revoked yet.
        var pendingRevocation: TopicPartitionSets = [:]
        var sessionDeadline: Int64 = 0
        /// The deadline for revoking the pending partitions.
        var revocationDeadline: Int64?
        /// Its position in the order of joining.
        var order: Int

        /// Names of all topics that it subscribes to.
        var subscription: Set<String> { Set(topicNames).union(matchedNames) }
        /// The time at which it is removed unless it sends a heartbeat, or revokes.
        var deadline: Int64 { min(sessionDeadline, revocationDeadline ?? .max) }
        var rank: ServerAssignor.Rank { ServerAssignor.Rank(instanceID: instanceID, memberID: id) }
        func isReconciled(to epoch: Int32) -> Bool { state == .stable && self.epoch == epoch }
    }

    /// The group's view of a subscribed topic.
    struct TopicFacts: Equatable, Sendable {
        var id: KafkaUUID
        var partitionCount: Int
    }

    /// The client that sent the heartbeat.
    struct Caller: Sendable {
        var version: Int16
        var clientID: String
        var clientHost: String
        /// The member id if the client has none, before version 1.
        var newMemberID: String
    }

    /// The member epoch in the request of a member that leaves for good.
    static let leaveEpoch: Int32 = -1
    /// The member epoch in the request of a static member that will return.
    static let staticLeaveEpoch: Int32 = -2

    /// May change while the group has members.
    var settings: Settings
    /// Increases with every change of members, subscriptions or topics; 0 before the first.
    private(set) var epoch: Int32 = 0
    /// The group epoch of the target assignment.
    private(set) var assignmentEpoch: Int32 = 0
    /// The target assignment, by member id.
    private(set) var target: [String: TopicPartitionSets] = [:]
    /// Changes in `put` and `take` only.
    private var membersByID: [String: Member] = [:]
    /// All members in the order in which assignors serve them.
    private var ranking: [ServerAssignor.Rank] = []
    /// Numbers of members that subscribe to a topic, by its name.
    private var subscriberCounts: [String: Int] = [:]
    /// Partitions that members may still read.
    private var held: TopicPartitionSets = [:]
    private var deadlines = DeadlineQueue<String>()
    private var memberIDs: [String: String] = [:]
    private var topics: [String: TopicFacts] = [:]
    /// The version of the topic names that the regexes were last matched against.
    private var matchedVersion = -1
    private var nextOrder = 0

    init(settings: Settings = Settings()) { self.settings = settings }

    // MARK: Looking

    /// All members, in the order of joining.
    var members: [Member] { membersByID.values.sorted { $0.order < $1.order } }
    var isEmpty: Bool { membersByID.isEmpty }
    func member(_ id: String) -> Member? { membersByID[id] }
    var subscribedTopics: Set<String> { Set(subscriberCounts.keys) }

    var state: State {
        if membersByID.isEmpty { return .empty }
        if epoch > assignmentEpoch { return .assigning }
        return membersByID.values.allSatisfy { $0.isReconciled(to: assignmentEpoch) } ? .stable : .reconciling
    }

    /// The assignor that most members ask for, that of the oldest member if several are; `uniform` if none is.
    var assignor: ServerAssignor {
        var votes: [ServerAssignor: (count: Int, oldest: Int)] = [:]
        for member in membersByID.values {
            guard let assignor = member.serverAssignor.flatMap(ServerAssignor.init(rawValue:)) else { continue }
            let (count, oldest) = votes[assignor] ?? (0, .max)
            votes[assignor] = (count + 1, min(oldest, member.order))
        }
        return votes.min { ($1.value.count, $0.value.oldest) < ($0.value.count, $1.value.oldest) }?.key ?? .uniform
    }

    /// The time at which `expire` has work.
    var nextDeadline: Int64? { deadlines.next }

    // MARK: Members

    /// Adds or changes a member.
    private mutating func put(_ member: Member) {
        updateTotals(from: membersByID.updateValue(member, forKey: member.id), to: member)
    }

    private mutating func take(_ id: String) -> Member? {
        guard let member = membersByID.removeValue(forKey: id) else { return nil }
        updateTotals(from: member, to: nil)
        return member
    }

    /// Updates the group's view of all members after one has changed, so that a heartbeat need not look at all of them.
    private mutating func updateTotals(from before: Member?, to after: Member?) {
        if before?.rank != after?.rank {
            if let rank = before?.rank { ranking.remove(at: position(of: rank)) }
            if let rank = after?.rank { ranking.insert(rank, at: position(of: rank)) }
        }
        if before?.topicNames != after?.topicNames || before?.matchedNames != after?.matchedNames {
            for name in before?.subscription ?? [] {
                let count = subscriberCounts[name] ?? 0
                subscriberCounts[name] = count > 1 ? count - 1 : nil
            }
            for name in after?.subscription ?? [] { subscriberCounts[name, default: 0] += 1 }
        }
        if before?.assigned != after?.assigned || before?.pendingRevocation != after?.pendingRevocation {
            for (topic, partitions) in before?.assigned ?? [:] { held[topic]?.subtract(partitions) }
            for (topic, partitions) in before?.pendingRevocation ?? [:] { held[topic]?.subtract(partitions) }
            for (topic, partitions) in after?.assigned ?? [:] { held[topic, default: []].formUnion(partitions) }
            for (topic, partitions) in after?.pendingRevocation ?? [:] {
                held[topic, default: []].formUnion(partitions)
            }
        }
        if let id = after?.id ?? before?.id { deadlines.set(id, at: after?.deadline) }
    }

    /// The position of a member in the ranking, or of a new one.
    private func position(of rank: ServerAssignor.Rank) -> Int {
        var (low, high) = (0, ranking.count)
        while low < high {
            let middle = (low + high) / 2
            if ranking[middle] < rank { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: Heartbeat

    /// A member joins, reports its partitions, changes its subscription or leaves.
    mutating func heartbeat(
        _ request: ConsumerGroupHeartbeatRequest, _ caller: Caller, topics store: TopicStore, now: Int64
    ) throws(GroupRefusal) -> ConsumerGroupHeartbeatResponse {
        try Self.validate(request, caller.version)
        if request.memberEpoch == Self.leaveEpoch || request.memberEpoch == Self.staticLeaveEpoch {
            return try leave(request)
        }
        let owned = request.topicPartitions.map(Self.sets)
        let memberID = request.memberID.isEmpty ? caller.newMemberID : request.memberID
        guard membersByID[memberID] != nil || membersByID.count < settings.maxSize else {
            throw GroupRefusal(
                code: .groupMaxSizeReached, message: "the group has reached its limit of \(settings.maxSize) members")
        }
        let before = try find(request, memberID, owned)
        var member =
            before
            ?? Member(
                id: memberID, clientID: caller.clientID, clientHost: caller.clientHost, rebalanceTimeout: 0,
                order: takeOrder())
        try update(&member, request, caller, store)
        let joins = membersByID[member.id] == nil
        member.sessionDeadline = now + settings.sessionTimeout
        put(member)
        if let instanceID = member.instanceID { memberIDs[instanceID] = member.id }
        if joins || before?.subscription != member.subscription { epoch += 1 }
        refreshTopics(store)
        if epoch > assignmentEpoch { computeTarget() }
        reconcile(member.id, owned, now)
        guard let after = membersByID[member.id] else {
            throw GroupRefusal(code: .unknownMemberID, message: "the member was removed from the group")
        }
        let isFull =
            request.memberEpoch == 0
            || (request.rebalanceTimeoutMs != -1 && request.topicPartitions != nil
                && (request.subscribedTopicNames != nil || request.subscribedTopicRegex != nil))
        let hasChanged = before.map { $0.assigned != after.assigned } ?? true
        return ConsumerGroupHeartbeatResponse(
            memberID: after.id, memberEpoch: after.epoch, heartbeatIntervalMs: settings.heartbeatInterval,
            assignment: isFull || hasChanged ? Self.assignment(after.assigned) : nil)
    }

    private static func validate(_ request: ConsumerGroupHeartbeatRequest, _ version: Int16) throws(GroupRefusal) {
        func require(_ condition: Bool, _ message: String) throws(GroupRefusal) {
            if !condition { throw GroupRefusal(code: .invalidRequest, message: message) }
        }
        try require(request.instanceID != "", "InstanceId can't be empty.")
        try require(request.rackID != "", "RackId can't be empty.")
        switch request.memberEpoch {
        case 0:
            try require(version == 0 || !request.memberID.isEmpty, "MemberId can't be empty.")
            try require(request.rebalanceTimeoutMs != -1, "RebalanceTimeoutMs must be provided in first request.")
            try require(
                request.topicPartitions?.isEmpty == true, "TopicPartitions must be empty when (re-)joining.")
            try require(
                request.subscribedTopicNames?.isEmpty == false || request.subscribedTopicRegex?.isEmpty == false,
                "SubscribedTopicNames or SubscribedTopicRegex must be set in first request.")
        case 1..., leaveEpoch: try require(!request.memberID.isEmpty, "MemberId can't be empty.")
        case staticLeaveEpoch:
            try require(!request.memberID.isEmpty, "MemberId can't be empty.")
            try require(request.instanceID != nil, "InstanceId can't be null.")
        default: try require(false, "MemberEpoch is invalid.")
        }
        if let assignor = request.serverAssignor, ServerAssignor(rawValue: assignor) == nil {
            throw GroupRefusal(
                code: .unsupportedAssignor,
                message: "ServerAssignor \(assignor) is not supported. Supported assignors: "
                    + ServerAssignor.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
    }

    /// The member before this request; nil for a new one. Throws if its epoch is out of date.
    private mutating func find(
        _ request: ConsumerGroupHeartbeatRequest, _ memberID: String, _ owned: TopicPartitionSets?
    ) throws(GroupRefusal) -> Member? {
        let isJoining = request.memberEpoch == 0
        guard let instanceID = request.instanceID else {
            guard let member = membersByID[memberID] else {
                if isJoining { return nil }
                throw unknown(memberID)
            }
            try checkEpoch(member, request.memberEpoch, owned)
            return member
        }
        guard let known = memberIDs[instanceID].flatMap({ membersByID[$0] }) else {
            if isJoining { return membersByID[memberID] }
            throw GroupRefusal(code: .unknownMemberID, message: "unknown instance id \(instanceID)")
        }
        if isJoining, known.id != memberID || known.epoch == Self.staticLeaveEpoch {
            return try replace(known, by: memberID, instanceID)
        }
        guard known.id == memberID else { throw fenced(instanceID) }
        try checkEpoch(known, request.memberEpoch, owned)
        return known
    }

    private func unknown(_ memberID: String) -> GroupRefusal {
        GroupRefusal(code: .unknownMemberID, message: "member \(memberID) is not in the group")
    }

    private func fenced(_ instanceID: String) -> GroupRefusal {
        GroupRefusal(code: .fencedInstanceID, message: "instance id \(instanceID) belongs to another member")
    }

    /// A static member that announced its return gets its place back under a new id.
    private mutating func replace(
        _ old: Member, by memberID: String, _ instanceID: String
    ) throws(GroupRefusal) -> Member {
        guard old.epoch == Self.staticLeaveEpoch else {
            throw GroupRefusal(
                code: .unreleasedInstanceID,
                message: "instance id \(instanceID) is still used by member \(old.id), which must leave first")
        }
        _ = take(old.id)
        let targeted = target.removeValue(forKey: old.id)
        var member = old
        member.id = memberID
        member.epoch = 0
        member.previousEpoch = 0
        member.revocationDeadline = nil
        put(member)
        memberIDs[instanceID] = memberID
        target[memberID] = targeted
        return member
    }

    private func checkEpoch(_ member: Member, _ epoch: Int32, _ owned: TopicPartitionSets?) throws(GroupRefusal) {
        // Rejoining with a known id restarts from nothing: the response to the last heartbeat may have been lost.
        if epoch == member.epoch || epoch == 0 { return }
        if epoch < member.epoch, epoch == member.previousEpoch, let owned, Self.isSubset(owned, member.assigned) {
            return
        }
        throw GroupRefusal(
            code: .fencedMemberEpoch,
            message:
                "the member's epoch is \(member.epoch), not \(epoch): revoke all partitions and rejoin")
    }

    private func update(
        _ member: inout Member, _ request: ConsumerGroupHeartbeatRequest, _ caller: Caller, _ store: TopicStore
    ) throws(GroupRefusal) {
        member.clientID = caller.clientID
        member.clientHost = caller.clientHost
        if let instanceID = request.instanceID { member.instanceID = instanceID }
        if let rackID = request.rackID { member.rackID = rackID }
        if request.rebalanceTimeoutMs >= 0 { member.rebalanceTimeout = Int64(request.rebalanceTimeoutMs) }
        if let assignor = request.serverAssignor { member.serverAssignor = assignor }
        if let names = request.subscribedTopicNames { member.topicNames = Set(names).sorted() }
        if let regex = request.subscribedTopicRegex, regex != member.topicRegex {
            if regex.isEmpty {
                member.topicRegex = nil
                member.matchedNames = []
            } else {
                do throws(TopicPattern.Invalid) {
                    member.matchedNames = store.names(matching: try TopicPattern(regex))
                } catch {
                    throw GroupRefusal(
                        code: .invalidRegularExpression, message: "SubscribedTopicRegex \"\(regex)\": \(error.reason)")
                }
                member.topicRegex = regex
            }
        }
    }

    private mutating func takeOrder() -> Int {
        defer { nextOrder += 1 }
        return nextOrder
    }

    // MARK: Topics and target

    /// Compares the subscribed topics with those that exist; a difference begins a new epoch.
    private mutating func refreshTopics(_ store: TopicStore) {
        if matchedVersion != store.namesVersion {
            matchedVersion = store.namesVersion
            for var member in members {
                guard let regex = member.topicRegex else { continue }
                // The pattern was valid when the member sent it.
                guard let pattern = try? TopicPattern(regex) else { continue }
                member.matchedNames = store.names(matching: pattern)
                put(member)
            }
        }
        var found: [String: TopicFacts] = [:]
        for name in subscriberCounts.keys {
            guard let topic = store[name] else { continue }
            found[name] = TopicFacts(id: topic.id, partitionCount: topic.partitions.count)
        }
        guard found != topics else { return }
        topics = found
        // A member that just joined has already begun a new epoch.
        if epoch == assignmentEpoch { epoch += 1 }
    }

    private mutating func computeTarget() {
        var subscribers: [ServerAssignor.Subscriber] = []
        subscribers.reserveCapacity(ranking.count)
        // Most members subscribe to the same topics.
        var last = (names: [String](), matched: [String](), ids: Set<KafkaUUID>())
        for rank in ranking {
            guard let member = membersByID[rank.memberID] else { continue }
            if member.topicNames != last.names || member.matchedNames != last.matched {
                let ids = Set(member.subscription.compactMap { topics[$0]?.id })
                last = (member.topicNames, member.matchedNames, ids)
            }
            subscribers.append(.init(rank: rank, topics: last.ids, current: target[member.id] ?? [:]))
        }
        let counts = Dictionary(topics.values.map { ($0.id, $0.partitionCount) }) { first, _ in first }
        target = assignor.assign(partitionCounts: counts, to: subscribers)
        assignmentEpoch = epoch
    }

    // MARK: Reconciliation

    /// Moves a member towards its target assignment, as far as its own partitions and those of other members allow.
    private mutating func reconcile(_ id: String, _ owned: TopicPartitionSets?, _ now: Int64) {
        guard var member = membersByID[id], !member.isReconciled(to: assignmentEpoch) else { return }
        let before = member
        switch member.state {
        case .stable, .unreleased: advance(&member, at: member.epoch, owned)
        case .unrevoked:
            if Self.owns(owned, anyOf: member.pendingRevocation) { return }
            advance(&member, at: member.epoch + 1, owned)
        }
        if member.state != .unrevoked {
            member.revocationDeadline = nil
        } else if before.state != .unrevoked || before.epoch != member.epoch {
            member.revocationDeadline = now + member.rebalanceTimeout
        }
        put(member)
    }

    private func advance(_ member: inout Member, at epoch: Int32, _ owned: TopicPartitionSets?) {
        let wanted = target[member.id] ?? [:]
        var kept: TopicPartitionSets = [:]
        var revoked: TopicPartitionSets = [:]
        var added: TopicPartitionSets = [:]
        var waits = false
        for topic in Set(wanted.keys).union(member.assigned.keys) {
            let target = wanted[topic] ?? []
            let current = member.assigned[topic] ?? []
            let stays = current.intersection(target)
            let missing = target.subtracting(stays)
            let free = withoutHeld(missing, of: topic, by: member)
            if free.count < missing.count { waits = true }
            if !stays.isEmpty { kept[topic] = stays }
            if stays.count < current.count { revoked[topic] = current.subtracting(stays) }
            if !free.isEmpty { added[topic] = free }
        }
        member.assigned = kept
        if !revoked.isEmpty, Self.owns(owned, anyOf: revoked) {
            member.state = .unrevoked
            member.pendingRevocation = revoked
            setEpoch(&member, epoch)
            return
        }
        for (topic, partitions) in added { member.assigned[topic, default: []].formUnion(partitions) }
        member.pendingRevocation = [:]
        member.state = waits ? .unreleased : .stable
        setEpoch(&member, assignmentEpoch)
    }

    private func setEpoch(_ member: inout Member, _ epoch: Int32) {
        guard member.epoch != epoch else { return }
        member.previousEpoch = member.epoch
        member.epoch = epoch
    }

    /// Those of `partitions` that no member but this one may still read.
    private func withoutHeld(_ partitions: Set<Int32>, of topic: KafkaUUID, by member: Member) -> Set<Int32> {
        guard !partitions.isEmpty, let held = held[topic] else { return partitions }
        let own = member.pendingRevocation[topic] ?? []
        return partitions.filter { !held.contains($0) || own.contains($0) }
    }

    /// Whether a member still owns any of these. Without a report, it counts as owning them.
    private static func owns(_ owned: TopicPartitionSets?, anyOf partitions: TopicPartitionSets) -> Bool {
        guard let owned else { return true }
        return partitions.contains { topic, set in !(owned[topic]?.isDisjoint(with: set) ?? true) }
    }

    private static func isSubset(_ part: TopicPartitionSets, _ whole: TopicPartitionSets) -> Bool {
        part.allSatisfy { topic, set in set.isSubset(of: whole[topic] ?? []) }
    }

    // MARK: Leaving

    private mutating func leave(_ request: ConsumerGroupHeartbeatRequest) throws(GroupRefusal)
        -> ConsumerGroupHeartbeatResponse
    {
        let response = ConsumerGroupHeartbeatResponse(memberID: request.memberID, memberEpoch: request.memberEpoch)
        guard let instanceID = request.instanceID else {
            guard membersByID[request.memberID] != nil else { throw unknown(request.memberID) }
            remove(request.memberID)
            return response
        }
        guard let known = memberIDs[instanceID] else {
            throw GroupRefusal(code: .unknownMemberID, message: "unknown instance id \(instanceID)")
        }
        guard known == request.memberID else { throw fenced(instanceID) }
        if request.memberEpoch == Self.staticLeaveEpoch {
            // It keeps its partitions until its session ends.
            guard var member = membersByID[known] else { throw unknown(known) }
            member.epoch = Self.staticLeaveEpoch
            member.pendingRevocation = [:]
            member.revocationDeadline = nil
            put(member)
        } else {
            remove(known)
        }
        return response
    }

    private mutating func remove(_ id: String) {
        guard let member = take(id) else { return }
        if let instanceID = member.instanceID, memberIDs[instanceID] == id { memberIDs[instanceID] = nil }
        target[id] = nil
        epoch += 1
    }

    /// Removes members whose session or revocation has timed out at `now`, in the order of their deadlines.
    mutating func expire(now: Int64) {
        while let id = deadlines.popDue(now) { remove(id) }
    }

    // MARK: Offsets

    /// The error if this member may not commit offsets; nil if it may.
    func commitRefusal(memberID: String, epoch: Int32, isTransactional: Bool, version: Int16) -> BrokerErrorCode? {
        if epoch < 0, membersByID.isEmpty { return nil }
        guard let member = membersByID[memberID] else { return .unknownMemberID }
        if !isTransactional, version < 9 { return .unsupportedVersion }
        return member.epoch == epoch ? nil : .staleMemberEpoch
    }

    /// The error if this member may not fetch offsets; nil if it may. Requests without a member always may.
    func fetchRefusal(memberID: String?, epoch: Int32) -> BrokerErrorCode? {
        if memberID ?? "" == "", epoch < 0 { return nil }
        guard let member = memberID.flatMap({ membersByID[$0] }) else { return .unknownMemberID }
        return member.epoch == epoch ? nil : .staleMemberEpoch
    }

    // MARK: Wire

    private static func sets(_ list: [ConsumerGroupHeartbeatRequest.TopicPartitions]) -> TopicPartitionSets {
        list.reduce(into: [:]) { sets, topic in
            if !topic.partitions.isEmpty { sets[topic.topicID, default: []].formUnion(topic.partitions) }
        }
    }

    private static func assignment(_ sets: TopicPartitionSets) -> ConsumerGroupHeartbeatResponse.Assignment {
        .init(
            topicPartitions: sets.sorted { $0.key < $1.key }.map {
                .init(topicID: $0.key, partitions: $0.value.sorted())
            })
    }
}

extension KafkaUUID {
    /// Orders ids by their bits, for a deterministic order.
    static func < (a: KafkaUUID, b: KafkaUUID) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

extension TopicStore {
    /// The names of all topics that match `pattern`, sorted.
    func names(matching pattern: TopicPattern) -> [String] {
        sorted.map(\.name).filter { pattern.matches($0) }
    }
}
