// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

@testable import KafkaClient

/// A producer's state without senders: a test takes the batches of requests, and answers them.
private final class Rig {
    var state: RecordAccumulator
    private let clock = ManualProducerClock()
    private let loop: EventLoop
    private let name = "t"

    /// A rig whose topic has `partitions`, led by broker 1, and whose producer has an identity.
    init(_ configuration: ProducerConfiguration = .init(linger: .zero), partitions: Int32 = 1) throws {
        let loop = try EventLoop(name: "accumulator")
        self.loop = loop
        let retry = RetryPolicy(initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(1))
        state = RecordAccumulator(
            configuration, retry: retry, metadataMaxAge: .seconds(3600), now: clock.clock.now,
            makeSender: { BrokerSender(broker: $0, loop: loop) })
        know(partitions: partitions)
        if configuration.transactionalID == nil { state.identity = Self.identity }
    }

    static let identity = ProducerIdentity(id: 7, epoch: 0)

    deinit { loop.stop() }

    var bufferedBytes: Int { state.bufferedBytes }
    /// Whether all batches have an outcome.
    var isIdle: Bool { state.active.isEmpty }
    var transactionFailure: KafkaError? { state.transactions?.failure }

    /// Takes over metadata without topic ids.
    func know(partitions: Int32) {
        state.update(
            ClusterMetadata.Topic(
                name: name, partitions: (0..<partitions).map { .init(number: $0, leader: 1, leaderEpoch: 0) }))
    }

    /// Begins a transaction of version 1.
    func begin() throws -> UInt64 {
        if case .begun(let number) = try state.beginTransaction() { return number }
        state.transactions?.initialized(Self.identity, usesVersion2: false)
        guard case .begun(let number) = try state.beginTransaction() else { throw KafkaError(.closed, "not begun") }
        return number
    }

    /// Answers AddPartitionsToTxn.
    func join() {
        _ = state.transactions?.takeJoining()
        state.joinedAll()
    }

    /// Adds a record, and returns its batch.
    func append(_ value: ByteSlice, partition: Int32 = 0, transaction: UInt64? = nil) throws -> ProducerBatch {
        guard let queue = state.topics[name]?.queues[Int(partition)] else { throw KafkaError(.unknownPartition, "") }
        _ = try state.append(
            ProducerRecord(topic: name, partition: partition, value: value), timestamp: 0, transaction: transaction)
        guard let batch = queue.open ?? queue.waiting.last else { throw KafkaError(.closed, "no batch") }
        return batch
    }

    /// The batches of the next request; empty if there is nothing to send.
    func take() -> [ProducerBatch] {
        guard case .request(let batches, _) = state.takeWork(for: 1) else { return [] }
        return batches
    }

    func answer(_ batch: ProducerBatch, offset: Int64) {
        settle(batch) { _ in .written(baseOffset: offset, logAppendTime: nil) }
    }

    func answer(_ batch: ProducerBatch, _ code: BrokerErrorCode, logStart: Int64 = -1) {
        let isTransactional = state.transactions != nil
        settle(batch) { isFirst in
            ProduceVerdict(
                .init(errorCode: code.rawValue, baseOffset: -1, logStartOffset: logStart), batch.queue.partition,
                isNumbered: true, isTransactional: isTransactional, isFirst: isFirst, recordCount: batch.recordCount,
                lastOffset: batch.mayBeWritten ? nil : batch.queue.lastOffset)
        }
    }

    /// Ends the request of a batch without an answer.
    func lose(_ batch: ProducerBatch) {
        settle(batch) { _ in ProduceVerdict(KafkaError(.connectionLost, "lost"), wasSent: true) }
    }

    private func settle(_ batch: ProducerBatch, _ verdict: (Bool) -> ProduceVerdict) {
        state.settle([.init(batch: batch, bytes: .empty)], from: 1) { _, _, isFirst in verdict(isFirst) }
    }

    /// Moves the time on, and acts on it.
    func wait(_ delay: Duration) {
        clock.advance(by: delay)
        state.tick()
    }
}

/// The order of events of which each alone is harmless: the state of a producer without its senders.
@Suite struct AccumulatorTests {
    private func numbers(_ batch: ProducerBatch) -> [Int] { [Int(batch.epoch), Int(batch.sequence)] }

    // MARK: Time

    /// After an outage the first batch may be too late for its caller, and yet be written: the next ones go on from it.
    @Test func aBatchThatIsWrittenTooLateLeavesNoGap() throws {
        let rig = try Rig(.init(linger: .zero, deliveryTimeout: .seconds(5)))
        let late = try rig.append("a")
        #expect(rig.take().map(ObjectIdentifier.init) == [ObjectIdentifier(late)])
        rig.wait(.seconds(4))
        let next = try rig.append("b")
        rig.wait(.seconds(1))
        #expect(late.phase == .done && rig.bufferedBytes == next.charge)
        #expect(rig.take().isEmpty, "the answer to the first tells the numbers of the second")
        rig.answer(late, offset: 0)
        #expect(rig.take().first === next)
        #expect(numbers(next) == [0, 1])
        let last = try rig.append("c")
        #expect(rig.take().first === last, "the broker knows the producer: several are in flight")
    }

    @Test func aBatchThatIsLateAndLostIsFollowedByANewEpoch() throws {
        let rig = try Rig(.init(linger: .zero, deliveryTimeout: .seconds(5)))
        let late = try rig.append("a")
        _ = rig.take()
        rig.wait(.seconds(4))
        let next = try rig.append("b")
        rig.wait(.seconds(1))
        rig.lose(late)
        #expect(rig.take().first === next, "nothing but the end of that request tells of it")
        #expect(numbers(next) == [1, 0])
        rig.answer(next, offset: 0)
        #expect(rig.isIdle && rig.bufferedBytes == 0)
    }

    @Test func aBatchGoesOnAfterOneThatCannotBeCompressed() throws {
        let rig = try Rig(.init(linger: .zero, batchBytes: 100, compression: .gzip))
        let full = try rig.append(ByteSlice(utf8: String(repeating: "a", count: 90)))
        let next = try rig.append("b")
        #expect(full.phase == .compressing && rig.take().isEmpty)
        rig.state.compressed(full, failure: KafkaError(.invalidRequest, "no"))
        #expect(rig.take().first === next)
    }

    // MARK: Transactions

    /// The queue of a partition may be in its sender's list from a transaction that was aborted.
    @Test func noBatchLeavesBeforeItsPartitionIsAdded() throws {
        let rig = try Rig(.init(linger: .zero, transactionalID: "x"))
        _ = try rig.append("a", transaction: rig.begin())
        rig.join()
        _ = rig.state.beginAbort()
        rig.state.transactions?.aborted(.done(nil, mayArriveLate: false))
        let batch = try rig.append("b", transaction: rig.begin())
        #expect(rig.take().isEmpty)
        rig.join()
        #expect(rig.take().first === batch)
    }

    /// Source: KIP-360; `TransactionManager.canRetry` of the Java producer.
    @Test(arguments: [(logStart: Int64(10), goesOn: true), (5, false), (-1, false)])
    func aTransactionOutlivesTheRetentionOfItsPartition(logStart: Int64, goesOn: Bool) throws {
        let rig = try Rig(.init(linger: .zero, transactionalID: "x"))
        let transaction = try rig.begin()
        let written = try rig.append("a", transaction: transaction)
        rig.join()
        _ = rig.take()
        rig.answer(written, offset: 5)
        let next = try rig.append("b", transaction: transaction)
        _ = rig.take()
        let last = try rig.append("c", transaction: transaction)
        _ = rig.take()
        #expect(numbers(next) == [0, 1] && numbers(last) == [0, 2])
        rig.answer(next, .unknownProducerID, logStart: logStart)
        #expect(rig.take().isEmpty)
        rig.answer(last, .unknownProducerID, logStart: logStart)
        guard goesOn else {
            #expect(next.phase == .done && rig.transactionFailure?.code == .transactionAborted)
            return
        }
        #expect(rig.take().first === next)
        #expect(numbers(next) == [0, 0] && next.isRenumbered)
        rig.answer(next, offset: 10)
        #expect(rig.take().first === last)
        #expect(numbers(last) == [0, 1])
        #expect(rig.transactionFailure == nil)
    }

    // MARK: Doubt

    /// A leader that resigns may have written the batch: with other numbers it could be written twice.
    @Test func aBatchKeepsItsNumbersAfterTheLeaderResigned() throws {
        let rig = try Rig(.init(linger: .zero, deliveryTimeout: .seconds(5)))
        let first = try rig.append("a")
        _ = rig.take()
        rig.answer(first, offset: 0)
        let lost = try rig.append("b")
        _ = rig.take()
        rig.wait(.seconds(1))
        let next = try rig.append("c")
        _ = rig.take()
        rig.lose(lost)
        rig.wait(.seconds(4))
        #expect(lost.phase == .done && next.phase == .inFlight)
        rig.answer(next, .notLeaderOrFollower)
        rig.wait(.milliseconds(500))
        #expect(rig.take().first === next)
        #expect(numbers(next) == [0, 2])
    }

    /// Kafka 0.11 has Produce 3, and remembers one batch of a producer; Kafka 1.0 has Produce 5, and remembers five.
    @Test(arguments: [Int16(3), 5])
    func brokersThatRememberOneBatchGetOneAtATime(version: Int16) throws {
        let rig = try Rig()
        rig.state.connected(1, highestProduceVersion: version)
        let first = try rig.append("a")
        _ = rig.take()
        rig.answer(first, offset: 0)
        let second = try rig.append("b")
        #expect(rig.take().first === second)
        let third = try rig.append("c")
        #expect(rig.take().isEmpty == (version < 5))
        guard version < 5 else { return }
        rig.answer(second, offset: 1)
        #expect(rig.take().first === third)
    }

    @Test func aPartitionThatComesBackGoesOnWithItsNumbers() throws {
        let rig = try Rig(partitions: 3)
        let written = try rig.append("a", partition: 2)
        _ = rig.take()
        rig.answer(written, offset: 0)
        let lost = try rig.append("b", partition: 1)
        _ = rig.take()
        rig.know(partitions: 1)
        #expect(lost.phase == .done)
        rig.know(partitions: 3)
        let next = try rig.append("c", partition: 2)
        #expect(rig.take().first === next)
        #expect(numbers(next) == [0, 1], "with 0 it would pass for the first one")
        let other = try rig.append("d", partition: 1)
        #expect(rig.take().isEmpty)
        rig.lose(lost)
        #expect(rig.take().first === other)
        #expect(numbers(other) == [1, 0])
    }
}
