// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// Rate estimates and their effect on inputs.
@Suite(.timeLimit(.minutes(10))) struct RateTests {
    @Test func theFirstBatchSetsTheRateAndLaterOnesCorrectIt() throws {
        var estimator = try PIDRateEstimator(batchDuration: .seconds(1))
        func update(_ time: Double, _ elements: Int, _ processing: Double, _ scheduling: Double) -> Double? {
            estimator.update(
                time: time, elements: elements, processingDelay: processing, schedulingDelay: scheduling)
        }
        #expect(update(1000, 1000, 500, 0) == nil)
        #expect(update(2000, 1000, 1000, 0) == 1000)
        #expect(update(3000, 1000, 1250, 250) == 760)
        #expect(update(4000, 10, 1000, 0) == 100)
        #expect(update(4000, 10, 1000, 0) == nil)
        #expect(update(5000, 0, 1000, 0) == nil)
        #expect(update(6000, 10, 0, 0) == nil)
    }

    @Test func settingsOutOfRangeAreNamed() {
        for (settings, name) in [
            (Backpressure(initialRate: 0), "initialRate"), (Backpressure(minRate: -1), "minRate"),
            (Backpressure(integral: .nan), "integral"), (Backpressure(proportional: -1), "proportional"),
        ] {
            let error = #expect(throws: StreamingError.self) {
                try StreamingContext(
                    makeEngine(), batchDuration: .seconds(1), clock: ManualClock(),
                    configuration: StreamingConfiguration(backpressure: settings))
            }
            #expect(error?.message.contains(name) == true)
        }
    }

    @Test func anInputsLimitFollowsTheSpeedOfItsBatches() async throws {
        let (stream, clock) = try makeStream(
            now: 0, configuration: StreamingConfiguration(backpressure: Backpressure(initialRate: 500, minRate: 0.5)))
        let limits = Log<Double?>()
        let counts = Log<Int?>()
        let done = Event()
        stream.addListener(Recorder(goals: [(3, done)]))
        let input = ScriptedInput(stream)
        input.foreachRDD { rdd in
            _ = try await rdd.count()
            limits.add(input.rateLimit)
            counts.add(input.recordLimit)
            // Two records in 100 ms.
            clock.advance(by: .milliseconds(100))
        }
        try await stream.start()
        clock.advance(by: .seconds(6))
        await done.wait()
        await stream.stop()
        // The queue delays the third batch, and so lowers its rate; after two batches there is an estimate.
        #expect(limits.entries.prefix(2) == [500, 500])
        #expect(counts.entries.prefix(2) == [1000, 1000])
        let last = try #require(limits.entries.last ?? nil)
        #expect(last <= 20 && last >= 0.5)
        #expect(try #require(input.rateLimit) <= 20)
    }

    @Test func withoutBackpressureThereIsNoLimit() throws {
        let (stream, _) = try makeStream(configuration: StreamingConfiguration(backpressure: nil))
        #expect(ScriptedInput(stream).rateLimit == nil)
    }
}
