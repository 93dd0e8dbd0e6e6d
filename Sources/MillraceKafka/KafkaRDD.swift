// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
public import KafkaProtocol
internal import Logging
public import Millrace

// `@unchecked Sendable`: every stored property is an immutable `Sendable` value, as `RDD` asks of its subclasses.
/// The records of fixed offset ranges: one Kafka partition's range is one RDD partition.
///
/// Each task fetches its own range from the partition's leader and gives exactly the records of the range, in order, also over
/// gaps that compaction and transactions left; computing it again gives the same records as long as the broker has them.
/// Source: Spark `KafkaRDD` (streaming-kafka-0-10).
public final class KafkaRDD<Element: Sendable>: RDD<Element>, HasOffsetRanges, @unchecked Sendable {
    /// The ranges; RDD partition i holds range i.
    public let offsetRanges: [OffsetRange]
    private let client: ClusterClient
    private let configuration: KafkaRDDConfiguration
    private let messageHandler: @Sendable (TopicPartition, Record) throws -> Element

    /// An RDD over `offsetRanges`; nothing is read before an action.
    ///
    /// - Parameters:
    ///   - context: The engine that computes it.
    ///   - client: What it reads with; it must stay open until the RDD is done with.
    ///   - offsetRanges: One per RDD partition, in that order; empty ranges are allowed.
    ///   - configuration: How it reads.
    ///   - messageHandler: Makes an element of each record. A record is a view; copy what outlives the batch.
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
            context: context,
            partitions: offsetRanges.enumerated().map { KafkaRDDPartition(index: $0.offset, range: $0.element) })
    }

    override public func compute(
        _ partition: any Partition, _ task: TaskContext, _ yield: (Element) throws -> Void
    ) async throws {
        let range = offsetRanges[partition.index]
        var position = range.fromOffset
        while position < range.untilOffset {
            do {
                let reader = PartitionReader(
                    client: client, partition: range.topicPartition, from: position, until: range.untilOffset,
                    configuration: configuration.fetch)
                while let chunk = try await reader.next() {
                    try task.checkCancellation()
                    try chunk.forEach { record in try yield(messageHandler(range.topicPartition, record)) }
                    position = chunk.nextOffset
                }
                return
            } catch let error as KafkaError where error.code == .offsetOutOfRange {
                position = try await firstOffsetLeft(of: range, from: position, error)
            }
        }
    }

    /// Where to read on when `position` is gone; the range's end if all of it is.
    private func firstOffsetLeft(
        of range: OffsetRange, from position: Int64, _ error: KafkaError
    ) async throws -> Int64 {
        guard configuration.offsetReset != .none else { throw error }
        let found = try await client.listOffsets([range.topicPartition: .earliest])
        guard let earliest = found[range.topicPartition], earliest > position else { throw error }
        let next = min(earliest, range.untilOffset)
        context.logger.warning(
            "records were deleted before they were read",
            metadata: [
                "partition": "\(range.topicPartition)", "from": "\(position)", "until": "\(next)",
                "offsets": "\(next - position)",
            ])
        return next
    }

    /// Number of records. Reads nothing where the ranges are empty or offsets are known to be consecutive.
    ///
    /// - Throws: `StreamingError` as every action does.
    override public func count() async throws -> Int {
        let offsets = offsetRanges.offsetCount
        if offsets == 0 || configuration.assumesConsecutiveOffsets { return Int(clamping: offsets) }
        return try await super.count()
    }

    /// Whether there is no record. Reads nothing where the ranges are empty or offsets are known to be consecutive.
    ///
    /// - Throws: `StreamingError` as every action does.
    override public func isEmpty() async throws -> Bool {
        if offsetRanges.allSatisfy(\.isEmpty) { return true }
        if configuration.assumesConsecutiveOffsets { return false }
        return try await super.isEmpty()
    }
}

extension KafkaRDD where Element == KafkaRecord {
    /// An RDD of the records themselves; see the other initializer.
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
struct KafkaRDDPartition: Partition {
    let index: Int
    let range: OffsetRange
}
