// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

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
public final class KafkaProducer: Sendable {
    private struct Alarm {
        var moment: Duration?
        var cancel: (@Sendable () -> Void)?
        var number = 0
    }

    /// The configuration that the producer was made with.
    public let configuration: ProducerConfiguration
    let client: ClusterClient
    let clock: ProducerClock
    private let state: Mutex<RecordAccumulator>
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
        stall = Mutex(StallReporter("Produce", logger: client.logger))
        let cluster = client.cluster
        state = Mutex(
            RecordAccumulator(
                configuration, retry: client.configuration.retry,
                metadataMaxAge: client.configuration.metadataMaxAge, now: clock.now,
                makeSender: { BrokerSender(broker: $0, loop: cluster.loop(ofBroker: $0)) }))
        let observation = cluster.observe { [weak self] in self?.metadataChanged() }
        self.observation.withLock { $0 = observation }
    }

    // MARK: Enqueueing

    /// Adds a record, to be sent with others, and returns its delivery, whose `value` is the receipt.
    ///
    /// Suspends only while the buffer is full, and for the metadata of a topic that was not used yet. Records of one
    /// task reach their partition in the order of the calls. Cancelling ends the wait without adding the record.
    /// - Throws: `KafkaError`: `.recordTooLarge`, `.unknownTopic`, `.unknownPartition`, `.closed`, `.timedOut` after
    ///   `maxBlock`. `CancellationError`.
    public func enqueue(_ record: ProducerRecord) async throws -> Delivery {
        try await enqueue(record, timestamp: record.timestamp ?? WallClock.milliseconds())
    }

    /// Adds a record made of these parts: `enqueue("t", key: "k", value: "v", headers: ["h": "x"])`. Otherwise as
    /// `enqueue(_:)`.
    ///
    /// - Parameters:
    ///   - topic: the topic to write to; it must exist.
    ///   - partition: the partition; nil to let the partitioner choose.
    ///   - key: the key; nil for null.
    ///   - value: the value; nil for null.
    ///   - headers: the headers, in this order; names may repeat.
    ///   - timestamp: milliseconds since 1970 UTC; nil for now.
    /// - Returns: the delivery.
    /// - Throws: as `enqueue(_:)`.
    public func enqueue(
        _ topic: String, partition: Int32? = nil, key: ByteSlice? = nil, value: ByteSlice?,
        headers: KeyValuePairs<String, ByteSlice?> = [:], timestamp: Int64? = nil
    ) async throws -> Delivery {
        try await enqueue(
            ProducerRecord(
                topic: topic, partition: partition, key: key, value: value,
                headers: headers.isEmpty ? [] : headers.map { RecordHeader(key: $0.key, value: $0.value) }),
            timestamp: timestamp ?? WallClock.milliseconds())
    }

    private func enqueue(_ record: ProducerRecord, timestamp: Int64) async throws -> Delivery {
        if case .delivery(let delivery) = try step({ try $0.append(record, timestamp: timestamp) }) {
            return delivery
        }
        return try await enqueueWaiting(record, timestamp: timestamp)
    }

    /// Adds records, and returns their deliveries in the same order; cheaper per record than single calls.
    ///
    /// Several batches may be sent before the last record is added. Otherwise as `enqueue(_:)`.
    /// - Throws: as `enqueue(_:)`, for the first record that was not added; the records before it were.
    public func enqueue(contentsOf records: [ProducerRecord]) async throws -> [Delivery] {
        var deliveries: [Delivery] = []
        deliveries.reserveCapacity(records.count)
        let now = WallClock.milliseconds()
        while deliveries.count < records.count {
            let end = min(deliveries.count + Self.chunk, records.count)
            try step { state in
                while deliveries.count < end {
                    let index = deliveries.count
                    let appended = try state.append(
                        records[index], timestamp: records[index].timestamp ?? now)
                    guard case .delivery(let delivery) = appended else { return }
                    deliveries.append(delivery)
                }
            }
            if deliveries.count < end {
                let record = records[deliveries.count]
                deliveries.append(try await enqueueWaiting(record, timestamp: record.timestamp ?? now))
            }
        }
        return deliveries
    }

    /// Number of records that are added under one lock: enough to make the lock cheap, few enough that the senders do
    /// not wait for it.
    private static let chunk = 128

    /// Adds a record, and waits for room and metadata if need be, at most `maxBlock` in all.
    private func enqueueWaiting(_ record: ProducerRecord, timestamp: Int64) async throws -> Delivery {
        let deadline = clock.now() + configuration.maxBlock
        var waiter: RoomWaiter?
        while true {
            let admitted = waiter
            waiter = nil
            switch try step({
                try $0.append(record, timestamp: timestamp, admitted: admitted, deadline: deadline)
            }) {
            case .delivery(let delivery): return delivery
            case .full(let new):
                waiter = new
                if let new { try await wait(for: new) }
            case .unknownTopic: try await learn(record.topic, until: deadline)
            }
        }
    }

    private func wait(for waiter: RoomWaiter) async throws {
        do {
            try await waiter.admission.value()
        } catch {
            step { $0.leave(waiter) }
            throw error
        }
    }

    /// Reads the metadata of a topic.
    private func learn(_ name: String, until deadline: Duration) async throws {
        let left = max(deadline - clock.now(), .zero)
        var policy = client.configuration.retry
        policy.deadline = left
        let cluster = client.cluster
        let topic = try await policy.run(
            "Metadata",
            stall: StallReporter("Metadata", logger: client.logger, metadata: ["topic": "\(name)"]),
            prepare: { advice, error in try await cluster.prepareRetry(advice, target: .any, after: error)
            },
            attempt: { _ in
                let topic = try await cluster.topic(name)
                guard !topic.partitions.isEmpty else {
                    throw KafkaError(.leaderNotAvailable, "topic \"\(name)\" has no partitions yet")
                }
                return topic
            })
        step { $0.update(topic) }
    }

    // MARK: Sending

    /// Writes a record, and waits until the brokers that `acks` requires have it: `enqueue(_:)` and the delivery's
    /// `value`.
    ///
    /// Cancelling ends the wait; the record may still be written.
    /// - Throws: as `enqueue(_:)` and `Delivery.value`.
    public func send(_ record: ProducerRecord) async throws -> DeliveryReceipt {
        try await enqueue(record).value
    }

    /// Writes a record made of these parts, and waits until the brokers that `acks` requires have it. Parameters as for
    /// `enqueue(_:partition:key:value:headers:timestamp:)`.
    ///
    /// - Throws: as `send(_:)`.
    @discardableResult
    public func send(
        _ topic: String, partition: Int32? = nil, key: ByteSlice? = nil, value: ByteSlice?,
        headers: KeyValuePairs<String, ByteSlice?> = [:], timestamp: Int64? = nil
    ) async throws -> DeliveryReceipt {
        try await enqueue(
            topic, partition: partition, key: key, value: value, headers: headers, timestamp: timestamp
        ).value
    }

    /// Writes records, and waits until the brokers that `acks` requires have all of them; cheaper per record than calls
    /// of `send(_:)`.
    ///
    /// Does not linger: batches are sent when the last record was added.
    /// - Returns: receipts in the order of `records`.
    /// - Throws: as `send(_:)`, for the first record that failed; other records may have been written.
    @discardableResult
    public func send(contentsOf records: [ProducerRecord]) async throws -> [DeliveryReceipt] {
        let deliveries = try await enqueue(contentsOf: records)
        step { state in
            var last: ProducerBatch?
            for delivery in deliveries where delivery.batch !== last {
                last = delivery.batch
                state.hurry(delivery.batch)
            }
        }
        return try await deliveries.receipts()
    }

    /// Sends all records that were enqueued before, without lingering, and returns when each is written or has failed.
    /// Their deliveries have the failures.
    ///
    /// - Throws: `CancellationError`.
    public func flush() async throws {
        for batch in step({ $0.hurryAll() }) { try await batch.settled() }
    }

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
        let (result, effects) = state.withLock { state -> (Result<Value, E>, ProducerEffects?) in
            let result: Result<Value, E>
            do throws(E) { result = .success(try change(&state)) } catch { result = .failure(error) }
            if state.effects.isEmpty { return (result, nil) }
            // The producer lives as long as it has batches, even if its users drop it.
            if state.holder == nil, !state.active.isEmpty { state.holder = self }
            return (result, state.takeEffects())
        }
        if let effects { perform(effects) }
        return try result.get()
    }

    private func perform(_ effects: ProducerEffects) {
        for (batch, outcome) in effects.outcomes { batch.complete(outcome) }
        for (waiter, error) in effects.admitted {
            waiter.admission.complete(error.map { .failure($0) } ?? .success(()))
        }
        if let moment = effects.alarm { setAlarm(moment) }
        if !effects.refresh.isEmpty { client.cluster.requestRefresh(of: effects.refresh) }
        for sender in effects.pokes { sender.poke(self) }
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
            try batch.builder?.seal()
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
