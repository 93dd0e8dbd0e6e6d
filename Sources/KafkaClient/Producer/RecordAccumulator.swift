// Millrace
// SPDX-License-Identifier: Apache-2.0

import DequeModule
import KafkaProtocol
import KafkaTransport

/// The state of a producer: batches per partition, callers that wait for room, and the lists of the senders.
///
/// It has no I/O and no locks; the producer's lock guards it, and every change leaves in `effects` the things to do
/// once the lock is released. A record is encoded into the buffer that is sent, without a copy. Own design; the choice
/// of the batches of a request follows the Java producer.
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
    private(set) var isIdempotent: Bool
    /// Maximum number of batches of a partition in flight.
    private(set) var batchLimit: Int
    private let retry: RetryPolicy
    private let now: @Sendable () -> Duration
    private let makeSender: @Sendable (Int32) -> BrokerSender
    private let pool: BufferPool
    /// For partitions. The system's generator would take a system call for each number.
    private var random: SplitMix64

    private(set) var topics: [String: ProducerTopic] = [:]
    private var lastTopic: ProducerTopic?
    private(set) var senders: [Int32: SenderQueue] = [:]
    /// Queues with batches.
    private(set) var active: [PartitionQueue] = []
    private var waiters: Deque<RoomWaiter> = []
    /// Whether the buffer was full and not enough of it is free yet to let callers in.
    private var isFull = false
    private(set) var bufferedBytes = 0
    private var requestsUnderWay = 0
    var identity: ProducerIdentity?
    var isClosed = false
    /// Set while there are batches: a producer that was dropped still sends them.
    var holder: KafkaProducer?
    var effects = ProducerEffects()
    /// The moment of the alarm that was asked for last.
    private var alarmAt: Duration?
    private var nextRefresh: Duration = .zero
    private var refreshes = 0
    /// The moment when the metadata of topics in use is read again, to find new partitions.
    private var nextReview: Duration
    private let metadataMaxAge: Duration
    /// Whether a wait was reported that is not over.
    private var isStalled = false

    init(
        _ configuration: ProducerConfiguration, retry: RetryPolicy, metadataMaxAge: Duration,
        now: @escaping @Sendable () -> Duration,
        makeSender: @escaping @Sendable (Int32) -> BrokerSender
    ) {
        self.configuration = configuration
        self.retry = retry
        self.now = now
        self.makeSender = makeSender
        random = SplitMix64(seed: UInt64(retry.random() * 0x1p53))
        isIdempotent = configuration.usesIdempotence(maxRetries: retry.maxRetries)
        self.metadataMaxAge = metadataMaxAge
        nextReview = now() + metadataMaxAge
        // Without sequence numbers only the answer to a batch tells that the next one cannot overtake it.
        let keepsOrderAlone = isIdempotent || retry.maxRetries == 0 || configuration.acks == .none
        batchLimit = keepsOrderAlone ? configuration.maxInFlightRequests : 1
        let size = min(configuration.batchBytes, 64 << 10)
        // Small buffers are cheap to allocate, and their number, not their size, would fill memory.
        pool = BufferPool(bufferBytes: max(size, 1024), maxIdle: (4 << 20) / max(size, 16 << 10))
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
    ///   - admitted: the caller's waiter, whose reservation the record uses.
    ///   - deadline: the end of the wait for room; nil not to wait.
    /// - Throws: `KafkaError.recordTooLarge`, `.unknownPartition`, `.closed`.
    mutating func append(
        _ record: ProducerRecord, timestamp: Int64, admitted: RoomWaiter? = nil,
        deadline: Duration? = nil
    ) throws -> Appended {
        if let admitted { bufferedBytes -= admitted.bytes }
        // The reservation may have been larger than the record, or the record is refused.
        defer { if admitted != nil { admit() } }
        if isClosed { throw Self.closed }
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
            added = try batch.append(record, timestamp: timestamp)
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
        return .delivery(delivery)
    }

    private static let closed = KafkaError(.closed, "the producer was closed")

    private func tooLarge(_ record: ProducerRecord, _ size: Int) -> KafkaError {
        KafkaError(
            .recordTooLarge,
            "a record for topic \"\(record.topic)\" takes \(size) bytes, more than maxRequestBytes "
                + "(max.request.size) of \(configuration.maxRequestBytes) allows: raise it, or split the record"
        )
    }

    private mutating func topic(_ name: String) -> ProducerTopic? {
        if let lastTopic, lastTopic.name == name { return lastTopic }
        lastTopic = topics[name] ?? lastTopic
        return topics[name]
    }

    private mutating func partition(of record: ProducerRecord, _ topic: ProducerTopic, size: Int)
        throws -> Int
    {
        let count = topic.queues.count
        var wanted = record.partition
        if wanted == nil {
            switch configuration.partitioner.kind {
            case .byKey:
                if let key = record.key { return Int(Partitioner.partition(forKey: key, count: count)) }
            case .sticky: break
            case .custom(let choose):
                wanted = choose(record, count)
            }
        }
        guard let wanted else {
            return topic.stickyPartition(size: size, configuration, now: now, random: &random)
        }
        guard topic.queues.indices.contains(Int(wanted)) else {
            throw KafkaError(
                .unknownPartition,
                "topic \"\(topic.name)\" has \(count) partitions: \(wanted) does not exist",
                topicPartition: TopicPartition(topic: topic.name, partition: wanted))
        }
        return Int(wanted)
    }

    private mutating func open(_ queue: PartitionQueue) throws -> ProducerBatch {
        let builder: RecordBatchBuilder
        do {
            builder = try RecordBatchBuilder(
                compression: configuration.compression, pool: pool,
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
        // When a wait would be reported; `tick` finds the other moments.
        wake(at: moment + min(configuration.deliveryTimeout, configuration.linger + StallReporter.threshold))
        if !batch.isDue { wake(at: moment + configuration.linger) }
        return batch
    }

    /// Closes the open batch for records: it is full.
    private mutating func seal(_ queue: PartitionQueue) {
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
            batch.builder = nil
            return
        }
        batch.phase = .sealed
        if let failure {
            finish(batch, .failed(failure, records: [:]))
        } else {
            list(batch.queue)
        }
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
            all += queue.inFlight
            all += queue.waiting
            if let open = queue.open {
                all.append(open)
                hurry(open)
            }
        }
        return all
    }

    private mutating func activate(_ queue: PartitionQueue) {
        guard queue.activeIndex == nil else { return }
        queue.activeIndex = active.count
        active.append(queue)
    }

    private mutating func deactivate(_ queue: PartitionQueue) {
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

    // MARK: Room

    private func hasRoom(_ bytes: Int) -> Bool {
        // An empty buffer takes a record of any size: a larger one than the whole buffer could never be sent otherwise.
        bufferedBytes == 0 || bufferedBytes + bytes <= configuration.bufferBytes
    }

    private mutating func wait(for bytes: Int, until deadline: Duration) -> RoomWaiter {
        let waiter = RoomWaiter(bytes: bytes, deadline: deadline)
        if waiters.isEmpty { isFull = true }
        waiters.append(waiter)
        wake(at: deadline)
        admit()
        sendOpenBatchesIfStuck()
        return waiter
    }

    /// Takes back the reservation of a caller that has given up.
    mutating func leave(_ waiter: RoomWaiter) {
        if waiter.isAdmitted {
            bufferedBytes -= waiter.bytes
        } else {
            waiters.removeAll { $0 === waiter }
        }
        admit()
    }

    /// Reserves room for callers in the order in which they came.
    ///
    /// Once the buffer was full, an eighth of it must be free before the first is let in: it would otherwise be woken
    /// for each batch that is written.
    private mutating func admit() {
        guard !waiters.isEmpty else {
            isFull = false
            return
        }
        if bufferedBytes <= configuration.bufferBytes - configuration.bufferBytes / 8 { isFull = false }
        while !isFull, let first = waiters.first {
            guard hasRoom(first.bytes) else {
                isFull = true
                return
            }
            waiters.removeFirst()
            first.isAdmitted = true
            bufferedBytes += first.bytes
            effects.isEmpty = false
            effects.admitted.append((first, nil))
        }
    }

    /// Room comes from batches that are sent. If none is under way, those that linger are sent too.
    private mutating func sendOpenBatchesIfStuck() {
        guard !waiters.isEmpty, requestsUnderWay == 0 else { return }
        for queue in active { if let open = queue.open { hurry(open) } }
    }

    private func roomTimedOut() -> KafkaError {
        KafkaError(
            .timedOut,
            "the buffer of \(configuration.bufferBytes) bytes (bufferBytes, buffer.memory) had no room within maxBlock "
                + "(max.block.ms) of \(configuration.maxBlock.inMilliseconds) ms")
    }

    /// Refuses all callers that wait for room, and all later records.
    mutating func close() {
        isClosed = true
        for waiter in waiters { effects.admitted.append((waiter, Self.closed)) }
        waiters = []
        effects.isEmpty = false
    }

    // MARK: Topics

    /// Takes over what the metadata says of a topic.
    mutating func update(_ metadata: ClusterMetadata.Topic) {
        // After an error the known partitions stay: their leaders will say what is wrong.
        guard metadata.error == nil, !metadata.partitions.isEmpty else { return }
        let topic = topics[metadata.name] ?? ProducerTopic(metadata.name)
        topics[metadata.name] = topic
        let isAnother = topic.id != metadata.id && topic.id != .zero && metadata.id != .zero
        topic.id = metadata.id
        let count = metadata.partitions.count
        while topic.queues.count < count {
            topic.queues.append(
                PartitionQueue(TopicPartition(topic: topic.name, partition: Int32(topic.queues.count))))
        }
        while topic.queues.count > count, let removed = topic.queues.popLast() {
            remove(removed, count)
        }
        for (queue, partition) in zip(topic.queues, metadata.partitions) {
            lead(queue, by: partition, isAnother: isAnother)
        }
    }

    private mutating func lead(
        _ queue: PartitionQueue, by partition: ClusterMetadata.Partition, isAnother: Bool
    ) {
        guard isAnother || partition.leaderEpoch < 0 || partition.leaderEpoch >= queue.leaderEpoch
        else { return }
        if isAnother { queue.forgetConfirmation() }
        let isNew = partition.leader != queue.leader || partition.leaderEpoch != queue.leaderEpoch
        queue.leaderEpoch = partition.leaderEpoch
        guard isNew else { return }
        if queue.isListed, let old = queue.leader {
            senders[old]?.ready.removeAll { $0 === queue }
            queue.isListed = false
        }
        queue.leader = partition.leader
        if queue.leader != nil { refreshes = 0 }
        queue.mutedUntil = nil
        list(queue)
    }

    private mutating func remove(_ queue: PartitionQueue, _ count: Int) {
        queue.isRemoved = true
        if queue.isListed, let leader = queue.leader {
            senders[leader]?.ready.removeAll { $0 === queue }
        }
        let error = KafkaError(
            .unknownPartition,
            "the topic was created again with \(count) partitions: this one does not exist any more",
            topicPartition: queue.partition)
        failAll(of: queue, error)
    }

    // MARK: Choosing batches

    /// Puts a queue into its sender's list if it has something to send, and wakes the sender.
    private mutating func list(_ queue: PartitionQueue) {
        guard !queue.isListed, !queue.isRemoved, queue.mutedUntil == nil,
            queue.canSend(limit: batchLimit)
        else {
            return
        }
        guard let leader = queue.leader else { return wake(at: nextRefresh) }
        let sender = sender(of: leader)
        queue.isListed = true
        sender.ready.append(queue)
        poke(sender)
    }

    private mutating func sender(of broker: Int32) -> SenderQueue {
        if let known = senders[broker] { return known }
        let sender = SenderQueue(makeSender(broker))
        senders[broker] = sender
        return sender
    }

    private mutating func poke(_ sender: SenderQueue) {
        guard !sender.isAwake, sender.pausedUntil == nil,
            sender.requestsUnderWay < configuration.maxInFlightRequests
        else { return }
        sender.isAwake = true
        effects.isEmpty = false
        effects.pokes.append(sender.sender)
    }

    /// Whether a broker's sender has something to send; if not, it goes to sleep.
    mutating func hasWork(_ broker: Int32) -> Bool {
        guard let sender = senders[broker] else { return false }
        if !sender.ready.isEmpty, sender.pausedUntil == nil,
            sender.requestsUnderWay < configuration.maxInFlightRequests
        {
            return true
        }
        sender.isAwake = false
        return false
    }

    /// The next thing for a sender to do.
    enum Work {
        /// A request with these batches.
        case request([ProducerBatch])
        /// A request for an identity, without which no batch can be sent.
        case identity
        /// Nothing: it sleeps until it is poked.
        case none
    }

    /// Takes the batches of the next request to a broker.
    mutating func takeWork(for broker: Int32) -> Work {
        guard let sender = senders[broker], hasWork(broker) else { return .none }
        var batches: [ProducerBatch] = []
        var bytes = Self.requestOverhead
        var turns = sender.ready.count
        while turns > 0, let queue = sender.ready.popFirst() {
            turns -= 1
            queue.isListed = false
            guard queue.leader == broker, queue.mutedUntil == nil,
                let batch = queue.next(limit: batchLimit)
            else {
                continue
            }
            if let identity, identity.id == queue.producerID, queue.needsNewIdentity {
                self.identity = nil
            }
            // Without an identity the sender asks for one, and comes again.
            if isIdempotent, identity == nil {
                queue.isListed = true
                sender.ready.prepend(queue)
                break
            }
            let size = batch.sizeInBytes + Self.partitionOverhead
            if !batches.isEmpty, bytes + size > configuration.maxRequestBytes {
                queue.isListed = true
                sender.ready.prepend(queue)
                break
            }
            bytes += size
            queue.take(batch, identity: isIdempotent ? identity : nil)
            batches.append(batch)
            // Its next batch has its turn after the other partitions'.
            if queue.canSend(limit: batchLimit) {
                queue.isListed = true
                sender.ready.append(queue)
            }
        }
        guard batches.isEmpty else {
            sender.requestsUnderWay += 1
            requestsUnderWay += 1
            return .request(batches)
        }
        if isIdempotent, identity == nil, !sender.ready.isEmpty { return .identity }
        sender.isAwake = false
        return .none
    }

    /// The bytes of a request apart from its partitions, and those of a partition apart from its batch: upper bounds
    /// for ordinary names. The limit is one of batches, so that it need not be exact.
    private static let requestOverhead = 128
    private static let partitionOverhead = 32

    /// Wakes all senders: there is an identity now.
    mutating func wakeAll() {
        for sender in senders.values where !sender.ready.isEmpty {
            sender.isAwake = true
            effects.isEmpty = false
            effects.pokes.append(sender.sender)
        }
    }

    // MARK: Answers

    /// A batch of a request and its bytes.
    struct Part {
        var batch: ProducerBatch
        var bytes: ByteSlice
    }

    /// Notes the end of a request: `verdicts` has one verdict for each part, which gets the part and whether all
    /// earlier batches of its partition have an outcome.
    mutating func settle(
        _ parts: [Part], from broker: Int32, throttle: Duration = .zero,
        _ verdict: (_ index: Int, _ batch: ProducerBatch, _ isFirst: Bool) -> ProduceVerdict
    ) {
        requestsUnderWay -= 1
        if let sender = senders[broker] {
            sender.requestsUnderWay -= 1
            // It looks for work after this.
            sender.isAwake = true
            if throttle > .zero { pause(sender, until: now() + throttle) }
        }
        for (index, part) in parts.enumerated() {
            let batch = part.batch
            // It may have failed meanwhile, for want of time.
            guard batch.phase == .inFlight else { continue }
            let queue = batch.queue
            queue.remove(batch)
            let isFirst = queue.isFirst(batch)
            apply(verdict(index, batch, isFirst), part)
            list(queue)
        }
        admit()
        sendOpenBatchesIfStuck()
    }

    private mutating func apply(_ verdict: ProduceVerdict, _ part: Part) {
        let batch = part.batch
        let queue = batch.queue
        switch verdict {
        case .written(let baseOffset, let logAppendTime):
            queue.noteSuccess(of: batch)
            if isStalled { wake(at: now()) }
            finish(batch, .written(baseOffset: baseOffset, logAppendTime: logAppendTime))
        case .fail(let error, let records):
            queue.noteFailure(of: batch)
            finish(batch, .failed(error, records: records))
        case .retry(let error, let retry):
            if retry.mayBeWritten { batch.mayBeWritten = true }
            // An answer that only follows from the failure of an earlier batch does not count as an attempt.
            sendAgain(part, error, backsOff: retry.backsOff, refreshes: retry.refreshes)
        case .renumber(let error):
            batch.mayBeWritten = false
            queue.requireNewNumbers()
            sendAgain(part, error, backsOff: batch.attempts > 1, refreshes: false)
        case .split(let error): split(part, error)
        }
    }

    private mutating func sendAgain(
        _ part: Part, _ error: KafkaError, backsOff: Bool, refreshes: Bool
    ) {
        let batch = part.batch
        let queue = batch.queue
        batch.lastError = error
        guard !backsOff || batch.attempts <= retry.maxRetries else {
            queue.noteFailure(of: batch)
            var failure = error
            failure.message += " (after \(batch.attempts) attempts)"
            return finish(batch, .failed(failure, records: [:]))
        }
        batch.bytes = part.bytes
        queue.putBack(batch)
        if refreshes { askForMetadata(of: queue) }
        // The answer may have named a leader, which is known by now.
        if backsOff, queue.leader == batch.broker { mute(queue, attempts: batch.attempts) }
    }

    private mutating func mute(_ queue: PartitionQueue, attempts: Int) {
        let end = now() + retry.backoff(beforeRetry: attempts - 1)
        queue.mutedUntil = end
        wake(at: end)
    }

    private mutating func split(_ part: Part, _ error: KafkaError) {
        let batch = part.batch
        let queue = batch.queue
        do {
            let (first, second) = try batch.split(part.bytes, configuration)
            batch.phase = .done
            first.lastError = error
            second.lastError = error
            let charge = first.charge + second.charge - batch.charge
            bufferedBytes += charge
            queue.putBack(second)
            queue.putBack(first)
            effects.isEmpty = false
            effects.outcomes.append((batch, .split(first: first, second: second, at: first.recordCount)))
        } catch {
            queue.noteFailure(of: batch)
            finish(
                batch,
                .failed(
                    KafkaError(
                        .recordTooLarge,
                        "the broker refuses a batch of this size, and it cannot be split: \(error)",
                        brokerError: .messageTooLarge, topicPartition: queue.partition, underlyingError: error),
                    records: [:]))
        }
    }

    /// Ends a batch, which is in no list of its queue any more, or still in one.
    private mutating func finish(_ batch: ProducerBatch, _ outcome: ProducerBatch.Outcome) {
        guard batch.phase != .done else { return }
        let queue = batch.queue
        queue.remove(batch)
        switch batch.phase {
        case .open, .sealed:
            batch.builder = nil
            batch.bytes = nil
        // Another thread may use them.
        case .compressing, .inFlight, .done: break
        }
        batch.phase = .done
        bufferedBytes -= batch.charge
        effects.isEmpty = false
        effects.outcomes.append((batch, outcome))
        if queue.isEmpty { deactivate(queue) }
        if !waiters.isEmpty { admit() }
    }

    private mutating func failAll(of queue: PartitionQueue, _ error: KafkaError) {
        for batch in queue.inFlight + Array(queue.waiting) + (queue.open.map { [$0] } ?? []) {
            queue.noteFailure(of: batch)
            finish(batch, .failed(error, records: [:]))
        }
    }

    /// Fails all batches.
    mutating func failAll(_ error: KafkaError) {
        for queue in active {
            var failure = error
            failure.topicPartition = queue.partition
            failAll(of: queue, failure)
        }
    }

    // MARK: Connections

    /// Notes that a broker cannot be reached. With `isFinal` its batches fail; else it is tried again later.
    mutating func connectionFailed(_ broker: Int32, _ error: KafkaError, isFinal: Bool) {
        guard let sender = senders[broker] else { return }
        sender.isAwake = false
        if isFinal {
            for queue in active where queue.leader == broker {
                var failure = error
                failure.topicPartition = queue.partition
                failAll(of: queue, failure)
            }
            return
        }
        sender.failures += 1
        for queue in sender.ready {
            queue.oldest?.lastError = error
            askForMetadata(of: queue)
        }
        pause(sender, until: now() + retry.backoff(beforeRetry: sender.failures - 1))
    }

    /// Notes that a broker gave no identity. With `isFinal` all batches fail; else it is asked again later.
    mutating func identityFailed(_ broker: Int32, _ error: KafkaError, isFinal: Bool) {
        guard let sender = senders[broker], identity == nil else { return }
        if isFinal { return failAll(error) }
        sender.isAwake = false
        for queue in sender.ready { queue.oldest?.lastError = error }
        pause(sender, until: now() + retry.backoff(beforeRetry: 0))
    }

    /// Gives up idempotence: the brokers are too old for it.
    mutating func disableIdempotence() {
        isIdempotent = false
        batchLimit = retry.maxRetries == 0 ? configuration.maxInFlightRequests : 1
        wakeAll()
    }

    mutating func connected(_ broker: Int32) { senders[broker]?.failures = 0 }

    private mutating func pause(_ sender: SenderQueue, until end: Duration) {
        sender.pausedUntil = max(end, sender.pausedUntil ?? .zero)
        wake(at: end)
    }

    private mutating func askForMetadata(of queue: PartitionQueue) {
        effects.isEmpty = false
        effects.refresh.insert(queue.partition.topic)
    }

    // MARK: Time

    private mutating func wake(at moment: Duration) {
        if let alarmAt, alarmAt <= moment { return }
        alarmAt = moment
        effects.isEmpty = false
        effects.alarm = moment
    }

    /// Acts on all deadlines that have passed, and asks for the next alarm.
    mutating func tick() {
        let moment = now()
        alarmAt = nil
        for sender in senders.values {
            guard let end = sender.pausedUntil else { continue }
            if end > moment {
                wake(at: end)
            } else {
                sender.pausedUntil = nil
                if !sender.ready.isEmpty { poke(sender) }
            }
        }
        expireWaiters(moment)
        var isLeaderless = false
        var index = active.count - 1
        while index >= 0 {
            // Ending a queue moves the last one, which was looked at, to its place.
            if index < active.count { tick(active[index], moment, &isLeaderless) }
            index -= 1
        }
        if isLeaderless { wake(at: nextRefresh) }
        if moment >= nextReview { review(moment) }
        noteStalls(moment)
    }

    /// Reports once that batches wait, and once that none does any more.
    private mutating func noteStalls(_ moment: Duration) {
        var partitions = 0
        var oldest: ProducerBatch?
        for queue in active {
            guard let batch = queue.oldest else { continue }
            let end = batch.createdAt + configuration.linger + StallReporter.threshold
            guard end <= moment else {
                if !isStalled { wake(at: end) }
                continue
            }
            partitions += 1
            if oldest.map({ batch.createdAt < $0.createdAt }) ?? true { oldest = batch }
        }
        if let oldest, !isStalled {
            isStalled = true
            effects.isEmpty = false
            let since = oldest.createdAt + configuration.linger
            effects.stall = .waits(partitions: partitions, since: since, reason: reason(of: oldest))
        } else if oldest == nil, isStalled {
            isStalled = false
            effects.isEmpty = false
            effects.stall = .isOver
        }
    }

    /// The reason why a batch has no outcome yet.
    private func reason(of batch: ProducerBatch) -> KafkaError {
        let partition = batch.queue.partition
        if let error = batch.lastError { return error }
        if batch.queue.leader == nil {
            return KafkaError(
                .leaderNotAvailable, "the partition has no leader", topicPartition: partition)
        }
        return KafkaError(
            .timedOut, batch.attempts > 0 ? "the broker has not answered yet" : "earlier batches wait",
            topicPartition: partition)
    }

    private mutating func review(_ moment: Duration) {
        nextReview = moment + metadataMaxAge
        for topic in topics.values where topic.isUsed {
            topic.isUsed = false
            effects.isEmpty = false
            effects.refresh.insert(topic.name)
        }
    }

    private mutating func tick(
        _ queue: PartitionQueue, _ moment: Duration, _ isLeaderless: inout Bool
    ) {
        expire(queue, moment)
        if let open = queue.open, !open.isDue {
            let due = open.createdAt + configuration.linger
            if due <= moment { hurry(open) } else { wake(at: due) }
        }
        if let end = queue.mutedUntil {
            if end <= moment {
                queue.mutedUntil = nil
                list(queue)
            } else {
                wake(at: end)
            }
        }
        guard queue.leader == nil, !queue.isEmpty else { return }
        if moment >= nextRefresh {
            // All leaderless partitions of this moment share the request, and the wait before the next one.
            if !isLeaderless {
                nextRefresh = moment + retry.backoff(beforeRetry: refreshes)
                refreshes += 1
            }
            isLeaderless = true
            askForMetadata(of: queue)
        } else if isLeaderless {
            askForMetadata(of: queue)
        } else {
            wake(at: nextRefresh)
        }
    }

    private mutating func expire(_ queue: PartitionQueue, _ moment: Duration) {
        while let batch = queue.oldest {
            let end = batch.createdAt + configuration.deliveryTimeout
            guard end <= moment else { return wake(at: end) }
            queue.noteFailure(of: batch)
            finish(batch, .failed(timedOut(batch), records: [:]))
        }
    }

    private func timedOut(_ batch: ProducerBatch) -> KafkaError {
        let error = batch.lastError
        return KafkaError(
            .deliveryTimedOut,
            "the record was not acknowledged within deliveryTimeout (delivery.timeout.ms) of "
                + "\(configuration.deliveryTimeout.inMilliseconds) ms: \(reason(of: batch).message)",
            brokerError: error?.brokerError, topicPartition: batch.queue.partition, underlyingError: error
        )
    }

    private mutating func expireWaiters(_ moment: Duration) {
        guard !waiters.isEmpty else { return }
        var late: [RoomWaiter] = []
        for waiter in waiters {
            if waiter.deadline <= moment { late.append(waiter) } else { wake(at: waiter.deadline) }
        }
        guard !late.isEmpty else { return }
        waiters.removeAll { $0.deadline <= moment }
        for waiter in late { effects.admitted.append((waiter, roomTimedOut())) }
        effects.isEmpty = false
        admit()
    }

    // MARK: Figures

    /// Number of records without an outcome.
    var unsentRecordCount: Int {
        active.reduce(0) { sum, queue in
            sum + queue.inFlight.reduce(0) { $0 + $1.recordCount }
                + queue.waiting.reduce(0) { $0 + $1.recordCount }
                + (queue.open?.recordCount ?? 0)
        }
    }

    /// Number of callers that wait for room.
    var waiterCount: Int { waiters.count }
}
