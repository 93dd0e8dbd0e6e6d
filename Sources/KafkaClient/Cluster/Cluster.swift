// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// The state that a client shares among its tasks: metadata, leaders, coordinators and connections.
///
/// Tasks that need the same metadata refresh or the same new connection wait for one. Each runs in a task of its own,
/// which ends when `close()` closes the connections. Own design.
final class Cluster: Sendable {
    private struct State {
        var metadata = ClusterMetadata()
        /// The time when `metadata` was read, by the policy's clock; nil if it was not read yet.
        var readAt: Duration?
        /// Topics that calls have asked for; they are refreshed together.
        var interest: Set<String> = []
        /// The refresh in progress and its topics (nil: all); nil if there is none.
        var refresh: (topics: Set<String>?, promise: Promise<ClusterMetadata>)?
        var connections: [SocketAddress: Promise<BrokerConnection>] = [:]
        var idleFetchConnections: [SocketAddress: [BrokerConnection]] = [:]
        /// Fetch connections in use, which `close()` closes.
        var leased: [ObjectIdentifier: BrokerConnection] = [:]
        var coordinators: [CoordinatorKey: ClusterMetadata.Broker] = [:]
        var observers: [WeakObservation] = []
        var closed = false
    }

    private struct WeakObservation {
        weak var value: MetadataObservation?
    }

    let configuration: ClientConfiguration
    private let bootstrap: [SocketAddress]
    private let loop: EventLoop
    private let logger: Logger
    private let state = Mutex(State())

    init(_ configuration: ClientConfiguration, logger: Logger) throws {
        try configuration.validate()
        self.configuration = configuration
        self.logger = logger
        bootstrap = try configuration.bootstrapAddresses()
        do {
            loop = try EventLoop(name: "\(configuration.clientID)-io")
        } catch {
            throw KafkaError(
                .connectionFailed, "cannot start the client's event loop: \(error)", underlyingError: error)
        }
    }

    /// Closes all connections and ends the loop's thread.
    func close() async {
        let (promises, connections) = state.withLock { state in
            state.closed = true
            defer {
                state.connections = [:]
                state.idleFetchConnections = [:]
                state.leased = [:]
            }
            return (
                Array(state.connections.values),
                state.idleFetchConnections.values.flatMap { $0 } + Array(state.leased.values)
            )
        }
        for connection in connections { connection.close() }
        for promise in promises {
            // A connection that is still being made closes itself: `connect` checks `closed`.
            if case .success(let connection)? = promise.result { connection.close() }
        }
        await loop.shutdown()
    }

    private func checkOpen() throws {
        if state.withLock({ $0.closed }) { throw Self.closed }
    }

    private static let closed = KafkaError(.closed, "the client was closed")

    // MARK: Connections

    /// The general connection to an address; makes it if there is none.
    func connection(to address: SocketAddress) async throws -> BrokerConnection {
        let (promise, isNew) = try state.withLock { state in
            if state.closed { throw Self.closed }
            if let promise = state.connections[address] {
                switch promise.result {
                case nil: return (promise, false)
                case .success(let connection) where connection.isOpen: return (promise, false)
                default: break
                }
            }
            let promise = Promise<BrokerConnection>()
            state.connections[address] = promise
            return (promise, true)
        }
        // An own task, because others may wait for the connection when the first task that asked is cancelled.
        if isNew { Task { promise.complete(await self.connect(address)) } }
        return try await promise.value()
    }

    private func connect(_ address: SocketAddress) async -> Result<BrokerConnection, any Error> {
        do {
            let connection = try await BrokerConnection.connect(to: address, on: loop, configuration: configuration)
            if state.withLock({ $0.closed }) {
                connection.close()
                return .failure(Self.closed)
            }
            logger.debug("connected", metadata: ["broker": "\(address)"])
            return .success(connection)
        } catch {
            logger.debug("connecting failed", metadata: ["broker": "\(address)", "error": "\(error)"])
            return .failure(error)
        }
    }

    /// A connection for one reader alone, so that its long polls delay no other request. Return it with `release(_:)`.
    func leaseFetchConnection(to address: SocketAddress) async throws -> BrokerConnection {
        let idle: BrokerConnection? = try state.withLock { state in
            if state.closed { throw Self.closed }
            while let connection = state.idleFetchConnections[address]?.popLast() {
                if connection.isOpen {
                    state.leased[ObjectIdentifier(connection)] = connection
                    return connection
                }
            }
            return nil
        }
        if let idle { return idle }
        let connection = try await BrokerConnection.connect(to: address, on: loop, configuration: configuration)
        let closed = state.withLock { state in
            if !state.closed { state.leased[ObjectIdentifier(connection)] = connection }
            return state.closed
        }
        if closed {
            connection.close()
            throw Self.closed
        }
        return connection
    }

    /// Takes a leased connection back. Closes it if a response is outstanding, because the next user would wait for
    /// that response.
    func release(_ connection: BrokerConnection) {
        let keep = state.withLock { state in
            guard state.leased.removeValue(forKey: ObjectIdentifier(connection)) != nil, connection.isOpen,
                connection.requestsUnderway == 0, state.idleFetchConnections[connection.address, default: []].count < 64
            else { return false }
            state.idleFetchConnections[connection.address, default: []].append(connection)
            return true
        }
        if !keep { connection.close() }
    }

    /// A connection to any broker: an open one, or the first of all known addresses that answers.
    ///
    /// - Throws: `KafkaError.bootstrapFailed` naming every address if none answers within `connectionSetupTimeout` or,
    ///   if that is shorter, `apiTimeout`.
    private func anyConnection() async throws -> BrokerConnection {
        let clock = configuration.retry.clock
        let timeout = min(configuration.connectionSetupTimeout, configuration.apiTimeout)
        let start = clock.now()
        var round = 0
        while true {
            try checkOpen()
            let (open, addresses) = state.withLock { state in
                let open = state.connections.values.compactMap { promise -> BrokerConnection? in
                    if case .success(let connection)? = promise.result, connection.isOpen { return connection }
                    return nil
                }
                let known = state.metadata.brokers.map(\.address)
                return (open, known.shuffled() + bootstrap.filter { !known.contains($0) }.shuffled())
            }
            if let connection = open.randomElement() { return connection }
            let failures: [(SocketAddress, any Error)]
            switch try await firstConnection(of: addresses) {
            case .success(let connection): return connection
            case .failure(let failure): failures = failure.failures
            }
            try checkOpen()
            let wait = configuration.retry.backoff(beforeRetry: round)
            round += 1
            guard clock.now() - start + wait < timeout else {
                throw Self.bootstrapFailed(failures, within: timeout)
            }
            try await clock.sleep(wait)
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
                        return (index, .success(try await self.connection(to: address)))
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

    private static func bootstrapFailed(_ failures: [(SocketAddress, any Error)], within limit: Duration) -> KafkaError
    {
        let reasons = failures.map { address, error in
            let reason = (error as? KafkaError)?.message ?? "\(error)"
            return "\(address) (\(reason))"
        }
        return KafkaError(
            .bootstrapFailed,
            "no broker was reached within \(limit.inMilliseconds) ms: \(reasons.joined(separator: "; ")). "
                + "Check bootstrap.servers and that the brokers run",
            underlyingError: failures.last?.1)
    }

    // MARK: Metadata

    /// The cached metadata if it is recent enough and covers `topics`; reads it otherwise. nil means all topics.
    func metadata(for topics: [String]?) async throws -> ClusterMetadata {
        let now = configuration.retry.clock.now()
        let cached: ClusterMetadata? = state.withLock { state in
            // The cache does not tell whether it holds all topics.
            guard let topics, let readAt = state.readAt, now - readAt < configuration.metadataMaxAge,
                topics.allSatisfy({ state.metadata.topics[$0]?.error == nil && state.metadata.topics[$0] != nil })
            else { return nil }
            return state.metadata
        }
        if let cached { return cached }
        return try await refresh(topics.map(Set.init))
    }

    /// Reads the metadata of `topics` (nil: all topics) and of the topics that calls have asked for before.
    @discardableResult
    func refresh(_ topics: Set<String>? = []) async throws -> ClusterMetadata {
        let (promise, wanted, isNew) = try state.withLock { state in
            if state.closed { throw Self.closed }
            state.interest.formUnion(topics ?? [])
            if let refresh = state.refresh, Self.covers(refresh.topics, topics) {
                return (refresh.promise, topics, false)
            }
            let wanted = topics.map { _ in state.interest }
            let promise = Promise<ClusterMetadata>()
            state.refresh = (wanted, promise)
            return (promise, wanted, true)
        }
        if isNew {
            Task {
                let result = await self.readMetadata(wanted)
                self.state.withLock { if $0.refresh?.promise === promise { $0.refresh = nil } }
                promise.complete(result)
            }
        }
        return try await promise.value()
    }

    private static func covers(_ all: Set<String>?, _ topics: Set<String>?) -> Bool {
        guard let all else { return true }
        return topics.map { all.isSuperset(of: $0) } ?? false
    }

    private func readMetadata(_ topics: Set<String>?) async -> Result<ClusterMetadata, any Error> {
        do {
            let connection = try await anyConnection()
            let version = try connection.version(for: MetadataRequest.self)
            var request = MetadataRequest(topics: topics?.sorted().map { .init(name: $0) })
            // In version 0 an empty list means all topics, and the broker creates missing ones. Later an empty list
            // means none.
            if version == 0 { request.topics = request.topics ?? [] }
            request.allowAutoTopicCreation = version < 4
            let response = try await connection.send(request, version: version)
            if response.errorCode != 0 {
                throw KafkaError.broker(BrokerErrorCode(rawValue: response.errorCode), "Metadata")
            }
            let fresh = ClusterMetadata(response)
            guard !fresh.brokers.isEmpty else {
                throw KafkaError(.leaderNotAvailable, "broker \(connection.address) does not list any broker yet")
            }
            let now = configuration.retry.clock.now()
            let merged = state.withLock { state in
                state.metadata.merge(fresh, isComplete: topics == nil)
                state.readAt = now
                return state.metadata
            }
            notifyObservers()
            return .success(merged)
        } catch {
            return .failure(error)
        }
    }

    /// The topic in the metadata. An unknown topic is looked up a few times, because a new one is not known to all
    /// brokers at once.
    func topic(_ name: String) async throws -> ClusterMetadata.Topic {
        let policy = configuration.callRetry
        var attempt = 0
        while true {
            let metadata = try await attempt == 0 ? metadata(for: [name]) : refresh([name])
            let topic = metadata.topics[name]
            let error = topic?.error ?? (topic == nil ? .unknownTopicOrPartition : nil)
            if let topic, error == nil { return topic }
            let code = error ?? .unknownTopicOrPartition
            guard attempt < 3, RetryAdvice(for: code) != .giveUp else {
                throw Self.topicError(name, code)
            }
            try await policy.clock.sleep(policy.backoff(beforeRetry: attempt))
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
    func leader(of partition: TopicPartition) async throws -> PartitionLeader {
        let topic = try await topic(partition.topic)
        guard let found = topic.partition(partition.partition) else {
            throw KafkaError(
                .unknownPartition,
                "topic \"\(partition.topic)\" has \(topic.partitions.count) partitions: \(partition.partition) does not exist",
                topicPartition: partition)
        }
        guard let leader = found.leader, let broker = state.withLock({ $0.metadata.broker(leader) }) else {
            throw KafkaError(
                .leaderNotAvailable, "the partition has no leader now", brokerError: found.error,
                topicPartition: partition)
        }
        return PartitionLeader(
            broker: leader, address: broker.address, epoch: found.leaderEpoch,
            topicID: topic.id)
    }

    /// The leader of a partition as the cached metadata has it; nil if there is none or the topic was not read yet.
    /// Asks no broker.
    func knownLeader(of partition: TopicPartition) -> PartitionLeader? {
        state.withLock { state in
            guard let topic = state.metadata.topics[partition.topic],
                let leader = topic.partition(partition.partition), let id = leader.leader,
                let broker = state.metadata.broker(id)
            else { return nil }
            return PartitionLeader(
                broker: id, address: broker.address, epoch: leader.leaderEpoch, topicID: topic.id)
        }
    }

    /// Asks for a refresh of the metadata of `topics` soon, without waiting: for callers on a loop. Observers hear of
    /// its outcome.
    func requestRefresh(of topics: Set<String>) {
        Task.detached { [self] in
            // A failure is not lost: the refresh is tried again as long as somebody asks.
            _ = try? await refresh(topics)
        }
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

    /// The loop that the connections of a broker are on.
    func loop(ofBroker id: Int32) -> EventLoop { loop }

    /// The connection to a broker for one role; makes it if there is none.
    ///
    /// - Throws: `KafkaError.connectionFailed` if the cluster has no such broker or it cannot be reached;
    ///   `CancellationError`.
    func connection(toBroker id: Int32, role: ConnectionRole) async throws -> BrokerConnection {
        try await connection(toBroker: id)
    }

    /// Updates the cached metadata with a leader that a response named.
    func note(_ hint: LeaderHint, for partition: TopicPartition) {
        state.withLock { $0.metadata.apply(hint, to: partition) }
        notifyObservers()
    }

    // MARK: Routing

    /// A connection to the broker that `target` means now.
    func connection(for target: RequestTarget) async throws -> BrokerConnection {
        switch target {
        case .any: return try await anyConnection()
        case .leader(let partition): return try await connection(to: leader(of: partition).address)
        case .broker(let id): return try await connection(toBroker: id)
        case .controller:
            let metadata = try await metadata(for: [])
            guard let id = metadata.controllerID else { return try await anyConnection() }
            return try await connection(toBroker: id)
        case .coordinator(let key):
            let broker = try await coordinator(of: key)
            return try await connection(to: broker.address)
        }
    }

    private func connection(toBroker id: Int32) async throws -> BrokerConnection {
        var broker = try await metadata(for: []).broker(id)
        if broker == nil { broker = try await refresh().broker(id) }
        guard let broker else {
            throw KafkaError(.connectionFailed, "the cluster has no broker with id \(id) now")
        }
        return try await connection(to: broker.address)
    }

    /// The coordinator of a group or transactional id; cached until `prepareRetry` learns that it has moved.
    func coordinator(of key: CoordinatorKey) async throws -> ClusterMetadata.Broker {
        if let known = state.withLock({ $0.coordinators[key] }) { return known }
        let connection = try await anyConnection()
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
        let broker = ClusterMetadata.Broker(id: found.nodeID, host: found.host, port: Int(found.port))
        state.withLock { $0.coordinators[key] = broker }
        return broker
    }

    /// Refreshes metadata or forgets a coordinator, as the advice says, before a request is sent again.
    func prepareRetry(_ advice: RetryAdvice, target: RequestTarget, after error: KafkaError) async throws {
        logger.debug("retrying", metadata: ["target": "\(target)", "error": "\(error)"])
        if case .coordinator(let key) = target, advice != .retry {
            state.withLock { $0.coordinators[key] = nil }
        }
        if advice == .refreshMetadata { try await refresh() }
    }
}
