// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient
public import Millrace
internal import Synchronization

/// Writes each batch to Kafka; brokers have all of its records when the batch is done. `DStream.toKafka(_:_:)` with
/// `.atLeastOnce` makes one.
///
/// **Guarantee.** At least once: a task, batch or driver that failed writes its records again. Within one attempt the
/// producer is idempotent. Records of one RDD partition that go to one Kafka partition stay in order. A driver with a
/// checkpoint that was replaced stops with `StreamingError.ownerReplaced` before its next batch; records that are on
/// their way then are written.
public final class KafkaSink<Element: Sendable>: Sink {
    /// Records whose acknowledgements a task waits for at a time.
    private static var window: Int { 1 << 15 }

    private let client: ClusterClient
    private let topic: String
    private let configuration: ProducerConfiguration
    private let record: @Sendable (Element) throws -> ProducerRecord
    private let producer = Mutex<KafkaProducer?>(nil)

    init(
        _ client: ClusterClient, topic: String, _ producer: ProducerConfiguration,
        record: @escaping @Sendable (Element) throws -> ProducerRecord
    ) {
        self.client = client
        self.topic = topic
        configuration = producer
        self.record = record
    }

    /// The topic.
    public var place: String { "topic \"\(topic)\"" }
    /// Several outputs may write to a topic.
    public var isExclusive: Bool { false }
    /// A batch does not depend on the one before it.
    public var commitsInOrder: Bool { false }

    /// Makes the producer.
    /// - Throws: `KafkaError.invalidConfiguration`.
    public func recover(as owner: SinkOwner) async throws {
        let new = try KafkaProducer(client: client, configuration: configuration)
        producer.withLock { $0 = new }
    }

    /// Always to be written: nothing tells whether it was.
    public func prepare(_ batch: Batch) async throws -> SinkPreparation { .needsWrite }

    /// Writes the partition's records, and waits until brokers have them; returns their number.
    public func write(_ elements: PartitionElements<Element>, of batch: Batch) async throws -> Int {
        guard let producer = producer.withLock({ $0 }) else {
            throw StreamingError(code: .invalidState, message: "\(place): the sink was not started in this process")
        }
        let task = elements.task
        var pending: [Deliveries] = []
        var (count, pendingCount) = (0, 0)
        try await elements.forEachChunk { chunk in
            let records = try chunk.map(record)
            count += records.count
            if pendingCount >= Self.window {
                try await Self.finish(pending, task)
                (pending, pendingCount) = ([], 0)
            }
            pending.append(try await task.waitingForIO { try await producer.enqueue(contentsOf: records) })
            pendingCount += records.count
        }
        try await Self.finish(pending, task)
        return count
    }

    private static func finish(_ pending: [Deliveries], _ task: TaskContext) async throws {
        try await task.waitingForIO { for deliveries in pending { _ = try await deliveries.receipts() } }
    }

    /// No effect: the records are written.
    public func commit(_ batch: Batch, _ receipts: [Int]) async throws {}
    /// No effect: records cannot be taken back.
    public func abort(_ batch: Batch) async {}

    /// Closes the producer, which has no records left.
    public func close() async {
        let old = producer.withLock { producer in
            defer { producer = nil }
            return producer
        }
        // Only cancellation ends it early.
        try? await old?.close(timeout: .seconds(5))
    }
}
