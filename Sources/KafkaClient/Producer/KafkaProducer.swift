// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

// `@unchecked Sendable`: `lock` guards what `state` points to, which lives as long as the producer; all other variables
// are constants of sendable types.
/// Writes records: it collects them into batches per partition, and sends the batches of all partitions of a broker
/// together, several requests at a time.
///
/// The producer is idempotent by default: each record is written once, in the order in which it was enqueued, whatever
/// the number of retries (`ProducerConfiguration.idempotence`). Waiting records take at most `bufferBytes`; when that
/// is full, callers wait in the order in which they came. A record has an outcome after the delivery timeout at the
/// latest.
///
/// Any number of tasks may use it. It starts no tasks for records: all sending happens on the client's loops. A
/// producer that is dropped still sends the records that it has. Source: Produce and InitProducerId APIs, KIP-98,
/// KIP-360, KIP-480, KIP-794.
@safe
public final class KafkaProducer: @unchecked Sendable {
    private struct Alarm {
        var moment: Duration?
        var cancel: (@Sendable () -> Void)?
        var number = 0
    }

    /// The configuration that the producer was made with.
    public let configuration: ProducerConfiguration
    let client: ClusterClient
    let clock: ProducerClock
    /// nil without a transactional id.
    let driver: TransactionDriver?
    /// Whether records without a partition can go the short way.
    let takesShortCuts: Bool
    let lock = SleepingLock()
    /// In memory of its own: as a property, each record would pay for checks of exclusive access.
    let state: UnsafeMutablePointer<RecordAccumulator>
    private let alarm = Mutex(Alarm())
    private let stall: Mutex<StallReporter>
    /// Set once, in the initializer.
    private let observation = Mutex<MetadataObservation?>(nil)

    /// A producer that uses the connections and metadata of `client`, which must stay open.
    ///
    /// - Throws: `KafkaError.invalidConfiguration`.
    public convenience init(
        client: ClusterClient, configuration: ProducerConfiguration = ProducerConfiguration()
    ) throws {
        try self.init(
            client: client, configuration: configuration,
            clock: .timers(of: client.cluster.loop(ofBroker: 0)))
    }

    /// A producer whose time `clock` gives.
    package init(client: ClusterClient, configuration: ProducerConfiguration, clock: ProducerClock)
        throws
    {
        try configuration.validate(maxRetries: client.configuration.retry.maxRetries)
        self.client = client
        self.configuration = configuration
        self.clock = clock
        takesShortCuts = RecordAccumulator.hasShortCut(configuration)
        stall = Mutex(StallReporter("Produce", logger: client.logger))
        driver = configuration.transactionalID.map { TransactionDriver($0, client, configuration) }
        let cluster = client.cluster
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(
            to: RecordAccumulator(
                configuration, retry: client.configuration.retry,
                metadataMaxAge: client.configuration.metadataMaxAge, now: clock.now,
                makeSender: { BrokerSender(broker: $0, loop: cluster.loop(ofBroker: $0)) }))
        let observation = cluster.observe { [weak self] in self?.metadataChanged() }
        self.observation.withLock { $0 = observation }
    }

    deinit {
        // Nobody has the lock: whoever takes it has the producer.
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    // MARK: Closing

    /// Stops accepting records, and flushes: callers that wait for room fail with `KafkaError.closed`. Idempotent.
    ///
    /// - Parameter timeout: maximum wait for records; those without an outcome by then fail with `KafkaError.closed`.
    ///   nil, the default, waits for all, which takes the delivery timeout at most.
    /// - Throws: `CancellationError`.
    public func close(timeout: Duration? = nil) async throws {
        step { $0.close() }
        guard let timeout else { return try await flush() }
        let isOver = Promise<Void>()
        let cancel = clock.schedule(timeout) { isOver.complete(.success(())) }
        defer { cancel() }
        let everything = step { $0.hurryAll() }
        let flushing = Task {
            for batch in everything { try await batch.settled() }
            isOver.complete(.success(()))
        }
        defer { flushing.cancel() }
        try await isOver.value()
        step {
            $0.failAll(KafkaError(.closed, "the producer was closed before the record was written"))
        }
    }

    // MARK: State

    /// Number of records without an outcome yet.
    package var unsentRecordCount: Int { step { $0.unsentRecordCount } }

    /// Bytes of the buffer that are taken.
    package var bufferedBytes: Int { step { $0.bufferedBytes } }

    /// Number of callers that wait for room.
    package var waiterCount: Int { step { $0.waiterCount } }

    /// Changes the state under its lock, then does what follows from the change.
    @discardableResult
    func step<Value: Sendable, E: Error>(
        _ change: (inout RecordAccumulator) throws(E) -> Value
    ) throws(E) -> Value {
        lock.lock()
        let result: Result<Value, E>
        // The pointer is used under the lock only, and `change` cannot keep it.
        do throws(E) { result = .success(unsafe try change(&state.pointee)) } catch { result = .failure(error) }
        release()
        return try result.get()
    }

    /// Gives the lock back, and does what follows from the changes made under it.
    func release() {
        // Under the lock, like every use of the pointer.
        if unsafe state.pointee.effects.isEmpty { return lock.unlock() }
        // The producer lives as long as it has batches, even if its users drop it.
        if unsafe state.pointee.holder == nil, unsafe !state.pointee.active.isEmpty {
            unsafe state.pointee.holder = self
        }
        let effects = unsafe state.pointee.takeEffects()
        lock.unlock()
        perform(effects)
    }

    private func perform(_ effects: ProducerEffects) {
        for (batch, outcome) in effects.outcomes { batch.complete(outcome) }
        for (waiter, error) in effects.admitted {
            waiter.admission.complete(error.map { .failure($0) } ?? .success(()))
        }
        if let moment = effects.alarm { setAlarm(moment) }
        if !effects.refresh.isEmpty { client.cluster.requestRefresh(of: effects.refresh) }
        for sender in effects.pokes { sender.poke(self) }
        if effects.joins { driver?.poke(self) }
        for batch in effects.full { compress(batch) }
        if let stall = effects.stall { report(stall) }
    }

    private func report(_ event: ProducerEffects.Stall) {
        let now = clock.now()
        stall.withLock { stall in
            switch event {
            case .waits(let partitions, let since, var reason):
                if partitions > 1 { reason.message += " (\(partitions) partitions wait)" }
                stall.waits(at: now, since: since, because: reason)
            case .isOver: stall.goesOn(at: now)
            }
        }
    }

    /// Compresses a batch that the caller has filled: outside of the lock, and not on a loop.
    private func compress(_ batch: ProducerBatch) {
        var failure: KafkaError?
        do throws(WireError) {
            try batch.compress()
        } catch {
            failure = KafkaError(
                .invalidRequest, "the batch cannot be encoded: \(error)",
                topicPartition: batch.queue.partition,
                underlyingError: error)
        }
        step { $0.compressed(batch, failure: failure) }
    }

    private func metadataChanged() {
        for name in step({ Array($0.topics.keys) }) {
            if let topic = client.cluster.knownTopic(name) { step { $0.update(topic) } }
        }
    }

    // MARK: Alarm

    private func setAlarm(_ moment: Duration) {
        alarm.withLock { alarm in
            if let set = alarm.moment, set <= moment { return }
            alarm.cancel?()
            alarm.number += 1
            let number = alarm.number
            alarm.moment = moment
            alarm.cancel = clock.schedule(max(moment - clock.now(), .zero)) { [weak self] in
                self?.ring(number)
            }
        }
    }

    /// The time by which an alarm may be early without meaning anything.
    private static let tolerance = Duration.milliseconds(50)

    private func ring(_ number: Int) {
        let (isLast, isEarly) = alarm.withLock { alarm in
            guard alarm.number == number, let moment = alarm.moment else { return (false, false) }
            alarm.moment = nil
            alarm.cancel = nil
            return (true, moment - clock.now() > Self.tolerance)
        }
        // A loop that ends runs its timers at once: the client was closed, and nothing can be sent any more.
        if isEarly { return step { $0.failAll(KafkaError(.closed, "the client was closed")) } }
        if isLast { step { $0.tick() } }
    }
}
