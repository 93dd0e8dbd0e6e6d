// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// What a client knows of its cluster and the connections it has there: metadata, leaders, coordinators.
///
/// A refresh of metadata and a connection under way are shared by everyone who needs them. They run in tasks of their
/// own, which end when `close()` closes the connections. Own design.
final class Cluster: Sendable {
    private struct State {
        var metadata = ClusterMetadata()
        /// When `metadata` was read, by the policy's clock; nil before the first time.
        var readAt: Duration?
        /// Topics that someone asked for: refreshed together.
        var interest: Set<String> = []
        var refresh: (topics: Set<String>?, promise: Promise<ClusterMetadata>)?
        var connections: [SocketAddress: Promise<BrokerConnection>] = [:]
        var idleFetchConnections: [SocketAddress: [BrokerConnection]] = [:]
        /// Every connection that was handed out, to be closed at the end.
        var leased: [ObjectIdentifier: BrokerConnection] = [:]
        var coordinators: [CoordinatorKey: ClusterMetadata.Broker] = [:]
        var closed = false
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
            throw KafkaError(.connectionFailed, "the event loop cannot start: \(error)", underlyingError: error)
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
            // A connection under way finds out by itself when it is complete.
            if case .success(let connection)? = promise.result { connection.close() }
        }
        await loop.shutdown()
    }

    private func checkOpen() throws {
        if state.withLock({ $0.closed }) { throw Self.closed }
    }

    private static let closed = KafkaError(.closed, "the client was closed")

    // MARK: Connections

    /// The general connection to an address, made if there is none.
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
        // Not bound to the first task that asks: others may wait too when that one is cancelled.
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

    /// A connection for one reader alone, so that its long polls delay nobody. Return it with `release(_:)`.
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

    /// Takes a leased connection back. It is closed if a response is still to come on it: the next user would wait for
    /// that.
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

    /// A connection to any broker: one that is open, or the first that answers of all known addresses.
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

    /// Tries addresses one after the other, each beginning a quarter of a second after the one before it or at its
    /// failure.
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

    /// Returns when the one before has failed, or has had a quarter of a second.
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
            "no broker could be reached within \(limit.inMilliseconds) ms: \(reasons.joined(separator: "; ")). "
                + "Check bootstrap.servers and that the brokers run",
            underlyingError: failures.last?.1)
    }

    // MARK: Metadata

    /// Metadata that is young enough and covers `topics` (nil: all), read anew otherwise.
    func metadata(for topics: [String]?) async throws -> ClusterMetadata {
        let now = configuration.retry.clock.now()
        let cached: ClusterMetadata? = state.withLock { state in
            // Whether all topics are known cannot be seen from the cache.
            guard let topics, let readAt = state.readAt, now - readAt < configuration.metadataMaxAge,
                topics.allSatisfy({ state.metadata.topics[$0]?.error == nil && state.metadata.topics[$0] != nil })
            else { return nil }
            return state.metadata
        }
        if let cached { return cached }
        return try await refresh(topics.map(Set.init))
    }

    /// Reads metadata of `topics` (nil: of all) and of those that were asked for before.
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
            // Version 0 says "all" with an empty list, and always creates; none at all is asked for from version 1 on.
            if version == 0 { request.topics = request.topics ?? [] }
            request.allowAutoTopicCreation = version < 4
            let response = try await connection.send(request, version: version)
            if response.errorCode != 0 {
                throw KafkaError.broker(BrokerErrorCode(rawValue: response.errorCode), "Metadata")
            }
            let fresh = ClusterMetadata(response)
            guard !fresh.brokers.isEmpty else {
                throw KafkaError(.leaderNotAvailable, "broker \(connection.address) knows no brokers yet")
            }
            let now = configuration.retry.clock.now()
            return .success(
                state.withLock { state in
                    state.metadata.merge(fresh, isComplete: topics == nil)
                    state.readAt = now
                    return state.metadata
                })
        } catch {
            return .failure(error)
        }
    }

    /// The topic as metadata has it. A topic that is unknown is asked for a few times: news of a new one takes a
    /// moment.
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
                "topic \"\(name)\" does not exist, or this client may not see it: create it, or check its name")
            error.underlyingError = KafkaError.broker(code, "Metadata of topic \"\(name)\"")
            return error
        case .leaderNotAvailable:
            return KafkaError(.leaderNotAvailable, "topic \"\(name)\" has no leaders yet", brokerError: code)
        default: return KafkaError.broker(code, "Metadata of topic \"\(name)\"")
        }
    }

    /// Where a partition's leader is, with the topic's id and the leader's epoch.
    func leader(of partition: TopicPartition) async throws -> PartitionLeader {
        let topic = try await topic(partition.topic)
        guard let found = topic.partition(partition.partition) else {
            throw KafkaError(
                .unknownPartition,
                "topic \"\(partition.topic)\" has partitions 0 to \(topic.partitions.count - 1), but not "
                    + "\(partition.partition)", topicPartition: partition)
        }
        guard let leader = found.leader, let broker = state.withLock({ $0.metadata.broker(leader) }) else {
            throw KafkaError(
                .leaderNotAvailable, "the partition has no leader at the moment", brokerError: found.error,
                topicPartition: partition)
        }
        return PartitionLeader(
            broker: leader, address: broker.address, epoch: found.leaderEpoch,
            topicID: topic.id)
    }

    /// Updates the cached metadata with a leader that a response named.
    func note(_ hint: LeaderHint, for partition: TopicPartition) {
        state.withLock { $0.metadata.apply(hint, to: partition) }
    }

    // MARK: Routing

    /// A connection to where `target` points now.
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
            throw KafkaError(.connectionFailed, "the cluster has no broker of id \(id) at the moment")
        }
        return try await connection(to: broker.address)
    }

    /// Who coordinates a group or transactional id; remembered until `prepareRetry` hears that it moved.
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
            throw KafkaError(.invalidResponse, "the coordinator of \"\(name)\" has port \(found.port)")
        }
        let broker = ClusterMetadata.Broker(id: found.nodeID, host: found.host, port: Int(found.port))
        state.withLock { $0.coordinators[key] = broker }
        return broker
    }

    /// Does what the advice asks for before a request is sent again.
    func prepareRetry(_ advice: RetryAdvice, target: RequestTarget, after error: KafkaError) async throws {
        logger.debug("retrying", metadata: ["target": "\(target)", "error": "\(error)"])
        if case .coordinator(let key) = target, advice != .retry {
            state.withLock { $0.coordinators[key] = nil }
        }
        if advice == .refreshMetadata { try await refresh() }
    }
}
