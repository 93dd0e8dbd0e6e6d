// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import Millrace
import MillraceKafka
import Testing

@Suite struct DirectStreamProgressTests {
    let a = TopicPartition(topic: "t", partition: 0)
    let b = TopicPartition(topic: "t", partition: 1)
    let first: DirectStreamPlan
    let second: DirectStreamPlan

    init() throws {
        first = DirectStreamPlan(
            ranges: [try OffsetRange(a, from: 0, until: 5), try OffsetRange(b, from: 0, until: 0)], topicIDs: [:])
        second = DirectStreamPlan(
            ranges: [try OffsetRange(a, from: 5, until: 8), try OffsetRange(b, from: 0, until: 3)], topicIDs: [:])
    }

    /// A progress at offset 0 of two partitions, with two batches handed out.
    private func progress() throws -> DirectStreamProgress {
        var progress = DirectStreamProgress()
        progress.offsets = DirectStreamOffsets(startingAt: [a: 0, b: 0])
        progress.offsets.advance(past: first.ranges)
        progress.offsets.advance(past: second.ranges)
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
        #expect(progress.uncommitted == [a: 8, b: 3])
    }

    /// The earlier run may have ended between the checkpoint that has its last batch as done and the commit.
    @Test func theFirstBatchAfterARestartCommitsItsEndsEvenIfItIsEmpty() throws {
        var progress = DirectStreamProgress()
        progress.recovered = second
        let isRecovered = progress.continueRecovered()
        #expect(isRecovered)
        let empty = DirectStreamPlan(
            ranges: [try OffsetRange(a, from: 8, until: 8), try OffsetRange(b, from: 3, until: 3)], topicIDs: [:])
        progress.complete(empty)
        #expect(progress.uncommitted == [a: 8, b: 3])
        let begun = progress.beginCommit()
        progress.endCommit(try #require(begun))
        progress.complete(empty)
        #expect(progress.uncommitted == [:])
    }

    @Test func newLeadersAreAskedOnce() throws {
        var progress = try progress()
        let ends = [a: ListedOffset(offset: 20, leaderEpoch: 3), b: ListedOffset(offset: 20, leaderEpoch: 3)]
        #expect(progress.unchecked(ends) == [:], "no epoch is known yet")
        progress.leaderEpochs = [a: 2, b: 3]
        #expect(progress.unchecked(ends) == [a: 2])
        // The leader of another partition did not answer.
        progress.check([:], epochs: [a: 2], ends)
        #expect(progress.unchecked(ends) == [a: 2])
        progress.check([a: EpochEnd(epoch: 2, offset: 8)], epochs: [a: 2], ends)
        #expect(progress.unchecked(ends) == [:])
        #expect(progress.parted == [:], "the log has all up to offset 8")
        // An answer to an earlier question says nothing.
        progress.check([a: EpochEnd(epoch: 1, offset: 4)], epochs: [a: 2], ends)
        #expect(progress.parted == [:])
        progress.leaderEpochs[a] = 2
        progress.check([a: EpochEnd(epoch: 1, offset: 4)], epochs: [a: 2], ends)
        // Until the stream goes on there: a plan that failed for it fails again.
        #expect(progress.parted == [a: 4] && progress.unchecked(ends) == [:])
        #expect(progress.leaderEpochs[a] == 2, "the next start finds it out")
        progress.move(a, to: 4)
        #expect(progress.parted == [:] && progress.offsets.current[a] == 4)
    }

    @Test func plansKeepTheEpochsOfTheirEnds() throws {
        let plan = DirectStreamPlan(ranges: first.ranges, topicIDs: [:], leaderEpochs: [a: 7])
        let copy = try JSONDecoder().decode(DirectStreamPlan.self, from: try JSONEncoder().encode(plan))
        #expect(copy == plan)
        var progress = DirectStreamProgress()
        progress.recovered = copy
        let isRecovered = progress.continueRecovered()
        #expect(isRecovered && progress.leaderEpochs == [a: 7])
        // Plans of the first release have none.
        let old = #"{"ranges":[{"topic":"t","partition":0,"from":0,"until":5}],"topicIDs":{}}"#
        let read = try JSONDecoder().decode(DirectStreamPlan.self, from: Data(old.utf8))
        #expect(read.leaderEpochs == [:] && read.ranges == [first.ranges[0]])
    }

    @Test func offsetsThatMovedDuringACommitAreCommittedAgain() throws {
        var progress = try progress()
        #expect(progress.beginCommit() == nil)
        progress.leaderEpochs[a] = 4
        progress.complete(first)
        let begun = progress.beginCommit()
        let committing = try #require(begun)
        #expect(committing == [a: CommittedOffset(offset: 5, leaderEpoch: 4)])
        progress.complete(second)
        // One at a time.
        #expect(progress.beginCommit() == nil)
        progress.endCommit(committing)
        #expect(progress.uncommitted == [a: 8, b: 3])
        let begunAgain = progress.beginCommit()
        let newest = try #require(begunAgain)
        progress.endCommit(newest)
        #expect(progress.uncommitted == [:])
        #expect(progress.beginCommit() == nil)
    }

    @Test func offsetsOfAFailedCommitAreInTheNext() throws {
        var progress = try progress()
        progress.complete(first)
        _ = progress.beginCommit()
        progress.endCommit([:])
        progress.complete(second)
        #expect(progress.beginCommit()?.mapValues(\.offset) == [a: 8, b: 3])
    }

    @Test func streamJumpsToTheFirstOffsetLeftAndCountsOnce() throws {
        var progress = try progress()
        let lost = try OffsetRange(a, from: 2, until: 5)
        progress.note(lost, firstLeft: 100)
        // The same range computed again.
        progress.note(lost, firstLeft: 100)
        #expect(progress.skipped.total == 3)
        progress.jumpOverLostRecords()
        #expect(progress.offsets.current == [a: 100, b: 3])
        #expect(progress.skipped.total == 95)
        progress.jumpOverLostRecords()
        #expect(progress.skipped.total == 95)
        // A batch that was queued meanwhile.
        progress.note(try OffsetRange(a, from: 5, until: 8), firstLeft: 100)
        #expect(progress.skipped.total == 98)
        #expect(progress.skipped.takeBatchCount() == 98)
        #expect(progress.skipped.takeBatchCount() == 0)
    }

    @Test func aLogCountsAsTruncatedOnlyIfItStaysSo() throws {
        var progress = try progress()
        #expect(progress.noteBeyondTheEnd([a], at: BatchTime(milliseconds: 1000), patience: .seconds(5)) == [])
        #expect(progress.noteBeyondTheEnd([a], at: BatchTime(milliseconds: 5999), patience: .seconds(5)) == [])
        #expect(progress.noteBeyondTheEnd([], at: BatchTime(milliseconds: 6000), patience: .seconds(5)) == [])
        #expect(progress.noteBeyondTheEnd([a], at: BatchTime(milliseconds: 7000), patience: .seconds(5)) == [])
        #expect(progress.noteBeyondTheEnd([a, b], at: BatchTime(milliseconds: 12000), patience: .seconds(5)) == [a])
    }

    @Test func topicThatWasCreatedAgainLeavesNothingToCommit() throws {
        var progress = try progress()
        progress.topicIDs = ["t": .zero]
        progress.complete(first)
        progress.forget(topic: "t")
        progress.complete(second)
        #expect(progress.uncommitted == [:])
        #expect(progress.offsets.current == [:])
        #expect(progress.topicIDs == [:])
    }
}
