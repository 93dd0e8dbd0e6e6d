// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Logging
import Synchronization

/// The connections of a client: at most one per address and role, made when it is needed.
///
/// Tasks that need the same connection wait for one dial. An address that could not be reached is dialled again after a
/// growing wait, whoever asks, and an address that refused the credentials at most once per second. Connections that
/// nobody uses are closed. Source: `reconnect.backoff.ms` and `connections.max.idle.ms` of Kafka's clients.
final class ConnectionPool: Sendable {
    private struct Key: Hashable {
        var address: SocketAddress
        var role: ConnectionRole
        /// Index of the event loop.
        var loop: Int
    }

    private struct Entry {
        var promise: Promise<BrokerConnection>
        var lastUsed: Duration

        /// The connection if it takes requests.
        var open: BrokerConnection? {
            if case .success(let connection)? = promise.result, connection.isOpen { connection } else { nil }
        }

        var isUsable: Bool { promise.result == nil || open != nil }
    }

    /// The failed dials of an address since the last that succeeded.
    private struct Failures {
        var count = 0
        /// The moment of the next dial at the earliest.
        var notBefore: Duration = .zero
        /// The reason why the broker refused this client; it is the answer to everybody until `notBefore`.
        var refusal: KafkaError?
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var failures: [SocketAddress: Failures] = [:]
        var sweep: EventLoop.Timer?
        var closed = false
    }

    private static let refusalPause: Duration = .seconds(1)
    static let closedError = KafkaError(.closed, "the client was closed")

    private let configuration: ClientConfiguration
    private let backoff: RetryPolicy
    private let logger: Logger
    private let loops: [EventLoop]
    /// Runs work that heartbeats depend on, out of reach of code that blocks the shared pool.
    let executor: LoopTaskExecutor
    private let state = Mutex(State())

    private var clock: ClientClock { configuration.retry.clock }

    /// A pool without connections.
    ///
    /// - Throws: `KafkaError.connectionFailed` if the system has no descriptor or thread for an event loop.
    init(_ configuration: ClientConfiguration, logger: Logger) throws {
        self.configuration = configuration
        self.logger = logger
        var backoff = configuration.retry
        backoff.initialBackoff = configuration.reconnectBackoff
        backoff.maxBackoff = configuration.maxReconnectBackoff
        self.backoff = backoff
        do {
            loops = try (0..<configuration.eventLoops).map { try EventLoop(name: "\(configuration.clientID)-io-\($0)") }
            executor = LoopTaskExecutor(loops[0])
        } catch {
            throw KafkaError(
                .connectionFailed, "cannot start the client's event loop: \(error)", underlyingError: error)
        }
    }

    /// A client that is dropped without `close()` leaves no thread, no pipe and no socket.
    deinit {
        for loop in loops { loop.stop() }
    }

    /// The loop of all connections to a broker.
    func loop(ofBroker id: Int32) -> EventLoop { loops[loopIndex(id)] }

    private func loopIndex(_ broker: Int32) -> Int { Int(broker.magnitude) % loops.count }

    /// Number of connections that are open or being made.
    var connectionCount: Int { state.withLock { $0.entries.values.count(where: \.isUsable) } }

    /// The open connections for short requests.
    var openGeneral: [BrokerConnection] {
        state.withLock { state in state.entries.compactMap { $0.key.role == .general ? $0.value.open : nil } }
    }

    // MARK: Connecting

    /// The connection to `address` for `role`; dials if there is none.
    ///
    /// - Parameter broker: the broker's id, which decides the event loop; nil if it is not known yet.
    /// - Throws: `KafkaError` `.connectionFailed`, `.authenticationFailed`, `.closed`; `CancellationError`.
    func connection(to address: SocketAddress, broker: Int32?, role: ConnectionRole) async throws -> BrokerConnection {
        let key = Key(address: address, role: role, loop: broker.map(loopIndex) ?? 0)
        let now = clock.now()
        let (promise, isNew) = try state.withLock { state in
            if state.closed { throw Self.closedError }
            if state.entries[key]?.isUsable == true, let promise = state.entries[key]?.promise {
                state.entries[key]?.lastUsed = now
                return (promise, false)
            }
            if let failures = state.failures[address], let refusal = failures.refusal, now < failures.notBefore {
                throw refusal
            }
            let promise = Promise<BrokerConnection>()
            state.entries[key] = Entry(promise: promise, lastUsed: now)
            return (promise, true)
        }
        // Detached: others may wait for the connection when the first task that asked has ended.
        if isNew { Task.detached(executorPreference: executor) { promise.complete(await self.dial(key)) } }
        return try await promise.value()
    }

    private func dial(_ key: Key) async -> Result<BrokerConnection, any Error> {
        do {
            let wait = state.withLock { ($0.failures[key.address]?.notBefore ?? .zero) } - clock.now()
            if wait > .zero { try await clock.sleep(wait) }
            if state.withLock({ $0.closed }) { return .failure(Self.closedError) }
            let connection = try await BrokerConnection.connect(
                to: key.address, on: loops[key.loop], configuration: configuration)
            let closed = state.withLock { state in
                state.failures[key.address] = nil
                return state.closed
            }
            if closed {
                connection.close()
                return .failure(Self.closedError)
            }
            logger.debug("connected", metadata: ["broker": "\(key.address)", "role": "\(key.role)"])
            armSweep()
            return .success(connection)
        } catch {
            noteFailure(key.address, error)
            configuration.metrics?.connectionFailed()
            logger.debug(
                "connecting failed",
                metadata: ["broker": "\(key.address)", "role": "\(key.role)", "error": "\(error)"])
            return .failure(error)
        }
    }

    private func noteFailure(_ address: SocketAddress, _ error: any Error) {
        let now = clock.now()
        let refusal = (error as? KafkaError).flatMap { $0.code == .authenticationFailed ? $0 : nil }
        state.withLock { state in
            var failures = state.failures[address] ?? Failures()
            let wait = backoff.backoff(beforeRetry: failures.count)
            failures.count += 1
            failures.refusal = refusal
            failures.notBefore = now + (refusal == nil ? wait : max(wait, Self.refusalPause))
            state.failures[address] = failures
        }
    }

    // MARK: Closing

    /// Closes the connections to addresses that `keep` does not name and that have no request under way.
    func closeIdle(except keep: Set<SocketAddress>) {
        closeIdle { key, _ in !keep.contains(key.address) }
    }

    /// Closes all connections for one role, whatever is under way on them.
    func closeConnections(role: ConnectionRole) {
        let promises = state.withLock { state in
            let keys = state.entries.keys.filter { $0.role == role }
            return keys.compactMap { state.entries.removeValue(forKey: $0)?.promise }
        }
        for promise in promises {
            if case .success(let connection)? = promise.result {
                connection.close()
            } else {
                // Still being made, in a time that is limited. If that fails there is nothing to close.
                Task.detached(executorPreference: executor) { try? await promise.value().close() }
            }
        }
    }

    private func closeIdle(where isUnneeded: (Key, Entry) -> Bool) {
        let idle = state.withLock { state -> [BrokerConnection] in
            var idle: [BrokerConnection] = []
            for (key, entry) in state.entries {
                guard entry.promise.result != nil else { continue }
                guard let connection = entry.open else {
                    state.entries[key] = nil
                    continue
                }
                if connection.requestsUnderway == 0, isUnneeded(key, entry) {
                    state.entries[key] = nil
                    idle.append(connection)
                }
            }
            return idle
        }
        for connection in idle {
            logger.debug("closing an idle connection", metadata: ["broker": "\(connection.address)"])
            // Somebody may have got it a moment ago and not sent yet; the request is then tried again on another one.
            connection.close(
                because: KafkaError(.connectionLost, "the idle connection to \(connection.address) was closed"))
        }
    }

    /// Looks for idle connections after half of the idle time, as long as there are connections.
    private func armSweep() {
        let period = configuration.maxIdleTime / 2
        guard period > .zero else { return }
        state.withLock { state in
            guard state.sweep == nil, !state.closed else { return }
            state.sweep = loops[0].schedule(after: period) { [weak self] in self?.sweep() }
        }
    }

    private func sweep() {
        let now = clock.now()
        let maxIdle = configuration.maxIdleTime
        state.withLock { $0.sweep = nil }
        closeIdle { _, entry in now - entry.lastUsed >= maxIdle }
        if state.withLock({ !$0.entries.isEmpty }) { armSweep() }
    }

    /// Closes all connections and ends the loops' threads. Idempotent.
    func close() async {
        let (entries, sweep) = state.withLock { state in
            state.closed = true
            defer {
                state.entries = [:]
                state.sweep = nil
            }
            return (Array(state.entries.values), state.sweep)
        }
        sweep?.cancel()
        // A connection that is still being made closes itself: `dial` checks `closed`.
        for entry in entries { entry.open?.close() }
        for loop in loops { await loop.shutdown() }
    }
}
