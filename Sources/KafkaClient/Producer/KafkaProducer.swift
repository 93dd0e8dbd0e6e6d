// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Synchronization

/// Writes records: it collects them into batches per partition, and sends each batch to the partition's leader.
///
/// Only one batch per partition is sent at a time, so that retries keep the order. This producer is not idempotent: a
/// retry after a lost connection can write a batch twice. Waiting records take at most `bufferBytes`; when that is
/// full, `send` waits. The producer sends batches in tasks of its own, which end when their batches have an outcome,
/// after the delivery timeout at the latest. Any number of tasks may use it. Source: Produce API; KIP-480 for sticky
/// partitions.
public final class KafkaProducer: Sendable {
    private struct State: ~Copyable {
        var accumulator: RecordAccumulator
        var space: Promise<Void>?
        var closed = false
    }

    /// The configuration that the producer was made with.
    public let configuration: ProducerConfiguration
    private let client: ClusterClient
    private let state: Mutex<State>

    private var clock: ClientClock { client.configuration.retry.clock }

    /// A producer that uses the connections and metadata of `client`, which must stay open.
    ///
    /// - Throws: `KafkaError.invalidConfiguration`.
    public init(client: ClusterClient, configuration: ProducerConfiguration = ProducerConfiguration()) throws {
        try configuration.validate()
        self.client = client
        self.configuration = configuration
        state = Mutex(
            State(accumulator: RecordAccumulator(configuration, random: client.configuration.retry.random)))
    }

    /// Writes a record, and waits until the brokers that `acks` requires have it.
    ///
    /// Cancelling ends the wait; the record may still be written.
    /// - Throws: `KafkaError` with the partition: the broker's error, `.deliveryTimedOut`, `.recordTooLarge`,
    ///   `.unknownTopic`, `.unknownPartition`, `.closed`. `CancellationError`.
    public func send(_ record: ProducerRecord) async throws -> DeliveryReceipt {
        let count = try await partitionCount(of: record.topic)
        let timestamp = record.timestamp ?? WallClock.milliseconds()
        while true {
            let appended = try step { state in
                try Self.checkOpen(state)
                return try state.accumulator.append(
                    record, partitionCount: count, timestamp: timestamp, now: clock.now())
            }
            switch appended {
            case .place(let place): return try await receipt(of: place)
            case .full: try await waitForSpace()
            }
        }
    }

    /// Writes records, and waits until the brokers that `acks` requires have all of them; cheaper per record than calls
    /// of `send(_:)`.
    ///
    /// Does not linger: batches are sent when the last record was added.
    /// - Returns: receipts in the order of `records`.
    /// - Throws: as `send(_:)`, for the first record that failed; other records may have been written.
    @discardableResult
    public func send(contentsOf records: [ProducerRecord]) async throws -> [DeliveryReceipt] {
        var places: [RecordAccumulator.Place] = []
        places.reserveCapacity(records.count)
        let now = WallClock.milliseconds()
        while places.count < records.count {
            let topic = records[places.count].topic
            let count = try await partitionCount(of: topic)
            let isFull = try step { state in
                try Self.checkOpen(state)
                while places.count < records.count, records[places.count].topic == topic {
                    let record = records[places.count]
                    let appended = try state.accumulator.append(
                        record, partitionCount: count, timestamp: record.timestamp ?? now, now: clock.now())
                    guard case .place(let place) = appended else { return true }
                    places.append(place)
                }
                return false
            }
            if isFull { try await waitForSpace() }
        }
        step { state in
            for place in places { state.accumulator.seal(place.batch) }
        }
        return try await receipts(of: places)
    }

    /// Sends all waiting records without lingering, and returns when each is written or has failed. `send` reports the
    /// failures.
    ///
    /// - Throws: `CancellationError`.
    public func flush() async throws {
        let batches = step { state in
            state.accumulator.sealAll()
            return Array(state.accumulator.unfinished.values)
        }
        try await waitForOutcomes(batches)
    }

    /// Stops accepting records, and flushes. Idempotent.
    ///
    /// - Throws: `CancellationError`.
    public func close() async throws {
        let batches = step { state in
            state.closed = true
            state.accumulator.sealAll()
            return Array(state.accumulator.unfinished.values)
        }
        try await waitForOutcomes(batches)
    }

    private func waitForOutcomes(_ batches: [ProducerBatch]) async throws {
        for batch in batches {
            do {
                _ = try await batch.outcome.value()
            } catch is KafkaError {
                // Not lost: `send` throws it too.
            }
        }
    }

    // MARK: Accepting records

    private static func checkOpen(_ state: borrowing State) throws {
        if state.closed { throw KafkaError(.closed, "the producer was closed") }
    }

    /// Number of records without an outcome yet.
    package var unsentRecordCount: Int {
        state.withLock { $0.accumulator.unfinished.values.reduce(0) { $0 + $1.recordCount } }
    }

    private func partitionCount(of topic: String) async throws -> Int {
        let client = client
        return try await client.retrying("Metadata", target: .any) {
            let count = try await client.cluster.topic(topic).partitions.count
            guard count > 0 else {
                throw KafkaError(.leaderNotAvailable, "topic \"\(topic)\" has no partitions yet")
            }
            return count
        }
    }

    /// Changes the state under its lock, then starts the tasks that the change calls for.
    private func step<Value: Sendable, E: Error>(_ change: (inout State) throws(E) -> Value) throws(E) -> Value {
        let (result, send, linger) = state.withLock { state -> (Result<Value, E>, [TopicPartition], [ProducerBatch]) in
            let result: Result<Value, E>
            do throws(E) { result = .success(try change(&state)) } catch { result = .failure(error) }
            let work = state.accumulator.takeWork()
            return (result, work.send, work.linger)
        }
        for partition in send { Task { await self.sendBatches(of: partition) } }
        for batch in linger { Task { await self.linger(batch) } }
        return try result.get()
    }

    private func linger(_ batch: ProducerBatch) async {
        // An error is ignored: the task is never cancelled, and a clock that fails must not hold back records.
        try? await clock.sleep(configuration.linger)
        step { $0.accumulator.seal(batch) }
    }

    private func waitForSpace() async throws {
        let promise = state.withLock { state in
            let promise = state.space ?? Promise<Void>()
            // The last record may have been acknowledged since the append.
            if state.accumulator.bufferedBytes == 0 { promise.complete(.success(())) } else { state.space = promise }
            return promise
        }
        try await promise.value()
    }

    private func receipt(of place: RecordAccumulator.Place) async throws -> DeliveryReceipt {
        Self.receipt(of: place, try await place.batch.outcome.value())
    }

    private func receipts(of places: [RecordAccumulator.Place]) async throws -> [DeliveryReceipt] {
        var all: [DeliveryReceipt] = []
        all.reserveCapacity(places.count)
        var last: (batch: ProducerBatch, outcome: ProducerBatch.Outcome)?
        for place in places {
            if let last, last.batch === place.batch {
                all.append(Self.receipt(of: place, last.outcome))
            } else {
                let outcome = try await place.batch.outcome.value()
                last = (place.batch, outcome)
                all.append(Self.receipt(of: place, outcome))
            }
        }
        return all
    }

    private static func receipt(
        of place: RecordAccumulator.Place, _ outcome: ProducerBatch.Outcome
    ) -> DeliveryReceipt {
        DeliveryReceipt(
            topicPartition: place.batch.partition,
            offset: outcome.baseOffset < 0 ? -1 : outcome.baseOffset &+ Int64(place.index),
            timestamp: outcome.logAppendTime ?? place.timestamp)
    }

    // MARK: Sending

    /// Sends the batches of one partition, one at a time, until none is left.
    private func sendBatches(of partition: TopicPartition) async {
        while let batch = state.withLock({ $0.accumulator.nextBatch(of: partition) }) {
            let result: Result<ProducerBatch.Outcome, any Error>
            do { result = .success(try await deliver(batch)) } catch { result = .failure(error) }
            let space = state.withLock { state in
                state.accumulator.finish(batch)
                defer { state.space = nil }
                return state.space
            }
            batch.outcome.complete(result)
            space?.complete(.success(()))
        }
    }

    private func deliver(_ batch: ProducerBatch) async throws -> ProducerBatch.Outcome {
        let partition = batch.partition
        let bytes: ByteSlice
        do {
            bytes = try batch.takeBytes()
        } catch {
            throw KafkaError(
                .invalidRequest, "the batch cannot be encoded: \(error)", topicPartition: partition,
                underlyingError: error)
        }
        var policy = client.configuration.callRetry
        let timeLeft = configuration.deliveryTimeout - (clock.now() - batch.createdAt)
        policy.deadline = timeLeft
        guard timeLeft > .zero else { throw timedOut(partition, after: nil) }
        do {
            return try await policy.run(
                "Produce to \(partition)",
                prepare: { advice, error in
                    try await client.cluster.prepareRetry(advice, target: .leader(partition), after: error)
                },
                attempt: { _ in try await produce(bytes, to: partition) })
        } catch var error as KafkaError {
            error.topicPartition = error.topicPartition ?? partition
            // The policy gives up when the next wait, with its jitter, would end after the delivery timeout.
            let longestWait = policy.maxBackoff * (1 + policy.jitter)
            if error.isRetriable, clock.now() - batch.createdAt >= configuration.deliveryTimeout - longestWait {
                throw timedOut(partition, after: error)
            }
            throw error
        }
    }

    private func timedOut(_ partition: TopicPartition, after error: KafkaError?) -> KafkaError {
        KafkaError(
            .deliveryTimedOut,
            "the record was not acknowledged within deliveryTimeout (delivery.timeout.ms) of "
                + "\(configuration.deliveryTimeout.inMilliseconds) ms" + (error.map { ": \($0.message)" } ?? ""),
            brokerError: error?.brokerError, topicPartition: partition, underlyingError: error)
    }

    private func produce(_ bytes: ByteSlice, to partition: TopicPartition) async throws -> ProducerBatch.Outcome {
        let leader = try await client.cluster.leader(of: partition)
        let connection = try await client.cluster.connection(to: leader, role: .produce)
        let hasID = leader.topicID != .zero
        let version = try connection.version(for: ProduceRequest.self, cap: hasID ? .max : 12)
        // Brokers before 2.1 support neither zstd nor Produce 7 (KIP-110).
        if configuration.compression == .zstd, version < 7 {
            throw KafkaError(
                .unsupportedVersion,
                "broker \(connection.address) is older than Kafka 2.1 and does not support zstd: set another compression "
                    + "(compression.type)",
                topicPartition: partition)
        }
        var topic = ProduceRequest.TopicProduceData(
            partitionData: [.init(index: partition.partition, records: bytes)])
        if version >= 13 { topic.topicID = leader.topicID } else { topic.name = partition.topic }
        let request = ProduceRequest(
            acks: configuration.acks.rawValue, timeoutMs: client.configuration.requestTimeout.wireMilliseconds,
            topicData: [topic])
        if configuration.acks == .none {
            try connection.sendWithoutResponse(request, version: version)
            return ProducerBatch.Outcome(baseOffset: -1)
        }
        return try read(try await connection.send(request, version: version), partition)
    }

    private func read(_ response: ProduceResponse, _ partition: TopicPartition) throws -> ProducerBatch.Outcome {
        let answer = response.responses.lazy.flatMap(\.partitionResponses).first { $0.index == partition.partition }
        guard let answer else {
            throw KafkaError(
                .invalidResponse, "the Produce response leaves the partition out", topicPartition: partition)
        }
        if let hint = LeaderHint(answer.currentLeader, endpoints: response.nodeEndpoints) {
            client.cluster.note(hint, for: partition)
        }
        let code = BrokerErrorCode(rawValue: answer.errorCode)
        guard code == .none else {
            let text = answer.errorMessage ?? answer.recordErrors.first?.batchIndexErrorMessage
            throw KafkaError.broker(code, "Produce", text: text, topicPartition: partition)
        }
        // The offsets of all records in the batch must fit.
        guard answer.baseOffset <= .max - Int64(Int32.max) else {
            throw KafkaError(
                .invalidResponse,
                "the Produce response gives \(answer.baseOffset) as first offset: the largest possible is 9223372034707292160",
                topicPartition: partition, offset: answer.baseOffset)
        }
        return ProducerBatch.Outcome(
            baseOffset: answer.baseOffset, logAppendTime: answer.logAppendTimeMs >= 0 ? answer.logAppendTimeMs : nil)
    }
}
