// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The members of one group of the consumer protocol, in which the broker assigns: a state machine without clocks or
/// sockets.
///
/// The group's epoch grows when members or what they subscribe to change; then a new target is computed. Each member is
/// led there by its own heartbeats: it is told to give partitions up, confirms that by what it says it owns, and only
/// then do others get them.
///
///     stable ──new target──▶ unrevoked ──given up──▶ unreleased ──others gave theirs up──▶ stable
///       │                                                ▲
///       └─────────────── nothing to give up ─────────────┘
///
/// Members of the classic protocol cannot be in it: groups change their type only while they are empty. Source:
/// KIP-848, Apache Kafka's GroupMetadataManager and CurrentAssignmentBuilder, KIP-1082 (members make their ids from
/// version 1 on).
struct ConsumerGroup: Sendable {
    /// The names are those of ConsumerGroupDescribe.
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
        /// Has to give up what is in `pendingRevocation`.
        case unrevoked
        /// Waits for partitions that others have not given up yet.
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
        /// The topics that the regex matches, sorted.
        var matchedNames: [String] = []
        var serverAssignor: String?
        var epoch: Int32 = 0
        var previousEpoch: Int32 = 0
        var state = MemberState.stable
        /// What it may read now.
        var assigned: TopicPartitionSets = [:]
        /// What it was told to give up and has not given up yet.
        var pendingRevocation: TopicPartitionSets = [:]
        var sessionDeadline: Int64 = 0
        /// Until when it must have given up what is pending.
        var revocationDeadline: Int64?
        /// Its place in the order in which members came.
        var order: Int

        /// All topics that it wants, as names.
        var subscription: Set<String> { Set(topicNames).union(matchedNames) }
        func isReconciled(to epoch: Int32) -> Bool { state == .stable && self.epoch == epoch }
    }

    /// What the group knows of a topic that somebody subscribes to.
    struct TopicFacts: Equatable, Sendable {
        var id: KafkaUUID
        var partitionCount: Int
    }

    /// Who asks, beside the request.
    struct Caller: Sendable {
        var version: Int16
        var clientID: String
        var clientHost: String
        /// The id that is given out if the client brings none, before version 1.
        var newMemberID: String
    }

    /// A member that leaves for good says so in place of its epoch.
    static let leaveEpoch: Int32 = -1
    /// A static member that comes back says so in place of its epoch.
    static let staticLeaveEpoch: Int32 = -2

    /// May change while there are members.
    var settings: Settings
    /// Grows with every change of members, subscriptions or topics; 0 before the first.
    private(set) var epoch: Int32 = 0
    /// The group epoch that the target was computed for.
    private(set) var assignmentEpoch: Int32 = 0
    /// Who is to have what, by member id.
    private(set) var target: [String: TopicPartitionSets] = [:]
    private var membersByID: [String: Member] = [:]
    private var memberIDs: [String: String] = [:]
    private var topics: [String: TopicFacts] = [:]
    /// The names' version that the regexes were last matched against.
    private var matchedVersion = -1
    private var nextOrder = 0

    init(settings: Settings = Settings()) { self.settings = settings }

    // MARK: Looking

    /// All members in the order in which they came.
    var members: [Member] { membersByID.values.sorted { $0.order < $1.order } }
    var isEmpty: Bool { membersByID.isEmpty }
    func member(_ id: String) -> Member? { membersByID[id] }
    var subscribedTopics: Set<String> { membersByID.values.reduce(into: []) { $0.formUnion($1.subscription) } }

    var state: State {
        if membersByID.isEmpty { return .empty }
        if epoch > assignmentEpoch { return .assigning }
        return membersByID.values.allSatisfy { $0.isReconciled(to: assignmentEpoch) } ? .stable : .reconciling
    }

    /// The assignor that most members name; the first of all if none does.
    var assignor: ServerAssignor {
        let votes = members.compactMap { $0.serverAssignor.flatMap(ServerAssignor.init(rawValue:)) }
        let counts = Dictionary(grouping: votes) { $0 }.mapValues(\.count)
        let most = counts.values.max()
        return votes.first { counts[$0] == most } ?? .uniform
    }

    /// When `expire` has something to do.
    var nextDeadline: Int64? {
        membersByID.values.map { min($0.sessionDeadline, $0.revocationDeadline ?? .max) }.min()
    }

    // MARK: Heartbeat

    /// A member joins, confirms what it owns, changes its subscription or leaves.
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
                code: .groupMaxSizeReached, message: "the group has \(settings.maxSize) members, which is its limit")
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
        membersByID[member.id] = member
        if let instanceID = member.instanceID { memberIDs[instanceID] = member.id }
        if joins || before?.subscription != member.subscription { epoch += 1 }
        refreshTopics(store)
        if epoch > assignmentEpoch { computeTarget() }
        reconcile(member.id, owned, now)
        guard let after = membersByID[member.id] else {
            throw GroupRefusal(code: .unknownMemberID, message: "the member is gone")
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

    /// The member that asks as it was; nil if it is new. One that lost its epoch is refused.
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
            throw GroupRefusal(code: .unknownMemberID, message: "instance id \(instanceID) is not known")
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

    /// A static member that said it would be back takes its place again under a new id.
    private mutating func replace(
        _ old: Member, by memberID: String, _ instanceID: String
    ) throws(GroupRefusal) -> Member {
        guard old.epoch == Self.staticLeaveEpoch else {
            throw GroupRefusal(
                code: .unreleasedInstanceID,
                message: "instance id \(instanceID) is still used by member \(old.id), which must leave first")
        }
        membersByID[old.id] = nil
        let targeted = target.removeValue(forKey: old.id)
        var member = old
        member.id = memberID
        member.epoch = 0
        member.previousEpoch = 0
        member.revocationDeadline = nil
        membersByID[memberID] = member
        memberIDs[instanceID] = memberID
        target[memberID] = targeted
        return member
    }

    private func checkEpoch(_ member: Member, _ epoch: Int32, _ owned: TopicPartitionSets?) throws(GroupRefusal) {
        // Joining again with an id that is known begins from nothing; the answer to the last heartbeat may have been
        // lost.
        if epoch == member.epoch || epoch == 0 { return }
        if epoch < member.epoch, epoch == member.previousEpoch, let owned, Self.isSubset(owned, member.assigned) {
            return
        }
        throw GroupRefusal(
            code: .fencedMemberEpoch,
            message:
                "the member is at epoch \(member.epoch), not \(epoch): it must give up its partitions and join again")
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

    /// Compares what is subscribed to with what there is; a difference makes a new epoch.
    private mutating func refreshTopics(_ store: TopicStore) {
        if matchedVersion != store.namesVersion {
            matchedVersion = store.namesVersion
            for id in membersByID.keys {
                guard let regex = membersByID[id]?.topicRegex else { continue }
                // It was valid when it came.
                guard let pattern = try? TopicPattern(regex) else { continue }
                membersByID[id]?.matchedNames = store.names(matching: pattern)
            }
        }
        var found: [String: TopicFacts] = [:]
        for name in subscribedTopics {
            guard let topic = store[name] else { continue }
            found[name] = TopicFacts(id: topic.id, partitionCount: topic.partitions.count)
        }
        guard found != topics else { return }
        topics = found
        // The member that came in this heartbeat has made a new epoch already.
        if epoch == assignmentEpoch { epoch += 1 }
    }

    private mutating func computeTarget() {
        let subscribers = members.map { member in
            ServerAssignor.Subscriber(
                memberID: member.id, instanceID: member.instanceID,
                topics: Set(member.subscription.compactMap { topics[$0]?.id }), current: target[member.id] ?? [:])
        }
        let counts = Dictionary(topics.values.map { ($0.id, $0.partitionCount) }) { first, _ in first }
        target = assignor.assign(partitionCounts: counts, to: subscribers)
        assignmentEpoch = epoch
    }

    // MARK: Reconciliation

    /// Leads a member as far towards its target as what it owns, and what others still hold, allow.
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
        membersByID[id] = member
    }

    private func advance(_ member: inout Member, at epoch: Int32, _ owned: TopicPartitionSets?) {
        let wanted = target[member.id] ?? [:]
        let held = heldByOthers(than: member.id)
        var kept: TopicPartitionSets = [:]
        var revoked: TopicPartitionSets = [:]
        var added: TopicPartitionSets = [:]
        var waits = false
        for topic in Set(wanted.keys).union(member.assigned.keys) {
            let target = wanted[topic] ?? []
            let current = member.assigned[topic] ?? []
            let stays = current.intersection(target)
            let free = target.subtracting(stays).subtracting(held[topic] ?? [])
            if free.count < target.count - stays.count { waits = true }
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

    /// What other members may still be reading.
    private func heldByOthers(than id: String) -> TopicPartitionSets {
        var held: TopicPartitionSets = [:]
        for member in membersByID.values where member.id != id {
            for (topic, partitions) in member.assigned { held[topic, default: []].formUnion(partitions) }
            for (topic, partitions) in member.pendingRevocation { held[topic, default: []].formUnion(partitions) }
        }
        return held
    }

    /// Whether a member still owns any of these. One that does not say what it owns is taken to own them.
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
            throw GroupRefusal(code: .unknownMemberID, message: "instance id \(instanceID) is not known")
        }
        guard known == request.memberID else { throw fenced(instanceID) }
        if request.memberEpoch == Self.staticLeaveEpoch {
            // It keeps its partitions for the rest of its session.
            membersByID[known]?.epoch = Self.staticLeaveEpoch
            membersByID[known]?.pendingRevocation = [:]
            membersByID[known]?.revocationDeadline = nil
        } else {
            remove(known)
        }
        return response
    }

    private mutating func remove(_ id: String) {
        guard let member = membersByID.removeValue(forKey: id) else { return }
        if let instanceID = member.instanceID, memberIDs[instanceID] == id { memberIDs[instanceID] = nil }
        target[id] = nil
        epoch += 1
    }

    /// Fences the members whose session or time to give up partitions is over at `now`, in the order of their
    /// deadlines.
    mutating func expire(now: Int64) {
        while let next = nextDeadline, next <= now {
            for member in members where min(member.sessionDeadline, member.revocationDeadline ?? .max) == next {
                remove(member.id)
            }
        }
    }

    // MARK: Offsets

    /// Why a commit in this member's name is refused; nil if it is taken.
    func commitRefusal(memberID: String, epoch: Int32, isTransactional: Bool, version: Int16) -> BrokerErrorCode? {
        if epoch < 0, membersByID.isEmpty { return nil }
        guard let member = membersByID[memberID] else { return .unknownMemberID }
        if !isTransactional, version < 9 { return .unsupportedVersion }
        return member.epoch == epoch ? nil : .staleMemberEpoch
    }

    /// Why offsets are not told to this member; nil if they are. Without a member anybody may ask.
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
    /// By value of the bits, for a fixed order.
    static func < (a: KafkaUUID, b: KafkaUUID) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

extension TopicStore {
    /// The names of all topics that `pattern` matches, sorted.
    func names(matching pattern: TopicPattern) -> [String] {
        sorted.map(\.name).filter { pattern.matches($0) }
    }
}
