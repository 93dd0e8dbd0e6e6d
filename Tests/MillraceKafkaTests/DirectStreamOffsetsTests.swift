// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import MillraceKafka
import Testing

@Suite struct DirectStreamOffsetsTests {
    let a = TopicPartition(topic: "t", partition: 0)
    let b = TopicPartition(topic: "t", partition: 1)
    let unlimited = BatchLimit(batchDuration: .seconds(1))

    @Test func rangesFollowOnFromEachOtherAndKeepEmptyPartitions() throws {
        var offsets = DirectStreamOffsets(startingAt: [b: 5, a: 0])
        let first = try offsets.nextRanges(latest: [a: 10, b: 5], limit: unlimited)
        #expect(first == [try OffsetRange(a, from: 0, until: 10), try OffsetRange(b, from: 5, until: 5)])
        offsets.advance(past: first)
        let second = try offsets.nextRanges(latest: [a: 12, b: 6], limit: unlimited)
        #expect(second == [try OffsetRange(a, from: 10, until: 12), try OffsetRange(b, from: 5, until: 6)])
    }

    @Test func rangesThatWereNotHandedOutAreDecidedAgain() throws {
        let offsets = DirectStreamOffsets(startingAt: [a: 0])
        _ = try offsets.nextRanges(latest: [a: 10], limit: unlimited)
        #expect(try offsets.nextRanges(latest: [a: 11], limit: unlimited).map(\.untilOffset) == [11])
    }

    @Test func endStopsAtTheOffsetsOfTheStart() throws {
        var offsets = DirectStreamOffsets(startingAt: [a: 0, b: 3], endingAt: [a: 4, b: 3])
        #expect(!offsets.isAtEnd)
        let ranges = try offsets.nextRanges(latest: [a: 100, b: 100], limit: unlimited)
        #expect(ranges.map(\.untilOffset) == [4, 3])
        offsets.advance(past: ranges)
        #expect(offsets.isAtEnd)
    }

    @Test func streamWithoutEndIsNeverAtItsEnd() {
        #expect(!DirectStreamOffsets(startingAt: [:]).isAtEnd)
    }

    @Test func partitionsFoundLaterAreAddedAndKnownOnesKeepTheirOffset() throws {
        var offsets = DirectStreamOffsets(startingAt: [a: 7])
        offsets.add([a: 0, b: 2])
        #expect(offsets.current == [a: 7, b: 2])
        var ending = DirectStreamOffsets(startingAt: [a: 7], endingAt: [a: 9])
        ending.add([b: 0])
        #expect(ending.current == [a: 7])
    }

    @Test func partitionThatEndsBeforeItsPositionGetsAnEmptyRange() throws {
        let offsets = DirectStreamOffsets(startingAt: [a: 50, b: 3])
        #expect(offsets.beyondTheEnd(latest: [a: 10, b: 3]) == [a])
        #expect(offsets.beyondTheEnd(latest: [b: 4]) == [])
        let ranges = try offsets.nextRanges(latest: [a: 10, b: 4], limit: unlimited)
        #expect(ranges == [try OffsetRange(a, from: 50, until: 50), try OffsetRange(b, from: 3, until: 4)])
    }

    @Test func partitionWithoutAKnownEndGetsAnEmptyRange() throws {
        let offsets = DirectStreamOffsets(startingAt: [a: 50, b: 3])
        let ranges = try offsets.nextRanges(latest: [b: 4], limit: unlimited)
        #expect(ranges == [try OffsetRange(a, from: 50, until: 50), try OffsetRange(b, from: 3, until: 4)])
    }

    @Test func movesStopAtTheStreamsEnd() {
        var offsets = DirectStreamOffsets(startingAt: [a: 0, b: 5], endingAt: [a: 10, b: 5])
        offsets.move(a, to: 100)
        offsets.move(b, to: 100)
        offsets.move(TopicPartition(topic: "other", partition: 0), to: 1)
        #expect(offsets.current == [a: 10, b: 5])
        #expect(offsets.isAtEnd)
    }

    @Test(
        arguments: [
            // rate, batch ms, current, latest, expected
            (nil, 1000, 0, 1_000_000, 1_000_000),
            (100, 1000, 0, 1_000_000, 100),
            (100, 500, 10, 1_000_000, 60),
            (1, 100, 0, 10, 1),
            (100, 1000, 0, 40, 40),
            (100, 1000, 40, 40, 40),
            (3, 1500, 0, 100, 4),
            (Int.max, 1000, 0, Int64.max, Int64.max),
        ] as [(Int?, Int, Int64, Int64, Int64)])
    func rateLimitsEachPartition(rate: Int?, batch: Int, current: Int64, latest: Int64, expected: Int64) {
        let limit = BatchLimit(defaultRates: PartitionRates(max: rate), batchDuration: .milliseconds(batch))
        #expect(limit.untilOffsets(current: [a: current], ends: [a: latest]) == [a: expected])
    }

    /// Source: Spark's rules for `maxMessagesPerPartition`.
    @Test func theStreamsRateIsSharedByLagWithinEachPartitionsBounds() {
        func ends(rate: Double?, _ rates: PartitionRates, _ lags: [TopicPartition: Int64]) -> [TopicPartition: Int64] {
            BatchLimit(rate: rate, defaultRates: rates, batchDuration: .seconds(1))
                .untilOffsets(current: lags.mapValues { _ in 0 }, ends: lags)
        }
        #expect(ends(rate: 200, PartitionRates(), [a: 300, b: 100]) == [a: 150, b: 50])
        #expect(ends(rate: 200, PartitionRates(max: 100), [a: 300, b: 100]) == [a: 100, b: 50])
        #expect(ends(rate: 10, PartitionRates(), [a: 1000, b: 1]) == [a: 9, b: 1])
        #expect(ends(rate: 10, PartitionRates(), [a: 0, b: 0]) == [a: 0, b: 0])
        #expect(ends(rate: 10, PartitionRates(min: 50), [a: 1000, b: 1000]) == [a: 50, b: 50])
        #expect(ends(rate: nil, PartitionRates(), [a: 1000, b: 1]) == [a: 1000, b: 1])
        let own = BatchLimit(
            rate: nil, defaultRates: PartitionRates(), rates: [b: PartitionRates(max: 7)], batchDuration: .seconds(1))
        #expect(own.untilOffsets(current: [a: 0, b: 0], ends: [a: 30, b: 30]) == [a: 30, b: 7])
    }
}
