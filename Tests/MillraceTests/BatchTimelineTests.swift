// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// Labels and due times of batches while the wall clock is set.
@Suite(.timeLimit(.minutes(10))) struct BatchTimelineTests {
    private func timeline(now: Int64, interval: Duration = .seconds(2)) -> BatchTimeline {
        BatchTimeline(interval: interval, wall: BatchTime(milliseconds: now), uptime: .seconds(100))
    }

    @Test func theFirstBatchIsTheNextMultipleStrictlyAfterNow() {
        #expect(timeline(now: 10_001).time == BatchTime(milliseconds: 12_000))
        #expect(timeline(now: 10_001).zeroTime == BatchTime(milliseconds: 10_000))
        #expect(timeline(now: 10_001).due == .milliseconds(101_999))
        #expect(timeline(now: 12_000).time == BatchTime(milliseconds: 14_000))
    }

    @Test func aWallClockSetForwardMovesTheLabelsAndNotTheDueTimes() {
        var line = timeline(now: 10_000)
        let due = line.due
        let change = line.follow(wall: BatchTime(milliseconds: 3_612_500), uptime: .seconds(102))
        #expect(change == .seconds(3600))
        #expect(line.time == BatchTime(milliseconds: 3_612_000))
        #expect(line.due == due)
        line.advance()
        #expect(line.time == BatchTime(milliseconds: 3_614_000))
        #expect(line.due == due + .seconds(2))
        #expect(line.follow(wall: BatchTime(milliseconds: 3_614_500), uptime: .seconds(104)) == .zero)
        // Back to the true time: labels go on, and never back.
        #expect(line.follow(wall: BatchTime(milliseconds: 16_000), uptime: .seconds(106)) == .zero)
        line.advance()
        #expect(line.time == BatchTime(milliseconds: 3_616_000))
    }

    @Test func aWallClockSetBackAndSmallStepsMoveNothing() {
        var line = timeline(now: 10_000)
        #expect(line.follow(wall: BatchTime(milliseconds: -3_588_000), uptime: .seconds(102)) == .zero)
        #expect(line.follow(wall: BatchTime(milliseconds: 12_999), uptime: .seconds(102)) == .zero)
        #expect(line.time == BatchTime(milliseconds: 12_000))
    }

    /// The machine begins with a clock that is an hour slow, and a time server corrects it later.
    @Test func afterARestartLabelsFollowTheTrueTime() {
        let last = BatchTime(milliseconds: 36_000_000)
        func restarted() -> BatchTimeline {
            BatchTimeline(
                interval: .seconds(2), wall: BatchTime(milliseconds: 32_400_500), uptime: .seconds(100),
                zero: BatchTime(milliseconds: 0), after: last)
        }
        var line = restarted()
        #expect(line.time == last + .seconds(2), "labels go on after the last one")
        // To the true time, which the labels have: nothing to follow.
        #expect(line.follow(wall: BatchTime(milliseconds: 36_002_500), uptime: .seconds(102)) == .zero)
        line.advance()
        #expect(line.time == last + .seconds(4))
        // Another minute on, and then to a time after the labels.
        #expect(line.follow(wall: BatchTime(milliseconds: 36_064_500), uptime: .seconds(104)) == .seconds(60))
        #expect(line.time == BatchTime(milliseconds: 36_064_000))
        line = restarted()
        #expect(line.follow(wall: BatchTime(milliseconds: 34_202_500), uptime: .seconds(102)) == .zero)
        #expect(line.time == last + .seconds(2), "half an hour is not enough")
    }

    @Test func afterARestartInTimeLabelsFollowTheWallClock() {
        var line = BatchTimeline(
            interval: .seconds(2), wall: BatchTime(milliseconds: 20_500), uptime: .seconds(100),
            zero: BatchTime(milliseconds: 0), after: BatchTime(milliseconds: 10_000))
        #expect(line.time == BatchTime(milliseconds: 22_000))
        #expect(line.follow(wall: BatchTime(milliseconds: 3_622_500), uptime: .seconds(102)) == .seconds(3600))
        #expect(line.time == BatchTime(milliseconds: 3_622_000))
    }

    @Test(arguments: [Int64(-3_600_000), 3_600_000])
    func anHourForwardOrBackNeitherStopsNorFloodsAStream(step: Int64) async throws {
        let (stream, clock) = try makeStream(now: 10_000_000)
        let two = Event()
        let three = Event()
        let recorder = Recorder(goals: [(2, two), (3, three)])
        stream.addListener(recorder)
        let input = ScriptedInput(stream)
        input.foreachRDD { _ = try await $0.count() }
        try await stream.start()
        clock.advance(by: .seconds(4))
        await two.wait()
        clock.setWallClock(to: BatchTime(milliseconds: clock.now.milliseconds + step))
        clock.advance(by: .seconds(2))
        await three.wait()
        for _ in 0..<100 { await Task.yield() }
        await stream.stop()
        let times = recorder.batches.entries.map(\.batchTime.milliseconds)
        #expect(times == [10_002_000, 10_004_000, 10_006_000 + max(step, 0)])
        #expect(recorder.batches.entries.allSatisfy { ($0.totalDelay ?? .seconds(-1)) == .zero })
    }
}
