// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Reads exactly the records of an offset range of one partition, chunk by chunk.
///
/// A reader is a view of the client's fetcher for the partition's broker, which asks for all partitions at once and
/// keeps up to `fetchesInFlight` answers ready. If the leader moves or connections break, the reader finds the
/// partition again and continues at its position, after a growing wait, without end unless `maxRetries` or the caller's
/// cancellation ends it. It does not deliver records before `from` and from `until` on, control batches and, with
/// `.readCommitted`, records of aborted transactions; it skips gaps left by compaction. Only one task may read at a
/// time. Source: Fetch API.
///
/// A position is a topic's id, an epoch and an offset: a topic that was deleted and created again, and a log that lost
/// records which were read or were to be read, end the reader with an error of their own (KIP-320, KIP-516).
///
/// ```swift
/// let reader = PartitionReader(client: client, partition: partition, from: 0, until: 1_000_000)
/// while let chunk = try await reader.next() {
///     try chunk.forEach { record in … }
/// }
/// ```
public final class PartitionReader: AsyncSequence, AsyncIteratorProtocol {
    /// One chunk.
    public typealias Element = FetchedRecords

    /// The partition to read.
    public let partition: TopicPartition
    /// The end of the range, exclusive; nil for none.
    public let until: Int64?
    /// The offset of the next record to read; the record itself may be missing.
    public private(set) var position: Int64
    /// The leader epoch of the last batch that was read, or the one that reading began with; nil if unknown.
    public private(set) var leaderEpoch: Int32?
    let client: ClusterClient
    let configuration: FetchConfiguration
    let fetch: PartitionFetch
    private var isRegistered = false
    private var failure: (any Error)?

    /// A reader that has not sent a request yet.
    ///
    /// - Parameters:
    ///   - client: the client, which must stay open; the reader uses its connections and metadata.
    ///   - partition: the partition to read.
    ///   - from: the first offset, inclusive.
    ///   - until: the end, exclusive, which the log should have reached; nil waits for new records without end. An
    ///     empty range ends at once.
    ///   - topicID: the id of the topic that the offsets belong to; nil for that of the topic that the reader finds.
    ///   - leaderEpoch: the leader epoch of the record before `from`, by which a truncated log is recognized; nil if
    ///     unknown.
    ///   - configuration: settings of fetching, checked by the first `next()`.
    public init(
        client: ClusterClient, partition: TopicPartition, from: Int64, until: Int64? = nil,
        topicID: KafkaUUID? = nil, leaderEpoch: Int32? = nil,
        configuration: FetchConfiguration = FetchConfiguration()
    ) {
        self.client = client
        self.partition = partition
        self.until = until
        self.configuration = configuration
        self.leaderEpoch = leaderEpoch
        position = from
        fetch = PartitionFetch(
            number: client.fetching.makeNumber(), partition, from: from, until: until, topicID: topicID,
            leaderEpoch: leaderEpoch, configuration: configuration,
            clock: client.configuration.retry.clock, logger: client.logger)
    }

    deinit { close() }

    /// The reader itself: iteration continues at its position.
    public func makeAsyncIterator() -> PartitionReader { self }

    /// The reason why the partition moves, or does not.
    public var status: PartitionStatus { fetch.status }

    /// The id of the topic that is read; nil before it is known, and of brokers without topic ids (before Kafka 2.8).
    public var topicID: KafkaUUID? { fetch.topicID }

    /// The next chunk, which has at least one batch; nil when `until` is reached.
    ///
    /// Waits while there are no records. After a `KafkaError` every later call throws it again.
    /// - Throws: `KafkaError.offsetOutOfRange` with partition, offset and the offsets that exist; `.topicRecreated`;
    ///   `.logTruncated`; `.noProgress` with the broker's claims; `.corruptBatch` with partition and offset;
    ///   `.recordTooLarge`; `.unknownTopic`; the last failure when retries are exhausted; `CancellationError`, after
    ///   which reading can continue.
    public func next() async throws -> FetchedRecords? {
        while let chunk = try await advance() {
            if !chunk.isEmpty { return chunk }
        }
        return nil
    }

    /// The next chunk as `next()` gives it, or one without batches if `position` went past batches that are not
    /// delivered: control batches, and with `.readCommitted` those of aborted transactions.
    func advance() async throws -> FetchedRecords? {
        if let failure { throw failure }
        do {
            if !isRegistered {
                try configuration.validate()
                try client.fetching.register(fetch)
                isRegistered = true
            }
            while !isAtEnd {
                switch try await fetch.take() {
                case .read(let slice): if let chunk = try chunk(of: slice) { return chunk }
                case .locate(let failure): try await locate(after: failure)
                case .checkEnd: try await checkEnd()
                case .fail(let error): throw error
                }
            }
            close()
            return nil
        } catch var error as KafkaError {
            if let recreated = await recreation(causing: error) { error = recreated }
            failure = error
            close(error)
            throw error
        }
    }

    private var isAtEnd: Bool { until.map { position >= $0 } ?? false }

    private func close(_ error: KafkaError? = nil) {
        fetch.close(error)
        if isRegistered { client.fetching.unregister(fetch) }
        isRegistered = false
    }

    // MARK: Answers

    /// The records of an answer, and moves `position` past them; nil if there is no whole batch.
    private func chunk(of slice: FetchedSlice) throws -> FetchedRecords? {
        let records = slice.data.records ?? .empty
        let batches = try wholeBatches(of: records)
        guard let last = batches.last else {
            try askForMore(than: records)
            return nil
        }
        let next = batches.reduce(last.nextOffset) { Swift.max($0, $1.nextOffset) }
        guard next > position else {
            throw KafkaError(
                .invalidResponse, "the leader sent only batches before the requested offset",
                topicPartition: partition, offset: position)
        }
        let lowerBound = position
        let upperBound = until ?? .max
        let delivered = try delivered(of: batches, slice.data.abortedTransactions ?? [], until: upperBound)
        position = Swift.min(next, upperBound)
        if last.partitionLeaderEpoch >= 0 { leaderEpoch = last.partitionLeaderEpoch }
        // The fetcher went on at the offset that the headers gave.
        if slice.nextOffset != next, !isAtEnd { fetch.seek(to: position) }
        return FetchedRecords(
            topicPartition: partition, batches: delivered, lowerBound: lowerBound, upperBound: upperBound,
            nextOffset: position, highWatermark: slice.data.highWatermark)
    }

    /// The batches with records to deliver: all of them as a rule, which are then not copied.
    private func delivered(
        of batches: [RecordBatch], _ aborted: [FetchResponse.AbortedTransaction], until upperBound: Int64
    ) throws -> [RecordBatch] {
        var filter = AbortedTransactionFilter(configuration.isolation == .readCommitted ? aborted : [])
        var rest: [RecordBatch]?
        for (index, batch) in batches.enumerated() {
            let delivers = try located(batch.baseOffset) { () throws(WireError) in try filter.delivers(batch) }
            if delivers, batch.lastOffset >= position, batch.baseOffset < upperBound {
                rest?.append(batch)
            } else if rest == nil {
                rest = Array(batches[..<index])
            }
        }
        return rest ?? batches
    }

    private func wholeBatches(of records: ByteSlice) throws -> [RecordBatch] {
        var reader = RecordBatchReader(
            records, limits: configuration.limits,
            checkCRC: configuration.checkCRC)
        var batches: [RecordBatch] = []
        while true {
            let offset = batches.last?.nextOffset ?? position
            guard let batch = try located(offset, { () throws(WireError) in try reader.next() }) else { return batches }
            guard batch.baseOffset >= batches.last?.nextOffset ?? .min else {
                throw KafkaError(
                    .invalidResponse, "the leader sent batches that are not in the order of their offsets",
                    topicPartition: partition, offset: batch.baseOffset)
            }
            if batches.isEmpty {
                // Batches of a partition are about as large as each other.
                batches.reserveCapacity(Swift.min(records.count / Swift.max(batch.sizeInBytes, 1) + 1, 1024))
            }
            batches.append(batch)
        }
    }

    private func located<Value>(_ offset: Int64, _ body: () throws(WireError) -> Value) throws -> Value {
        do throws(WireError) {
            return try body()
        } catch {
            throw KafkaError.corruptBatch(partition, offset: offset, error)
        }
    }

    /// Before version 3 the broker cuts a batch that is larger than the limit: asks for all of it.
    private func askForMore(than records: ByteSlice) throws {
        let limit = fetch.partitionMaxBytes
        let wanted = Swift.max(RecordSetScan(records).cutBatchBytes ?? 0, limit * 2)
        guard wanted > limit, wanted <= client.configuration.maxFrameBytes else {
            throw KafkaError(
                .recordTooLarge,
                "a batch of \(wanted) bytes does not fit into a response of \(client.configuration.maxFrameBytes): raise "
                    + "maxFrameBytes (receive.message.max.bytes)", topicPartition: partition, offset: position)
        }
        fetch.raiseMaxBytes(to: wanted)
    }
}
