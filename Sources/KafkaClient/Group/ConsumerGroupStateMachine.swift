// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The membership of the protocol in which the broker assigns partitions (KIP-848): events in, actions out.
///
/// | state | event | next state | actions |
/// |---|---|---|---|
/// | idle | subscribe | joining | send a heartbeat with epoch 0 and all fields |
/// | joining | answer | stable | reconcile with its assignment |
/// | joining, stable | failure that passes | same | send a heartbeat with all fields after a backoff |
/// | stable | timer, other topics | stable | send a heartbeat with the fields that changed |
/// | stable | assignment takes partitions away | reconciling | release them |
/// | stable | assignment only adds partitions | stable | read them, send a heartbeat that says so |
/// | reconciling | released | stable | read added partitions, send a heartbeat that says so |
/// | any member | FENCED_MEMBER_EPOCH, UNKNOWN_MEMBER_ID | releasing, then joining | all partitions are lost |
/// | any member | stalled | releasing, then joining | send a heartbeat that leaves, all partitions are lost |
/// | any member | a refusal that stays | ended | all partitions are lost, fail |
/// | any | stop | releasing, then leaving | release all |
/// | leaving | answer or its time is over | ended | left |
///
/// Of ten heartbeats one has all fields, and the broker answers it with the assignment: an assignment may have gone to
/// a heartbeat that came late, from a connection that is gone, and is not repeated otherwise.
///
/// The heartbeat that leaves (epoch −1; −2 for a static member, whose place is kept) follows the release: until it, no
/// other member gets the partitions. Added partitions are read at once, because the broker assigns only what nobody
/// holds. Source: KIP-848, the Java client's ConsumerMembershipManager.
struct ConsumerGroupStateMachine: GroupStateMachine {
    typealias Next = ClassicGroupStateMachine.Next

    enum State: Equatable, Sendable {
        case idle, joining, stable, reconciling
        case releasing(Next)
        case leaving, ended
    }

    /// A partition by its topic's id.
    private struct IDPartition: Hashable {
        var topic: KafkaUUID
        var partition: Int32
    }

    static let leaveEpoch: Int32 = -1
    static let staticLeaveEpoch: Int32 = -2
    /// Of so many heartbeats one has all fields, which the broker answers with the assignment.
    static let heartbeatsPerFullOne = 10

    let settings: GroupSettings
    private(set) var state = State.idle
    private(set) var membership: ConsumerGroupMetadata
    private var subscription = TopicSelection(topics: [])
    private var owned: Set<IDPartition> = []
    /// The last assignment from the broker.
    private var target: Set<IDPartition> = []
    private var names: [KafkaUUID: String] = [:]
    private var resolving: Set<KafkaUUID> = []
    private var interval: Duration
    private var number = 0
    private var call: Int?
    /// Another heartbeat must follow the answer of the one under way.
    private var mustBeat = false
    /// The fields that the broker knows; nil if it may not know any.
    private var sent: ConsumerHeartbeatFields?
    private var sending = ConsumerHeartbeatFields()
    /// The broker may have a pattern, which only an empty one takes away.
    private var hasSentPattern = false
    /// Number of heartbeats since the last one with all fields.
    private var partialHeartbeats = 0
    private var release: (number: Int, partitions: Set<IDPartition>, isLost: Bool)?
    private var attempts = 0
    private var hasSettled = true
    private var actions: [GroupAction] = []

    /// A member that has not joined.
    ///
    /// - Parameter memberID: its id for as long as it lives, chosen by the client (version 1 of the API).
    init(_ settings: GroupSettings, memberID: String) {
        self.settings = settings
        interval = settings.heartbeatInterval
        membership = settings.newcomer
        membership.memberID = memberID
    }

    var stateName: String { "\(state)" }

    /// Epochs rise with the answers to heartbeats, and a commit with an older one has a code of its own.
    var isJoining: Bool { false }

    /// The partitions that are read, those that are being released included.
    var ownedPartitions: Set<TopicPartition> { named(owned) }

    mutating func handle(_ event: GroupEvent) -> [GroupAction] {
        actions = []
        switch event {
        case .subscribe(let subscription): subscribe(subscription)
        case .answered(let number, let result): if number == call { answered(result) }
        case .topicsResolved(let found): resolved(found)
        case .timer(.heartbeat), .timer(.retry): timerEnded()
        case .timer(.leave): if state == .leaving { end() }
        case .released(let number): released(number)
        case .stalled: stalled()
        case .refused(let code, let member):
            // A commit with an older epoch says nothing about this one.
            if code != .staleMemberEpoch, member == membership, isMember { refused(code, nil) }
        case .stop: stop()
        case .assignmentMade, .topicsChanged: break
        }
        return actions
    }

    /// Whether heartbeats carry the epoch of a membership.
    private var isMember: Bool {
        guard membership.generationID > 0 else { return false }
        switch state {
        case .stable, .reconciling, .releasing: return true
        default: return false
        }
    }

    private mutating func takeNumber() -> Int {
        number += 1
        return number
    }

    // MARK: Heartbeats

    private mutating func subscribe(_ wanted: TopicSelection) {
        guard wanted != subscription || state == .idle else { return }
        subscription = wanted
        if state == .idle { join() } else if isMember { beat() }
    }

    private mutating func join() {
        state = .joining
        setMembership(epoch: 0)
        sent = nil
        call = nil
        target = []
        send()
    }

    private mutating func timerEnded() {
        if state == .joining {
            if call == nil { send() }
        } else if isMember {
            beat()
        }
    }

    /// Sends a heartbeat, or has one follow the one under way.
    private mutating func beat() {
        if call == nil { send() } else { mustBeat = true }
    }

    private mutating func send() {
        mustBeat = false
        var fields = current
        if fields.pattern != "" { hasSentPattern = true }
        if let sent, membership.generationID > 0, partialHeartbeats < Self.heartbeatsPerFullOne - 1 {
            partialHeartbeats += 1
            if fields.topics == sent.topics { fields.topics = nil }
            if fields.pattern == sent.pattern { fields.pattern = nil }
            if fields.owned == sent.owned { fields.owned = nil }
            fields.rackID = nil
            fields.rebalanceTimeout = nil
            fields.serverAssignor = nil
        } else {
            partialHeartbeats = 0
            if !hasSentPattern { fields.pattern = nil }
        }
        sending = current
        let number = takeNumber()
        call = number
        actions.append(.send(number, .consumerHeartbeat(membership, fields)))
    }

    /// All fields as they are now.
    private var current: ConsumerHeartbeatFields {
        ConsumerHeartbeatFields(
            instanceID: settings.instanceID, rackID: settings.rack, rebalanceTimeout: settings.rebalanceTimeout,
            topics: subscription.topics, pattern: subscription.pattern ?? "",
            serverAssignor: settings.serverAssignor,
            owned: Dictionary(grouping: owned, by: \.topic).mapValues { Set($0.map(\.partition)) })
    }

    private mutating func answered(_ result: Result<GroupResponse, KafkaError>) {
        call = nil
        if state == .leaving { return end() }
        switch result {
        case .success(.consumerHeartbeat(let response)):
            let code = BrokerErrorCode(rawValue: response.errorCode)
            if code == .none { accepted(response) } else { refused(code, response.errorMessage) }
        case .success: break
        case .failure(let error): if error.isRetriable { beatLater() } else { fail(error) }
        }
    }

    private mutating func beatLater() {
        // The broker may or may not have the fields of the request that failed.
        sent = nil
        actions.append(.backOff(attempt: attempts))
        attempts += 1
    }

    private mutating func accepted(_ response: ConsumerGroupHeartbeatResponse) {
        attempts = 0
        sent = sending
        if response.heartbeatIntervalMs > 0 { interval = .milliseconds(Int64(response.heartbeatIntervalMs)) }
        let joins = state == .joining
        if joins { state = .stable }
        if let id = response.memberID, !id.isEmpty { membership.memberID = id }
        setMembership(epoch: response.memberEpoch)
        actions.append(.schedule(.heartbeat, after: interval))
        if let assignment = response.assignment {
            var assigned: Set<IDPartition> = []
            for topic in assignment.topicPartitions {
                for partition in topic.partitions {
                    assigned.insert(IDPartition(topic: topic.topicID, partition: partition))
                }
            }
            if joins || assigned != target { hasSettled = false }
            target = assigned
        }
        reconcile()
        if mustBeat, call == nil { send() }
    }

    private mutating func refused(_ code: BrokerErrorCode, _ message: String?) {
        switch code {
        case .fencedMemberEpoch, .unknownMemberID: loseMembership()
        case .unreleasedInstanceID where state == .joining:
            // The former holder of the name has not announced its return; its session may end.
            beatLater()
        default:
            if code.isRetriable { beatLater() } else { fail(refusal(code, message)) }
        }
    }

    private func refusal(_ code: BrokerErrorCode, _ message: String?) -> KafkaError {
        KafkaError.broker(code, "ConsumerGroupHeartbeat of group \"\(settings.groupID)\"", text: message)
    }

    // MARK: Reconciling

    private func named(_ partitions: Set<IDPartition>) -> Set<TopicPartition> {
        var result: Set<TopicPartition> = []
        for partition in partitions {
            guard let name = names[partition.topic] else { continue }
            result.insert(TopicPartition(topic: name, partition: partition.partition))
        }
        return result
    }

    private mutating func resolved(_ found: [KafkaUUID: String]) {
        names.merge(found) { $1 }
        resolving.subtract(found.keys)
        if isMember { reconcile() }
    }

    /// Takes a step towards the last assignment.
    private mutating func reconcile() {
        guard state == .stable else { return }
        let unknown = Set(target.map(\.topic)).subtracting(names.keys)
        let new = unknown.subtracting(resolving)
        if !new.isEmpty {
            resolving.formUnion(new)
            actions.append(.resolve(new))
        }
        let wanted = target.filter { !unknown.contains($0.topic) }
        let taken = owned.subtracting(wanted)
        if !taken.isEmpty {
            state = .reconciling
            return release(taken, isLost: false)
        }
        let added = wanted.subtracting(owned)
        if !added.isEmpty {
            owned.formUnion(added)
            actions.append(.assign(named(added)))
        }
        if sent?.owned != current.owned { beat() }
        if unknown.isEmpty, !hasSettled {
            hasSettled = true
            actions.append(.rebalanced)
        }
    }

    private mutating func release(_ partitions: Set<IDPartition>, isLost: Bool) {
        let number = takeNumber()
        release = (number, partitions, isLost)
        actions.append(.release(number, named(partitions), isLost: isLost))
    }

    private mutating func released(_ number: Int) {
        guard let ended = release, ended.number == number else { return }
        release = nil
        owned.subtract(ended.partitions)
        switch state {
        case .reconciling:
            state = .stable
            reconcile()
            // Nothing was added: the broker still has to learn what was given up.
            if state == .stable, sent?.owned != current.owned { beat() }
        case .releasing(.join): join()
        case .releasing(.leave): leave()
        default: break
        }
    }

    // MARK: Losing and leaving

    private mutating func setMembership(epoch: Int32) {
        membership.generationID = epoch
        actions.append(.membership(membership))
    }

    private mutating func loseMembership() {
        setMembership(epoch: 0)
        call = nil
        mustBeat = false
        sent = nil
        target = []
        actions.append(.cancel(.heartbeat))
        if state == .releasing(.leave) {
            release(owned, isLost: true)
        } else if !owned.isEmpty {
            state = .releasing(.join)
            release(owned, isLost: true)
        } else if attempts == 0 {
            attempts = 1
            join()
        } else {
            state = .joining
            beatLater()
        }
    }

    private mutating func stalled() {
        guard isMember, release?.isLost != true, state != .releasing(.leave) else { return }
        var gone = membership
        gone.generationID = settings.instanceID == nil ? Self.leaveEpoch : Self.staticLeaveEpoch
        let fields = ConsumerHeartbeatFields(instanceID: settings.instanceID)
        actions.append(.send(takeNumber(), .consumerHeartbeat(gone, fields)))
        loseMembership()
    }

    private mutating func stop() {
        switch state {
        case .idle: end()
        case .ended: actions.append(.left)
        case .leaving, .releasing(.leave): break
        default:
            actions.append(.cancel(.retry))
            // The attempt that is cancelled was the next heartbeat.
            if call == nil { actions.append(.schedule(.heartbeat, after: interval)) }
            let isLost = release?.isLost ?? false
            state = .releasing(.leave)
            if owned.isEmpty { leave() } else { release(owned, isLost: isLost) }
        }
    }

    private mutating func leave() {
        actions.append(.cancel(.heartbeat))
        // Without an epoch the member may still have joined: the answer to its request has not come.
        guard membership.generationID > 0 || call != nil else { return end() }
        state = .leaving
        mustBeat = false
        var gone = membership
        gone.generationID = settings.instanceID == nil ? Self.leaveEpoch : Self.staticLeaveEpoch
        let number = takeNumber()
        call = number
        actions.append(.schedule(.leave, after: settings.leaveTimeout))
        let fields = ConsumerHeartbeatFields(instanceID: settings.instanceID)
        actions.append(.send(number, .consumerHeartbeat(gone, fields)))
    }

    private mutating func end() {
        state = .ended
        call = nil
        for timer in GroupTimer.allCases { actions.append(.cancel(timer)) }
        actions.append(.left)
    }

    private mutating func fail(_ error: KafkaError) {
        let wasStopping = state == .releasing(.leave)
        setMembership(epoch: 0)
        call = nil
        state = .ended
        for timer in GroupTimer.allCases { actions.append(.cancel(timer)) }
        if !owned.isEmpty { actions.append(.release(takeNumber(), named(owned), isLost: true)) }
        owned = []
        release = nil
        actions.append(.fail(error))
        if wasStopping { actions.append(.left) }
    }
}
