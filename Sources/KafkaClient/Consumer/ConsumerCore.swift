// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// The inside of a consumer, which its tasks share: the partitions that it reads, its membership, its commits, its end.
///
/// One task per partition (`pump`) reads through a `PartitionReader` and puts batches in place; whoever iterates takes
/// them. The state is a `DeliveryState` under a lock; nobody calls out with it. Own design.
final class ConsumerCore: Sendable {
    struct State {
        var deliveries = DeliveryState()
        var pumps: [TopicPartition: Task<Void, Never>] = [:]
        var selection = Selection.none
        var hasStarted = false
        /// The reason why no more batches are handed out.
        var ending: Ending?
        /// `stop()` was called: an iteration that begins after it ends at once.
        var isStopRequested = false
        var closing: Promise<Void>?
        var stallAlarm: (@Sendable () -> Void)?
        var commitAlarm: (@Sendable () -> Void)?
        var patternTask: Task<Void, Never>?
        /// Number of releases of partitions that were assigned by hand.
        var releases = 0
        /// Waits for the moment when no partition is left.
        var emptied: [Promise<Void>] = []

        /// Gives partitions up that no membership has assigned.
        mutating func releaseByHand(_ partitions: Set<TopicPartition>) {
            if partitions.isEmpty { return }
            releases += 1
            // Negative: the numbers of releases that no membership waits for.
            deliveries.release(-releases, partitions, isLost: false)
        }
    }

    /// The partitions to read, as the user chose them.
    enum Selection: Equatable {
        case none
        case topics(Set<String>)
        case pattern(String)
        case partitions(Set<TopicPartition>)

        /// Whether the group gives the consumer its partitions.
        var isOfMember: Bool {
            switch self {
            case .topics, .pattern: true
            case .none, .partitions: false
            }
        }
    }

    enum Ending {
        case stopped
        case failed(any Error)
    }

    let client: ClusterClient
    let configuration: ConsumerConfiguration
    let clock: ProducerClock
    let membership: GroupMembership?
    private let ownsClient: Bool
    private let committer = Mutex<OffsetCommitter?>(nil)
    let state = Mutex(State())
    /// Completed when the member has left.
    private let hasLeft = Promise<Void>()

    init(client: ClusterClient, ownsClient: Bool, configuration: ConsumerConfiguration, clock: ProducerClock) {
        self.client = client
        self.ownsClient = ownsClient
        self.configuration = configuration
        self.clock = clock
        membership = configuration.groupSettings.map { settings in
            let machine: any GroupStateMachine =
                switch configuration.groupProtocol {
                case .classic: ClassicGroupStateMachine(settings)
                case .consumer:
                    ConsumerGroupStateMachine(settings, memberID: client.configuration.retry.makeUUID().description)
                }
            return GroupMembership(
                client: client, configuration: configuration, settings: settings, machine: machine, clock: clock)
        }
        membership?.setDelegate(self)
        if let groupID = configuration.groupID { committer.withLock { $0 = makeCommitter(groupID) } }
    }

    private func makeCommitter(_ groupID: String) -> OffsetCommitter {
        OffsetCommitter(
            client: client, groupID: groupID, clock: clock,
            owner: .init(
                metadata: { [weak self] in self?.committingMetadata },
                has: { [weak self] partition, assignment in
                    self?.state.withLock { $0.deliveries.has(partition, assignment: assignment) } ?? false
                },
                isJoining: { [weak self] in self?.membership?.isJoining ?? false },
                refused: { [weak self] code, metadata in self?.membership?.post(.refused(code, metadata)) },
                committed: { [weak self, clock] partition, offset in
                    self?.state.withLock { $0.deliveries.note(committed: offset, of: partition, at: clock.now()) }
                }))
    }

    /// Changes the deliveries under the lock, then does what follows.
    @discardableResult
    func step<Value>(_ change: (inout State) throws -> Value) rethrows -> Value {
        let (value, effects, cancelled) = try state.withLock { state in
            let value = try change(&state)
            let effects = state.deliveries.takeEffects()
            var cancelled: [Task<Void, Never>] = []
            for partition in effects.ended {
                if let pump = state.pumps.removeValue(forKey: partition) { cancelled.append(pump) }
            }
            for pump in effects.pumps {
                if let former = state.pumps.removeValue(forKey: pump.partition) { cancelled.append(former) }
                // Ends when the partition is given up, or moved to another position: `pumps` has it to cancel.
                state.pumps[pump.partition] = Task.detached { [self] in await self.pump(pump) }
            }
            return (value, effects, cancelled)
        }
        for pump in cancelled { pump.cancel() }
        for promise in effects.completed { promise.complete(.success(())) }
        for drained in effects.drained { Task.detached { [self] in await completeRelease(drained) } }
        return value
    }

    // MARK: Choosing

    var groupMetadata: ConsumerGroupMetadata? {
        membership?.metadata ?? configuration.groupID.map { ConsumerGroupMetadata(groupID: $0) }
    }

    /// The membership that commits carry; nil while the consumer should be a member of its group and is not.
    private var committingMetadata: ConsumerGroupMetadata? {
        let isMember = state.withLock { $0.hasStarted && $0.selection.isOfMember }
        guard let metadata = groupMetadata else { return nil }
        let hasGeneration =
            configuration.groupProtocol == .classic ? metadata.generationID >= 0 : metadata.generationID > 0
        return isMember && !hasGeneration ? nil : metadata
    }

    func isAssigned(_ lease: BatchLease) -> Bool {
        state.withLock { $0.deliveries.has(lease.partition, assignment: lease.assignment) }
    }

    func select(_ selection: Selection) throws {
        let hasStarted = try state.withLock { state in
            if state.ending != nil { throw Self.closedError }
            if state.hasStarted, selection.isOfMember != state.selection.isOfMember {
                throw KafkaError(
                    .invalidRequest,
                    "a consumer that reads stays what it is, a member of its group (subscribe) or not (assign): use another "
                        + "consumer for the other")
            }
            state.selection = selection
            return state.hasStarted
        }
        if hasStarted { apply(selection) }
    }

    static let closedError = KafkaError(
        .closed, "the consumer was closed: its iteration has ended, or stop() or close() was called. Make another one")

    /// Begins to read what was chosen; called by the first who wants a batch. Returns whether it was this call.
    private func start() throws -> Bool {
        let selection = try state.withLock { state -> Selection? in
            if state.hasStarted || state.isStopRequested { return nil }
            if state.ending != nil { throw Self.closedError }
            if state.selection == .none {
                throw KafkaError(
                    .invalidRequest, "the consumer has nothing to read: call subscribe or assign before iterating")
            }
            state.hasStarted = true
            return state.selection
        }
        guard let selection else { return false }
        apply(selection)
        if configuration.groupID != nil, configuration.commitsOffsets { scheduleCommit() }
        return true
    }

    private func apply(_ selection: Selection) {
        let former = state.withLock { state in
            defer { state.patternTask = nil }
            return state.patternTask
        }
        former?.cancel()
        switch selection {
        case .none: break
        case .topics(let topics): membership?.post(.subscribe(TopicSelection(topics: topics)))
        case .pattern(let pattern):
            if configuration.groupProtocol == .consumer {
                membership?.post(.subscribe(TopicSelection(topics: [], pattern: pattern)))
            } else {
                watch(pattern)
            }
        case .partitions: assignByHand()
        }
    }

    /// Subscribes to the topics that match, again whenever the metadata is due.
    private func watch(_ pattern: String) {
        // Cancelled by another choice and at the end.
        let task = Task.detached(executorPreference: client.cluster.executor) { [weak self, client, clock] in
            let watch = TopicPatternWatch(client: client, pattern: pattern)
            var failures = 0
            while !Task.isCancelled {
                var wait = client.configuration.metadataMaxAge
                do {
                    let topics = try await watch.matching()
                    failures = 0
                    self?.membership?.post(.subscribe(TopicSelection(topics: topics)))
                } catch let error as KafkaError where error.isRetriable {
                    client.logger.warning(
                        "looking for topics that match failed; those found before stay subscribed",
                        metadata: ["pattern": "\(pattern)", "error": "\(error)"])
                    wait = client.configuration.retry.backoff(beforeRetry: failures)
                    failures += 1
                } catch {
                    guard let error = error as? KafkaError else { return }
                    self?.fail(error)
                    return
                }
                await clock.wait(wait)
            }
        }
        state.withLock { $0.patternTask = task }
    }

    /// Reads the partitions that were assigned by hand, and gives the others up. One that is still being given up is
    /// read again after that.
    private func assignByHand() {
        let added = step { state -> [TopicPartition: Int] in
            guard case .partitions(let chosen) = state.selection, state.ending == nil else { return [:] }
            let current = state.deliveries.partitions
            state.releaseByHand(current.subtracting(chosen))
            return state.deliveries.add(chosen.subtracting(current))
        }
        if !added.isEmpty { begin(added) }
    }

    // MARK: Taking

    /// The next batch; nil when the consumer was stopped.
    ///
    /// `isFirst` is true for the first call of an iteration: one that begins after the end of another is an error.
    func take(isFirst: Bool) async throws -> ConsumerBatch? {
        let isSecond = try !start() && isFirst
        while true {
            try Task.checkCancellation()
            let now = clock.now()
            let taken = try step { state -> Result<(FetchedRecords, BatchLease), DeliveryState.Waiting>? in
                if isSecond, state.closing?.result != nil, state.hasStarted { throw Self.closedError }
                switch state.ending {
                case .stopped: return nil
                case .failed(let error): throw error
                case nil: break
                }
                return state.deliveries.take(now: now) { partition, assignment, round, end in
                    BatchLease(core: self, partition: partition, assignment: assignment, round: round, end: end)
                }
            }
            switch taken {
            case nil: return nil
            case .success((let records, let lease)):
                watchStalls()
                client.noteLag(max(records.highWatermark - records.nextOffset, 0), of: lease.partition)
                return ConsumerBatch(records, lease, groupMetadata)
            case .failure(let waiting): try await wait(waiting.promise)
            }
        }
    }

    private func wait(_ promise: Promise<Void>) async throws {
        do {
            try await promise.value()
        } catch {
            step { $0.deliveries.forget(promise) }
            throw error
        }
    }

    func end(_ lease: BatchLease, isFinished: Bool) {
        step { $0.deliveries.end(lease, isFinished: isFinished) }
    }

    /// Watches that batches end within `maxPollInterval`, as long as there are some: for the group, and at the end.
    private func watchStalls() {
        let isNeeded = state.withLock { state in
            state.stallAlarm == nil && (membership != nil || state.closing != nil)
                && state.deliveries.outstandingCount > 0
        }
        if isNeeded { setStallAlarm(configuration.maxPollInterval) }
    }

    private func setStallAlarm(_ delay: Duration) {
        let cancel = clock.schedule(delay) { [weak self] in self?.checkStalls() }
        let former = state.withLock { state in
            defer { state.stallAlarm = cancel }
            return state.stallAlarm
        }
        former?()
    }

    private func checkStalls() {
        let now = clock.now()
        let oldest = state.withLock { state in
            state.stallAlarm = nil
            return state.deliveries.oldestOutstanding(now: now)
        }
        guard let oldest else { return }
        let left = configuration.maxPollInterval - (now - oldest.since)
        if left > .zero { return setStallAlarm(left) }
        if state.withLock({ $0.closing != nil }) { return abandonStalledBatches(now: now) }
        client.logger.error(
            "the consumer leaves its group: a batch was not finished within maxPollInterval (max.poll.interval.ms)",
            metadata: [
                "group": "\(configuration.groupID ?? "")", "partition": "\(oldest.partition)",
                "processing_ms": "\((now - oldest.since).inMilliseconds)",
            ])
        membership?.post(.stalled)
        setStallAlarm(configuration.maxPollInterval)
    }

    /// Ends the batches that the end of the consumer has waited for long enough.
    private func abandonStalledBatches(now: Duration) {
        for lease in state.withLock({ $0.deliveries.leases(since: now - configuration.maxPollInterval) }) {
            client.logger.error(
                "the consumer ends without a batch that was not finished within maxPollInterval (max.poll.interval.ms)",
                metadata: ["group": "\(configuration.groupID ?? "")", "partition": "\(lease.partition)"])
            end(lease, isFinished: false)
        }
        watchStalls()
    }

    /// Ends the batches that a task has in its hands, which would wait for itself.
    func abandonBatches(of task: Int) {
        for lease in state.withLock({ $0.deliveries.leases }) where lease.isInHands(of: task) {
            end(lease, isFinished: false)
        }
    }

    // MARK: Committing

    func commit(_ lease: BatchLease, metadata: String) async throws {
        var offset = lease.end
        offset.metadata = metadata
        // Before the commit: an automatic one that follows must not take it back.
        state.withLock { $0.deliveries.note(finished: lease) }
        let results = try await commit([lease.partition: AssignedOffset(offset: offset, assignment: lease.assignment)])
        for result in results.values { try result.get() }
    }

    func commit(_ offsets: [TopicPartition: AssignedOffset]) async throws -> OffsetCommitter.Results {
        guard let committer = committer.withLock({ $0 }) else {
            throw KafkaError(.invalidRequest, "offsets cannot be committed without a group: set groupID (group.id)")
        }
        return try await committer.commit(offsets)
    }

    /// A position that does not change is committed again after so long: brokers forget offsets whose last commit is
    /// old, up to Kafka 2.0 those of groups with members too.
    private static let commitRenewal = Duration.seconds(300)

    /// The positions to commit, of these partitions or of all.
    func uncommitted(of partitions: Set<TopicPartition>?) -> [TopicPartition: AssignedOffset] {
        let moment = clock.now() - Self.commitRenewal
        return state.withLock { $0.deliveries.uncommitted(of: partitions, renewing: moment) }
    }

    private func scheduleCommit() {
        let cancel = clock.schedule(configuration.autoCommitInterval) { [weak self] in
            guard let self else { return }
            // Ends with the commit, whose time is limited.
            Task.detached(executorPreference: client.cluster.executor) { [weak self] in
                await self?.commitFinished(nil)
                self?.scheduleCommit()
            }
        }
        let isOver = state.withLock { state in
            if state.closing != nil { return true }
            state.commitAlarm = cancel
            return false
        }
        if isOver { cancel() }
    }

    /// Commits what is finished and not committed yet, of these partitions or of all; logs failures.
    private func commitFinished(_ partitions: Set<TopicPartition>?) async {
        let offsets = uncommitted(of: partitions)
        guard !offsets.isEmpty else { return }
        // An error means that the task was cancelled, or that there is no group: nothing is lost that was promised.
        guard let results = try? await commit(offsets) else { return }
        for (partition, result) in results.sorted(by: { $0.key < $1.key }) {
            guard case .failure(let error) = result else { continue }
            client.logger.warning(
                "committing offsets failed", metadata: ["partition": "\(partition)", "error": "\(error)"])
        }
    }

    // MARK: Giving up

    private func completeRelease(_ drained: DeliveryState.Drained) async {
        let known = drained.partitions
        if drained.isLost {
            await configuration.rebalanceListener.lost(known)
        } else if membership != nil, drained.number >= 0 {
            await configuration.rebalanceListener.revoked(known)
        }
        if !drained.isLost, configuration.groupID != nil, configuration.commitsOffsets {
            await withLimit(closingCommitLimit) { await self.commitFinished(known) }
        }
        let emptied = step { state -> [Promise<Void>] in
            guard state.deliveries.remove(drained.number), state.deliveries.isEmpty else { return [] }
            defer { state.emptied = [] }
            return state.emptied
        }
        for promise in emptied { promise.complete(.success(())) }
        assignByHand()
        if drained.number >= 0 { membership?.post(.released(drained.number)) }
    }

    /// The last commit of a consumer that is being closed must not keep it from leaving.
    private var closingCommitLimit: Duration {
        state.withLock { $0.closing != nil } ? .seconds(5) : configuration.maxPollInterval / 2
    }

    /// Runs `body`, and returns after `limit` at the latest.
    private func withLimit(_ limit: Duration, _ body: @escaping @Sendable () async -> Void) async {
        let over = Promise<Void>()
        let cancel = clock.schedule(limit) { over.complete(.success(())) }
        let task = Task.detached(executorPreference: client.cluster.executor) {
            await body()
            over.complete(.success(()))
        }
        // Not cancelled: the task is detached from its callers.
        try? await over.value()
        cancel()
        task.cancel()
    }

    // MARK: The end

    func fail(_ error: any Error) { end(.failed(error)) }

    /// Hands out no more batches; those that are being processed go on.
    func stop() {
        state.withLock { $0.isStopRequested = true }
        end(.stopped)
        beginClosing()
    }

    private func end(_ ending: Ending) {
        step { state in
            if state.ending == nil { state.ending = ending }
            state.deliveries.wakeAll()
        }
    }

    /// Gives all partitions up, commits and leaves the group, in the background. Idempotent.
    func beginClosing() {
        end(.stopped)
        let promise = Promise<Void>()
        let (isFirst, alarm, pattern) = state.withLock { state in
            if state.closing != nil { return (false, nil, nil) as (Bool, (@Sendable () -> Void)?, Task<Void, Never>?) }
            state.closing = promise
            return (true, state.commitAlarm, state.patternTask)
        }
        guard isFirst else { return }
        alarm?()
        pattern?.cancel()
        // Ends when the last batch has ended and the group is left, which is limited in time.
        Task.detached { [self] in
            await leave()
            promise.complete(.success(()))
        }
    }

    private func leave() async {
        watchStalls()
        if let membership {
            membership.post(.stop)
            // Not cancelled: the task is detached.
            try? await hasLeft.value()
        }
        // Partitions that were assigned by hand, and those that a failed membership had.
        step { $0.releaseByHand($0.deliveries.partitions) }
        await emptied()
        let alarm = state.withLock { state in
            defer { state.stallAlarm = nil }
            return state.stallAlarm
        }
        alarm?()
        if ownsClient { await client.close() }
    }

    /// Waits until no partition is left.
    private func emptied() async {
        let promise = Promise<Void>()
        let isEmpty = state.withLock { state in
            if state.deliveries.isEmpty { return true }
            state.emptied.append(promise)
            return false
        }
        // Not cancelled: the task is detached.
        if !isEmpty { try? await promise.value() }
    }

    /// Waits for the end of `beginClosing`, whatever becomes of the calling task.
    func closed() async {
        beginClosing()
        guard let closing = state.withLock({ $0.closing }) else { return }
        // A task of its own, because a cancelled one would not wait.
        await Task.detached { try? await closing.value() }.value
    }
}

extension ConsumerCore: GroupMembership.Delegate {
    func assigned(_ partitions: Set<TopicPartition>) {
        begin(step { $0.deliveries.add(partitions) })
    }

    private func begin(_ added: [TopicPartition: Int]) {
        // Ends when all have a position or are given up.
        Task.detached { [self] in await findPositions(of: added) }
    }

    func release(_ number: Int, _ partitions: Set<TopicPartition>, isLost: Bool) {
        step { $0.deliveries.release(number, partitions, isLost: isLost) }
    }

    func failed(_ error: KafkaError) { fail(error) }

    func left() { hasLeft.complete(.success(())) }
}
