// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaTestBroker

struct PartitionLogTests {
    private func append(_ log: inout PartitionLog, _ bytes: ByteSlice, epoch: Int32 = 3) throws
        -> PartitionLog.AppendResult
    { log.append(try RecordBatch(decoding: bytes), leaderEpoch: epoch, now: 0) }

    private func batches(_ read: LogRead) throws -> [RecordBatch] {
        var reader = RecordBatchReader(read.pieces.map { ResponsePiece.records($0) }.joined())
        return try reader.remainingBatches()
    }

    private func all(_ log: PartitionLog, from offset: Int64) throws -> [RecordBatch] {
        try batches(log.read(from: offset, below: log.endOffset, maxBytes: .max, includesOversized: false))
    }

    @Test func offsetsAndEpochAreWrittenIntoTheStoredBatchAndTheChecksumStillHolds() throws {
        var log = PartitionLog()
        #expect(try append(&log, batch(3)) == .appended(baseOffset: 0))
        #expect(try append(&log, batch(2)) == .appended(baseOffset: 3))
        let stored = try all(log, from: 0)
        #expect(stored.map(\.baseOffset) == [0, 3])
        #expect(stored.map(\.partitionLeaderEpoch) == [3, 3])
        #expect(log.endOffset == 5)
    }

    @Test func readBeginsWithTheBatchThatHoldsTheOffset() throws {
        var log = PartitionLog()
        for _ in 0..<4 { _ = try append(&log, batch(10)) }
        #expect(try all(log, from: 15).map(\.baseOffset) == [10, 20, 30])
        #expect(try all(log, from: 40).isEmpty)
    }

    @Test func byteLimitEndsBeforeABatchAndAnOversizedFirstOneComesOnlyIfAllowed() throws {
        var log = PartitionLog()
        for _ in 0..<3 { _ = try append(&log, batch(1)) }
        let size = try batch(1).count
        func count(_ maxBytes: Int, _ oversized: Bool) throws -> Int {
            try batches(log.read(from: 0, below: 3, maxBytes: maxBytes, includesOversized: oversized)).count
        }
        #expect(try count(size * 2 + 1, false) == 2)
        #expect(try count(size - 1, false) == 0)
        #expect(try count(size - 1, true) == 1)
        #expect(try count(0, true) == 1)
    }

    @Test func batchesOverManySegmentsComeBackInOrder() throws {
        var log = PartitionLog()
        for _ in 0..<200 { _ = try append(&log, batch(2, padding: 2000)) }
        let read = log.read(from: 0, below: log.endOffset, maxBytes: .max, includesOversized: false)
        #expect(read.pieces.count > 1)
        #expect(read.pieces.count < 20)
        #expect(read.byteCount == log.byteCount)
        #expect(try batches(read).map(\.baseOffset) == (0..<200).map { $0 * 2 })
    }

    @Test func aBatchLargerThanAnySegmentIsStored() throws {
        var log = PartitionLog()
        _ = try append(&log, batch(1, padding: PartitionLog.maxSegmentBytes + 1))
        #expect(try all(log, from: 0).count == 1)
    }

    @Test func deletedRecordsAreGoneAndTheStartMoves() throws {
        var log = PartitionLog()
        for _ in 0..<3 { _ = try append(&log, batch(10)) }
        log.deleteRecords(before: 15)
        #expect(log.startOffset == 15)
        #expect(log.entries.map(\.baseOffset) == [10, 20])
        #expect(log.byteCount == (try batch(10).count) * 2)
        log.deleteRecords(before: 31)
        #expect(log.startOffset == 15)
        log.deleteRecords(before: 30)
        #expect(log.entries.isEmpty && log.byteCount == 0)
        #expect(try append(&log, batch(1)) == .appended(baseOffset: 30))
    }

    @Test func timestampsAreFoundByRecord() throws {
        var log = PartitionLog()
        _ = try append(&log, batch(10, timestamp: 100))
        _ = try append(&log, batch(10, timestamp: 500))
        #expect(try log.firstOffset(withTimestampFrom: 0) == .init(offset: 0, timestamp: 100))
        #expect(try log.firstOffset(withTimestampFrom: 105) == .init(offset: 5, timestamp: 105))
        #expect(try log.firstOffset(withTimestampFrom: 110) == .init(offset: 10, timestamp: 500))
        #expect(try log.firstOffset(withTimestampFrom: 510) == nil)
        #expect(try log.offsetOfMaxTimestamp() == .init(offset: 19, timestamp: 509))
    }

    @Test func batchesAsTheyAreKeepTheirOffsetsAndMayNotFallBack() throws {
        var log = PartitionLog()
        #expect(log.appendAsIs(try RecordBatch(decoding: batch(2, baseOffset: 10))))
        #expect(log.appendAsIs(try RecordBatch(decoding: batch(2, baseOffset: 50))))
        #expect(!log.appendAsIs(try RecordBatch(decoding: batch(1, baseOffset: 51))))
        #expect(log.endOffset == 52)
        #expect(try all(log, from: 12).map(\.baseOffset) == [50])
    }

    @Test func repeatedSequencesAreDuplicatesAndGapsAreRefused() throws {
        var log = PartitionLog()
        #expect(try append(&log, batch(3, producerID: 7, sequence: 0)) == .appended(baseOffset: 0))
        #expect(try append(&log, batch(2, producerID: 7, sequence: 3)) == .appended(baseOffset: 3))
        #expect(try append(&log, batch(3, producerID: 7, sequence: 0)) == .duplicate(baseOffset: 0))
        #expect(try append(&log, batch(1, producerID: 7, sequence: 9)) == .rejected(.outOfOrderSequenceNumber))
        #expect(log.endOffset == 5)
    }

    @Test func openTransactionsHoldTheStableOffsetAndAbortedOnesAreListed() throws {
        var log = PartitionLog()
        _ = try append(&log, batch(2))
        _ = try append(&log, batch(2, producerID: 9, sequence: 0, isTransactional: true))
        _ = try append(&log, batch(2))
        #expect(log.lastStableOffset == 2)
        let marker = try RecordBatch.endOfTransaction(
            .abort, producerID: 9, producerEpoch: 0, coordinatorEpoch: 0, timestamp: 0)
        _ = log.append(marker, leaderEpoch: 0, now: 0)
        #expect(log.lastStableOffset == 7)
        #expect(log.abortedTransactions(in: 0..<7) == [.init(producerID: 9, firstOffset: 2)])
        #expect(log.abortedTransactions(in: 0..<2).isEmpty)
    }
}
