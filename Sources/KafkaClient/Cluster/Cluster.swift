// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// The state that a client shares among its tasks: metadata, leaders, coordinators, and the pool of connections.
///
/// Tasks that need the same answer wait for one request. Shared requests run in tasks of their own, without the
/// deadline of the call that came first; they end when `close()` closes the connections. Metadata that is too old is
/// read again while the old one stays in use, so that a broker that hangs delays nobody. Own design.
final class Cluster: Sendable {
    private struct Refresh {
        /// The topics that it reads; nil for all.
        var topics: Set<String>?
        var promise: Promise<ClusterMetadata>
    }

    private struct State {
        var cache: MetadataCache
        /// The refresh in progress; nil if there is none.
        var refresh: Refresh?
        /// The earliest moment of the next refresh.
        var nextRefresh: Duration = .zero
        var failedRefreshes = 0
        var outage: Outage
        var coordinators: [CoordinatorKey: Promise<ClusterMetadata.Broker>] = [:]
        var observers: [WeakObservation] = []
        var closed = false
    }

    /// A time during which no broker can be reached.
    private struct Outage {
        var since: Duration?
        var reporter: StallReporter
    }

    private struct WeakObservation {
        weak var value: MetadataObservation?
    }

    let configuration: ClientConfiguration
    let pool: ConnectionPool
    private let bootstrap: [SocketAddress]
    private let logger: Logger
    private let state: Mutex<State>

    private let memberCount = Atomic<Int>(0)

    private var clock: ClientClock { configuration.retry.clock }

    /// Runs shared work on a loop, so that code of users that blocks the shared pool does not hold up what heartbeats
    /// depend on.
    var executor: LoopTaskExecutor { pool.executor }

    init(_ configuration: ClientConfiguration, logger: Logger) throws {
        try configuration.validate()
        var configuration = configuration
        configuration.metrics = ClientMetrics(configuration)
        self.configuration = configuration
        self.logger = logger
        bootstrap = try configuration.bootstrapAddresses()
        pool = try ConnectionPool(configuration, logger: logger)
        state = Mutex(
            State(
                cache: MetadataCache(propagation: configuration.topicPropagationTimeout),
                outage: Outage(reporter: StallReporter("reaching a broker", logger: logger))))
    }

    /// Closes all connections and ends the threads.
    func close() async {
        state.withLock { $0.closed = true }
        await pool.close()
    }

    private func checkOpen() throws {
        if state.withLock({ $0.closed }) { throw ConnectionPool.closedError }
    }

    // MARK: Reaching any broker

    /// A connection to any broker: an open one, or the first of all known and all bootstrap addresses that answers.
    ///
    /// The bootstrap addresses are always among those tried, so that a cluster whose brokers have all moved is found
    /// again (KIP-899).
    /// - Throws: `KafkaError.bootstrapFailed` naming every address if none answers.
    private func anyConnection() async throws -> BrokerConnection {
        try checkOpen()
        if let connection = configuration.retry.choose(among: pool.openGeneral) { return connection }
        let known = state.withLock { $0.cache.metadata.brokers.map(\.address) }
        let retry = configuration.retry
        let addresses = retry.shuffle(known) + retry.shuffle(bootstrap.filter { !known.contains($0) })
        switch try await firstConnection(of: addresses) {
        case .success(let connection):
            noteReached()
            return connection
        case .failure(let failure):
            try checkOpen()
            let error = Self.failure(failure.failures)
            noteUnreachable(error)
            throw error
        }
    }

    /// The answer of any broker: of the first to be asked, or of a second one if the first is slow.
    ///
    /// A broker that accepts requests and does not answer would otherwise hold everybody up until the request's
    /// timeout.
    private func askAnyBroker<Answer: Sendable>(
        _ ask: @escaping @Sendable (BrokerConnection) async throws -> Answer
    ) async throws -> Answer {
        let first = try await anyConnection()
        return try await withThrowingTaskGroup(of: Result<Answer, any Error>?.self) { group in
            group.addTask {
                do { return .success(try await ask(first)) } catch { return .failure(error) }
            }
            group.addTask {
                do {
                    // The time of sockets, as for the request's own timeout.
                    try await self.clock.wait(self.configuration.slowAnswer)
                    guard let second = try await self.otherConnection(than: first) else { return nil }
                    return .success(try await ask(second))
                } catch {
                    // The first broker may still answer; its failure is the one to report.
                    return nil
                }
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return try result.get() }
            }
            throw CancellationError()
        }
    }

    /// A connection to a broker at another address; nil if only one address is known.
    private func otherConnection(than first: BrokerConnection) async throws -> BrokerConnection? {
        let open = pool.openGeneral.filter { $0.address != first.address }
        if let open = configuration.retry.choose(among: open) { return open }
        let known = state.withLock { $0.cache.metadata.brokers.map(\.address) }
        let others = configuration.retry.shuffle(Set(known + bootstrap).subtracting([first.address]))
        if others.isEmpty { return nil }
        return try await firstConnection(of: others).get()
    }

    private func noteReached() {
        let now = clock.now()
        state.withLock { state in
            state.outage.since = nil
            state.outage.reporter.goesOn(at: now)
        }
    }

    private func noteUnreachable(_ error: KafkaError) {
        let now = clock.now()
        state.withLock { state in
            let since = state.outage.since ?? now
            state.outage.since = since
            state.outage.reporter.waits(at: now, since: since, because: error)
        }
    }

    private struct AllFailed: Error { var failures: [(SocketAddress, any Error)] }

    /// Tries all addresses. Each attempt starts when the one before it fails, or 250 ms after it started.
    private func firstConnection(of addresses: [SocketAddress]) async throws -> Result<BrokerConnection, AllFailed> {
        let clock = configuration.retry.clock
        let failed = addresses.map { _ in Promise<Void>() }
        return try await withThrowingTaskGroup(of: (Int, Result<BrokerConnection, any Error>)?.self) { group in
            for (index, address) in addresses.enumerated() {
                group.addTask {
                    if index > 0 { try await Self.headStart(of: failed[index - 1], clock) }
                    do {
                        return (
                            index, .success(try await self.pool.connection(to: address, broker: nil, role: .general))
                        )
                    } catch {
                        failed[index].complete(.success(()))
                        if error is CancellationError { throw error }
                        return (index, .failure(error))
                    }
                }
            }
            var failures: [(SocketAddress, any Error)] = []
            while let finished = try await group.next() {
                guard let (index, result) = finished else { continue }
                switch result {
                case .success(let connection):
                    group.cancelAll()
                    return .success(connection)
                case .failure(let error): failures.append((addresses[index], error))
                }
            }
            return .failure(AllFailed(failures: failures))
        }
    }

    /// Waits until `before` completes, 250 ms at most.
    private static func headStart(of before: Promise<Void>, _ clock: ClientClock) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await before.value() }
            group.addTask { try await clock.sleep(.milliseconds(250)) }
            try await group.next()
            group.cancelAll()
        }
    }

    /// The error of an outage: a refusal if a broker refused this client, because waiting does not help then.
    private static func failure(_ failures: [(SocketAddress, any Error)]) -> KafkaError {
        let refusals = failures.compactMap { _, error in error as? KafkaError }.filter { !$0.isRetriable }
        if refusals.count == failures.count, let refusal = refusals.first { return refusal }
        return bootstrapFailed(failures)
    }

    private static func bootstrapFailed(_ failures: [(SocketAddress, any Error)]) -> KafkaError {
        let reasons = failures.map { address, error in
            let reason = (error as? KafkaError)?.message ?? "\(error)"
            return reason.contains("\(address)") ? reason : "\(address): \(reason)"
        }
        return KafkaError(
            .bootstrapFailed,
            "no broker can be reached: \(reasons.joined(separator: "; ")). "
                + "Check bootstrap.servers and that the brokers run",
            underlyingError: failures.last?.1)
    }

    // MARK: Metadata

    /// Reads the metadata of `topics` (nil: all topics) and of the topics in use. Waits for the refresh in progress if
    /// that reads them too.
    ///
    /// Refreshes are at least `retry.initialBackoff` apart, and further after failures, whoever asks.
    /// - Returns: the broker's answer, which the cache may not believe: see `MetadataCache`.
    @discardableResult
    func refresh(_ topics: Set<String>? = []) async throws -> ClusterMetadata {
        let now = clock.now()
        let (refresh, isNew) = try state.withLock { state in
            if state.closed { throw ConnectionPool.closedError }
            for topic in topics ?? [] { state.cache.use(topic, now: now) }
            if let refresh = state.refresh, Self.covers(refresh.topics, topics) { return (refresh, false) }
            state.cache.forgetIdle(now: now, maxIdle: configuration.metadataMaxIdle)
            let refresh = Refresh(topics: topics.map { _ in state.cache.topicsInUse }, promise: Promise())
            state.refresh = refresh
            return (refresh, true)
        }
        if isNew {
            Task.detached(executorPreference: executor) {
                let result = await self.readMetadata(refresh.topics)
                self.state.withLock { if $0.refresh?.promise === refresh.promise { $0.refresh = nil } }
                refresh.promise.complete(result)
                // The pool closes the bootstrap connections that the brokers' own have replaced.
                if case .success = result { self.closeBootstrapConnections() }
            }
        }
        return try await refresh.promise.value()
    }

    /// Asks for a refresh of the metadata of `topics` soon, without waiting: for callers on a loop. Observers hear of
    /// its outcome.
    func requestRefresh(of topics: Set<String>) {
        let now = clock.now()
        let isUnderWay = state.withLock { state in
            for topic in topics { state.cache.use(topic, now: now) }
            return state.refresh.map { Self.covers($0.topics, topics) } ?? false
        }
        if isUnderWay { return }
        Task.detached(executorPreference: executor) { [self] in
            // A failure is not lost: whoever needs the metadata asks again.
            _ = try? await refresh(topics)
        }
    }

    private static func covers(_ all: Set<String>?, _ topics: Set<String>?) -> Bool {
        guard let all else { return true }
        return topics.map { all.isSuperset(of: $0) } ?? false
    }

    private func readMetadata(_ topics: Set<String>?) async -> Result<ClusterMetadata, any Error> {
        do {
            let early = state.withLock { $0.nextRefresh } - clock.now()
            if early > .zero { try await clock.sleep(early) }
            let answer = try await askForMetadata(topics)
            let now = clock.now()
            let isOtherCluster = state.withLock { state in
                let id = state.cache.metadata.clusterID
                state.failedRefreshes = 0
                state.nextRefresh = now + configuration.retry.initialBackoff
                state.cache.apply(answer, isComplete: topics == nil, now: now)
                return id != nil && answer.clusterID != nil && id != answer.clusterID
            }
            if isOtherCluster {
                logger.warning(
                    "the addresses lead to another cluster now: all that was known of the former one is dropped",
                    metadata: ["cluster": "\(answer.clusterID ?? "")"])
            }
            notifyObservers()
            return .success(answer)
        } catch {
            let now = clock.now()
            state.withLock { state in
                state.nextRefresh = now + configuration.retry.backoff(beforeRetry: state.failedRefreshes)
                state.failedRefreshes += 1
            }
            return .failure(error)
        }
    }

    private func askForMetadata(_ topics: Set<String>?) async throws -> ClusterMetadata {
        try await askAnyBroker { connection in try await self.askForMetadata(topics, connection) }
    }

    private func askForMetadata(
        _ topics: Set<String>?, _ connection: BrokerConnection
    ) async throws -> ClusterMetadata {
        let version = try connection.version(for: MetadataRequest.self)
        var request = MetadataRequest(topics: topics?.sorted().map { .init(name: $0) })
        // In version 0 an empty list means all topics, and the broker creates missing ones. Later an empty list means
        // none.
        if version == 0 { request.topics = request.topics ?? [] }
        request.allowAutoTopicCreation = version < 4
        let response = try await connection.send(request, version: version)
        let code = BrokerErrorCode(rawValue: response.errorCode)
        if code == .rebootstrapRequired { state.withLock { $0.cache.forgetBrokers() } }
        guard code == .none else { throw KafkaError.broker(code, "Metadata") }
        let answer = ClusterMetadata(response, version: version)
        guard !answer.brokers.isEmpty else {
            throw KafkaError(.leaderNotAvailable, "broker \(connection.address) does not list any broker yet")
        }
        return answer
    }

    private func closeBootstrapConnections() {
        let brokers = state.withLock { Set($0.cache.metadata.brokers.map(\.address)) }
        // A bootstrap address that is not a broker's is a name for one of them, or a load balancer.
        if pool.openGeneral.contains(where: { brokers.contains($0.address) }) { pool.closeIdle(except: brokers) }
    }

    /// Calls `observer` after each change of the cached metadata, on any thread, until the observation is released.
    func observe(_ observer: @escaping @Sendable () -> Void) -> MetadataObservation {
        let observation = MetadataObservation(observer)
        state.withLock { state in
            state.observers.removeAll { $0.value == nil }
            state.observers.append(.init(value: observation))
        }
        return observation
    }

    private func notifyObservers() {
        for observer in state.withLock({ $0.observers }) { observer.value?.changed() }
    }

    /// The topic in the metadata, from the cache unless it is not known; an old entry is read again in the background.
    ///
    /// A topic that brokers do not know is asked for again until `topicPropagationTimeout`, because a new one does not
    /// reach all of them at once.
    /// - Throws: `KafkaError.unknownTopic`, or the broker's error; `KafkaError.bootstrapFailed`, to be retried.
    func topic(_ name: String) async throws -> ClusterMetadata.Topic {
        var attempt = 0
        while true {
            let now = clock.now()
            let (known, isStale) = state.withLock { state in
                (
                    state.cache.topic(name, now: now),
                    state.cache.isStale(name, now: now, maxAge: configuration.metadataMaxAge)
                )
            }
            if let known {
                if isStale { requestRefresh(of: [name]) }
                return known
            }
            try await refresh([name])
            let (topic, missingSince) = state.withLock { ($0.cache.metadata.topics[name], $0.cache.missingSince(name)) }
            let code = topic?.error ?? (topic == nil ? .unknownTopicOrPartition : nil)
            if let topic, code == nil { return topic }
            let error = Self.topicError(name, code ?? .unknownTopicOrPartition)
            let wait = configuration.retry.backoff(beforeRetry: attempt)
            let elapsed = missingSince.map { clock.now() - $0 + wait } ?? .zero
            guard code == .unknownTopicOrPartition, elapsed < configuration.topicPropagationTimeout,
                Deadline.current.map({ wait < $0.remaining }) ?? true
            else { throw error }
            try await clock.sleep(wait)
            attempt += 1
        }
    }

    private static func topicError(_ name: String, _ code: BrokerErrorCode) -> KafkaError {
        switch code {
        case .unknownTopicOrPartition:
            var error = KafkaError(
                .unknownTopic,
                "topic \"\(name)\" does not exist, or this client is not allowed to see it: check its name, or create it"
            )
            error.underlyingError = KafkaError.broker(code, "Metadata of topic \"\(name)\"")
            return error
        case .leaderNotAvailable:
            return KafkaError(.leaderNotAvailable, "topic \"\(name)\" has no leaders yet", brokerError: code)
        default: return KafkaError.broker(code, "Metadata of topic \"\(name)\"")
        }
    }

    /// The leader of a partition, with its address and epoch and the topic's id.
    ///
    /// A partition that the cached metadata does not have may be new: the topic is read again, unless it just was.
    func leader(of partition: TopicPartition) async throws -> PartitionLeader {
        var topic = try await topic(partition.topic)
        if topic.partition(partition.partition) == nil, wasReadEarlier(partition.topic) {
            try await refresh([partition.topic])
            topic = try await self.topic(partition.topic)
        }
        guard let found = topic.partition(partition.partition) else {
            throw KafkaError(
                .unknownPartition,
                "topic \"\(partition.topic)\" has \(topic.partitions.count) partitions: \(partition.partition) does not exist",
                topicPartition: partition)
        }
        guard let leader = found.leader, let broker = state.withLock({ $0.cache.metadata.broker(leader) }) else {
            throw KafkaError(
                .leaderNotAvailable, "the partition has no leader now", brokerError: found.error,
                topicPartition: partition)
        }
        return PartitionLeader(
            broker: leader, address: broker.address, epoch: found.leaderEpoch,
            topicID: topic.id)
    }

    /// Whether the topic was read so long ago that its next refresh need not wait.
    private func wasReadEarlier(_ topic: String) -> Bool {
        let now = clock.now()
        return state.withLock { $0.cache.isStale(topic, now: now, maxAge: configuration.retry.initialBackoff) }
    }

    /// The leader of a partition as the cached metadata has it; nil if there is none or the topic was not read yet.
    /// Asks no broker.
    func knownLeader(of partition: TopicPartition) -> PartitionLeader? {
        let now = clock.now()
        return state.withLock { state in
            guard let topic = state.cache.topic(partition.topic, now: now),
                let leader = topic.partition(partition.partition), let id = leader.leader,
                let broker = state.cache.metadata.broker(id)
            else { return nil }
            return PartitionLeader(
                broker: id, address: broker.address, epoch: leader.leaderEpoch, topicID: topic.id)
        }
    }

    /// Updates the cached metadata with a leader that a response named.
    func note(_ hint: LeaderHint, for partition: TopicPartition) {
        state.withLock { $0.cache.apply(hint, to: partition) }
        notifyObservers()
    }

    /// The topic as the cached metadata has it; nil if it was not read yet. Asks no broker.
    func knownTopic(_ name: String) -> ClusterMetadata.Topic? { state.withLock { $0.cache.metadata.topics[name] } }

    /// The names of those of these topics that the cached metadata has. Asks no broker.
    func knownNames(of ids: Set<KafkaUUID>) -> [KafkaUUID: String] {
        let topics = state.withLock { $0.cache.metadata.topics }
        var names: [KafkaUUID: String] = [:]
        for topic in topics.values where ids.contains(topic.id) { names[topic.id] = topic.name }
        return names
    }

    /// The racks of brokers as the cached metadata has them, by broker id; empty if no broker has one.
    var knownRacks: [Int32: String] {
        let brokers = state.withLock { $0.cache.metadata.brokers }
        return Dictionary(brokers.compactMap { broker in broker.rack.map { (broker.id, $0) } }) { first, _ in first }
    }

    /// A number for a member of a group, which no other of this client has.
    func nextMemberNumber() -> Int { memberCount.add(1, ordering: .relaxed).newValue }

    // MARK: Routing

    /// The loop that the connections of a broker are on.
    func loop(ofBroker id: Int32) -> EventLoop { pool.loop(ofBroker: id) }

    /// A connection to the broker that `target` means now.
    func connection(for target: RequestTarget, role: ConnectionRole = .general) async throws -> BrokerConnection {
        switch target {
        case .any: return try await anyConnection()
        case .leader(let partition): return try await connection(to: leader(of: partition), role: role)
        case .broker(let id): return try await connection(toBroker: id, role: role)
        case .controller:
            guard let id = try await brokers().controllerID else { return try await anyConnection() }
            return try await connection(toBroker: id, role: role)
        case .coordinator(let key):
            let broker = try await coordinator(of: key)
            return try await pool.connection(to: broker.address, broker: broker.id, role: role)
        }
    }

    /// The connection to a partition's leader for one role.
    func connection(to leader: PartitionLeader, role: ConnectionRole) async throws -> BrokerConnection {
        try await pool.connection(to: leader.address, broker: leader.broker, role: role)
    }

    /// The connection to a broker for one role; makes it if there is none.
    ///
    /// - Throws: `KafkaError.connectionFailed` if the cluster has no such broker or it cannot be reached;
    ///   `CancellationError`.
    func connection(toBroker id: Int32, role: ConnectionRole) async throws -> BrokerConnection {
        var broker = try await brokers().broker(id)
        if broker == nil { broker = try await refresh().broker(id) }
        guard let broker else {
            throw KafkaError(.connectionFailed, "the cluster has no broker with id \(id) now")
        }
        return try await pool.connection(to: broker.address, broker: id, role: role)
    }

    /// The cached metadata with the cluster's brokers; an old one is read again in the background.
    private func brokers() async throws -> ClusterMetadata {
        let now = clock.now()
        let (known, isStale) = state.withLock { state in
            (state.cache.metadata, state.cache.isStale(now: now, maxAge: configuration.metadataMaxAge))
        }
        if known.brokers.isEmpty { return try await refresh() }
        if isStale { requestRefresh(of: []) }
        return known
    }

    /// The coordinator of a group or transactional id; cached until `prepareRetry` learns that it has moved.
    func coordinator(of key: CoordinatorKey) async throws -> ClusterMetadata.Broker {
        let (promise, isNew) = try state.withLock { state in
            if state.closed { throw ConnectionPool.closedError }
            if let promise = state.coordinators[key] { return (promise, false) }
            let promise = Promise<ClusterMetadata.Broker>()
            state.coordinators[key] = promise
            return (promise, true)
        }
        if isNew {
            Task.detached(executorPreference: executor) {
                do {
                    promise.complete(.success(try await self.findCoordinator(of: key)))
                } catch {
                    self.forgetCoordinator(of: key, promise)
                    promise.complete(.failure(error))
                }
            }
        }
        return try await promise.value()
    }

    /// Forgets a coordinator, so that it is looked up again; nil for whatever is known.
    private func forgetCoordinator(of key: CoordinatorKey, _ promise: Promise<ClusterMetadata.Broker>? = nil) {
        state.withLock { state in
            if promise == nil || state.coordinators[key] === promise { state.coordinators[key] = nil }
        }
    }

    private func findCoordinator(of key: CoordinatorKey) async throws -> ClusterMetadata.Broker {
        try await askAnyBroker { connection in try await self.findCoordinator(of: key, connection) }
    }

    private func findCoordinator(
        of key: CoordinatorKey, _ connection: BrokerConnection
    ) async throws -> ClusterMetadata.Broker {
        let version = try connection.version(for: FindCoordinatorRequest.self)
        let (name, type) = key.wire
        var request = FindCoordinatorRequest()
        request.keyType = type
        if version >= 4 { request.coordinatorKeys = [name] } else { request.key = name }
        let response = try await connection.send(request, version: version)
        let found =
            version >= 4
            ? response.coordinators.first { $0.key == name }
            : .init(
                key: name, nodeID: response.nodeID, host: response.host, port: response.port,
                errorCode: response.errorCode, errorMessage: response.errorMessage)
        guard let found else {
            throw KafkaError(
                .invalidResponse, "broker \(connection.address) left \"\(name)\" out of its FindCoordinator response")
        }
        guard found.errorCode == 0 else {
            throw KafkaError.broker(
                BrokerErrorCode(rawValue: found.errorCode), "FindCoordinator of \"\(name)\"", text: found.errorMessage)
        }
        guard (1...65535).contains(found.port) else {
            throw KafkaError(
                .invalidResponse,
                "broker \(connection.address) gave port \(found.port) for the coordinator of \"\(name)\"")
        }
        return ClusterMetadata.Broker(id: found.nodeID, host: found.host, port: Int(found.port))
    }

    /// Refreshes metadata or forgets a coordinator, as the advice says, before a request is sent again.
    func prepareRetry(_ advice: RetryAdvice, target: RequestTarget, after error: KafkaError) async throws {
        configuration.metrics?.retried()
        logger.debug("retrying", metadata: ["target": "\(target)", "error": "\(error)"])
        if case .coordinator(let key) = target, advice != .retry { forgetCoordinator(of: key) }
        if advice == .refreshMetadata { try await refresh() }
    }
}
