// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Millrace
import MillraceKafka
import Testing

@Suite struct DirectStreamProgressTests {
    let a = TopicPartition(topic: "t", partition: 0)
    let b = TopicPartition(topic: "t", partition: 1)
    let first = BatchTime(milliseconds: 1000)
    let second = BatchTime(milliseconds: 2000)

    /// A progress at offset 0 of two partitions, with two batches handed out.
    private func progress() throws -> DirectStreamProgress {
        var progress = DirectStreamProgress()
        progress.offsets = DirectStreamOffsets(startingAt: [a: 0, b: 0])
        progress.handOut([try OffsetRange(a, from: 0, until: 5), try OffsetRange(b, from: 0, until: 0)], to: first)
        progress.handOut([try OffsetRange(a, from: 5, until: 8), try OffsetRange(b, from: 0, until: 3)], to: second)
        return progress
    }

    @Test func handedOutRangesMoveTheOffsetsAndCommitNothing() throws {
        let progress = try progress()
        #expect(progress.offsets.current == [a: 8, b: 3])
        #expect(progress.uncommitted == [:])
    }

    @Test func completedBatchesCommitTheEndsOfTheirNonEmptyRanges() throws {
        var progress = try progress()
        progress.complete(first)
        #expect(progress.uncommitted == [a: 5])
        progress.complete(second)
        #expect(progress.uncommitted == [a: 8, b: 3])
        progress.complete(second)
        progress.complete(BatchTime(milliseconds: 9000))
        #expect(progress.uncommitted == [a: 8, b: 3])
    }

    @Test func offsetsThatMovedDuringACommitAreCommittedAgain() throws {
        var progress = try progress()
        progress.complete(first)
        let committing = progress.uncommitted
        progress.complete(second)
        progress.markCommitted(committing)
        #expect(progress.uncommitted == [a: 8, b: 3])
        progress.markCommitted(progress.uncommitted)
        #expect(progress.uncommitted == [:])
    }
}
