// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// A consumer's membership in its group: the shell around the state machine of either protocol.
///
/// The actor runs on one of the client's loops, and so do its requests and timers: code of users that blocks every
/// thread of the shared pool does not keep heartbeats from being sent. What follows from them for the consumer
/// (partitions to read and to give up) goes to `delegate`. Own design.
actor GroupMembership {
    /// The consumer's side. Called on the loop: it must not block.
    protocol Delegate: AnyObject, Sendable {
        /// Starts reading partitions.
        func assigned(_ partitions: Set<TopicPartition>)
        /// Gives partitions up, and calls `post(.released(number))` when that is done.
        func release(_ number: Int, _ partitions: Set<TopicPartition>, isLost: Bool)
        /// The membership cannot go on.
        func failed(_ error: KafkaError)
        /// The member has left: no more requests are sent.
        func left()
    }

    nonisolated let settings: GroupSettings
    nonisolated let client: ClusterClient
    nonisolated let configuration: ConsumerConfiguration
    private nonisolated let loop: EventLoop
    private nonisolated let executor: LoopTaskExecutor
    private nonisolated let clock: ProducerClock
    private nonisolated let role: ConnectionRole
    private nonisolated let current: Mutex<(metadata: ConsumerGroupMetadata, isJoining: Bool)>
    private nonisolated let delegate = Mutex<WeakDelegate>(WeakDelegate())

    private struct WeakDelegate {
        weak var value: (any Delegate)?
    }

    private var machine: any GroupStateMachine
    private var timers: [GroupTimer: @Sendable () -> Void] = [:]
    private var calls: [Int: Task<Void, Never>] = [:]
    private var rebalanceBegan: Duration?
    /// The topics that the assignment of a leader was made of, with their numbers of partitions; −1 before it is known.
    private var watched: [String: Int] = [:]
    private var watch: MetadataObservation?
    private var cancelRefresh: (@Sendable () -> Void)?
    private var isOver = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    init(
        client: ClusterClient, configuration: ConsumerConfiguration, settings: GroupSettings,
        machine: any GroupStateMachine, clock: ProducerClock
    ) {
        self.client = client
        self.configuration = configuration
        self.settings = settings
        self.machine = machine
        self.clock = clock
        loop = client.cluster.loop(ofBroker: 0)
        executor = client.cluster.executor
        role = .join(member: client.cluster.nextMemberNumber())
        current = Mutex((settings.newcomer, false))
    }

    // MARK: Any thread

    /// The membership that commits carry now.
    nonisolated var metadata: ConsumerGroupMetadata { current.withLock { $0.metadata } }

    /// Whether the coordinator may be in a later generation than `metadata`.
    nonisolated var isJoining: Bool { current.withLock { $0.isJoining } }

    /// Sets the consumer to tell. Call before the first event.
    nonisolated func setDelegate(_ value: any Delegate) { delegate.withLock { $0.value = value } }

    /// Feeds an event; its actions are performed on the loop, in the order of the events.
    nonisolated func post(_ event: GroupEvent) {
        if loop.isOnLoop { return assumeIsolated { $0.take(event) } }
        loop.execute { self.assumeIsolated { $0.take(event) } }
    }

    // MARK: On the loop

    private func take(_ event: GroupEvent) {
        guard !isOver else {
            if case .stop = event { tell { $0.left() } }
            return
        }
        let before = machine.stateName
        let actions = machine.handle(event)
        let after = machine.stateName
        let isJoining = machine.isJoining
        // Before a request to join is sent.
        if isJoining { current.withLock { $0.isJoining = true } }
        if before != after {
            client.logger.debug(
                "group membership", metadata: ["group": "\(settings.groupID)", "from": "\(before)", "to": "\(after)"])
        }
        for action in actions { perform(action) }
        // After the new generation is known.
        if !isJoining { current.withLock { $0.isJoining = false } }
    }

    private func tell(_ body: (any Delegate) -> Void) {
        if let delegate = delegate.withLock({ $0.value }) { body(delegate) }
    }

    private func perform(_ action: GroupAction) {
        switch action {
        case .send(let number, let request): send(number, request)
        case .schedule(let timer, let delay): schedule(timer, delay)
        case .backOff(let attempt):
            schedule(.retry, client.configuration.retry.backoff(beforeRetry: attempt))
        case .cancel(let timer): timers.removeValue(forKey: timer)?()
        case .assign(let partitions): tell { $0.assigned(partitions) }
        case .release(let number, let partitions, let isLost):
            noteRebalance()
            tell { $0.release(number, partitions, isLost: isLost) }
        case .makeAssignment(let number, let assignor, let members): makeAssignment(number, assignor, members)
        case .watch(let members): watchTopics(of: members)
        case .resolve(let ids): resolve(ids)
        case .membership(let metadata): current.withLock { $0.metadata = metadata }
        case .rebalanced: rebalanced()
        case .fail(let error):
            end()
            tell { $0.failed(error) }
        case .left:
            end()
            tell { $0.left() }
        }
    }

    private func end() {
        isOver = true
        for cancel in timers.values { cancel() }
        timers = [:]
        for call in calls.values { call.cancel() }
        calls = [:]
        watch = nil
        cancelRefresh?()
        cancelRefresh = nil
        client.cluster.pool.closeConnections(role: role)
    }

    private func noteRebalance() { if rebalanceBegan == nil { rebalanceBegan = clock.now() } }

    private func rebalanced() {
        let time = rebalanceBegan.map { clock.now() - $0 } ?? .zero
        rebalanceBegan = nil
        client.cluster.configuration.metrics?.rebalanced(time)
        client.logger.info(
            "the group has assigned partitions",
            metadata: [
                "group": "\(settings.groupID)", "member": "\(metadata.memberID)",
                "generation": "\(metadata.generationID)",
            ])
    }

    private func schedule(_ timer: GroupTimer, _ delay: Duration) {
        timers.removeValue(forKey: timer)?()
        timers[timer] = clock.schedule(delay) { [weak self] in self?.post(.timer(timer)) }
    }

    // MARK: Requests

    private func send(_ number: Int, _ request: GroupRequest) {
        if case .join = request { noteRebalance() }
        // Ends with the answer or its time limit; `end` cancels it.
        calls[number] = Task.detached(executorPreference: executor) { [weak self, exchange] in
            let result: Result<GroupResponse, KafkaError>
            do {
                result = .success(try await exchange.send(request))
            } catch {
                // Cancelled: nobody waits for the answer.
                guard let error = error as? KafkaError else { return }
                result = .failure(error)
            }
            self?.answered(number, result)
        }
    }

    private nonisolated var exchange: GroupExchange {
        GroupExchange(client: client, configuration: configuration, settings: settings, role: role)
    }

    private nonisolated func answered(_ number: Int, _ result: Result<GroupResponse, KafkaError>) {
        loop.execute {
            self.assumeIsolated { member in
                member.calls[number] = nil
                member.take(.answered(number, result))
            }
        }
    }

    // MARK: Leading

    private func makeAssignment(
        _ number: Int, _ name: String, _ members: [JoinGroupResponse.JoinGroupResponseMember]
    ) {
        let leader = GroupLeader(client: client, assignors: configuration.assignors, groupID: settings.groupID)
        // On the shared pool: assignors of large groups take a while. A member whose users block the pool cannot give
        // up its own partitions either.
        calls[number] = Task.detached { [weak self] in
            let result: Result<[String: ByteSlice], KafkaError>
            do {
                let (assignments, topics) = try await leader.assign(name, members)
                self?.setWatched(topics)
                result = .success(assignments)
            } catch {
                guard let error = error as? KafkaError else { return }
                result = .failure(error)
            }
            self?.post(.assignmentMade(number, result))
        }
    }

    private nonisolated func setWatched(_ topics: [String: Int]) {
        loop.execute { self.assumeIsolated { $0.watched = topics } }
    }

    /// A leader looks for new partitions of its group's topics, so that somebody reads them.
    private func watchTopics(of members: [JoinGroupResponse.JoinGroupResponseMember]) {
        cancelRefresh?()
        cancelRefresh = nil
        watch = nil
        watched = [:]
        guard !members.isEmpty else { return }
        for topic in GroupLeader.topics(of: members) { watched[topic] = -1 }
        watch = client.cluster.observe { [weak self] in self?.metadataChanged() }
        refreshWatched()
    }

    private func refreshWatched() {
        cancelRefresh = clock.schedule(client.configuration.metadataMaxAge) { [weak self] in
            guard let self else { return }
            loop.execute {
                self.assumeIsolated { member in
                    guard !member.isOver, !member.watched.isEmpty else { return }
                    member.client.cluster.requestRefresh(of: Set(member.watched.keys))
                    member.refreshWatched()
                }
            }
        }
    }

    private nonisolated func metadataChanged() {
        loop.execute { self.assumeIsolated { $0.compareTopics() } }
    }

    private func compareTopics() {
        guard !isOver else { return }
        var hasChanged = false
        for (topic, count) in watched {
            guard let known = client.cluster.knownTopic(topic) else { continue }
            let now = known.error == nil ? known.partitions.count : 0
            guard now != count else { continue }
            watched[topic] = now
            if count >= 0 { hasChanged = true }
        }
        if hasChanged { take(.topicsChanged) }
    }

    // MARK: Topic ids

    private func resolve(_ ids: Set<KafkaUUID>) {
        // Ends when all names are known, or with the membership.
        calls[-1 - calls.count] = Task.detached(executorPreference: executor) { [weak self, exchange] in
            var missing = ids
            var attempt = 0
            while !missing.isEmpty, !Task.isCancelled {
                do {
                    let found = try await exchange.names(of: missing)
                    missing.subtract(found.keys)
                    if !found.isEmpty { self?.post(.topicsResolved(found)) }
                } catch {
                    // Asked again below; a topic that no broker knows is new or has been deleted.
                    guard error is KafkaError else { return }
                }
                guard !missing.isEmpty, let self else { return }
                await clock.wait(client.configuration.retry.backoff(beforeRetry: attempt))
                attempt += 1
            }
        }
    }
}
