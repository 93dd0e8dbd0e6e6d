// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// One group of the classic protocol, in which the group's leader assigns partitions: a state machine without clocks or
/// sockets.
///
/// Every event has the time and returns effects: responses to parked calls. `nextDeadline` is the time at which
/// `expire` must be called. A group that is not in memory is what Kafka calls dead.
///
///     empty ──join──▶ preparingRebalance ──all joined, or time is up──▶ completingRebalance ──leader's sync──▶ stable
///       ▲                 │      ▲                                            │                                  │
///       └── nobody left ──┘      └────────────────── join, leave, expiry ─────┴──────────────────────────────────┘
///
/// Source: Apache Kafka's GroupMetadataManager and ClassicGroup, KIP-345 (static members), KIP-394 (member ids first),
/// KIP-814 (skipAssignment).
struct ClassicGroup: Sendable {
    /// States, named as in DescribeGroups.
    enum State: String, Sendable {
        case empty = "Empty"
        case preparingRebalance = "PreparingRebalance"
        case completingRebalance = "CompletingRebalance"
        case stable = "Stable"
    }

    /// A response to a parked call.
    enum Effect: Equatable, Sendable {
        case joined(CallID, JoinGroupResponse)
        case synced(CallID, SyncGroupResponse)
    }

    struct Settings: Sendable {
        /// Broker config `group.initial.rebalance.delay.ms`.
        var initialRebalanceDelay: Int64 = 0
        /// Broker config `group.max.size`.
        var maxSize = Int.max
        /// Time that a new member may wait for its first generation before it is removed.
        var newMemberJoinTimeout: Int64 = 300_000
    }

    /// A member's support of an embedded protocol, such as the assignor `range`.
    struct MemberProtocol: Equatable, Sendable {
        var name: String
        var metadata: ByteSlice
    }

    struct Member: Sendable {
        var id: String
        var instanceID: String?
        var clientID: String
        var clientHost: String
        var sessionTimeout: Int64
        var rebalanceTimeout: Int64
        var protocols: [MemberProtocol]
        var assignment = ByteSlice.empty
        /// The member's JoinGroup, which waits for the next generation.
        var joining: CallID?
        /// The member's SyncGroup, which waits for the leader's.
        var syncing: CallID?
        /// Whether it has not seen a generation yet; then it may expire while it waits.
        var isNew = true
        /// The time at which it is removed unless it sends a request.
        var sessionDeadline: Int64 = 0
        /// Its position in the order of joining.
        var order: Int

        /// A member that waits for others cannot send heartbeats, so it does not expire.
        var deadline: Int64? { !isNew && (joining != nil || syncing != nil) ? nil : sessionDeadline }

        func metadata(of name: String?) -> ByteSlice { protocols.first { $0.name == name }?.metadata ?? .empty }
    }

    /// The client that joins.
    struct Joiner: Sendable {
        var call: CallID
        var version: Int16
        var clientID: String
        var clientHost: String
        /// The member id if this is a new member.
        var newMemberID: String
    }

    let settings: Settings
    private(set) var state = State.empty
    /// Increases with every rebalance; 0 before the first.
    private(set) var generation: Int32 = 0
    /// The type of the group, such as `consumer`; nil before the first member.
    private(set) var protocolType: String?
    /// The embedded protocol of this generation.
    private(set) var protocolName: String?
    private(set) var leader: String?
    private var membersByID: [String: Member] = [:]
    private var memberIDs: [String: String] = [:]
    /// Member ids that were given out but not used yet, with their expiry times.
    private var pendingMembers: [String: Int64] = [:]
    private var pendingSync: Set<String> = []
    private var joinDeadline: Int64?
    /// During the first rebalance: how much longer it may be delayed, and whether a member joined since the last delay.
    private var initial: (remaining: Int64, memberAdded: Bool)?
    private var syncDeadline: Int64?
    private var nextOrder = 0

    init(settings: Settings = Settings()) { self.settings = settings }

    // MARK: Looking

    /// All members, in the order of joining.
    var members: [Member] { membersByID.values.sorted { $0.order < $1.order } }
    var memberCount: Int { membersByID.count }
    var isEmpty: Bool { membersByID.isEmpty && pendingMembers.isEmpty }
    func member(_ id: String) -> Member? { membersByID[id] }
    func memberID(ofInstance instanceID: String) -> String? { memberIDs[instanceID] }

    /// The time at which `expire` has work.
    var nextDeadline: Int64? {
        var next = [joinDeadline, syncDeadline, pendingMembers.values.min()].compactMap { $0 }.min()
        for member in membersByID.values {
            if let deadline = member.deadline, deadline < next ?? .max { next = deadline }
        }
        return next
    }

    /// The topics that the members subscribe to in the `consumer` protocol; nil if unknown.
    var subscribedTopics: Set<String>? {
        guard protocolType == "consumer" else { return membersByID.isEmpty ? [] : nil }
        guard let protocolName else { return nil }
        var topics: Set<String> = []
        for member in membersByID.values {
            guard let subscription = ConsumerProtocolSubscription.read(member.metadata(of: protocolName)) else {
                return nil
            }
            topics.formUnion(subscription.topics)
        }
        return topics
    }

    // MARK: JoinGroup

    /// A member joins or rejoins. The response is an effect of this event or of a later one.
    mutating func join(_ request: JoinGroupRequest, _ joiner: Joiner, now: Int64) -> [Effect] {
        guard accepts(request.memberID) else {
            var effects = [refusal(joiner, "", .groupMaxSizeReached)]
            if membersByID[request.memberID] != nil { effects += remove(request.memberID) }
            pendingMembers[request.memberID] = nil
            return effects
        }
        guard supports(request.protocolType, request.protocols) else {
            return [refusal(joiner, request.memberID, .inconsistentGroupProtocol)]
        }
        return request.memberID.isEmpty ? joinNew(request, joiner, now) : joinKnown(request, joiner, now)
    }

    private func accepts(_ memberID: String) -> Bool {
        switch state {
        case .empty: true
        case .preparingRebalance:
            membersByID[memberID]?.joining != nil
                || membersByID.values.count { $0.joining != nil } < settings.maxSize
        case .completingRebalance, .stable: membersByID[memberID] != nil || membersByID.count < settings.maxSize
        }
    }

    /// Whether the other members share a protocol with this one.
    private func supports(_ type: String, _ protocols: [JoinGroupRequest.JoinGroupRequestProtocol]) -> Bool {
        guard !type.isEmpty, !protocols.isEmpty else { return false }
        if membersByID.isEmpty { return true }
        let candidates = candidateProtocols
        return type == protocolType && protocols.contains { candidates.contains($0.name) }
    }

    private mutating func joinNew(_ request: JoinGroupRequest, _ joiner: Joiner, _ now: Int64) -> [Effect] {
        if let instanceID = request.groupInstanceID {
            guard let old = memberIDs[instanceID] else { return add(request, joiner.newMemberID, joiner, now) }
            return replace(old, instanceID, request, joiner, now)
        }
        guard joiner.version >= 4 else { return add(request, joiner.newMemberID, joiner, now) }
        // Our own limit: otherwise a client that never returns could fill the memory with ids.
        guard pendingMembers.count < settings.maxSize else { return [refusal(joiner, "", .groupMaxSizeReached)] }
        pendingMembers[joiner.newMemberID] = now + Int64(request.sessionTimeoutMs)
        return [refusal(joiner, joiner.newMemberID, .memberIDRequired)]
    }

    private mutating func joinKnown(_ request: JoinGroupRequest, _ joiner: Joiner, _ now: Int64) -> [Effect] {
        let id = request.memberID
        if pendingMembers[id] != nil, request.groupInstanceID == nil { return add(request, id, joiner, now) }
        if let code = validate(id, request.groupInstanceID) { return [refusal(joiner, id, code)] }
        guard let member = membersByID[id] else { return [refusal(joiner, id, .unknownMemberID)] }
        let isSame = member.protocols == protocols(of: request)
        switch state {
        case .preparingRebalance: return update(id, request, joiner, now)
        case .completingRebalance where isSame, .stable where isSame && id != leader:
            return [.joined(joiner.call, generationResponse(for: id, withMembers: state == .completingRebalance))]
        case .completingRebalance, .stable: return update(id, request, joiner, now)
        case .empty: return [refusal(joiner, id, .unknownMemberID)]
        }
    }

    private mutating func add(_ request: JoinGroupRequest, _ id: String, _ joiner: Joiner, _ now: Int64) -> [Effect] {
        pendingMembers[id] = nil
        if membersByID.isEmpty { protocolType = request.protocolType }
        membersByID[id] = Member(
            id: id, instanceID: request.groupInstanceID, clientID: joiner.clientID, clientHost: joiner.clientHost,
            sessionTimeout: Int64(request.sessionTimeoutMs), rebalanceTimeout: Int64(request.rebalanceTimeoutMs),
            protocols: protocols(of: request), joining: joiner.call,
            sessionDeadline: now + settings.newMemberJoinTimeout, order: nextOrder)
        nextOrder += 1
        if let instanceID = request.groupInstanceID { memberIDs[instanceID] = id }
        if leader == nil { leader = id }
        initial?.memberAdded = true
        return rebalanceOrComplete(now)
    }

    private mutating func update(_ id: String, _ request: JoinGroupRequest, _ joiner: Joiner, _ now: Int64) -> [Effect]
    {
        store(request, joiner.call, of: id) + rebalanceOrComplete(now)
    }

    /// Updates a member from its request. An earlier call that still waits is refused.
    private mutating func store(_ request: JoinGroupRequest, _ call: CallID, of id: String) -> [Effect] {
        let waited = membersByID[id]?.joining
        let protocols = protocols(of: request)
        membersByID[id]?.protocols = protocols
        membersByID[id]?.sessionTimeout = Int64(request.sessionTimeoutMs)
        membersByID[id]?.rebalanceTimeout = Int64(request.rebalanceTimeoutMs)
        membersByID[id]?.joining = call
        return waited.map { [.joined($0, Self.failure(id, .rebalanceInProgress))] } ?? []
    }

    /// A known static member returns without its member id: it replaces its old self under a new id.
    private mutating func replace(
        _ old: String, _ instanceID: String, _ request: JoinGroupRequest, _ joiner: Joiner, _ now: Int64
    ) -> [Effect] {
        guard var member = membersByID.removeValue(forKey: old) else { return [] }
        var effects: [Effect] = []
        if let call = member.joining { effects.append(.joined(call, Self.failure(old, .fencedInstanceID))) }
        if let call = member.syncing { effects.append(.synced(call, Self.failure(.fencedInstanceID))) }
        let formerLeader = leader
        member.id = joiner.newMemberID
        member.joining = nil
        member.syncing = nil
        member.clientID = joiner.clientID
        member.clientHost = joiner.clientHost
        member.sessionDeadline = now + Int64(request.sessionTimeoutMs)
        membersByID[member.id] = member
        memberIDs[instanceID] = member.id
        if leader == old { leader = member.id }
        if pendingSync.remove(old) != nil { pendingSync.insert(member.id) }
        effects += store(request, joiner.call, of: member.id)
        switch state {
        case .stable:
            guard selectedProtocol == protocolName else { return effects + rebalanceOrComplete(now) }
            membersByID[member.id]?.joining = nil
            membersByID[member.id]?.isNew = false
            var response = generationResponse(for: member.id, withMembers: joiner.version >= 9)
            // Before version 9, a returning leader must not assign again, so it is told its old id as the leader.
            if joiner.version < 9 { response.leader = formerLeader ?? "" }
            response.skipAssignment = joiner.version >= 9 && leader == member.id
            return effects + [.joined(joiner.call, response)]
        // The leader may already know the old id and would assign partitions to it.
        case .completingRebalance: return effects + prepareRebalance(now)
        case .preparingRebalance, .empty: return effects + completeIfAllJoined(now)
        }
    }

    private func protocols(of request: JoinGroupRequest) -> [MemberProtocol] {
        // Copies, because a slice would keep the whole request in memory.
        request.protocols.map { MemberProtocol(name: $0.name, metadata: ByteSlice(copying: $0.metadata.bytes)) }
    }

    // MARK: SyncGroup

    /// A member asks for its assignment; the leader's request has all assignments.
    mutating func sync(_ request: SyncGroupRequest, _ call: CallID, now: Int64) -> [Effect] {
        let id = request.memberID
        if let code = validate(id, request.groupInstanceID) { return [.synced(call, Self.failure(code))] }
        guard request.generationID == generation else { return [.synced(call, Self.failure(.illegalGeneration))] }
        let fits =
            (request.protocolType == nil || request.protocolType == protocolType)
            && (request.protocolName == nil || request.protocolName == protocolName)
        guard fits else { return [.synced(call, Self.failure(.inconsistentGroupProtocol))] }
        switch state {
        case .empty: return [.synced(call, Self.failure(.unknownMemberID))]
        case .preparingRebalance: return [.synced(call, Self.failure(.rebalanceInProgress))]
        case .completingRebalance:
            let waited = membersByID[id]?.syncing
            membersByID[id]?.syncing = call
            didSync(id)
            var effects: [Effect] = waited.map { [.synced($0, Self.failure(.rebalanceInProgress))] } ?? []
            if id == leader { effects += assign(request.assignments, now) }
            return effects
        case .stable:
            didSync(id)
            return [.synced(call, assignmentResponse(for: id))]
        }
    }

    private mutating func didSync(_ id: String) {
        pendingSync.remove(id)
        if pendingSync.isEmpty { syncDeadline = nil }
    }

    private mutating func assign(_ assignments: [SyncGroupRequest.SyncGroupRequestAssignment], _ now: Int64) -> [Effect]
    {
        let byMember = Dictionary(assignments.map { ($0.memberID, $0.assignment) }) { _, last in last }
        for id in membersByID.keys {
            membersByID[id]?.assignment = byMember[id].map { ByteSlice(copying: $0.bytes) } ?? .empty
        }
        state = .stable
        return releaseSyncs(now) { group, id in group.assignmentResponse(for: id) }
    }

    /// Responds to all members that wait for an assignment, and restarts their sessions.
    private mutating func releaseSyncs(
        _ now: Int64, _ response: (ClassicGroup, String) -> SyncGroupResponse
    ) -> [Effect] {
        var effects: [Effect] = []
        for member in members {
            guard let call = member.syncing else { continue }
            effects.append(.synced(call, response(self, member.id)))
            membersByID[member.id]?.syncing = nil
            keepAlive(member.id, now)
        }
        return effects
    }

    // MARK: Heartbeat, LeaveGroup

    /// Extends a member's session. Returns `none`, or the code of what it must do instead.
    mutating func heartbeat(_ id: String, instanceID: String?, generation: Int32, now: Int64) -> BrokerErrorCode {
        if let code = validate(id, instanceID) { return code }
        guard generation == self.generation else { return .illegalGeneration }
        switch state {
        case .empty: return .unknownMemberID
        case .preparingRebalance:
            keepAlive(id, now)
            return .rebalanceInProgress
        case .completingRebalance, .stable:
            keepAlive(id, now)
            return .none
        }
    }

    /// Removes members by member id, or by instance id if an administrator removes them. Returns one code for each, in
    /// order.
    mutating func leave(
        _ leaving: [(memberID: String, instanceID: String?)], now: Int64
    ) -> (codes: [BrokerErrorCode], effects: [Effect]) {
        var effects: [Effect] = []
        let codes = leaving.map { memberID, instanceID -> BrokerErrorCode in
            if memberID.isEmpty {
                guard let id = instanceID.flatMap({ memberIDs[$0] }) else { return .unknownMemberID }
                effects += remove(id)
                return .none
            }
            if pendingMembers.removeValue(forKey: memberID) != nil { return .none }
            if let code = validate(memberID, instanceID) { return code }
            effects += remove(memberID)
            return .none
        }
        if codes.contains(.none) {
            switch state {
            case .stable, .completingRebalance: effects += rebalanceOrComplete(now)
            case .preparingRebalance: effects += completeIfAllJoined(now)
            case .empty: break
            }
        }
        return (codes, effects)
    }

    private mutating func keepAlive(_ id: String, _ now: Int64) {
        guard let timeout = membersByID[id]?.sessionTimeout else { return }
        membersByID[id]?.sessionDeadline = now + timeout
    }

    /// Removes a member; its waiting calls fail with UNKNOWN_MEMBER_ID.
    private mutating func remove(_ id: String) -> [Effect] {
        guard let member = membersByID.removeValue(forKey: id) else { return [] }
        if let instanceID = member.instanceID, memberIDs[instanceID] == id { memberIDs[instanceID] = nil }
        pendingSync.remove(id)
        if leader == id { leader = members.first?.id }
        var effects: [Effect] = []
        if let call = member.joining { effects.append(.joined(call, Self.failure("", .unknownMemberID))) }
        if let call = member.syncing { effects.append(.synced(call, Self.failure(.unknownMemberID))) }
        return effects
    }

    // MARK: Offsets

    /// The error if this member may not commit offsets; nil if it may. Extends its session.
    mutating func commitRefusal(
        memberID: String, instanceID: String?, generation: Int32, isTransactional: Bool, now: Int64
    ) -> BrokerErrorCode? {
        if generation < 0, state == .empty { return nil }
        if generation >= 0 || !memberID.isEmpty || instanceID != nil {
            if let code = validate(memberID, instanceID) { return code }
            guard generation == self.generation else { return .illegalGeneration }
        } else if !isTransactional, state != .empty {
            return .unknownMemberID
        }
        if !isTransactional, state == .completingRebalance { return .rebalanceInProgress }
        if state == .stable || state == .preparingRebalance { keepAlive(memberID, now) }
        return nil
    }

    /// The error if the member is unknown under this id and instance id; nil if it is known.
    private func validate(_ id: String, _ instanceID: String?) -> BrokerErrorCode? {
        if let instanceID {
            guard let known = memberIDs[instanceID] else { return .unknownMemberID }
            guard known == id else { return .fencedInstanceID }
        }
        return membersByID[id] == nil ? .unknownMemberID : nil
    }

    // MARK: Rebalancing

    private mutating func rebalanceOrComplete(_ now: Int64) -> [Effect] {
        state == .preparingRebalance ? completeIfAllJoined(now) : prepareRebalance(now)
    }

    private mutating func prepareRebalance(_ now: Int64) -> [Effect] {
        var effects: [Effect] = []
        if state == .completingRebalance {
            for id in membersByID.keys { membersByID[id]?.assignment = .empty }
            effects += releaseSyncs(now) { _, _ in Self.failure(.rebalanceInProgress) }
        }
        pendingSync = []
        syncDeadline = nil
        let wasEmpty = state == .empty
        state = .preparingRebalance
        if wasEmpty, settings.initialRebalanceDelay > 0 {
            joinDeadline = now + settings.initialRebalanceDelay
            initial = (max(rebalanceTimeout - settings.initialRebalanceDelay, 0), false)
            return effects
        }
        joinDeadline = now + rebalanceTimeout
        return effects + (wasEmpty ? completeJoin(now) : completeIfAllJoined(now))
    }

    /// The longest rebalance timeout of the members.
    private var rebalanceTimeout: Int64 { membersByID.values.map(\.rebalanceTimeout).max() ?? 0 }

    private mutating func completeIfAllJoined(_ now: Int64) -> [Effect] {
        guard state == .preparingRebalance, initial == nil else { return [] }
        // A member id that was given out counts as a member: its owner is about to join.
        guard pendingMembers.isEmpty, membersByID.values.allSatisfy({ $0.joining != nil }) else { return [] }
        return completeJoin(now)
    }

    /// Begins the next generation with the members that have joined. Static members that have not stay until their
    /// session ends.
    private mutating func completeJoin(_ now: Int64) -> [Effect] {
        joinDeadline = nil
        initial = nil
        var effects: [Effect] = []
        for member in members where member.joining == nil && member.instanceID == nil { effects += remove(member.id) }
        if !membersByID.isEmpty, !electLeader() {
            joinDeadline = now + max(rebalanceTimeout, 1)
            return effects
        }
        generation &+= 1
        pendingSync = []
        guard !membersByID.isEmpty else {
            state = .empty
            protocolName = nil
            leader = nil
            return effects
        }
        state = .completingRebalance
        protocolName = selectedProtocol
        for member in members {
            if let call = member.joining {
                effects.append(.joined(call, generationResponse(for: member.id, withMembers: true)))
            }
            membersByID[member.id]?.joining = nil
            membersByID[member.id]?.isNew = false
            keepAlive(member.id, now)
            pendingSync.insert(member.id)
        }
        syncDeadline = now + rebalanceTimeout
        return effects
    }

    /// Makes sure that the leader has joined. Returns false if no member has.
    private mutating func electLeader() -> Bool {
        if let leader, membersByID[leader]?.joining != nil { return true }
        guard let joined = members.first(where: { $0.joining != nil }) else { return false }
        leader = joined.id
        return true
    }

    /// The protocols that all members support.
    private var candidateProtocols: Set<String> {
        var common: Set<String>?
        for member in membersByID.values {
            let names = Set(member.protocols.map(\.name))
            common = common?.intersection(names) ?? names
        }
        return common ?? []
    }

    /// The protocol with the most votes: each member votes for its first one that all support. In a tie, the earliest
    /// member's vote decides.
    private var selectedProtocol: String? {
        let candidates = candidateProtocols
        let votes = members.compactMap { member in member.protocols.first { candidates.contains($0.name) }?.name }
        let counts = Dictionary(grouping: votes) { $0 }.mapValues(\.count)
        let most = counts.values.max()
        return votes.first { counts[$0] == most }
    }

    // MARK: Time

    /// Makes the transitions due at `now`, in the order of their deadlines.
    mutating func expire(now: Int64) -> [Effect] {
        var effects: [Effect] = []
        // Each turn removes one deadline or moves it past `now`, unless a timeout is 0, which a hostile member may ask
        // for.
        for _ in 0...(membersByID.count + pendingMembers.count + 2) {
            guard let next = nextDeadline, next <= now else { break }
            effects += expireOne(next, now)
        }
        return effects
    }

    private mutating func expireOne(_ deadline: Int64, _ now: Int64) -> [Effect] {
        if let pending = pendingMembers.filter({ $0.value == deadline }).keys.min() {
            pendingMembers[pending] = nil
            return completeIfAllJoined(now)
        }
        if let member = members.first(where: { $0.deadline == deadline }) {
            let effects = remove(member.id)
            switch state {
            case .stable, .completingRebalance: return effects + rebalanceOrComplete(now)
            case .preparingRebalance: return effects + completeIfAllJoined(now)
            case .empty: return effects
            }
        }
        if joinDeadline == deadline { return expireJoin(now) }
        return syncDeadline == deadline ? expireSync(now) : []
    }

    private mutating func expireJoin(_ now: Int64) -> [Effect] {
        guard let initial, initial.memberAdded, initial.remaining > 0 else { return completeJoin(now) }
        let delay = min(settings.initialRebalanceDelay, initial.remaining)
        self.initial = (max(initial.remaining - delay, 0), false)
        joinDeadline = now + delay
        return []
    }

    /// Removes members that joined a generation but never asked for their assignment.
    private mutating func expireSync(_ now: Int64) -> [Effect] {
        syncDeadline = nil
        guard state == .completingRebalance || state == .stable, !pendingSync.isEmpty else { return [] }
        var effects: [Effect] = []
        for id in pendingSync.sorted() { effects += remove(id) }
        return effects + prepareRebalance(now)
    }

    // MARK: Answers

    /// The response to a member that joined this generation; `withMembers` lists all members to the leader.
    private func generationResponse(for id: String, withMembers: Bool) -> JoinGroupResponse {
        let list = withMembers && id == leader ? members : []
        return JoinGroupResponse(
            generationID: generation, protocolType: protocolType, protocolName: protocolName, leader: leader ?? "",
            memberID: id,
            members: list.map {
                .init(memberID: $0.id, groupInstanceID: $0.instanceID, metadata: $0.metadata(of: protocolName))
            })
    }

    private func assignmentResponse(for id: String) -> SyncGroupResponse {
        SyncGroupResponse(
            protocolType: protocolType, protocolName: protocolName, assignment: membersByID[id]?.assignment ?? .empty)
    }

    private func refusal(_ joiner: Joiner, _ memberID: String, _ code: BrokerErrorCode) -> Effect {
        .joined(joiner.call, Self.failure(memberID, code))
    }

    static func failure(_ memberID: String, _ code: BrokerErrorCode) -> JoinGroupResponse {
        JoinGroupResponse(errorCode: code.rawValue, generationID: -1, memberID: memberID)
    }

    static func failure(_ code: BrokerErrorCode) -> SyncGroupResponse { SyncGroupResponse(errorCode: code.rawValue) }
}

extension ConsumerProtocolSubscription {
    /// Reads a subscription after its version, the metadata of the `consumer` protocol; nil if it does not parse.
    static func read(_ metadata: ByteSlice) -> ConsumerProtocolSubscription? {
        var reader = WireReader(metadata)
        do throws(WireError) {
            let version = try reader.readInt16()
            guard version >= 0 else { return nil }
            // Later versions only add fields.
            return try ConsumerProtocolSubscription(from: &reader, version: min(version, versions.upperBound))
        } catch {
            return nil
        }
    }
}
