// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// The moving parts of a `ShareConsumer`, on the client's event loop: one session per broker, the membership, and the
/// records that came.
///
/// Per broker one request is under way at a time, because sessions count them.
actor ShareConsumerCore {
    /// One broker's session.
    struct Broker {
        var session = ShareSession()
        var isBusy = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var failures = 0
        /// No request before this moment, after a failure.
        var retryAt: Duration = .zero
    }

    /// Acknowledgements that wait for their answer.
    typealias Outgoing = ShareDeliveries.Outgoing

    nonisolated let client: ClusterClient
    nonisolated let configuration: ShareConsumerConfiguration
    nonisolated let memberID: String
    nonisolated let loop: EventLoop
    nonisolated let deliveries = Mutex(ShareDeliveries())
    private nonisolated let stopping = Atomic<Bool>(false)

    var membership: ShareMembership
    var brokers: [Int32: Broker] = [:]
    var buffer: [ShareRecord] = []
    /// Thrown by the next poll.
    var failure: KafkaError?
    var isClosed = false
    private var isPolling = false
    private var hasStarted = false
    private var observation: MetadataObservation?
    private var sleepers: [Waiter: Sleeper] = [:]
    /// Names of topics by id.
    var names: [KafkaUUID: String] = [:]

    /// Tasks that wait on the loop.
    enum Waiter {
        case poll
        case heartbeat
    }

    /// A wait that a timer or an event ends.
    struct Sleeper {
        var continuation: CheckedContinuation<Void, Never>?
        var timer: EventLoop.Timer?
        /// The event came before the wait.
        var isDue = false
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    init(_ client: ClusterClient, _ configuration: ShareConsumerConfiguration) {
        self.client = client
        self.configuration = configuration
        loop = client.cluster.loop(ofBroker: 0)
        // The text form of Kafka's ids, which brokers read it back from.
        let id = client.configuration.retry.makeUUID()
        memberID = id.description
        membership = ShareMembership(memberID: memberID, topics: configuration.topics)
    }

    var cluster: Cluster { client.cluster }
    var clock: ClientClock { client.configuration.retry.clock }

    // MARK: Polling

    func poll(timeout: Duration) async throws -> [ShareRecord] {
        try checkOpen()
        if isPolling { throw KafkaError(.invalidRequest, "another task polls this consumer: poll from one task") }
        isPolling = true
        defer { isPolling = false }
        try settle()
        start()
        let end = clock.now() + timeout
        while true {
            try Task.checkCancellation()
            try checkOpen()
            if let failure {
                self.failure = nil
                throw failure
            }
            if isStopping { return [] }
            if !buffer.isEmpty { return take() }
            let next = startFetches()
            let now = clock.now()
            guard now < end else { return [] }
            if buffer.isEmpty, failure == nil { await sleep(.poll, for: min(end, next ?? end) - now) }
        }
    }

    /// Whether no more records are to be handed out.
    nonisolated var isStopping: Bool { stopping.load(ordering: .relaxed) }

    nonisolated func stop() {
        stopping.store(true, ordering: .relaxed)
        onLoop { $0.wake(.poll) }
    }

    func checkOpen() throws {
        if isClosed { throw KafkaError(.closed, "the share consumer was closed") }
    }

    /// Deals with the records of the last poll.
    private func settle() throws {
        let isOpenEnded = deliveries.withLock { deliveries in
            if configuration.acknowledgementMode == .implicit { deliveries.acceptAll() }
            return deliveries.hasUnacknowledged
        }
        if isOpenEnded {
            throw KafkaError(
                .invalidRequest, "records of the last poll are not acknowledged: acknowledge each before the next poll")
        }
    }

    private func take() -> [ShareRecord] {
        var records = buffer
        buffer = []
        if configuration.acquireMode == .recordLimit, records.count > configuration.maxPollRecords {
            buffer = Array(records[configuration.maxPollRecords...])
            records.removeLast(buffer.count)
        }
        deliveries.withLock { $0.deliver(records) }
        return records
    }

    private func start() {
        if hasStarted { return }
        hasStarted = true
        observation = cluster.observe { [weak self] in self?.onLoop { $0.wake(.poll) } }
        // Ends with `close` or `abandon`.
        Task { await self.beat() }
    }

    // MARK: Waiting

    nonisolated func onLoop(_ body: @escaping @Sendable (isolated ShareConsumerCore) -> Void) {
        if loop.isOnLoop { return assumeIsolated(body) }
        loop.execute { self.assumeIsolated(body) }
    }

    /// Ends a wait, or the next one if there is none.
    func wake(_ waiter: Waiter) {
        guard let continuation = sleepers[waiter]?.continuation else {
            sleepers[waiter, default: Sleeper()].isDue = true
            return
        }
        sleepers[waiter]?.timer?.cancel()
        sleepers[waiter] = nil
        continuation.resume()
    }

    /// Waits until `wake`, cancellation or the end of the time. The time is the machine's, by the loop's own timer, so
    /// that blocked threads of the shared pool do not hold it up.
    func sleep(_ waiter: Waiter, for time: Duration) async {
        if sleepers[waiter]?.isDue == true {
            sleepers[waiter] = nil
            return
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let timer = loop.schedule(after: max(time, .zero)) { [weak self] in self?.onLoop { $0.wake(waiter) } }
                sleepers[waiter] = Sleeper(continuation: continuation, timer: timer)
            }
        } onCancel: {
            // After the work that the loop has already: the wait begins before this ends it.
            loop.execute { self.assumeIsolated { $0.wake(waiter) } }
        }
    }

    // MARK: One request at a time

    /// Waits until no request to the broker is under way, and keeps others out.
    func lock(_ broker: Int32) async {
        if brokers[broker, default: Broker()].isBusy {
            await withCheckedContinuation { brokers[broker, default: Broker()].waiting.append($0) }
        } else {
            brokers[broker, default: Broker()].isBusy = true
        }
    }

    func unlock(_ broker: Int32) {
        guard let next = brokers[broker]?.waiting.first else {
            brokers[broker]?.isBusy = false
            return
        }
        brokers[broker]?.waiting.removeFirst()
        next.resume()
    }

    /// Lets everybody go on who waits for a request to end: there is no time left.
    func endWaits() {
        for id in brokers.keys {
            let waiting = brokers[id]?.waiting ?? []
            brokers[id]?.waiting = []
            for continuation in waiting { continuation.resume() }
        }
    }
}
