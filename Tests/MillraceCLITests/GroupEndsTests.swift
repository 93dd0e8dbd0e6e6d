// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Testing

@testable import MillraceCLI

/// The end of `millrace consume --group … --exit-at-end`.
@Suite struct GroupEndsTests {
    private let a = TopicPartition(topic: "t", partition: 0)
    private let b = TopicPartition(topic: "t", partition: 1)

    @Test func allPartitionsMustReachTheirEnds() {
        var ends = GroupEnds()
        #expect(!ends.areReached)
        ends.add(a, end: 10)
        ends.add(b, end: 5)
        ends.advance(a, to: 9)
        ends.advance(b, to: 5)
        #expect(!ends.areReached)
        #expect(ends.open == [a])
        ends.advance(a, to: 12)
        #expect(ends.areReached)
        #expect(ends.open == [])
    }

    @Test func partitionsOfOthersDoNotCount() {
        var ends = GroupEnds()
        ends.add(a, end: 10)
        ends.add(b, end: 5)
        ends.advance(a, to: 10)
        ends.remove([b])
        #expect(ends.areReached)
        ends.remove([a])
        #expect(!ends.areReached)
        ends.advance(a, to: 10)
        #expect(!ends.areReached)
    }

    @Test func partitionWithoutRecordsIsAtItsEnd() {
        var ends = GroupEnds()
        ends.add(a, end: 10)
        ends.look(at: a, position: nil, isIdle: true)
        #expect(!ends.areReached)
        ends.look(at: a, position: 10, isIdle: false)
        #expect(ends.areReached)
    }

    @Test func recordsThatAreHandedOutAreWaitedFor() {
        var ends = GroupEnds()
        ends.add(a, end: 10)
        ends.look(at: a, position: 3, isIdle: false)
        // A batch up to the end is handed out, and not printed yet.
        ends.look(at: a, position: 10, isIdle: true)
        #expect(!ends.areReached)
        ends.advance(a, to: 10)
        #expect(ends.areReached)
    }

    @Test func marksOfTransactionsAtTheEndAreNotWaitedFor() {
        var ends = GroupEnds()
        ends.add(a, end: 10)
        ends.advance(a, to: 9)
        var looks = 0
        while !ends.areReached, looks < 100 {
            ends.look(at: a, position: 9, isIdle: true)
            looks += 1
        }
        #expect((3...20).contains(looks))
        // Not while records come.
        ends.add(b, end: 10)
        for position in 0..<9 {
            for _ in 0..<3 { ends.look(at: b, position: Int64(position), isIdle: true) }
        }
        for _ in 0..<100 { ends.look(at: b, position: 9, isIdle: false) }
        #expect(!ends.areReached)
    }
}
