// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
public import KafkaProtocol
public import Millrace

/// The records of fixed offset ranges: each range is one RDD partition.
///
/// A task fetches its range from the partition's leader and yields exactly the records of the range, in order, across
/// gaps that compaction and transactions left. Computing a range again yields the same records as long as the broker
/// has them. An outage of brokers fails no task: it waits until they return, and says so in the log. Records that are
/// gone are an error or skipped, as `KafkaRDDConfiguration.onDataLoss` says. Source: Spark `KafkaRDD`
/// (streaming-kafka-0-10).
///
/// `@unchecked Sendable`: every stored property is an immutable `Sendable` value, as `RDD` asks.
public final class KafkaRDD<Element: Sendable>: RDD<Element>, HasOffsetRanges, @unchecked Sendable {
    /// The ranges; RDD partition i holds range i.
    public let offsetRanges: [OffsetRange]
    private let client: ClusterClient
    private let configuration: KafkaRDDConfiguration
    private let messageHandler: @Sendable (TopicPartition, Record) throws -> Element

    /// Creates an RDD of `offsetRanges`. Nothing is read before an action.
    ///
    /// - Parameters:
    ///   - context: The engine that computes the RDD.
    ///   - client: The client that reads. It must stay open while the RDD is used.
    ///   - offsetRanges: One range per RDD partition, in that order; empty ranges are allowed.
    ///   - configuration: Settings of the reads.
    ///   - messageHandler: Returns the element for a record. A record is a view; copy bytes that outlive the batch.
    public init(
        _ context: MillraceContext, client: ClusterClient, offsetRanges: [OffsetRange],
        configuration: KafkaRDDConfiguration = KafkaRDDConfiguration(),
        messageHandler: @escaping @Sendable (TopicPartition, Record) throws -> Element
    ) {
        self.client = client
        self.offsetRanges = offsetRanges
        self.configuration = configuration
        self.messageHandler = messageHandler
        super.init(
            context: context, kind: "kafka",
            partitions: offsetRanges.enumerated().map { KafkaRDDPartition(index: $0.offset, range: $0.element) })
    }

    override public func compute(
        _ partition: any Partition, _ task: TaskContext, _ yield: (Chunk<Element>) async throws -> Void
    ) async throws {
        let range = offsetRanges[partition.index]
        var reader = RangeReader(client, range, configuration, context.logger)
        var count = 0
        while let records = try await task.waitingForIO({ try await reader.next() }) {
            var elements: [Element] = []
            try records.forEach { record in
                try task.checkCancellation()
                elements.append(try messageHandler(range.topicPartition, record))
            }
            count += elements.count
            try await yield(Chunk(elements))
        }
        configuration.onRead?(partition.index, count)
    }

    /// Number of records. Reads nothing if the ranges are empty or offsets are known to be consecutive.
    ///
    /// - Throws: `StreamingError` as every action does.
    override public func count() async throws -> Int {
        OutputTracker.noteAction()
        let offsets = offsetRanges.offsetCount
        if offsets == 0 || configuration.assumesConsecutiveOffsets { return Int(clamping: offsets) }
        return try await super.count()
    }

    /// Whether there are no records. Reads nothing if the ranges are empty or offsets are known to be consecutive.
    ///
    /// - Throws: `StreamingError` as every action does.
    override public func isEmpty() async throws -> Bool {
        OutputTracker.noteAction()
        if offsetRanges.allSatisfy(\.isEmpty) { return true }
        if configuration.assumesConsecutiveOffsets { return false }
        return try await super.isEmpty()
    }
}

extension KafkaRDD where Element == KafkaRecord {
    /// Creates an RDD of the records themselves; see the other initializer.
    public convenience init(
        _ context: MillraceContext, client: ClusterClient, offsetRanges: [OffsetRange],
        configuration: KafkaRDDConfiguration = KafkaRDDConfiguration()
    ) {
        self.init(context, client: client, offsetRanges: offsetRanges, configuration: configuration) {
            KafkaRecord($0, $1)
        }
    }
}

/// Partition i of a `KafkaRDD`: range i.
private struct KafkaRDDPartition: Partition {
    let index: Int
    let range: OffsetRange
}
