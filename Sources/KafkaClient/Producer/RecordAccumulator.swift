// Millrace
// SPDX-License-Identifier: Apache-2.0

import DequeModule
import KafkaProtocol
import KafkaTransport

/// The state of a producer: batches per partition, callers that wait for room, and the lists of the senders.
///
/// It has no I/O and no locks; the producer's lock guards it, and every change leaves in `effects` the things to do
/// once the lock is released. A record is encoded into the buffer that is sent, without a copy. This file has the
/// batches that take records; extensions have the topics, the room, the lists of the senders, the outcomes, and the
/// time. Own design; the choice of the batches of a request follows the Java producer.
struct RecordAccumulator: ~Copyable {
    /// The end of an attempt to append a record.
    enum Appended {
        case delivery(Delivery)
        /// The buffer is full: wait for admission. nil if the caller did not want to wait yet.
        case full(RoomWaiter?)
        /// The topic's partitions are not known yet.
        case unknownTopic
    }

    let configuration: ProducerConfiguration
    var isIdempotent: Bool
    /// Maximum number of batches of a partition in flight.
    var batchLimit: Int
    let retry: RetryPolicy
    let now: @Sendable () -> Duration
    let makeSender: @Sendable (Int32) -> BrokerSender
    let pool: BufferPool
    /// Whether records without a partition can go the short way.
    let takesShortCuts: Bool
    /// Whether a key gives the partition.
    let hashesKeys: Bool
    /// For partitions. The system's generator would take a system call for each number.
    var random: SplitMix64

    var topics: [String: ProducerTopic] = [:]
    var lastTopic: ProducerTopic?
    /// The batch for the next record that names no partition; nil if it must be looked for.
    var shortCut: ShortCut? {
        didSet { uncounted = shortCut.map(UncountedShortCut.init) }
    }
    /// `shortCut` again.
    private(set) var uncounted: UncountedShortCut?
    /// The last exact time that a record was given, in milliseconds since 1970 UTC.
    var lastTime: Int64 = .min / 2
    var senders: [Int32: SenderQueue] = [:]
    /// Queues with batches.
    var active: [PartitionQueue] = []
    var waiters: Deque<RoomWaiter> = []
    /// Whether the buffer was full and not enough of it is free yet to let callers in.
    var isFull = false
    var bufferedBytes = 0
    var requestsUnderWay = 0
    var identity: ProducerIdentity?
    /// nil without a transactional id.
    var transactions: TransactionManager?
    var isClosed = false
    /// Set while there are batches: a producer that was dropped still sends them.
    var holder: KafkaProducer?
    var effects = ProducerEffects()
    /// The moment of the alarm that was asked for last.
    var alarmAt: Duration?
    var nextRefresh: Duration = .zero
    var refreshes = 0
    /// The moment when the metadata of topics in use is read again, to find new partitions.
    var nextReview: Duration
    let metadataMaxAge: Duration
    /// Whether a wait was reported that is not over.
    var isStalled = false

    init(
        _ configuration: ProducerConfiguration, retry: RetryPolicy, metadataMaxAge: Duration,
        now: @escaping @Sendable () -> Duration,
        makeSender: @escaping @Sendable (Int32) -> BrokerSender
    ) {
        var configuration = configuration
        // A batch is sent by one request.
        configuration.batchBytes = min(configuration.batchBytes, configuration.maxRequestBytes)
        self.configuration = configuration
        self.retry = retry
        self.now = now
        self.makeSender = makeSender
        random = SplitMix64(seed: UInt64(retry.random() * 0x1p53))
        isIdempotent = configuration.usesIdempotence(maxRetries: retry.maxRetries)
        if configuration.transactionalID != nil { transactions = TransactionManager() }
        self.metadataMaxAge = metadataMaxAge
        nextReview = now() + metadataMaxAge
        // Without sequence numbers only the answer to a batch tells that the next one cannot overtake it.
        let keepsOrderAlone = isIdempotent || retry.maxRetries == 0 || configuration.acks == .none
        batchLimit = keepsOrderAlone ? configuration.maxInFlightRequests : 1
        takesShortCuts = Self.hasShortCut(configuration)
        hashesKeys = if case .byKey = configuration.partitioner.kind { true } else { false }
        pool = Self.makePool(configuration.batchBytes)
    }

    /// Buffers for batches of up to `bytes`. The batches of many partitions with few records begin in small ones, and
    /// go on in larger ones step by step: `bufferBytes` limits the records, not the rest of their buffers.
    private static func makePool(_ bytes: Int) -> BufferPool {
        let (small, middle, large) = (16 << 10, 32 << 10, 128 << 10)
        let kept = 8 << 20
        // Small buffers are cheap to allocate, and their number, not their size, would fill memory.
        guard bytes > small else { return BufferPool(bufferBytes: max(bytes, 1024), maxIdle: kept / small) }
        var larger = BufferPool(bufferBytes: min(bytes, large), maxIdle: kept / large)
        if bytes > middle { larger = BufferPool(bufferBytes: middle, maxIdle: kept / middle, larger: larger) }
        return BufferPool(bufferBytes: small, maxIdle: kept / small, larger: larger)
    }

    /// Takes the effects of all changes since the last call.
    mutating func takeEffects() -> ProducerEffects {
        var taken = ProducerEffects()
        swap(&taken, &effects)
        return taken
    }

    // MARK: Appending

    /// Adds a record to the open batch of its partition.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - timestamp: its timestamp.
    ///   - transaction: the number of its transaction; nil for none.
    ///   - admitted: the caller's waiter, whose reservation the record uses.
    ///   - deadline: the end of the wait for room; nil not to wait.
    /// - Throws: `KafkaError.recordTooLarge`, `.unknownPartition`, `.closed`; as `TransactionManager.check`.
    mutating func append(
        _ record: ProducerRecord, timestamp: Int64, transaction: UInt64? = nil, admitted: RoomWaiter? = nil,
        deadline: Duration? = nil
    ) throws -> Appended {
        if let admitted { bufferedBytes -= admitted.bytes }
        // The reservation may have been larger than the record, or the record is refused.
        defer { if admitted != nil { admit() } }
        if isClosed { throw Self.closed }
        // In place: a copy for each record would cost more than the check.
        if transactions != nil { try transactions?.check(transaction) }
        guard let topic = topic(record.topic), !topic.queues.isEmpty else { return .unknownTopic }
        let size = RecordBatchBuilder.maxRecordSize(
            keyCount: record.key?.count ?? 0, valueCount: record.value?.count ?? 0,
            headers: record.headers)
        guard RecordBatchBuilder.headerSize + size <= configuration.maxRequestBytes else {
            throw tooLarge(record, size)
        }
        if admitted == nil, !waiters.isEmpty || !hasRoom(size) {
            guard let deadline else { return .full(nil) }
            return .full(wait(for: size, until: deadline))
        }
        let index = try partition(of: record, topic, size: size)
        let queue = topic.queues[index]
        if let open = queue.open, open.byteCount + size > configuration.batchBytes { seal(queue) }
        let batch = try queue.open ?? open(queue)
        let added: Int
        do {
            added = try batch.append(
                key: record.key, value: record.value, headers: record.headers, timestamp: timestamp)
        } catch {
            throw KafkaError(
                .recordTooLarge, "the record does not fit into a batch: \(error)",
                topicPartition: queue.partition,
                underlyingError: error)
        }
        bufferedBytes += added
        topic.count(added, partition: index)
        let delivery = Delivery(
            batch: batch, index: Int32(truncatingIfNeeded: batch.recordCount - 1), timestamp: timestamp)
        if batch.byteCount >= configuration.batchBytes {
            seal(queue)
        } else if batch.isDue, !queue.isListed {
            list(queue)
        }
        if record.partition == nil { noteShortCut(topic, batch, isChosen: record.key == nil || !hashesKeys) }
        return .delivery(delivery)
    }

    static let closed = KafkaError(.closed, "the producer was closed")

    func tooLarge(_ record: ProducerRecord, _ size: Int) -> KafkaError {
        KafkaError(
            .recordTooLarge,
            "a record for topic \"\(record.topic)\" takes \(size) bytes, more than maxRequestBytes "
                + "(max.request.size) of \(configuration.maxRequestBytes) allows: raise it, or split the record"
        )
    }

    mutating func open(_ queue: PartitionQueue) throws -> ProducerBatch {
        let builder: RecordBatchBuilder
        do {
            builder = try RecordBatchBuilder(
                compression: configuration.compression, isTransactional: transactions != nil, pool: pool,
                compressionLevel: configuration.compressionLevel)
        } catch {
            throw KafkaError(
                .invalidConfiguration, "compression (compression.type): \(error.detail)",
                underlyingError: error)
        }
        let moment = now()
        let batch = ProducerBatch(queue, builder: builder, createdAt: moment, order: queue.makeOrder())
        bufferedBytes += batch.charge
        batch.isDue = configuration.linger == .zero
        queue.open = batch
        activate(queue)
        join(queue)
        // When a wait would be reported; `tick` finds the other moments.
        wake(at: moment + min(configuration.deliveryTimeout, configuration.linger + StallReporter.threshold))
        if !batch.isDue { wake(at: moment + configuration.linger) }
        return batch
    }

    /// Closes the open batch for records: it is full.
    mutating func seal(_ queue: PartitionQueue) {
        guard let batch = queue.open else { return }
        queue.open = nil
        queue.waiting.append(batch)
        batch.sealedAt = configuration.partitionerAvailabilityTimeout > .zero ? now() : nil
        if configuration.compression == .none {
            batch.phase = .sealed
            list(queue)
        } else {
            batch.phase = .compressing
            effects.isEmpty = false
            effects.full.append(batch)
        }
    }

    /// Takes back a batch that the caller has compressed; `builder` is its builder, nil if compression failed.
    mutating func compressed(_ batch: ProducerBatch, failure: KafkaError?) {
        guard batch.phase == .compressing else {
            batch.dropRecords()
            return
        }
        batch.phase = .sealed
        if let failure { finish(batch, .failed(failure, records: [:])) }
        // It, or those that waited for it.
        list(batch.queue)
    }

    /// Makes a batch ready to be sent without lingering.
    mutating func hurry(_ batch: ProducerBatch) {
        guard batch.phase == .open, !batch.isDue else { return }
        batch.isDue = true
        list(batch.queue)
    }

    /// Makes all batches ready to be sent, and returns those without an outcome.
    mutating func hurryAll() -> [ProducerBatch] {
        var all: [ProducerBatch] = []
        for queue in active {
            all += queue.inFlight + queue.notInFlight
            if let open = queue.open { hurry(open) }
        }
        return all
    }

    mutating func activate(_ queue: PartitionQueue) {
        guard queue.activeIndex == nil else { return }
        queue.activeIndex = active.count
        active.append(queue)
    }

    mutating func deactivate(_ queue: PartitionQueue) {
        guard let index = queue.activeIndex else { return }
        queue.activeIndex = nil
        let last = active.removeLast()
        if last !== queue {
            active[index] = last
            last.activeIndex = index
        }
        if active.isEmpty {
            effects.isEmpty = false
            effects.released = holder
            holder = nil
        }
    }

    // MARK: Figures

    /// Number of records without an outcome.
    var unsentRecordCount: Int {
        active.reduce(0) { sum, queue in
            sum + queue.inFlight.reduce(0) { $0 + ($1.phase == .done ? 0 : $1.recordCount) }
                + queue.waiting.reduce(0) { $0 + $1.recordCount }
                + (queue.open?.recordCount ?? 0)
        }
    }

    /// Number of callers that wait for room.
    var waiterCount: Int { waiters.count }
}
