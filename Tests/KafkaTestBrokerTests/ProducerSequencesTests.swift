// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaTestBroker

struct ProducerSequencesTests {
    private func batch(_ sequence: Int32, count: Int = 1, epoch: Int16 = 0, transactional: Bool = false) throws
        -> RecordBatch
    {
        var builder = try RecordBatchBuilder(
            producerID: 9, producerEpoch: epoch, baseSequence: sequence, isTransactional: transactional)
        for _ in 0..<count { try builder.append(key: nil, value: ByteSlice(utf8: "v"), timestamp: 1) }
        return try RecordBatch(decoding: try builder.finish())
    }

    private func append(_ batch: RecordBatch, to log: inout PartitionLog) -> PartitionLog.AppendResult {
        log.append(batch, leaderEpoch: 0, now: 1)
    }

    @Test func theLastFiveBatchesAreKnownAgainAndTheSixthIsOutOfOrder() throws {
        var log = PartitionLog()
        for index in 0..<6 {
            #expect(append(try batch(Int32(index) * 2, count: 2), to: &log) == .appended(baseOffset: Int64(index) * 2))
        }
        for index in 1..<6 {
            #expect(append(try batch(Int32(index) * 2, count: 2), to: &log) == .duplicate(baseOffset: Int64(index) * 2))
        }
        #expect(append(try batch(0, count: 2), to: &log) == .rejected(.outOfOrderSequenceNumber))
        // A part of a known batch does not count as a duplicate.
        #expect(append(try batch(10), to: &log) == .rejected(.outOfOrderSequenceNumber))
        #expect(append(try batch(13), to: &log) == .rejected(.outOfOrderSequenceNumber))
        #expect(log.endOffset == 12)
    }

    @Test func anUnknownProducerMayBeginWithAnySequence() throws {
        var log = PartitionLog()
        #expect(append(try batch(41), to: &log) == .appended(baseOffset: 0))
        #expect(append(try batch(42), to: &log) == .appended(baseOffset: 1))
    }

    @Test func sequencesWrapAfterTheLargest() throws {
        var log = PartitionLog()
        #expect(append(try batch(Int32.max - 1, count: 4), to: &log) == .appended(baseOffset: 0))
        #expect(append(try batch(Int32.max - 1, count: 4), to: &log) == .duplicate(baseOffset: 0))
        #expect(append(try batch(2), to: &log) == .appended(baseOffset: 4))
        #expect(append(try batch(Int32.max), to: &log) == .rejected(.outOfOrderSequenceNumber))
        var exact = PartitionLog()
        #expect(append(try batch(Int32.max), to: &exact) == .appended(baseOffset: 0))
        #expect(append(try batch(0), to: &exact) == .appended(baseOffset: 1))
    }

    @Test func aNewEpochBeginsWithZeroAndEndsTheOldOne() throws {
        var log = PartitionLog()
        #expect(append(try batch(0), to: &log) == .appended(baseOffset: 0))
        #expect(append(try batch(1, epoch: 1), to: &log) == .rejected(.outOfOrderSequenceNumber))
        #expect(append(try batch(0, epoch: 1), to: &log) == .appended(baseOffset: 1))
        #expect(append(try batch(1, epoch: 0), to: &log) == .rejected(.invalidProducerEpoch))
    }

    @Test func aMarkerOfANewEpochFencesAndRestartsSequences() throws {
        var log = PartitionLog()
        #expect(append(try batch(0, transactional: true), to: &log) == .appended(baseOffset: 0))
        let marker = log.appendMarker(
            .abort, producerID: 9, producerEpoch: 1, coordinatorEpoch: 3, leaderEpoch: 0, now: 2)
        #expect(marker == .appended(baseOffset: 1))
        #expect(append(try batch(1, transactional: true), to: &log) == .rejected(.invalidProducerEpoch))
        #expect(append(try batch(1, epoch: 1, transactional: true), to: &log) == .rejected(.outOfOrderSequenceNumber))
        #expect(append(try batch(0, epoch: 1, transactional: true), to: &log) == .appended(baseOffset: 2))
        let old = log.appendMarker(.abort, producerID: 9, producerEpoch: 0, coordinatorEpoch: 3, leaderEpoch: 0, now: 2)
        #expect(old == .rejected(.invalidProducerEpoch))
        let zombie = log.appendMarker(
            .abort, producerID: 9, producerEpoch: 1, coordinatorEpoch: 2, leaderEpoch: 0, now: 2)
        #expect(zombie == .rejected(.transactionCoordinatorFenced))
    }

    @Test func anOpenTransactionTakesNoOtherRecordsOfItsProducer() throws {
        var log = PartitionLog()
        #expect(append(try batch(0, transactional: true), to: &log) == .appended(baseOffset: 0))
        #expect(append(try batch(1), to: &log) == .rejected(.invalidTxnState))
        #expect(log.lastStableOffset == 0)
        _ = log.appendMarker(.commit, producerID: 9, producerEpoch: 0, coordinatorEpoch: 0, leaderEpoch: 0, now: 2)
        #expect(append(try batch(1), to: &log) == .appended(baseOffset: 2))
        #expect(log.lastStableOffset == 3)
    }

    @Test func idleProducersAreForgottenUnlessTheyHaveATransactionOpen() throws {
        var log = PartitionLog()
        #expect(append(try batch(0, transactional: true), to: &log) == .appended(baseOffset: 0))
        log.forgetProducers(idleSince: 100)
        #expect(log.activeProducers.map(\.id) == [9])
        _ = log.appendMarker(.commit, producerID: 9, producerEpoch: 0, coordinatorEpoch: 0, leaderEpoch: 0, now: 2)
        log.forgetProducers(idleSince: 100)
        #expect(log.activeProducers.isEmpty)
        #expect(append(try batch(7), to: &log) == .appended(baseOffset: 2))
    }
}
