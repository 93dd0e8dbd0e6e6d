// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import TestSupport
import Testing

/// The judge of the fault tests, on histories made by hand: each anomaly is found, and a right history has none.
@Suite struct HistoryCheckerTests {
    private typealias Write = HistoryOperation.Write
    private typealias Read = HistoryOperation.Read

    private static let p = TopicPartition(topic: "t", partition: 0)
    private static let q = TopicPartition(topic: "t", partition: 1)

    private func kinds(_ operations: [(Int, HistoryOperation)]) -> Set<HistoryAnomaly.Kind> {
        Set(HistoryChecker.anomalies(in: operations.map { History.Entry($0.0, $0.1) }).map(\.kind))
    }

    private func reads(_ pairs: (Int, Int64)...) -> HistoryOperation {
        .poll([Self.p: pairs.map { Read($0.0, at: $0.1) }])
    }

    @Test func rightHistoryHasNoAnomaly() {
        let found = kinds([
            (0, .send([Write(Self.p, 1, at: 0), Write(Self.p, 2, at: 1)], .ok)),
            (0, .send([Write(Self.p, 3)], .unknown)),
            (1, .transaction([Write(Self.p, 4, at: 3), Write(Self.q, 5, at: 0)], .ok)),
            (1, .transaction([Write(Self.p, 6, at: 5)], .failed)),
            (2, reads((1, 0), (2, 1), (3, 2), (4, 3))),
            (2, .poll([Self.q: [Read(5, at: 0)]])),
            // A consumer that begins again sees the same values again.
            (2, .reposition([Self.p])),
            (2, reads((2, 1), (3, 2), (4, 3))),
        ])
        #expect(found.isEmpty)
    }

    @Test func acknowledgedValueThatNobodyReadIsLostOrUnseen() {
        let write = HistoryOperation.send([Write(Self.p, 1, at: 0), Write(Self.p, 2, at: 1)], .ok)
        #expect(kinds([(0, write), (1, reads((2, 1)))]) == [.lostWrite])
        #expect(kinds([(0, write), (1, reads((1, 0)))]) == [.unseen])
    }

    @Test func valuesOfAbortedTransactionsAndFailedSendsMustNotBeRead() {
        let aborted = HistoryOperation.transaction([Write(Self.p, 1, at: 0)], .failed)
        #expect(kinds([(0, aborted), (1, reads((1, 0)))]) == [.abortedRead])
        #expect(kinds([(0, .send([Write(Self.p, 1)], .failed)), (1, reads((1, 0)))]) == [.abortedRead])
        #expect(kinds([(1, reads((7, 0)))]) == [.inventedRead])
    }

    @Test func offsetHasOneValueAndValueHasOneOffset() {
        let write = HistoryOperation.send([Write(Self.p, 1, at: 0), Write(Self.p, 2, at: 1)], .ok)
        #expect(kinds([(0, write), (1, reads((1, 0), (2, 1), (1, 2)))]) == [.duplicate])
        #expect(
            kinds([(0, write), (1, reads((1, 0), (2, 1))), (2, reads((2, 0)))]) == [.inconsistentOffset, .duplicate])
    }

    @Test func pollsOfOneConsumerGoForwardWithoutGaps() {
        let write = HistoryOperation.send((0..<4).map { Write(Self.p, $0, at: Int64($0)) }, .ok)
        #expect(
            kinds([(0, write), (1, reads((0, 0), (1, 1), (2, 2), (3, 3))), (1, reads((3, 3)))]) == [
                .nonmonotonicPoll
            ])
        let others = reads((0, 0), (1, 1), (2, 2), (3, 3))
        #expect(kinds([(0, write), (2, others), (1, reads((0, 0))), (1, reads((2, 2)))]) == [.skippedPoll])
        // A gap without a readable value, such as a transaction's marker, is none.
        #expect(
            kinds([(0, .send([Write(Self.p, 0, at: 0), Write(Self.p, 1, at: 2)], .ok)), (1, reads((0, 0), (1, 2)))])
                .isEmpty)
    }

    @Test func sendsOfOneProducerKeepTheirOrder() {
        let history: [(Int, HistoryOperation)] = [
            (0, .send([Write(Self.p, 1, at: 1)], .ok)), (0, .send([Write(Self.p, 2, at: 0)], .ok)),
            (1, reads((2, 0), (1, 1))),
        ]
        #expect(kinds(history) == [.nonmonotonicSend])
    }

    @Test func transactionsThatEachPrecedeTheOtherAreACycle() {
        let history: [(Int, HistoryOperation)] = [
            (0, .transaction([Write(Self.p, 1, at: 0), Write(Self.q, 2, at: 1)], .ok)),
            (1, .transaction([Write(Self.p, 3, at: 1), Write(Self.q, 4, at: 0)], .ok)),
            (2, reads((1, 0), (3, 1))), (2, .poll([Self.q: [Read(4, at: 0), Read(2, at: 1)]])),
        ]
        let found = HistoryChecker.anomalies(in: history.map { History.Entry($0.0, $0.1) })
        #expect(found == [.writeCycle([0, 1])])
    }
}
