// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
import KafkaTransport
import Logging
import Tracing

extension KafkaProducer {
    // MARK: Enqueueing

    /// Adds a record, to be sent with others, and returns its delivery, whose `value` is the receipt.
    ///
    /// Suspends only while the buffer is full, and for the metadata of a topic that was not used yet. Records of one
    /// task reach their partition in the order of the calls. Cancelling ends the wait without adding the record.
    /// - Throws: `KafkaError`: `.recordTooLarge`, `.unknownTopic`, `.unknownPartition`, `.closed`, `.timedOut` after
    ///   `maxBlock`. `CancellationError`.
    @inlinable
    public func enqueue(_ record: ProducerRecord) async throws -> Delivery {
        if record.partition == nil, record.headers.isEmpty,
            let delivery = addShortly(record.topic, record.key, record.value, record.timestamp)
        {
            return delivery
        }
        return try await add(record)
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
    @inlinable
    public func enqueue(
        _ topic: String, partition: Int32? = nil, key: ByteSlice? = nil, value: ByteSlice?,
        headers: KeyValuePairs<String, ByteSlice?> = [:], timestamp: Int64? = nil
    ) async throws -> Delivery {
        if partition == nil, headers.isEmpty, let delivery = addShortly(topic, key, value, timestamp) {
            return delivery
        }
        return try await add(
            ProducerRecord(
                topic: topic, partition: partition, key: key, value: value,
                headers: headers.isEmpty ? [] : headers.map { RecordHeader(key: $0.key, value: $0.value) },
                timestamp: timestamp))
    }

    /// Adds records, and returns their deliveries in the same order; cheaper per record than single calls.
    ///
    /// Several batches may be sent before the last record is added. Otherwise as `enqueue(_:)`.
    /// - Throws: as `enqueue(_:)`, for the first record that was not added; the records before it were.
    public func enqueue(contentsOf records: [ProducerRecord]) async throws -> Deliveries {
        try await add(contentsOf: records)
    }

    /// Adds records without keys that have these values, and returns their deliveries in the same order; the cheapest
    /// way to write many values. The producer chooses the partitions.
    ///
    /// - Parameters:
    ///   - topic: the topic to write to; it must exist.
    ///   - values: the values, in the order in which records are added.
    /// - Throws: as `enqueue(contentsOf:)`.
    public func enqueue(_ topic: String, values: [ByteSlice]) async throws -> Deliveries {
        guard configuration.tracer == nil else {
            return try await add(contentsOf: values.map { ProducerRecord(topic: topic, value: $0) })
        }
        return try await add(
            count: values.count, record: { ProducerRecord(topic: topic, value: values[$0]) },
            shortly: { $0.appendShortly(topic, values, to: $1, now: $2, into: &$3) })
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
        try await receipts(of: add(contentsOf: records))
    }

    /// Sends the batches of these deliveries without lingering, and waits for their receipts.
    func receipts(of deliveries: Deliveries) async throws -> [DeliveryReceipt] {
        step { state in
            for run in deliveries.runs { state.hurry(run.batch) }
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

    // MARK: Adding

    /// Adds a record to the batch that took the last one; nil if another must be found for it, or there is no room.
    @usableFromInline
    func addShortly(_ topic: String, _ key: ByteSlice?, _ value: ByteSlice?, _ timestamp: Int64?) -> Delivery? {
        guard takesShortCuts else { return nil }
        lock.lock()
        // Under the lock. It leaves no effects.
        let delivery = unsafe state.pointee.appendShortly(topic, key: key, value: value, timestamp: timestamp)
        lock.unlock()
        return delivery
    }

    /// Adds a record, in transaction `transaction` if that is not nil.
    @usableFromInline
    func add(_ record: ProducerRecord, to transaction: UInt64? = nil) async throws -> Delivery {
        guard let tracer = configuration.tracer else { return try await addUntraced(record, to: transaction) }
        var record = record
        let span = TraceContext.startSpan(creating: &record, tracer)
        defer { span.end() }
        do {
            return try await addUntraced(record, to: transaction)
        } catch {
            span.fail(error)
            throw error
        }
    }

    private func addUntraced(_ record: ProducerRecord, to transaction: UInt64?) async throws -> Delivery {
        let timestamp = record.timestamp ?? WallClock.milliseconds()
        let isNow = record.timestamp == nil
        if case .delivery(let delivery) = try step({
            if isNow { $0.noteTime(timestamp) }
            return try $0.append(record, timestamp: timestamp, transaction: transaction)
        }) {
            return delivery
        }
        return try await addWaiting(record, timestamp, transaction)
    }

    /// Adds records, in transaction `transaction` if that is not nil.
    func add(contentsOf records: [ProducerRecord], to transaction: UInt64? = nil) async throws -> Deliveries {
        if configuration.tracer != nil {
            var deliveries = Deliveries()
            for record in records { deliveries.add(try await add(record, to: transaction)) }
            return deliveries
        }
        return try await add(
            count: records.count, to: transaction, record: { records[$0] },
            shortly: { $0.appendShortly(records, to: $1, now: $2, into: &$3) })
    }

    /// Adds `count` records. `record` makes one; `shortly` adds those up to a number, with the time for those that have
    /// none, until one cannot go the short way.
    private func add(
        count: Int, to transaction: UInt64? = nil, record: (Int) -> ProducerRecord,
        shortly: (inout RecordAccumulator, Int, Int64, inout Deliveries) -> Void
    ) async throws -> Deliveries {
        var deliveries = Deliveries()
        let now = WallClock.milliseconds()
        while deliveries.count < count {
            let end = min(deliveries.count + Self.chunk, count)
            try step { state in
                state.noteTime(now)
                while true {
                    shortly(&state, end, now, &deliveries)
                    if deliveries.count == end { return }
                    let next = record(deliveries.count)
                    let appended = try state.append(next, timestamp: next.timestamp ?? now, transaction: transaction)
                    guard case .delivery(let delivery) = appended else { return }
                    deliveries.add(delivery)
                }
            }
            if deliveries.count < end {
                let next = record(deliveries.count)
                deliveries.add(try await addWaiting(next, next.timestamp ?? now, transaction))
            }
        }
        return deliveries
    }

    /// Number of records that are added under one lock: enough to make the lock cheap, few enough that the senders do
    /// not wait for it.
    private static let chunk = 128

    /// Adds a record, and waits for room and metadata if need be, at most `maxBlock` in all.
    private func addWaiting(
        _ record: ProducerRecord, _ timestamp: Int64, _ transaction: UInt64?
    ) async throws -> Delivery {
        let deadline = clock.now() + configuration.maxBlock
        var waiter: RoomWaiter?
        while true {
            let admitted = waiter
            waiter = nil
            switch try step({
                try $0.append(
                    record, timestamp: timestamp, transaction: transaction, admitted: admitted, deadline: deadline)
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
}
