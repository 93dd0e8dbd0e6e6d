// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
public import KafkaProtocol
internal import Logging
public import Millrace
internal import Synchronization

/// A stream of Kafka records without a receiver: the driver decides each batch's offset ranges, and tasks read them.
///
/// Every RDD of the stream is a `KafkaRDD` with one partition per Kafka partition. Offsets are committed to the group
/// after all output of their batch is done. The next start continues there, so output is at least once. Source: Spark
/// `DirectKafkaInputDStream` (streaming-kafka-0-10), but without group membership.
///
/// `@unchecked Sendable`: a `Mutex` guards the progress, the rest are immutable `Sendable` values, as `DStream` asks.
public final class DirectKafkaInputDStream<Element: Sendable>: InputDStream<Element>, @unchecked Sendable {
    /// The topics to read.
    public let topics: [String]
    private let client: ClusterClient
    private let configuration: DirectStreamConfiguration
    private let messageHandler: @Sendable (TopicPartition, Record) throws -> Element
    private let progress = Mutex(DirectStreamProgress())

    init(
        _ context: StreamingContext, client: ClusterClient, topics: [String], configuration: DirectStreamConfiguration,
        messageHandler: @escaping @Sendable (TopicPartition, Record) throws -> Element
    ) throws {
        try configuration.validate()
        guard !topics.isEmpty else {
            throw KafkaStreamError(.invalidConfiguration, "a direct stream needs at least one topic")
        }
        self.client = client
        self.topics = topics
        self.configuration = configuration
        self.messageHandler = messageHandler
        super.init(context: context)
    }

    /// `Kafka direct stream` and the topics, for people.
    override public var name: String { "Kafka direct stream [\(topics.joined(separator: ", "))]" }

    /// Whether all records up to the stream's end were handed out to batches. Always false for a stream without an end;
    /// see `DirectStreamConfiguration.untilEnd`.
    public var isAtEnd: Bool { progress.withLock { $0.offsets.isAtEnd } }

    // MARK: Offset ranges

    /// Decides the first offset of each partition, and the end if the stream has one.
    ///
    /// - Throws: `KafkaError` if the cluster cannot be reached or a topic does not exist; `KafkaStreamError.dataLost`
    ///   if a starting offset does not exist and the reset policy is `.none`.
    override public func start() async throws {
        let partitions = try await client.partitions(of: topics)
        let earliest = try await offsets(of: partitions, at: .earliest)
        let latest = try await offsets(of: partitions, at: .latest)
        var wanted: [TopicPartition: Int64] = [:]
        switch configuration.startingOffsets {
        case .earliest: wanted = earliest
        case .latest: wanted = latest
        case .explicit(let offsets): wanted = offsets
        case .committed:
            wanted = try await client.committedOffsets(group: configuration.groupID ?? "", partitions: partitions)
        }
        var start: [TopicPartition: Int64] = [:]
        for partition in partitions {
            let valid = (earliest[partition] ?? 0)...max(latest[partition] ?? 0, earliest[partition] ?? 0)
            start[partition] = try startOffset(of: partition, wanted: wanted[partition], valid: valid)
        }
        let offsets = DirectStreamOffsets(startingAt: start, endingAt: configuration.untilEnd ? latest : nil)
        progress.withLock { $0.offsets = offsets }
    }

    private func startOffset(
        of partition: TopicPartition, wanted: Int64?, valid: ClosedRange<Int64>
    ) throws -> Int64 {
        if let wanted, valid.contains(wanted) { return wanted }
        switch configuration.offsetReset {
        case .earliest, .latest:
            let offset = configuration.offsetReset == .earliest ? valid.lowerBound : valid.upperBound
            if let wanted {
                context.engine.logger.warning(
                    "the starting offset does not exist; reading starts at another one",
                    metadata: ["partition": "\(partition)", "offset": "\(wanted)", "resetTo": "\(offset)"])
            }
            return offset
        case .none:
            let problem =
                wanted.map { "offset \($0) is outside \(valid.lowerBound)…\(valid.upperBound)" }
                ?? "no starting offset is given or committed"
            throw KafkaStreamError(
                .dataLost,
                "\(partition): \(problem), and the reset policy is none: set a starting offset, or the reset policy "
                    + "earliest or latest")
        }
    }

    private func offsets(
        of partitions: [TopicPartition], at position: OffsetPosition
    ) async throws -> [TopicPartition: Int64] {
        try await client.listOffsets(
            Dictionary(partitions.map { ($0, position) }) { first, _ in first },
            isolation: configuration.fetch.isolation)
    }

    /// Adds the topics' new partitions from their first record on, so that records written before the discovery are
    /// read.
    private func discoverPartitions(_ time: BatchTime) async throws {
        let (last, known) = progress.withLock { ($0.lastDiscovery, Set($0.offsets.current.keys)) }
        if let last, time - last < configuration.partitionDiscoveryInterval { return }
        if last != nil, !configuration.untilEnd {
            let found = try await client.partitions(of: topics).filter { !known.contains($0) }
            let earliest = found.isEmpty ? [:] : try await offsets(of: found, at: .earliest)
            progress.withLock { $0.offsets.add(earliest) }
        }
        progress.withLock { $0.lastDiscovery = time }
    }

    override public func compute(time: BatchTime) async throws -> RDD<Element>? {
        try await discoverPartitions(time)
        let before = progress.withLock { $0.offsets }
        let limit = BatchLimit(
            maxRatePerPartition: configuration.maxRatePerPartition, batchDuration: context.batchDuration)
        // A stream at its end needs no request: its offsets stay as they are.
        let latest =
            before.isAtEnd ? before.current : try await offsets(of: before.current.keys.sorted(), at: .latest)
        let ranges = try before.nextRanges(latest: latest, limit: limit)
        progress.withLock { $0.handOut(ranges, to: time) }
        reportInput(
            time: time, recordCount: Int(clamping: ranges.offsetCount),
            description: ranges.filter { !$0.isEmpty }.map(\.description).joined(separator: ", "), metadata: ranges)
        return KafkaRDD(
            context.engine, client: client, offsetRanges: ranges,
            configuration: KafkaRDDConfiguration(
                fetch: configuration.fetch, offsetReset: configuration.offsetReset,
                assumesConsecutiveOffsets: configuration.assumesConsecutiveOffsets),
            messageHandler: messageHandler)
    }

    // MARK: Commits

    /// Commits the batch's end offsets to the group, together with those of earlier batches whose commit failed.
    ///
    /// A failed commit is logged, and its offsets go out with the next batch's commit, or when the stream stops. The
    /// output is done, so nothing is lost; at worst it is repeated after a restart.
    override public func batchCompleted(_ batch: BatchInfo) async throws {
        progress.withLock { $0.complete(batch.batchTime) }
        await commit()
    }

    override public func stop() async { await commit() }

    private func commit() async {
        guard let groupID = configuration.groupID else { return }
        let offsets = progress.withLock { $0.uncommitted }
        if offsets.isEmpty { return }
        do {
            try await client.commitOffsets(group: groupID, offsets)
            progress.withLock { $0.markCommitted(offsets) }
        } catch {
            context.engine.logger.warning(
                "offsets could not be committed; the next commit includes them",
                metadata: ["group": "\(groupID)", "error": "\(error)"])
        }
    }
}

extension StreamingContext {
    /// A direct stream of the records of `topics`. See `DirectKafkaInputDStream`.
    ///
    /// - Throws: `KafkaStreamError.invalidConfiguration`.
    public func kafkaDirectStream(
        _ client: ClusterClient, topics: [String],
        configuration: DirectStreamConfiguration = DirectStreamConfiguration()
    ) throws -> DirectKafkaInputDStream<KafkaRecord> {
        try kafkaDirectStream(client, topics: topics, configuration: configuration) { KafkaRecord($0, $1) }
    }

    /// A direct stream of the results of `messageHandler` for each record of `topics`. Source: Spark's
    /// `messageHandler`.
    ///
    /// - Throws: `KafkaStreamError.invalidConfiguration`.
    public func kafkaDirectStream<Element: Sendable>(
        _ client: ClusterClient, topics: [String],
        configuration: DirectStreamConfiguration = DirectStreamConfiguration(),
        messageHandler: @escaping @Sendable (TopicPartition, Record) throws -> Element
    ) throws -> DirectKafkaInputDStream<Element> {
        try DirectKafkaInputDStream(
            self, client: client, topics: topics, configuration: configuration, messageHandler: messageHandler)
    }
}
