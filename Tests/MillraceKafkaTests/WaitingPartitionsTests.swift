// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Millrace
import MillraceKafka
import Testing

/// Reports of partitions that wait: one when it begins, one when it is over.
@Suite struct WaitingPartitionsTests {
    private let a = TopicPartition(topic: "t", partition: 0)
    private let b = TopicPartition(topic: "t", partition: 1)
    private let error = KafkaError(.leaderNotAvailable, "no leader")

    private func time(_ milliseconds: Int64) -> BatchTime { BatchTime(milliseconds: milliseconds) }

    @Test func beginAndEndOfAnOutageAreReportedOnce() {
        var waiting = WaitingPartitions()
        #expect(waiting.update([:], asked: time(0), now: time(10)) == nil)
        #expect(
            waiting.update([a: error], asked: time(1000), now: time(2000))
                == .waiting([a], since: time(1000), reason: "\(error)"))
        #expect(waiting.update([a: error], asked: time(3000), now: time(4000)) == nil)
        #expect(waiting.duration(of: a, now: time(4000)) == .seconds(3))
        #expect(waiting.update([:], asked: time(5000), now: time(5001)) == .over(partitions: 1, since: time(1000)))
        #expect(waiting.update([:], asked: time(6000), now: time(6001)) == nil)
        #expect(waiting.duration(of: a, now: time(7000)) == nil)
    }

    @Test func waitsUnderASecondAreNotReported() {
        var waiting = WaitingPartitions()
        #expect(waiting.update([a: error], asked: time(0), now: time(100)) == nil)
        #expect(waiting.update([:], asked: time(200), now: time(201)) == nil)
        #expect(waiting.update([a: error], asked: time(5000), now: time(5100)) == nil)
        #expect(
            waiting.update([a: nil], asked: time(5900), now: time(6000))
                == .waiting([a], since: time(5000), reason: "no answer from the partition's leader"))
    }

    @Test func partitionsThatJoinAreReportedAndTheEndComesWithTheLast() {
        var waiting = WaitingPartitions()
        _ = waiting.update([a: error], asked: time(0), now: time(1000))
        #expect(
            waiting.update([a: error, b: error], asked: time(2000), now: time(3000))
                == .waiting([b], since: time(2000), reason: "\(error)"))
        #expect(waiting.update([b: error], asked: time(4000), now: time(4001)) == nil)
        #expect(waiting.update([:], asked: time(5000), now: time(5001)) == .over(partitions: 2, since: time(0)))
    }

    @Test func skippedRecordsAreReportedAtMostOnceAMinute() {
        var skipped = SkippedRecords()
        #expect(skipped.takeReport(now: time(0)) == nil)
        skipped.count(a, from: 5, until: 5)
        #expect(skipped.takeReport(now: time(0)) == nil)
        skipped.count(a, from: 5, until: 15)
        let first = skipped.takeReport(now: time(0))
        #expect(first?.count == 10 && first?.total == 10 && first?.partitions == [a])
        skipped.count(a, from: 15, until: 20)
        skipped.count(b, from: 0, until: 1)
        #expect(skipped.takeReport(now: time(59_999)) == nil)
        let second = skipped.takeReport(now: time(60_000))
        #expect(second?.count == 6 && second?.total == 16 && second?.partitions == [a, b])
        skipped.count(b, from: 1, until: 2)
        let last = skipped.takeReport(now: time(60_001), isLast: true)
        #expect(last?.count == 1 && last?.total == 17 && last?.partitions == [b])
    }
}
