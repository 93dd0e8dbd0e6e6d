// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient
internal import Logging
public import Millrace
internal import Synchronization

/// Writes each batch to Kafka in one transaction: its records, the offsets of the Kafka input that it came from, and a
/// mark of the batch. `DStream.toKafka(_:_:)` with `.exactlyOnce` makes one.
///
/// **Guarantee.** Exactly once for readers of committed records, if the driver dies at any moment and if tasks fail:
/// - with a checkpoint, for any input and with state and windows. The checkpoint has a batch's plan before it runs; the
///   mark tells the next driver whether the batch was committed, so that it is neither repeated nor skipped;
/// - without one, for a job without state or windows whose only output is this one, that reads one or more direct
///   streams with a `groupID`: it goes on at the offsets that were committed with the records.
///
/// Batches are committed in their order. Records of one RDD partition that go to one Kafka partition stay in order;
/// those of several RDD partitions mix.
///
/// **Owners.** A new driver takes the transactional id, which aborts what its predecessor has left open and fences it:
/// a predecessor that hung and wakes up is refused by the brokers, and stops with `StreamingError.ownerReplaced`.
///
/// **Limits.** The mark is an offset of the group `TRANSACTIONALID.mark`, so that the guarantee ends when brokers
/// expire the offsets of a job that is down for `offsets.retention.minutes` (7 days). A batch's job must end within the
/// producer's `transactionTimeout`. Tasks run in the driver's process. Source: KIP-98, KIP-447; the mark is our own.
public final class TransactionalKafkaSink<Element: Sendable>: Sink {
    private struct State {
        var owner: SinkOwner?
        var producer: KafkaProducer?
        /// The last committed batch; not known before it was read, and after a commit that failed.
        var mark: SinkMark?
        var isMarkKnown = false
        var transaction: ProducerTransaction?
        /// Partitions that have added records to the transaction.
        var written: Set<Int> = []
        /// Whether the transaction has records of an attempt that failed.
        var isTainted = false
        /// Set once another owner has the transactional id.
        var replaced: StreamingError?
    }

    private let client: ClusterClient
    private let topic: String
    private let transactionalID: String
    private let configuration: ProducerConfiguration
    /// Inputs whose offsets the transactions have, and their groups.
    private let inputs: [Int: String]
    private let needsCheckpoint: Bool
    private let record: @Sendable (Element) throws -> ProducerRecord
    private let logger: Logger
    private let state = Mutex(State())

    init(
        _ client: ClusterClient, topic: String, transactionalID: String, _ producer: ProducerConfiguration,
        inputs: [Int: String], needsCheckpoint: Bool, logger: Logger,
        record: @escaping @Sendable (Element) throws -> ProducerRecord
    ) {
        self.client = client
        self.topic = topic
        self.transactionalID = transactionalID
        configuration = producer
        self.inputs = inputs
        self.needsCheckpoint = needsCheckpoint
        self.logger = logger
        self.record = record
    }

    /// The transactional id.
    public var place: String { "the transactional id \"\(transactionalID)\" of topic \"\(topic)\"" }

    private var markGroup: String { transactionalID + ".mark" }
    private var markPartition: TopicPartition { TopicPartition(topic: topic, partition: 0) }

    // MARK: Owner

    /// Takes the transactional id, and reads the mark.
    ///
    /// - Throws: `KafkaStreamError.invalidConfiguration` if the job needs a checkpoint and has none;
    ///   `StreamingError.ownerReplaced`; `.batchRefused` if the mark is newer than the checkpoint; `KafkaError`.
    public func recover(as owner: SinkOwner) async throws {
        if needsCheckpoint, owner.epoch == nil {
            throw KafkaStreamError(
                .invalidConfiguration,
                "\(place): exactly-once output of a stream without a Kafka group of its own needs a checkpoint: give the "
                    + "direct stream a groupID that no other exactly-once output uses, or call checkpoint()")
        }
        state.withLock { $0.owner = owner }
        _ = try await readyProducer()
        let mark = state.withLock { $0.mark }
        if let mark, mark.refuses(owner) {
            throw StreamingError(
                code: .ownerReplaced,
                message:
                    "\(place) has batches of epoch \(mark.epoch); this driver, \(owner), must not write there. If the "
                    + "job's checkpoint was removed on purpose, choose another transactionalID")
        }
        if let mark, mark.epoch > 0 {
            try owner.checkIsKnown(
                mark.batch, on: place, remedy: "choose another transactionalID, and take it that records come again")
        }
    }

    /// The producer, which has the transactional id; the mark is known.
    private func readyProducer() async throws -> KafkaProducer {
        let known = try state.withLock { state in
            if let replaced = state.replaced { throw replaced }
            return state.producer
        }
        do {
            var configuration = configuration
            configuration.transactionalID = transactionalID
            let producer = try known ?? KafkaProducer(client: client, configuration: configuration)
            state.withLock { $0.producer = producer }
            // Ends a transaction whose outcome is unknown, too.
            try await producer.initializeTransactions()
            if !state.withLock({ $0.isMarkKnown }) {
                let mark = try await readMark()
                state.withLock { state in
                    state.mark = mark
                    state.isMarkKnown = true
                }
            }
            return producer
        } catch {
            throw await translated(error)
        }
    }

    private func readMark() async throws -> SinkMark? {
        let found = try await client.committed(group: markGroup, partitions: [markPartition])[markPartition]
        guard let committed = try found?.get() else { return nil }
        return try SinkMark(committed, group: markGroup)
    }

    /// The error to throw for one of the producer: the loss of the transactional id by its name.
    private func translated(_ error: any Error) async -> any Error {
        guard let failure = error as? KafkaError, failure.code == .producerFenced || failure.code == .producerFailed
        else { return error }
        let owner = state.withLock { state in
            state.producer = nil
            return state.owner
        }
        guard failure.code == .producerFenced else { return error }
        if let owner, owner.epoch != nil {
            // Still the owner: the coordinator has ended a transaction that took too long.
            do { try await owner.check() } catch { return error }
            return failure
        }
        let replaced = StreamingError(
            code: .ownerReplaced,
            message: "another driver has taken \(place), or a batch took longer than the producer's transactionTimeout "
                + "(\(configuration.transactionTimeout)); this driver must not go on",
            underlyingError: failure)
        state.withLock { $0.replaced = replaced }
        return replaced
    }

    // MARK: Batches

    /// Begins a transaction, unless the mark says that the batch is committed.
    public func prepare(_ batch: Batch) async throws -> SinkPreparation {
        let producer = try await readyProducer()
        let isCommitted = state.withLock { state in
            guard let mark = state.mark, let owner = state.owner else { return false }
            return mark.covers(batch.time, of: owner)
        }
        if isCommitted { return .committed }
        do {
            let transaction = try await producer.beginTransaction()
            state.withLock { state in
                state.transaction = transaction
                state.written = []
                state.isTainted = false
            }
        } catch {
            throw await translated(error)
        }
        return .needsWrite
    }

    /// Adds the partition's records to the transaction; returns their number.
    public func write(_ elements: PartitionElements<Element>, of batch: Batch) async throws -> Int {
        let index = elements.index
        let (transaction, repeats) = state.withLock { state in
            let repeats = state.written.contains(index)
            // Records cannot be taken back: the whole transaction is written again.
            if repeats { state.isTainted = true }
            return (state.transaction, repeats)
        }
        guard let transaction else {
            throw StreamingError(
                code: .invalidState,
                message: "\(place): a task runs in another process than the driver, which the transaction belongs to")
        }
        if repeats { return 0 }
        var count = 0
        try await elements.forEachChunk { chunk in
            let records = try chunk.map(record)
            guard !records.isEmpty else { return }
            state.withLock { _ = $0.written.insert(index) }
            try await elements.task.waitingForIO { _ = try await transaction.enqueue(contentsOf: records) }
            count += records.count
        }
        return count
    }

    /// Commits the records, the inputs' offsets and the mark.
    public func commit(_ batch: Batch, _ receipts: [Int]) async throws {
        let (producer, current, isTainted, owner) = state.withLock {
            ($0.producer, $0.transaction, $0.isTainted, $0.owner)
        }
        guard let producer, let transaction = current, let owner else {
            throw StreamingError(code: .invalidState, message: "\(place): commit without prepare")
        }
        if isTainted { throw SinkRewrite("a task failed after it had written records of the transaction") }
        let mark = SinkMark(batch: batch.time, epoch: owner.epoch ?? 0, run: SinkMark.run(of: owner))
        do {
            try await transaction.commitOffsets(
                [markPartition: mark.offset], for: ConsumerGroupMetadata(groupID: markGroup))
            for (group, offsets) in inputOffsets(of: batch) {
                try await transaction.commitOffsets(offsets, for: ConsumerGroupMetadata(groupID: group))
            }
            try await producer.commit(transaction)
        } catch {
            // It may be committed.
            state.withLock { $0.isMarkKnown = false }
            try await abort(batch)
            throw await translated(error)
        }
        state.withLock { state in
            state.mark = mark
            state.transaction = nil
        }
    }

    /// The ends of the batch's ranges, by group.
    private func inputOffsets(of batch: Batch) -> [(String, [TopicPartition: CommittedOffset])] {
        var offsets: [String: [TopicPartition: CommittedOffset]] = [:]
        for input in batch.inputs {
            guard let group = inputs[input.streamID], let ranges = input.metadata as? [OffsetRange] else { continue }
            for range in ranges {
                offsets[group, default: [:]][range.topicPartition] = CommittedOffset(offset: range.untilOffset)
            }
        }
        return offsets.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Aborts the transaction, if it is open.
    /// - Throws: `StreamingError.ownerReplaced` if the brokers say that another driver has the transactional id.
    public func abort(_ batch: Batch) async throws {
        let (producer, current) = state.withLock { state in
            defer { state.transaction = nil }
            return (state.producer, state.transaction)
        }
        guard let producer, let transaction = current else { return }
        guard let failure = await producer.abort(transaction) else { return }
        let error = await translated(failure)
        if (error as? StreamingError)?.code == .ownerReplaced { throw error }
    }

    /// Closes the producer.
    public func close() async {
        let producer = state.withLock { state in
            defer { state.producer = nil }
            return state.producer
        }
        do {
            try await producer?.close(timeout: .seconds(5))
        } catch {
            // Only cancellation, which harms nothing: no transaction is open.
            logger.debug("the sink's producer was not closed in order", metadata: ["error": "\(error)"])
        }
    }
}
