// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Reads exactly the records of an offset range of one partition from its leader, chunk by chunk.
///
/// The next fetch is sent while a chunk is processed. If the leader moves or the connection breaks, the reader reads
/// the metadata again and continues at its position, after a growing wait, up to `maxRetries` times in a row. It does
/// not deliver records before `from` and from `until` on, control batches and, with `.readCommitted`, records of
/// aborted transactions; it skips gaps left by compaction. Only one task may read at a time. Source: Fetch API.
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

    /// A fetch without a response yet.
    private struct Fetch {
        var response: BrokerConnection.PendingResponse
        var connection: BrokerConnection
        var version: Int16
        var leader: PartitionLeader
        var offset: Int64
    }

    /// The response to a fetch for the partition.
    private struct Answer {
        var data: FetchResponse.PartitionData
        var offset: Int64
        var isThrottled: Bool
    }

    /// The partition to read.
    public let partition: TopicPartition
    /// The end of the range, exclusive; nil for none.
    public let until: Int64?
    /// The offset of the next record to read; the record itself may be missing.
    public private(set) var position: Int64
    private let client: ClusterClient
    private let configuration: FetchConfiguration
    private var connection: BrokerConnection?
    private var prefetch: Fetch?
    private var partitionMaxBytes: Int
    /// Number of answers in a row without records although the end of the range is below the high watermark.
    private var emptyAnswers = 0
    private var failure: (any Error)?

    /// A reader that has not sent a request yet.
    ///
    /// - Parameters:
    ///   - client: the client, which must stay open; the reader uses its connections and metadata.
    ///   - partition: the partition to read.
    ///   - from: the first offset, inclusive.
    ///   - until: the end, exclusive; nil waits for new records without end. An empty range ends at once.
    ///   - configuration: settings of fetching, checked by the first `next()`.
    public init(
        client: ClusterClient, partition: TopicPartition, from: Int64, until: Int64? = nil,
        configuration: FetchConfiguration = FetchConfiguration()
    ) {
        self.client = client
        self.partition = partition
        self.until = until
        self.configuration = configuration
        position = from
        partitionMaxBytes = configuration.partitionMaxBytes
    }

    deinit { if let connection { client.cluster.release(connection) } }

    /// The reader itself: iteration continues at its position.
    public func makeAsyncIterator() -> PartitionReader { self }

    /// The next chunk, which has at least one batch; nil when `until` is reached.
    ///
    /// Waits in long polls while there are no records. After a `KafkaError` every later call throws it again.
    /// - Throws: `KafkaError.offsetOutOfRange` with partition, offset and the offsets that exist; `.corruptBatch` with
    ///   partition and offset; `.recordTooLarge`; the last failure when retries are exhausted; `CancellationError`,
    ///   after which reading can continue.
    public func next() async throws -> FetchedRecords? {
        if let failure { throw failure }
        do {
            while !isAtEnd {
                if let chunk = try chunk(of: try await answer()) { return chunk }
            }
            releaseConnection()
            return nil
        } catch let error as KafkaError {
            failure = error
            releaseConnection()
            throw error
        }
    }

    private var isAtEnd: Bool { until.map { position >= $0 } ?? false }

    private func releaseConnection() {
        prefetch = nil
        if let connection { client.cluster.release(connection) }
        connection = nil
    }

    // MARK: Fetching

    /// Fetches until an answer has no error code, as often as the configuration allows.
    private func answer() async throws -> Answer {
        try configuration.validate()
        var policy = client.configuration.callRetry
        policy.initialBackoff = configuration.leaderRefreshBackoff
        policy.maxBackoff = Swift.max(policy.maxBackoff, policy.initialBackoff)
        policy.maxRetries = configuration.maxRetries
        // No deadline: the count limits the attempts, and each has its own timeout.
        policy.deadline = nil
        let target = RequestTarget.leader(partition)
        return try await policy.run(
            "Fetch of \(partition)",
            prepare: { advice, error in
                self.releaseConnection()
                try await self.client.cluster.prepareRetry(advice, target: target, after: error)
            },
            attempt: { _ in try await self.fetchOnce() })
    }

    private func fetchOnce() async throws -> Answer {
        let fetch: Fetch
        if let prefetch, prefetch.offset == position {
            fetch = prefetch
        } else {
            let leader = try await client.cluster.leader(of: partition)
            fetch = try start(at: position, leader, try await connection(to: leader))
        }
        prefetch = fetch
        let frame = try await fetch.response.value()
        prefetch = nil
        let response = try fetch.connection.decode(FetchRequest.self, version: fetch.version, from: frame)
        let answer = try await read(response, fetch)
        if configuration.fetchesInFlight > 1 { sendPrefetch(after: answer, fetch) }
        return answer
    }

    private func connection(to leader: PartitionLeader) async throws -> BrokerConnection {
        if let connection, connection.isOpen, connection.address == leader.address { return connection }
        releaseConnection()
        let leased = try await client.cluster.leaseFetchConnection(to: leader)
        connection = leased
        return leased
    }

    private func start(at offset: Int64, _ leader: PartitionLeader, _ connection: BrokerConnection) throws -> Fetch {
        let hasID = leader.topicID != .zero
        let version = try connection.version(for: FetchRequest.self, cap: hasID ? .max : 12)
        var request = FetchRequest(
            replicaID: -1, maxWaitMs: configuration.maxWait.wireMilliseconds,
            minBytes: Int32(clamping: configuration.minBytes),
            maxBytes: Int32(clamping: Swift.max(configuration.maxBytes, partitionMaxBytes)))
        if version >= 4 { request.isolationLevel = configuration.isolation.rawValue }
        var part = FetchRequest.FetchPartition(partition: partition.partition, fetchOffset: offset)
        part.partitionMaxBytes = Int32(clamping: partitionMaxBytes)
        if version >= 9 { part.currentLeaderEpoch = leader.epoch }
        if version >= 13 {
            request.topics = [.init(topicID: leader.topicID, partitions: [part])]
        } else {
            request.topics = [.init(topic: partition.topic, partitions: [part])]
        }
        let response = try connection.start(
            request, version: version, timeout: client.configuration.requestTimeout + configuration.maxWait)
        return Fetch(response: response, connection: connection, version: version, leader: leader, offset: offset)
    }

    /// Sends the fetch for the offset after the batches of `answer`, before their records are read.
    private func sendPrefetch(after answer: Answer, _ fetch: Fetch) {
        guard let records = answer.data.records, let next = RecordSetScan(records).nextOffset, next > answer.offset,
            next < until ?? .max, fetch.connection.isOpen
        else { return }
        // An error is ignored: without a prefetch the next call of `next()` sends the fetch and reports its error.
        prefetch = try? start(at: next, fetch.leader, fetch.connection)
    }

    // MARK: Answers

    /// Picks the partition's part out of a response.
    ///
    /// - Throws: `KafkaError` for an error code; `RetryAdvice` decides whether it is retried.
    private func read(_ response: FetchResponse, _ fetch: Fetch) async throws -> Answer {
        if response.errorCode != 0 {
            throw KafkaError.broker(
                BrokerErrorCode(rawValue: response.errorCode), "Fetch", topicPartition: partition, offset: fetch.offset)
        }
        let data = response.responses.lazy.flatMap(\.partitions)
            .first { $0.partitionIndex == self.partition.partition }
        guard let data else {
            // A broker that throttles sends an empty response at once (KIP-219).
            guard response.throttleTimeMs > 0 || response.responses.isEmpty else {
                throw KafkaError(
                    .invalidResponse, "broker \(fetch.connection.address) sent a Fetch response for another partition",
                    topicPartition: partition, offset: fetch.offset)
            }
            // Bounded by the request timeout, whatever the broker says.
            let wait = Swift.min(
                .milliseconds(Swift.max(response.throttleTimeMs, 100)), client.configuration.requestTimeout)
            try await client.configuration.retry.clock.sleep(wait)
            return Answer(data: FetchResponse.PartitionData(), offset: fetch.offset, isThrottled: true)
        }
        if let hint = LeaderHint(data.currentLeader, endpoints: response.nodeEndpoints) {
            client.cluster.note(hint, for: partition)
        }
        let code = BrokerErrorCode(rawValue: data.errorCode)
        if code == .offsetOutOfRange { throw await offsetOutOfRange(fetch.offset) }
        guard code == .none else {
            throw KafkaError.broker(code, "Fetch", topicPartition: partition, offset: fetch.offset)
        }
        return Answer(data: data, offset: fetch.offset, isThrottled: false)
    }

    private func offsetOutOfRange(_ offset: Int64) async -> any Error {
        var range = ""
        do {
            let first = try await client.listOffsets([partition: .earliest])[partition]
            let end = try await client.listOffsets([partition: .latest])[partition]
            if let first, let end { range = ": the partition has offsets from \(first) up to, not including \(end)" }
        } catch is CancellationError {
            return CancellationError()
        } catch {
            // The out-of-range error is still the one to report.
            range = " (looking up the offsets that exist failed: \(error))"
        }
        return KafkaError(
            .offsetOutOfRange, "the offset does not exist\(range)", brokerError: .offsetOutOfRange,
            topicPartition: partition, offset: offset)
    }

    /// The records of an answer, and moves `position` past them; nil if there is nothing to deliver.
    private func chunk(of answer: Answer) throws -> FetchedRecords? {
        if answer.isThrottled { return nil }
        let records = answer.data.records ?? .empty
        let batches = try wholeBatches(of: records)
        guard let last = batches.last else {
            try handleEmpty(answer.data, records)
            return nil
        }
        emptyAnswers = 0
        let next = batches.reduce(last.nextOffset) { Swift.max($0, $1.nextOffset) }
        guard next > position else {
            throw KafkaError(
                .invalidResponse, "the leader sent only batches before the requested offset",
                topicPartition: partition, offset: position)
        }
        let lowerBound = position
        let upperBound = until ?? .max
        var filter = AbortedTransactionFilter(
            configuration.isolation == .readCommitted ? answer.data.abortedTransactions ?? [] : [])
        var delivered: [RecordBatch] = []
        delivered.reserveCapacity(batches.count)
        for batch in batches {
            let delivers = try located(batch.baseOffset) { () throws(WireError) in try filter.delivers(batch) }
            if delivers, batch.lastOffset >= lowerBound, batch.baseOffset < upperBound { delivered.append(batch) }
        }
        position = Swift.min(next, upperBound)
        guard !delivered.isEmpty else { return nil }
        return FetchedRecords(
            topicPartition: partition, batches: delivered, lowerBound: lowerBound, upperBound: upperBound,
            nextOffset: position, highWatermark: answer.data.highWatermark)
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

    /// Handles an answer without a whole batch: asks for more bytes, or ends the range.
    private func handleEmpty(_ data: FetchResponse.PartitionData, _ records: ByteSlice) throws {
        if !records.isEmpty {
            // Before version 3 the broker cuts a batch that is larger than the limit: ask for all of it.
            let wanted = Swift.max(RecordSetScan(records).cutBatchBytes ?? 0, partitionMaxBytes * 2)
            guard wanted > partitionMaxBytes, wanted <= client.configuration.maxFrameBytes else {
                throw KafkaError(
                    .recordTooLarge,
                    "a batch of \(wanted) bytes does not fit into a response of \(client.configuration.maxFrameBytes): raise "
                        + "maxFrameBytes (receive.message.max.bytes)", topicPartition: partition, offset: position)
            }
            partitionMaxBytes = wanted
            return
        }
        // No bytes although all offsets up to `until` are readable: compaction has removed the rest of the range. The
        // reader asks twice, because skipping records that are only late would lose them.
        let readable = configuration.isolation == .readCommitted ? data.lastStableOffset : data.highWatermark
        guard let until, readable >= until else {
            emptyAnswers = 0
            return
        }
        emptyAnswers += 1
        if emptyAnswers >= 2 { position = until }
    }
}
