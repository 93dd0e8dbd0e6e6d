// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Reads exactly the records of an offset range of one partition from its leader, chunk by chunk.
///
/// While a chunk is being processed, the next fetch is already under way. If the leader moves or the connection breaks,
/// metadata is read anew and reading goes on where it was, after a growing wait, up to `maxRetries` times in a row.
/// Records before `from`, from `until` on, of control batches and (with `.readCommitted`) of aborted transactions are
/// not delivered; gaps left by compaction are stepped over. Not for concurrent use: one task reads. Source: Fetch API.
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

    /// A fetch under way.
    private struct Fetch {
        var response: BrokerConnection.PendingResponse
        var connection: BrokerConnection
        var version: Int16
        var leader: PartitionLeader
        var offset: Int64
    }

    /// What a fetch brought.
    private struct Answer {
        var data: FetchResponse.PartitionData
        var offset: Int64
        var isThrottled: Bool
    }

    /// The partition that is read.
    public let partition: TopicPartition
    /// The offset behind the last record to read; nil reads on for ever.
    public let until: Int64?
    /// The offset of the next chunk's first possible record.
    public private(set) var position: Int64
    private let client: ClusterClient
    private let configuration: FetchConfiguration
    private var connection: BrokerConnection?
    private var prefetch: Fetch?
    private var partitionMaxBytes: Int
    /// Answers in a row that held nothing although the end of the range is below the high watermark.
    private var emptyAnswers = 0
    private var failure: (any Error)?

    /// A reader that has not sent anything yet.
    ///
    /// - Parameters:
    ///   - client: whose connections and metadata are used; it must stay open.
    ///   - partition: what is read.
    ///   - from: the first offset, inclusive.
    ///   - until: the end, exclusive; nil waits for new records for ever. A range that is empty ends at once.
    ///   - configuration: checked by the first `next()`.
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

    /// The reader itself: iterating goes on where it is.
    public func makeAsyncIterator() -> PartitionReader { self }

    /// The next chunk, which has at least one batch; nil when `until` is reached.
    ///
    /// Without records to read it waits in long polls. After an error the reader is done: the same error is thrown
    /// again.
    /// - Throws: `KafkaError.offsetOutOfRange` with partition, offset and the offsets that exist; `.corruptBatch` with
    ///   partition and offset; `.recordTooLarge`; the last failure when retries are exhausted; `CancellationError`,
    ///   after which reading can go on.
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

    /// The next answer without an error code, after as many attempts as the configuration allows.
    private func answer() async throws -> Answer {
        try configuration.validate()
        var policy = client.configuration.callRetry
        policy.initialBackoff = configuration.leaderRefreshBackoff
        policy.maxBackoff = Swift.max(policy.maxBackoff, policy.initialBackoff)
        policy.maxRetries = configuration.maxRetries
        // The count limits the attempts, and each has its own timeout.
        policy.deadline = .seconds(Int64.max / 2)
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
        if configuration.fetchesInFlight > 1 { prefetchBehind(answer, fetch) }
        return answer
    }

    private func connection(to leader: PartitionLeader) async throws -> BrokerConnection {
        if let connection, connection.isOpen, connection.address == leader.address { return connection }
        releaseConnection()
        let leased = try await client.cluster.leaseFetchConnection(to: leader.address)
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

    /// Sends the fetch behind the batches that have just come, before anyone looks at their records.
    private func prefetchBehind(_ answer: Answer, _ fetch: Fetch) {
        guard let records = answer.data.records, let next = RecordSetScan(records).nextOffset, next > answer.offset,
            next < until ?? .max, fetch.connection.isOpen
        else { return }
        // Failing to send is no failure yet: the fetch is tried again when it is needed, and reported then.
        prefetch = try? start(at: next, fetch.leader, fetch.connection)
    }

    // MARK: Answers

    /// The partition's part of a response.
    ///
    /// - Throws: `KafkaError` for error codes; `RetryAdvice` tells which of them are worth another attempt.
    private func read(_ response: FetchResponse, _ fetch: Fetch) async throws -> Answer {
        if response.errorCode != 0 {
            throw KafkaError.broker(
                BrokerErrorCode(rawValue: response.errorCode), "Fetch", topicPartition: partition, offset: fetch.offset)
        }
        let data = response.responses.lazy.flatMap(\.partitions)
            .first { $0.partitionIndex == self.partition.partition }
        guard let data else {
            // A throttled broker answers at once and empty (KIP-219).
            guard response.throttleTimeMs > 0 || response.responses.isEmpty else {
                throw KafkaError(
                    .invalidResponse, "broker \(fetch.connection.address) answered about another partition",
                    topicPartition: partition, offset: fetch.offset)
            }
            // No longer than a request may take, whatever the broker says: it is asked again then.
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
            if let first, let end { range = ": the partition has offsets from \(first) up to and without \(end)" }
        } catch is CancellationError {
            return CancellationError()
        } catch {
            // The error to report is the range's; without knowing the range it says less.
            range = " (what the partition has could not be looked up: \(error))"
        }
        return KafkaError(
            .offsetOutOfRange, "the offset does not exist\(range)", brokerError: .offsetOutOfRange,
            topicPartition: partition, offset: offset)
    }

    /// The records of an answer; nil if there is nothing to deliver. Moves `position`.
    private func chunk(of answer: Answer) throws -> FetchedRecords? {
        if answer.isThrottled { return nil }
        let records = answer.data.records ?? .empty
        let batches = try whole(records)
        guard let last = batches.last else {
            try handleEmpty(answer.data, records)
            return nil
        }
        emptyAnswers = 0
        let next = batches.reduce(last.nextOffset) { Swift.max($0, $1.nextOffset) }
        guard next > position else {
            throw KafkaError(
                .invalidResponse, "the leader sent batches that all end before the offset that was asked for",
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

    private func whole(_ records: ByteSlice) throws -> [RecordBatch] {
        var reader = RecordBatchReader(
            records, limits: configuration.limits,
            checkCRC: configuration.checkCRC)
        var batches: [RecordBatch] = []
        while true {
            let offset = batches.last?.nextOffset ?? position
            guard let batch = try located(offset, { () throws(WireError) in try reader.next() }) else { return batches }
            guard batch.baseOffset >= batches.last?.nextOffset ?? .min else {
                throw KafkaError(
                    .invalidResponse, "the leader sent batches that do not follow each other",
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

    /// Decides what an answer without a whole batch means.
    private func handleEmpty(_ data: FetchResponse.PartitionData, _ records: ByteSlice) throws {
        if !records.isEmpty {
            // Before version 3 a batch that is larger than the limit is cut: ask for all of it.
            let wanted = Swift.max(RecordSetScan(records).cutBatchBytes ?? 0, partitionMaxBytes * 2)
            guard wanted > partitionMaxBytes, wanted <= client.configuration.maxFrameBytes else {
                throw KafkaError(
                    .recordTooLarge,
                    "\(wanted) bytes of batch do not fit \(client.configuration.maxFrameBytes) of response: raise "
                        + "maxFrameBytes (receive.message.max.bytes)", topicPartition: partition, offset: position)
            }
            partitionMaxBytes = wanted
            return
        }
        // Nothing at all, although everything up to `until` can be read: compaction has removed the rest of the range.
        // Asked twice, because jumping over records that are only late would lose them.
        let readable = configuration.isolation == .readCommitted ? data.lastStableOffset : data.highWatermark
        guard let until, readable >= until else {
            emptyAnswers = 0
            return
        }
        emptyAnswers += 1
        if emptyAnswers >= 2 { position = until }
    }
}
