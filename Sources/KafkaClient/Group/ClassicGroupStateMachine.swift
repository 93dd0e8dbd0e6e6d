// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The membership of the classic protocol, in which a member of the group assigns partitions: events in, actions out.
///
/// | state | event | next state | actions |
/// |---|---|---|---|
/// | idle | subscribe | joining | send JoinGroup |
/// | joining | answer: chosen as leader | assigning | compute the assignment, watch topics |
/// | joining | answer: follower | syncing | send SyncGroup |
/// | joining | MEMBER_ID_REQUIRED | joining | send JoinGroup with the id |
/// | joining, syncing | failure that passes | joining | send JoinGroup after a backoff |
/// | assigning | assignment made | syncing | send SyncGroup with all assignments |
/// | syncing | answer | stable | read added partitions, heartbeat |
/// | syncing | answer takes partitions away (cooperative) | releasing, then joining | read added, release the others |
/// | stable | REBALANCE_IN_PROGRESS, other topics | releasing, joining | release all; cooperative: unwanted topics |
/// | releasing | released | joining or leaving | send JoinGroup or LeaveGroup |
/// | any member | UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION | releasing, then joining | all partitions are lost |
/// | any member | stalled | releasing, then joining | send LeaveGroup, all partitions are lost |
/// | any member | FENCED_INSTANCE_ID, a refusal that stays | ended | all partitions are lost, fail |
/// | any | stop | releasing, then leaving | release all |
/// | leaving | answer or its time is over | ended | left |
///
/// Heartbeats go on while partitions are released, so that slow processing does not cost the membership. Static members
/// do not send LeaveGroup: the broker keeps their place for the session timeout. Source: the Java client's
/// AbstractCoordinator and ConsumerCoordinator, KIP-345, KIP-394, KIP-429.
struct ClassicGroupStateMachine: GroupStateMachine {
    /// The step after partitions are released.
    enum Next: Equatable, Sendable { case join, leave }

    enum State: Equatable, Sendable {
        case idle, joining, assigning, syncing, stable
        case releasing(Next)
        case leaving, ended
    }

    let settings: GroupSettings
    private(set) var state = State.idle
    private(set) var membership: ConsumerGroupMetadata
    /// The partitions that are read, those that are being released included.
    private(set) var owned: Set<TopicPartition> = []
    private var topics: Set<String> = []
    private var lastAssignment: (partitions: [TopicPartition], generation: Int32)?
    private var assignor = ""
    private var number = 0
    /// The request or computation whose answer is awaited.
    private var call: Int?
    private var heartbeat: Int?
    private var release: (number: Int, partitions: Set<TopicPartition>, isLost: Bool)?
    /// Attempts to join since the last success.
    private var attempts = 0
    /// The topics have changed since JoinGroup was sent.
    private var mustRejoin = false
    /// The member leaves when its partitions are released. A rebalance under way goes on until then, because the
    /// coordinator refuses commits in the middle of one.
    private var isStopping = false
    private var actions: [GroupAction] = []

    init(_ settings: GroupSettings) {
        self.settings = settings
        membership = settings.newcomer
    }

    var stateName: String { "\(state)" }

    mutating func handle(_ event: GroupEvent) -> [GroupAction] {
        actions = []
        switch event {
        case .subscribe(let subscription): subscribe(subscription.topics)
        case .answered(let number, let result): answered(number, result)
        case .assignmentMade(let number, let result): assignmentMade(number, result)
        case .timer(.heartbeat): beat()
        case .timer(.retry): if state == .joining, call == nil { join() }
        case .timer(.leave): if state == .leaving { end() }
        case .released(let number): released(number)
        case .topicsChanged: rejoin()
        case .stalled: stalled()
        case .refused(let code, let member):
            if member == membership, isMember { memberRefused(code, "OffsetCommit") }
        case .stop: stop()
        case .topicsResolved: break
        }
        return actions
    }

    /// Whether the coordinator knows this member in the current generation, and expects heartbeats.
    private var isMember: Bool {
        guard membership.generationID >= 0 else { return false }
        return state == .stable || state == .releasing(.join) || state == .releasing(.leave)
    }

    /// Whether a rebalance is under way, in which the coordinator may have begun another generation already.
    var isJoining: Bool { state == .joining || state == .assigning || state == .syncing }

    private mutating func takeNumber() -> Int {
        number += 1
        return number
    }

    // MARK: Joining

    private mutating func subscribe(_ wanted: Set<String>) {
        guard wanted != topics || state == .idle else { return }
        topics = wanted
        if state == .idle { join() } else { rejoin() }
    }

    /// Begins a rebalance, or notes that another one must follow the current one.
    private mutating func rejoin() {
        switch state {
        case .stable: prepareJoin()
        case .joining where call != nil: mustRejoin = true
        case .assigning, .syncing: mustRejoin = true
        default: break
        }
    }

    private mutating func prepareJoin() {
        let topics = topics
        let given = settings.isCooperative ? owned.filter { !topics.contains($0.topic) } : owned
        if given.isEmpty { join() } else { release(given, isLost: false, then: .join) }
    }

    private mutating func join() {
        state = .joining
        mustRejoin = false
        heartbeat = nil
        actions.append(.cancel(.heartbeat))
        let number = takeNumber()
        call = number
        let fields = JoinFields(
            topics: topics, owned: owned, lastAssignment: lastAssignment?.partitions,
            lastGeneration: lastAssignment?.generation ?? -1)
        actions.append(.send(number, .join(membership, fields)))
    }

    /// Joins at once after a refusal that the next attempt takes into account; later if that fails too.
    private mutating func joinAgain() {
        if attempts == 0, !isStopping {
            attempts = 1
            join()
        } else {
            joinLater()
        }
    }

    private mutating func joinLater() {
        call = nil
        if isStopping { return waitForRelease() }
        state = .joining
        actions.append(.backOff(attempt: attempts))
        attempts += 1
    }

    private mutating func joined(_ response: JoinGroupResponse) {
        let code = BrokerErrorCode(rawValue: response.errorCode)
        switch code {
        case .none:
            setMembership(generation: response.generationID, id: response.memberID)
            assignor = response.protocolName ?? ""
            chosen(response)
        case .memberIDRequired:
            setMembership(generation: -1, id: response.memberID)
            join()
        default: joinRefused(code, "JoinGroup")
        }
    }

    private mutating func chosen(_ response: JoinGroupResponse) {
        let leads = response.leader == response.memberID
        actions.append(.watch(leads ? response.members : []))
        // A static leader that returns gets the members only to watch their topics (KIP-814).
        guard leads, !response.skipAssignment else { return sync([:]) }
        state = .assigning
        let number = takeNumber()
        call = number
        actions.append(.makeAssignment(number, assignor: assignor, members: response.members))
    }

    private mutating func assignmentMade(_ number: Int, _ result: Result<[String: ByteSlice], KafkaError>) {
        guard call == number, state == .assigning else { return }
        call = nil
        switch result {
        case .success(let assignments): sync(assignments)
        case .failure(let error) where error.isRetriable: joinLater()
        case .failure(let error): fail(error)
        }
    }

    private mutating func sync(_ assignments: [String: ByteSlice]) {
        state = .syncing
        let number = takeNumber()
        call = number
        actions.append(.send(number, .sync(membership, assignor: assignor, assignments: assignments)))
    }

    private mutating func synced(_ response: SyncGroupResponse) {
        let code = BrokerErrorCode(rawValue: response.errorCode)
        guard code == .none else { return joinRefused(code, "SyncGroup") }
        do throws(WireError) {
            take(try GroupAssignment(decoding: response.assignment).partitions)
        } catch {
            fail(
                KafkaError(
                    .invalidResponse,
                    "the leader of group \"\(settings.groupID)\" sent a malformed assignment: \(error)",
                    underlyingError: error))
        }
    }

    private mutating func take(_ partitions: [TopicPartition]) {
        if isStopping { return waitForRelease() }
        let assigned = Set(partitions)
        lastAssignment = (partitions, membership.generationID)
        attempts = 0
        state = .stable
        beatLater()
        let topics = topics
        // Topics that were given up while the request was under way; the next JoinGroup says so.
        let wanted = assigned.filter { topics.contains($0.topic) }
        let added = wanted.subtracting(owned)
        let taken = owned.subtracting(wanted)
        owned.formUnion(wanted)
        if !added.isEmpty { actions.append(.assign(added)) }
        if !taken.isEmpty {
            release(taken, isLost: false, then: .join)
        } else if mustRejoin {
            prepareJoin()
        } else {
            actions.append(.rebalanced)
        }
    }

    private mutating func joinRefused(_ code: BrokerErrorCode, _ operation: String) {
        switch code {
        case .rebalanceInProgress: joinAgain()
        case .unknownMemberID: loseMembership(keepsID: false)
        case .illegalGeneration: loseMembership(keepsID: true)
        default:
            if code.isRetriable { joinLater() } else { fail(refusal(code, operation)) }
        }
    }

    // MARK: Answers

    private mutating func answered(_ number: Int, _ result: Result<GroupResponse, KafkaError>) {
        if number == heartbeat {
            heartbeat = nil
            heartbeatAnswered(result)
        } else if number == call {
            call = nil
            switch result {
            case .success(.joined(let response)): joined(response)
            case .success(.synced(let response)): synced(response)
            case .success: if state == .leaving { end() }
            case .failure(let error): callFailed(error)
            }
        }
    }

    private mutating func callFailed(_ error: KafkaError) {
        if state == .leaving { return end() }
        if error.isRetriable { joinLater() } else { fail(error) }
    }

    private mutating func beat() {
        guard isMember else { return }
        beatLater()
        guard heartbeat == nil else { return }
        let number = takeNumber()
        heartbeat = number
        actions.append(.send(number, .heartbeat(membership)))
    }

    private mutating func heartbeatAnswered(_ result: Result<GroupResponse, KafkaError>) {
        guard isMember else { return }
        switch result {
        case .success(.heartbeat(let response)):
            let code = BrokerErrorCode(rawValue: response.errorCode)
            if code != .none { memberRefused(code, "Heartbeat") }
        case .success: break
        case .failure(let error): if error.isRetriable { beatSoon() } else { fail(error) }
        }
    }

    private mutating func beatLater() {
        actions.append(.schedule(.heartbeat, after: settings.heartbeatInterval))
    }

    private mutating func beatSoon() {
        actions.append(.schedule(.heartbeat, after: min(settings.heartbeatInterval, .seconds(1))))
    }

    private mutating func memberRefused(_ code: BrokerErrorCode, _ operation: String) {
        switch code {
        case .rebalanceInProgress: rejoin()
        case .unknownMemberID: loseMembership(keepsID: false)
        case .illegalGeneration: loseMembership(keepsID: true)
        default: if code.isRetriable { beatSoon() } else { fail(refusal(code, operation)) }
        }
    }

    private func refusal(_ code: BrokerErrorCode, _ operation: String) -> KafkaError {
        KafkaError.broker(code, "\(operation) of group \"\(settings.groupID)\"")
    }

    // MARK: Losing and leaving

    private mutating func setMembership(generation: Int32, id: String) {
        membership.generationID = generation
        membership.memberID = id
        actions.append(.membership(membership))
    }

    /// Gives partitions up. A release under way is replaced, and its partitions stay in `owned` until they are part of
    /// one that ends.
    private mutating func release(_ partitions: Set<TopicPartition>, isLost: Bool, then next: Next) {
        state = .releasing(next)
        let number = takeNumber()
        release = (number, partitions, isLost)
        actions.append(.release(number, partitions, isLost: isLost))
    }

    private mutating func released(_ number: Int) {
        guard let ended = release, ended.number == number else { return }
        release = nil
        owned.subtract(ended.partitions)
        if isStopping { leave() } else if state == .releasing(.join) { join() }
    }

    private mutating func loseMembership(keepsID: Bool) {
        setMembership(generation: -1, id: keepsID ? membership.memberID : "")
        heartbeat = nil
        call = nil
        actions.append(.cancel(.heartbeat))
        if isStopping {
            release(owned, isLost: true, then: .leave)
        } else if owned.isEmpty {
            joinAgain()
        } else {
            release(owned, isLost: true, then: .join)
        }
    }

    private mutating func stalled() {
        guard state != .idle, state != .ended, state != .leaving, release?.isLost != true, !owned.isEmpty else {
            return
        }
        if settings.instanceID == nil, !membership.memberID.isEmpty {
            let reason = "no batch was finished within max.poll.interval.ms"
            actions.append(.send(takeNumber(), .leave(membership, reason: reason)))
        }
        loseMembership(keepsID: false)
    }

    private mutating func stop() {
        switch state {
        case .idle: return end()
        case .ended: return actions.append(.left)
        default: if isStopping { return }
        }
        isStopping = true
        actions.append(.cancel(.retry))
        if owned.isEmpty { return leave() }
        let isRebalancing = call != nil
        let former = state
        release(owned, isLost: release?.isLost ?? false, then: .leave)
        if isRebalancing { state = former } else { beatLater() }
    }

    /// A rebalance has ended in which the member was told to stop: it is a member until its partitions are released.
    private mutating func waitForRelease() {
        state = .releasing(.leave)
        beatLater()
    }

    private mutating func leave() {
        heartbeat = nil
        actions.append(.cancel(.heartbeat))
        guard settings.instanceID == nil, !membership.memberID.isEmpty else { return end() }
        state = .leaving
        let number = takeNumber()
        call = number
        actions.append(.schedule(.leave, after: settings.leaveTimeout))
        actions.append(.send(number, .leave(membership, reason: "the consumer is being closed")))
    }

    private mutating func end() {
        state = .ended
        call = nil
        heartbeat = nil
        for timer in GroupTimer.allCases { actions.append(.cancel(timer)) }
        actions.append(.left)
    }

    private mutating func fail(_ error: KafkaError) {
        setMembership(generation: -1, id: "")
        call = nil
        heartbeat = nil
        state = .ended
        for timer in GroupTimer.allCases { actions.append(.cancel(timer)) }
        if !owned.isEmpty { actions.append(.release(takeNumber(), owned, isLost: true)) }
        owned = []
        release = nil
        actions.append(.fail(error))
        if isStopping { actions.append(.left) }
    }
}
