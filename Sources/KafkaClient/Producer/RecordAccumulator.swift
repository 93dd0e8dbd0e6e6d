// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The records that wait to be sent, in batches per partition. It has no I/O and no locks; the producer's lock guards
/// it.
///
/// A record is encoded into the buffer that is sent, without a copy. Own design.
struct RecordAccumulator: ~Copyable {
    /// The place of a record: its batch and its index in it.
    struct Place: Sendable {
        var batch: ProducerBatch
        var index: Int
        var timestamp: Int64
    }

    enum Appended: Sendable {
        case place(Place)
        /// The buffer is full: wait for an acknowledgement.
        case full
    }

    private final class Queue {
        let partition: TopicPartition
        var open: ProducerBatch?
        var ready: [ProducerBatch] = []
        /// Whether a batch is being sent. The next one waits, so that retries do not change the order.
        var isSending = false

        init(_ partition: TopicPartition) { self.partition = partition }
    }

    private final class Topic {
        var queues: [Queue] = []
        /// The partition of records without a key until its batch is full; nil to choose another one.
        var sticky: Int?
    }

    private let configuration: ProducerConfiguration
    private let random: @Sendable () -> Double
    /// Buffers for batches, each of the default batch size; up to 1 MiB of them is kept unused.
    private let pool: BufferPool
    private var topics: [String: Topic] = [:]
    /// Partitions with a batch to send and none being sent, and batches that were opened. The producer takes both after
    /// each step.
    private var readyToSend: [TopicPartition] = []
    private var opened: [ProducerBatch] = []
    private(set) var bufferedBytes = 0
    /// Batches without an outcome.
    private(set) var unfinished: [ObjectIdentifier: ProducerBatch] = [:]

    init(_ configuration: ProducerConfiguration, random: @escaping @Sendable () -> Double) {
        self.configuration = configuration
        self.random = random
        let bufferBytes = min(configuration.batchBytes, 64 << 10)
        pool = BufferPool(bufferBytes: bufferBytes, maxIdle: (1 << 20) / max(bufferBytes, 1))
    }

    /// Partitions that became ready to send and batches that began to linger since the last call.
    mutating func takeWork() -> (send: [TopicPartition], linger: [ProducerBatch]) {
        defer {
            readyToSend = []
            opened = []
        }
        return (readyToSend, opened)
    }

    /// Adds a record to the open batch of its partition; `partitionCount` is the topic's, at least 1.
    ///
    /// - Throws: `KafkaError.recordTooLarge`, `.unknownPartition`.
    mutating func append(
        _ record: ProducerRecord, partitionCount: Int, timestamp: Int64, now: Duration
    ) throws -> Appended {
        let size = RecordBatchBuilder.maxRecordSize(
            keyCount: record.key?.count ?? 0, valueCount: record.value?.count ?? 0, headers: record.headers)
        guard RecordBatchBuilder.headerSize + size <= configuration.maxRequestBytes else {
            throw KafkaError(
                .recordTooLarge,
                "a record for topic \"\(record.topic)\" takes \(size) bytes, more than maxRequestBytes "
                    + "(max.request.size) of \(configuration.maxRequestBytes) allows: raise it, or split the record")
        }
        // An empty buffer takes a record of any size: a larger one than the whole buffer could never be sent otherwise.
        if bufferedBytes > 0, bufferedBytes + size > configuration.bufferBytes {
            sealAll()
            return .full
        }
        let topic = topic(record.topic, count: partitionCount)
        let index = try partition(of: record, topic)
        let queue = topic.queues[index]
        if let open = queue.open, open.builder.sizeInBytes + size > configuration.batchBytes { seal(queue, topic) }
        let batch = try queue.open ?? open(queue, now: now)
        let place = Place(batch: batch, index: batch.builder.count, timestamp: timestamp)
        do {
            try batch.builder.append(
                key: record.key, value: record.value, headers: record.headers, timestamp: timestamp)
        } catch {
            throw KafkaError(
                .recordTooLarge, "the record does not fit into a batch: \(error)", topicPartition: queue.partition,
                underlyingError: error)
        }
        batch.reservedBytes += size
        batch.recordCount += 1
        bufferedBytes += size
        if batch.builder.sizeInBytes >= configuration.batchBytes { seal(queue, topic) }
        return .place(place)
    }

    private mutating func topic(_ name: String, count: Int) -> Topic {
        let topic: Topic
        if let known = topics[name] {
            topic = known
        } else {
            topic = Topic()
            topics[name] = topic
        }
        while topic.queues.count < count {
            topic.queues.append(Queue(TopicPartition(topic: name, partition: Int32(topic.queues.count))))
        }
        return topic
    }

    private func partition(of record: ProducerRecord, _ topic: Topic) throws -> Int {
        let count = topic.queues.count
        if let wanted = record.partition {
            guard topic.queues.indices.contains(Int(wanted)) else {
                throw KafkaError(
                    .unknownPartition, "topic \"\(record.topic)\" has \(count) partitions: \(wanted) does not exist",
                    topicPartition: TopicPartition(topic: record.topic, partition: wanted))
            }
            return Int(wanted)
        }
        if let key = record.key { return Int(Partitioner.partition(forKey: key, count: count)) }
        if let sticky = topic.sticky { return sticky }
        let chosen = min(count - 1, Int(random() * Double(count)))
        topic.sticky = chosen
        return chosen
    }

    private mutating func open(_ queue: Queue, now: Duration) throws -> ProducerBatch {
        let batch: ProducerBatch
        do {
            batch = ProducerBatch(
                queue.partition, try RecordBatchBuilder(compression: configuration.compression, pool: pool), now)
        } catch {
            throw KafkaError(
                .invalidConfiguration, "compression (compression.type): \(error.detail)", underlyingError: error)
        }
        queue.open = batch
        unfinished[ObjectIdentifier(batch)] = batch
        opened.append(batch)
        return batch
    }

    private mutating func seal(_ queue: Queue, _ topic: Topic) {
        guard let batch = queue.open else { return }
        queue.open = nil
        queue.ready.append(batch)
        // The next record without a key chooses another partition.
        if topic.sticky == Int(queue.partition.partition) { topic.sticky = nil }
        if !queue.isSending {
            queue.isSending = true
            readyToSend.append(queue.partition)
        }
    }

    /// Closes `batch` for records and makes it ready to send. No effect if it was closed already.
    mutating func seal(_ batch: ProducerBatch) {
        guard let topic = topics[batch.partition.topic] else { return }
        let queue = topic.queues[Int(batch.partition.partition)]
        if queue.open === batch { seal(queue, topic) }
    }

    /// Closes all open batches for records and makes them ready to send.
    mutating func sealAll() {
        for topic in topics.values {
            for queue in topic.queues { seal(queue, topic) }
        }
    }

    /// Takes the next batch of a partition, which then counts as being sent; nil if there is none.
    mutating func nextBatch(of partition: TopicPartition) -> ProducerBatch? {
        guard let topic = topics[partition.topic] else { return nil }
        let queue = topic.queues[Int(partition.partition)]
        guard !queue.ready.isEmpty else {
            queue.isSending = false
            return nil
        }
        return queue.ready.removeFirst()
    }

    /// Frees the buffer space of a batch that has an outcome.
    mutating func finish(_ batch: ProducerBatch) {
        bufferedBytes -= batch.reservedBytes
        unfinished[ObjectIdentifier(batch)] = nil
    }
}
