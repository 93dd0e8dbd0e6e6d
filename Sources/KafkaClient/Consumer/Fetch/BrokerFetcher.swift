// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Synchronization

/// Fetches all partitions that are read from one broker with the same settings, on the broker's event loop.
///
/// One request asks for all partitions that have room. The next one is sent from the loop as soon as the response is
/// there, and a reader is resumed only if it waits; record batches are checked in the reader's task. The long poll of
/// partitions without new records would hold up all others, so there are two lanes, each with a connection and a
/// session of its own: the first one waits up to `maxWait`, the second one takes what has to be asked for meanwhile and
/// waits 50 ms at most. No task per fetch or partition. Source: Fetch API, KIP-227; own design.
actor BrokerFetcher {
    nonisolated let broker: Int32
    private nonisolated let settings: FetchSettings
    private nonisolated let cluster: Cluster
    private nonisolated let loop: EventLoop
    private nonisolated let clock: ClientClock
    private nonisolated let budget: BufferBudget
    private nonisolated let manager: WeakManager

    private struct WeakManager { weak var value: FetchManager? }

    private struct Entry {
        var fetch: PartitionFetch
        var isInFlight = false
        /// Partitions with a lower number are asked for first: the others had records more recently.
        var turn = 0
    }

    private enum Situation { case ready, connecting, throttled }

    /// The readers that poke the loop when they make room. The others' partitions are asked for with the next answer,
    /// together: a request for each of them would cost more than it gains.
    private enum Attention: UInt8, AtomicRepresentable {
        /// No reader: both lanes are busy.
        case nobody
        /// Readers that have nothing left: an answer of the first lane is near.
        case hunger
        /// All readers.
        case room
    }

    /// By the numbers of the partitions.
    private var entries: [UInt64: Entry] = [:]
    private var lanes = [FetchLane(.fetch), FetchLane(.fetchNow)]
    private var nextNumber = 0
    private var nextTurn = 1
    private var isThrottled = false
    /// The moment of the next pump for partitions that wait; nil if none does.
    private var wakeAt: Duration?
    private var isClosed = false
    private nonisolated let attention = Atomic<Attention>(.room)
    private nonisolated let isPumpScheduled = Atomic<Bool>(false)
    private nonisolated let situation = Mutex(Situation.connecting)

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    init(
        broker: Int32, settings: FetchSettings, cluster: Cluster, budget: BufferBudget, manager: FetchManager
    ) {
        self.broker = broker
        self.settings = settings
        self.cluster = cluster
        self.budget = budget
        self.manager = WeakManager(value: manager)
        loop = cluster.loop(ofBroker: broker)
        clock = cluster.configuration.retry.clock
    }

    // MARK: Any thread

    private nonisolated func onLoop(_ body: @escaping @Sendable (isolated BrokerFetcher) -> Void) {
        if loop.isOnLoop { return assumeIsolated(body) }
        loop.execute { self.assumeIsolated(body) }
    }

    /// Begins to fetch a partition that was placed here.
    nonisolated func add(_ fetch: PartitionFetch) {
        onLoop { fetcher in
            guard !fetcher.isClosed else { return fetch.detach(BrokerFetcher.closed, from: fetcher)?.resume() ?? () }
            // A partition that comes again after an error keeps the mark of a request that is still under way.
            let isInFlight = fetcher.entries[fetch.number]?.isInFlight ?? false
            fetcher.entries[fetch.number] = Entry(fetch: fetch, isInFlight: isInFlight)
            fetcher.pumpSoon()
        }
    }

    /// Forgets a partition; the session is told with the next request.
    nonisolated func remove(_ fetch: PartitionFetch) {
        onLoop { fetcher in
            // It may have been placed here again since.
            if fetch.isPlaced(at: fetcher) { return }
            fetcher.entries[fetch.number] = nil
        }
    }

    /// Sends what can be sent: a partition that is not asked for has room.
    ///
    /// - Parameter isHungry: its reader has nothing to read.
    nonisolated func hasRoom(isHungry: Bool) {
        switch attention.load(ordering: .sequentiallyConsistent) {
        case .nobody: return
        case .hunger: if isHungry { pumpSoon() }
        case .room: pumpSoon()
        }
    }

    /// Looks for something to send, after the work that the loop has already.
    nonisolated func pumpSoon() {
        guard !isPumpScheduled.exchange(true, ordering: .sequentiallyConsistent) else { return }
        loop.execute {
            self.assumeIsolated { fetcher in
                fetcher.isPumpScheduled.store(false, ordering: .sequentiallyConsistent)
                fetcher.pump()
            }
        }
    }

    /// Ends fetching; all partitions become homeless.
    nonisolated func close() {
        onLoop { fetcher in
            fetcher.isClosed = true
            let entries = fetcher.entries.values
            fetcher.entries = [:]
            for entry in entries { entry.fetch.detach(BrokerFetcher.closed, from: fetcher)?.resume() }
        }
    }

    private static let closed = KafkaError(.closed, "the client was closed")

    /// The status of a partition that wants to be fetched.
    nonisolated func status(of fetch: PartitionFetch) -> PartitionStatus {
        switch situation.withLock({ $0 }) {
        case .ready: fetch.fetchingStatus(broker)
        case .connecting: .connecting(broker: broker)
        case .throttled: .throttled(broker: broker)
        }
    }

    // MARK: Asking (loop only)

    /// Sends a request on each idle lane that has something to ask for.
    private func pump() {
        // Set before the partitions are looked at: a reader that makes room after that pokes the loop again.
        attention.store(.room, ordering: .sequentiallyConsistent)
        guard !isClosed, !isThrottled else { return }
        for lane in lanes.indices where !lanes[lane].isBusy {
            // The second lane is for what comes while the first one waits.
            if lane > 0, lanes[0].request == nil { continue }
            ask(lane)
        }
        if lanes.allSatisfy(\.isBusy) {
            attention.store(.nobody, ordering: .sequentiallyConsistent)
        } else if lanes[0].request?.isUrgent ?? false {
            attention.store(.hunger, ordering: .sequentiallyConsistent)
        }
    }

    private func ask(_ lane: Int) {
        let now = clock.now()
        let isOverBudget = budget.isFull(limit: settings.maxBufferedBytes)
        var ready: [(entry: Entry, request: PartitionFetch.Request)] = []
        var leaving: [PartitionFetch] = []
        var pause: Duration?
        for entry in entries.values where !entry.isInFlight {
            guard let request = entry.fetch.request(at: now, by: self, isOverBudget: isOverBudget) else {
                if let until = entry.fetch.pausedUntil(now) { pause = min(pause ?? until, until) }
                continue
            }
            if request.leavesFollower { leaving.append(entry.fetch) } else { ready.append((entry, request)) }
        }
        for fetch in leaving { moveToLeader(fetch, nil) }
        if let pause { wake(at: pause, now) }
        let isUrgent = ready.contains { !$0.request.isCaughtUp }
        guard !ready.isEmpty, let wait = wait(of: lane, now, isUrgent: isUrgent) else { return }
        guard let connection = lanes[lane].connection, connection.isOpen else { return connect(lane) }
        ready.sort { $0.entry.turn < $1.entry.turn }
        send(ready.map { ($0.entry.fetch, $0.request) }, lane, connection, wait: wait, isUrgent: isUrgent, now)
    }

    /// The time that the broker may wait for records; nil to leave the partitions to the first lane.
    private func wait(of lane: Int, _ now: Duration, isUrgent: Bool) -> Duration? {
        guard lane > 0, let first = lanes[0].request else { return settings.maxWait }
        let short = min(settings.maxWait, .milliseconds(50))
        let left = first.end - now
        // The first lane's response is overdue: do not count on it.
        if left < .seconds(-1) { return short }
        // Ends together with the first lane's poll, so that the next one takes the partitions in.
        return isUrgent || left >= .milliseconds(10) ? max(min(short, left), .zero) : nil
    }

    private func send(
        _ asked: [(fetch: PartitionFetch, request: PartitionFetch.Request)], _ lane: Int,
        _ connection: BrokerConnection, wait: Duration, isUrgent: Bool, _ now: Duration
    ) {
        do {
            let hasIDs = asked.allSatisfy { $0.request.topicID != .zero }
            let version = try connection.version(for: FetchRequest.self, cap: hasIDs ? .max : 12)
            var wanted: [(key: FetchSession.Key, value: FetchSession.Wanted)] = []
            var partitions: [FetchSession.Key: FetchLane.Asked] = [:]
            for (fetch, request) in asked {
                let key = FetchSession.Key(
                    topic: version >= 13 ? "" : fetch.partition.topic,
                    topicID: version >= 13 ? request.topicID : .zero, partition: fetch.partition.partition)
                // Another reader of the same partition: it gets its turn with the next request.
                guard partitions[key] == nil else { continue }
                partitions[key] = .init(
                    fetch: fetch, offset: request.wanted.offset, maxBytes: request.wanted.maxBytes)
                wanted.append((key, request.wanted))
            }
            let plan = lanes[lane].session.plan(wanted, version: version)
            let largest = wanted.reduce(0) { max($0, Int($1.value.maxBytes)) }
            let maxBytes = max(largest, responseLimit)
            let request = request(plan, partitions, wanted, version: version, maxBytes: maxBytes, wait: wait)
            let number = nextNumber
            nextNumber += 1
            lanes[lane].request = .init(
                number: number, partitions: partitions, version: version, maxBytes: maxBytes, isFull: plan.isFull,
                isUrgent: isUrgent, end: now + wait)
            setInFlight(true, partitions.values)
            // A connection that has just closed calls back at once.
            try connection.start(
                request, version: version, timeout: cluster.configuration.requestTimeout + wait
            ) { [weak self] result in
                self?.onLoop { $0.answered(lane, number, result) }
            }
        } catch {
            lanes[lane].session.reset(closing: true)
            lanes[lane].request = nil
            let failure = error as? KafkaError ?? KafkaError(.invalidRequest, "Fetch cannot be sent: \(error)")
            leave(asked.map(\.fetch), failure)
        }
    }

    private func setInFlight(_ value: Bool, _ partitions: some Sequence<FetchLane.Asked>) {
        for asked in partitions {
            entries[asked.fetch.number]?.isInFlight = value
            asked.fetch.setAsked(value, by: self)
        }
    }

    /// Maximum bytes of one response: a part of the budget, because a reader that is slow with its part keeps all of it
    /// in memory.
    private var responseLimit: Int { min(settings.maxBytes, max(settings.maxBufferedBytes / 8, 1)) }

    private func request(
        _ plan: FetchSession.Plan, _ partitions: [FetchSession.Key: FetchLane.Asked],
        _ wanted: [(key: FetchSession.Key, value: FetchSession.Wanted)], version: Int16, maxBytes: Int,
        wait: Duration
    ) -> FetchRequest {
        var request = FetchRequest(
            replicaID: -1, maxWaitMs: wait.wireMilliseconds, minBytes: Int32(clamping: settings.minBytes),
            maxBytes: Int32(clamping: maxBytes))
        if version >= 4 { request.isolationLevel = settings.isolation.rawValue }
        if version >= 7 {
            request.sessionID = plan.id
            request.sessionEpoch = plan.epoch
        }
        if version >= 11, let rack = settings.rack { request.rackID = rack }
        let values = Dictionary(wanted.map { ($0.key, $0.value) }) { first, _ in first }
        for key in plan.named {
            guard let value = values[key] else { continue }
            var part = FetchRequest.FetchPartition(partition: key.partition, fetchOffset: value.offset)
            part.partitionMaxBytes = value.maxBytes
            if version >= 9 { part.currentLeaderEpoch = value.leaderEpoch }
            if version >= 12 { part.lastFetchedEpoch = value.lastFetchedEpoch }
            // Consecutive partitions of a topic share an entry.
            if request.topics.last?.topic != key.topic || request.topics.last?.topicID != key.topicID {
                request.topics.append(.init(topic: key.topic, topicID: key.topicID))
            }
            request.topics[request.topics.count - 1].partitions.append(part)
        }
        var forgotten: [FetchSession.Key: [Int32]] = [:]
        for key in plan.forgotten {
            forgotten[.init(topic: key.topic, topicID: key.topicID, partition: 0), default: []].append(key.partition)
        }
        request.forgottenTopicsData = forgotten.map {
            .init(topic: $0.key.topic, topicID: $0.key.topicID, partitions: $0.value)
        }
        return request
    }

    // MARK: Connecting (loop only)

    private func connect(_ lane: Int) {
        lanes[lane].isConnecting = true
        lanes[lane].connection = nil
        if lane == 0 { situation.withLock { $0 = .connecting } }
        let role = lanes[lane].role
        // Ends with the connection attempt, whose time is limited.
        Task { [weak self, cluster, broker] in
            let result: Result<BrokerConnection, any Error>
            do {
                result = .success(try await cluster.connection(toBroker: broker, role: role))
            } catch {
                result = .failure(error)
            }
            self?.onLoop { $0.connected(lane, result) }
        }
    }

    private func connected(_ lane: Int, _ result: Result<BrokerConnection, any Error>) {
        lanes[lane].isConnecting = false
        switch result {
        case .success(let connection):
            lanes[lane].connection = connection
            if lane == 0 { situation.withLock { $0 = .ready } }
        case .failure(let error):
            let failure = error as? KafkaError ?? Self.closed
            leave(entries.values.filter { !$0.isInFlight }.map(\.fetch), failure)
        }
        pump()
    }

    // MARK: Answers (loop only)

    private func answered(_ lane: Int, _ number: Int, _ result: Result<ByteSlice, KafkaError>) {
        guard let request = lanes[lane].request, request.number == number else { return }
        lanes[lane].request = nil
        setInFlight(false, request.partitions.values)
        var waiters: [CheckedContinuation<Void, Never>] = []
        do {
            guard let connection = lanes[lane].connection else { return }
            let frame = try result.get()
            let response = try connection.decode(FetchRequest.self, version: request.version, from: frame)
            take(response, request, lane, connection, bytes: frame.count, &waiters)
        } catch {
            lanes[lane].session.connectionLost()
            lanes[lane].connection = nil
            var failure = error as? KafkaError ?? KafkaError(.invalidResponse, "\(error)")
            // The pool has closed it as idle at the moment of the request; the client itself is open.
            if failure.code == .closed, !isClosed { failure.code = .connectionLost }
            leave(request.partitions.values.map(\.fetch), failure)
        }
        // The next request leaves before the readers run.
        pump()
        // The records that came last are in the processor's cache still.
        for waiter in waiters.reversed() { waiter.resume() }
    }

    private func take(
        _ response: FetchResponse, _ request: FetchLane.Request, _ lane: Int, _ connection: BrokerConnection,
        bytes: Int, _ waiters: inout [CheckedContinuation<Void, Never>]
    ) {
        let isThrottled = throttle(response, request)
        let code = BrokerErrorCode(rawValue: response.errorCode)
        guard code == .none else {
            let isOfSession = lanes[lane].session.failed(code)
            lanes[lane].sessionErrors += 1
            // A new session is begun at once, unless the broker refuses that too.
            if isOfSession, lanes[lane].sessionErrors < 3 { return }
            return leave(request.partitions.values.map(\.fetch), KafkaError.broker(code, "Fetch"))
        }
        lanes[lane].sessionErrors = 0
        if request.version >= 7 { lanes[lane].session.succeeded(sessionID: response.sessionID) }
        var missing = request.partitions
        var recordBytes = 0
        for topic in response.responses {
            for data in topic.partitions { recordBytes += data.records?.count ?? 0 }
        }
        let lease = recordBytes > 0 ? budget.lease(bytes) : nil
        for topic in response.responses {
            for data in topic.partitions {
                let key = FetchSession.Key(topic: topic.topic, topicID: topic.topicID, partition: data.partitionIndex)
                guard let asked = missing.removeValue(forKey: key) else { continue }
                take(data, asked, response, request, recordBytes: recordBytes, lease, &waiters)
            }
        }
        for asked in missing.values {
            if isThrottled || (request.isFull && response.responses.isEmpty) {
                // A broker that throttles sends an empty response at once (KIP-219).
                asked.fetch.stopCountingTime()
            } else if request.isFull {
                leave(
                    [asked.fetch],
                    KafkaError(
                        .invalidResponse,
                        "broker \(connection.address) left the partition out of its Fetch response",
                        topicPartition: asked.fetch.partition, offset: asked.offset))
            } else {
                let outcome = asked.fetch.absorbNothing(
                    offset: asked.offset, isSqueezed: isSqueezed(asked, request, recordBytes),
                    othersHaveRecords: recordBytes > 0)
                if let waiter = outcome.waiter { waiters.append(waiter) }
            }
        }
    }

    /// Whether a partition without records may have been left out because the response was full.
    private func isSqueezed(_ asked: FetchLane.Asked, _ request: FetchLane.Request, _ recordBytes: Int) -> Bool {
        recordBytes > 0 && recordBytes + Int(asked.maxBytes) > request.maxBytes
    }

    private func take(
        _ data: FetchResponse.PartitionData, _ asked: FetchLane.Asked, _ response: FetchResponse,
        _ request: FetchLane.Request, recordBytes: Int, _ lease: BufferBudget.Lease?,
        _ waiters: inout [CheckedContinuation<Void, Never>]
    ) {
        let fetch = asked.fetch
        let code = BrokerErrorCode(rawValue: data.errorCode)
        guard code == .none else {
            return failed(fetch, code, data, response, offset: asked.offset)
        }
        let own = data.records?.count ?? 0
        let outcome = fetch.absorb(
            data, offset: asked.offset, broker: broker, lease: lease,
            isSqueezed: isSqueezed(asked, request, recordBytes), othersHaveRecords: recordBytes > own)
        if let waiter = outcome.waiter { waiters.append(waiter) }
        if outcome.hasRecords {
            entries[fetch.number]?.turn = nextTurn
            nextTurn += 1
        }
        if let replica = outcome.replica { move(fetch, toReplica: replica) }
    }

    private func failed(
        _ fetch: PartitionFetch, _ code: BrokerErrorCode, _ data: FetchResponse.PartitionData,
        _ response: FetchResponse, offset: Int64
    ) {
        let error = KafkaError.broker(code, "Fetch", topicPartition: fetch.partition, offset: offset)
        // A follower's log may be shorter or gone: its leader decides.
        if fetch.isAtFollower {
            fetch.noteFollowerFailure()
            return moveToLeader(fetch, error)
        }
        guard let hint = LeaderHint(data.currentLeader, endpoints: response.nodeEndpoints) else {
            return leave([fetch], error)
        }
        cluster.note(hint, for: fetch.partition)
        guard fetch.mayFollowHint, let leader = cluster.knownLeader(of: fetch.partition),
            leader.broker == hint.leader, leader.epoch == hint.epoch, let manager = manager.value
        else { return leave([fetch], error) }
        fetch.noteMove()
        entries[fetch.number] = nil
        manager.attach(fetch, to: leader)
    }

    /// Waits as the response asks. Returns whether it does.
    private func throttle(_ response: FetchResponse, _ request: FetchLane.Request) -> Bool {
        // From version 8 on the broker answers first, and the client has to wait.
        let isEmpty = response.responses.isEmpty && request.isFull && response.errorCode == 0
        guard isEmpty || (request.version >= 8 && response.throttleTimeMs > 0) else { return false }
        // Bounded by the request timeout, whatever the broker says.
        let time = min(
            .milliseconds(max(response.throttleTimeMs, isEmpty ? 100 : 0)), cluster.configuration.requestTimeout)
        isThrottled = true
        situation.withLock { $0 = .throttled }
        for entry in entries.values { entry.fetch.stopCountingTime() }
        // A task, because the time is that of the configured clock; throttling is rare. Ends after the wait.
        Task { [weak self, clock] in
            // An error means that the task was cancelled, which nobody does.
            try? await clock.sleep(time)
            self?.onLoop { fetcher in
                fetcher.isThrottled = false
                fetcher.situation.withLock { $0 = .ready }
                fetcher.pump()
            }
        }
        return true
    }

    // MARK: Leaving (loop only)

    /// Makes partitions homeless: their readers look for the leader.
    private func leave(_ fetches: [PartitionFetch], _ error: KafkaError) {
        var waiters: [CheckedContinuation<Void, Never>] = []
        for fetch in fetches {
            entries[fetch.number] = nil
            if let waiter = fetch.detach(error, from: self) { waiters.append(waiter) }
        }
        for waiter in waiters { waiter.resume() }
    }

    private func moveToLeader(_ fetch: PartitionFetch, _ error: KafkaError?) {
        guard let leader = cluster.knownLeader(of: fetch.partition), let manager = manager.value else {
            return leave([fetch], error ?? KafkaError(.leaderNotAvailable, "the partition has no leader now"))
        }
        entries[fetch.number] = nil
        manager.attach(fetch, to: leader)
    }

    private func move(_ fetch: PartitionFetch, toReplica replica: Int32) {
        guard let leader = fetch.leader, let manager = manager.value else { return }
        entries[fetch.number] = nil
        manager.attach(fetch, to: leader, replica: replica)
    }

    // MARK: Waiting (loop only)

    /// Pumps again at `moment`, for partitions whose broker had nothing to send.
    private func wake(at moment: Duration, _ now: Duration) {
        if let wakeAt, wakeAt <= moment { return }
        wakeAt = moment
        // A task, because the time is that of the configured clock. Ends after the wait, of half a second at most.
        Task { [weak self, clock] in
            // An error means that the task was cancelled, which nobody does.
            try? await clock.sleep(moment - now)
            self?.onLoop { fetcher in
                if fetcher.wakeAt == moment { fetcher.wakeAt = nil }
                fetcher.pump()
            }
        }
    }
}
