// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Synchronization

/// Records of one partition that are sent together.
// `@unchecked Sendable`: the producer's lock guards the variables, with two exceptions. `builder` belongs to the thread
// that compresses the batch or writes its header while `phase` says so. `outcome` is written once, before `hasOutcome`.
@usableFromInline
final class ProducerBatch: @unchecked Sendable {
    enum Phase {
        /// Takes records.
        case open
        /// Full; the caller that filled it compresses it.
        case compressing
        /// Waits for its request.
        case sealed
        case inFlight
        /// Has an outcome.
        case done
    }

    enum Outcome: Sendable {
        /// `baseOffset` is −1 if unknown; `logAppendTime` is the broker's timestamp for all records, nil if each keeps
        /// its own.
        case written(baseOffset: Int64, logAppendTime: Int64?)
        /// `records` has the reasons for single records, by index; other records failed because of them.
        case failed(KafkaError, records: [Int: String])
        /// The batch was too large and went on as two; the second begins with record `at`.
        case split(first: ProducerBatch, second: ProducerBatch, at: Int)
    }

    let queue: PartitionQueue
    let createdAt: Duration
    /// Position among the batches of the partition, and the room before the next position, for halves.
    let order: UInt64
    let span: UInt64

    var phase = Phase.open
    /// Whether it is sent although it is not full.
    var isDue = false
    /// The records until the header is written, while `hasBuilder`.
    // Not an optional, and unchecked, because each record would pay for that. No use of it overlaps another: each is a
    // call of the builder's that calls nothing of the client's, under the lock or by the one thread that finishes the
    // batch.
    @exclusivity(unchecked) private var builder: RecordBatchBuilder
    private var hasBuilder: Bool
    /// The finished batch, between two attempts to send it; a request under way has it.
    var bytes: ByteSlice?
    /// Bytes of the producer's buffer that the batch takes.
    var charge = RecordBatchBuilder.headerSize
    /// Length of the records so far, before compression, with the header.
    private(set) var byteCount = RecordBatchBuilder.headerSize
    /// Length of the last record.
    private(set) var lastRecordBytes = 0
    var recordCount = 0
    /// Number of requests that carried the batch.
    var attempts = 0
    /// The numbers of the idempotent producer; `sequence` is −1 before the batch has any.
    var producerID: Int64 = -1
    var epoch: Int16 = -1
    var sequence: Int32 = -1
    /// Whether `bytes` has other numbers than these.
    var isRenumbered = false
    /// Whether an attempt ended without a word of the broker, or without a definite one: the batch may be in the log.
    var mayBeWritten = false
    /// The topic's id when the batch was taken last; zero if unknown.
    var topicID = KafkaUUID.zero
    /// The broker of the last attempt.
    var broker: Int32 = -1
    /// The time when it began to wait for its request.
    var sealedAt: Duration?
    var lastError: KafkaError?

    private let hasOutcome = Atomic<Bool>(false)
    private var storedOutcome: Outcome?
    /// The outcome again, if the batch was written: quick to read for each record.
    private var written: (baseOffset: Int64, logAppendTime: Int64?)?
    private let waiting = Mutex<Promise<Void>?>(nil)

    /// Room between the positions of batches.
    static let fullSpan: UInt64 = 1 << 24

    init(
        _ queue: PartitionQueue, builder: consuming RecordBatchBuilder?, createdAt: Duration,
        order: UInt64,
        span: UInt64 = fullSpan
    ) {
        self.queue = queue
        hasBuilder = builder != nil
        unsafe self.builder = builder ?? RecordBatchBuilder(vacant: ())
        self.createdAt = createdAt
        self.order = order
        self.span = span
    }

    /// Length of the batch on the wire; before compression while it is open.
    var sizeInBytes: Int {
        if let bytes { return bytes.count }
        return hasBuilder ? unsafe builder.sizeInBytes : 0
    }

    /// Adds a record, and returns the number of bytes that it takes. Only while the batch is open.
    func append(
        key: ByteSlice?, value: ByteSlice?, headers: [RecordHeader], timestamp: Int64
    ) throws(WireError) -> Int {
        guard hasBuilder else { return 0 }
        unsafe try builder.append(key: key, value: value, headers: headers, timestamp: timestamp)
        let added = unsafe builder.sizeInBytes - byteCount
        count(added)
        return added
    }

    /// Adds a record as `append` does if the batch's memory has room for it; else it returns 0.
    @inline(__always)
    func appendInPlace(key: ByteSlice?, value: ByteSlice?, timestamp: Int64) -> Int {
        let added = unsafe builder.appendInPlace(key: key, value: value, timestamp: timestamp)
        if added > 0 { count(added) }
        return added
    }

    @inline(__always)
    private func count(_ added: Int) {
        lastRecordBytes = added
        byteCount += added
        charge += added
        recordCount += 1
    }

    /// Compresses the records. Only the caller that filled the batch calls it, while `phase` is `compressing`.
    func compress() throws(WireError) { if hasBuilder { unsafe try builder.seal() } }

    /// Frees the records of a batch that will not be sent.
    func dropRecords() {
        _ = takeBuilder()
        bytes = nil
    }

    private func takeBuilder() -> RecordBatchBuilder? {
        guard hasBuilder else { return nil }
        hasBuilder = false
        var taken = RecordBatchBuilder(vacant: ())
        unsafe swap(&taken, &builder)
        return taken
    }

    /// Writes the header and returns the finished batch. Only the sender calls it, while the batch is in flight.
    func finish() throws(WireError) -> ByteSlice {
        if let bytes {
            self.bytes = nil
            guard isRenumbered else { return bytes }
            isRenumbered = false
            return try RecordBatchBuilder.copy(
                of: bytes, producerID: producerID, epoch: epoch, baseSequence: sequence)
        }
        guard var taken = takeBuilder() else { return .empty }
        isRenumbered = false
        taken.setProducer(id: producerID, epoch: epoch, baseSequence: sequence)
        return try taken.finish()
    }

    // MARK: Outcome

    /// The outcome; nil until there is one. Any thread.
    var outcome: Outcome? { hasOutcome.load(ordering: .acquiring) ? storedOutcome : nil }

    /// Sets the outcome and resumes the tasks that wait for it. Called once.
    func complete(_ outcome: Outcome) {
        storedOutcome = outcome
        if case .written(let baseOffset, let logAppendTime) = outcome {
            written = (baseOffset, logAppendTime)
        }
        hasOutcome.store(true, ordering: .releasing)
        let promise = waiting.withLock { $0.take() }
        promise?.complete(.success(()))
    }

    /// Waits for the outcome, for that of both halves if the batch was split.
    ///
    /// - Throws: `CancellationError`; `KafkaError.timedOut` if the task has a deadline, which has passed.
    func settled() async throws {
        var batches = [self]
        while let batch = batches.popLast() {
            if case .split(let first, let second, _) = try await batch.waitForOutcome() {
                batches += [first, second]
            }
        }
    }

    private func waitForOutcome() async throws -> Outcome? {
        if let outcome { return outcome }
        let promise = waiting.withLock { waiting -> Promise<Void>? in
            if hasOutcome.load(ordering: .acquiring) { return nil }
            if waiting == nil { waiting = Promise() }
            return waiting
        }
        try await promise?.value()
        return outcome
    }

    /// The receipt of the record at `index` if the batch was written; nil if it was not, or not yet.
    @usableFromInline
    func knownReceipt(at index: Int, timestamp: Int64) -> DeliveryReceipt? {
        guard hasOutcome.load(ordering: .acquiring), let written else { return nil }
        return Self.receipt(
            queue.partition, written.baseOffset, written.logAppendTime, index, timestamp)
    }

    /// Adds the receipts of the records at `indices` if the batch was written; returns false if it was not, or not yet.
    func appendKnownReceipts(
        _ indices: Range<Int>, timestamp: Int64, to receipts: inout [DeliveryReceipt]
    ) -> Bool {
        guard hasOutcome.load(ordering: .acquiring), let written else { return false }
        for index in indices {
            receipts.append(
                Self.receipt(queue.partition, written.baseOffset, written.logAppendTime, index, timestamp))
        }
        return true
    }

    private static func receipt(
        _ partition: TopicPartition, _ baseOffset: Int64, _ logAppendTime: Int64?, _ index: Int,
        _ timestamp: Int64
    ) -> DeliveryReceipt {
        DeliveryReceipt(
            topicPartition: partition, offset: baseOffset < 0 ? -1 : baseOffset &+ Int64(index),
            timestamp: logAppendTime ?? timestamp)
    }

    /// The receipt of the record at `index`, which was given `timestamp`.
    ///
    /// - Throws: the record's failure; as `settled()`.
    @usableFromInline
    func receipt(at index: Int, timestamp: Int64) async throws -> DeliveryReceipt {
        var batch = self
        var index = index
        while true {
            switch try await batch.waitForOutcome() {
            case .written(let baseOffset, let logAppendTime)?:
                return Self.receipt(queue.partition, baseOffset, logAppendTime, index, timestamp)
            case .failed(let error, let records)?:
                throw records.isEmpty ? error : Self.error(of: index, error, records)
            case .split(let first, let second, let at)?:
                (batch, index) = index < at ? (first, index) : (second, index - at)
            case nil:
                throw KafkaError(.closed, "the producer was closed", topicPartition: queue.partition)
            }
        }
    }

    /// The failure of one record of a batch that the broker refused because of single records. Source: KIP-467.
    private static func error(of index: Int, _ error: KafkaError, _ records: [Int: String])
        -> KafkaError
    {
        var failure = error
        if let reason = records[index] {
            failure.message = "the broker refused the record: \(reason)"
        } else {
            failure.message =
                "the record was not written because its batch was refused for another record: "
                + "\(records.min { $0.key < $1.key }?.value ?? error.message)"
        }
        return failure
    }
}
