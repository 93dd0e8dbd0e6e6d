// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaTestBroker
import KafkaTransport
import TestSupport
import Testing
import TortureJob

/// A streaming job that is killed with SIGKILL at every place of a batch's life and at random moments, again and again,
/// until the source is used up; then source and outputs are compared record by record.
///
/// `MILLRACE_TORTURE` is the number of kills per place, 1 by default (`make torture`: 20); `MILLRACE_SEED` repeats the
/// order of a run.
@Suite(.timeLimit(.minutes(120))) struct TortureTests {
    @Test func whereverTheDriverIsKilledNothingIsLostAndStateCountsOnce() async throws {
        let times = ProcessInfo.processInfo.environment["MILLRACE_TORTURE"].flatMap { Int($0) } ?? 1
        try await TestCluster.with { cluster in
            try cluster.createTopic("in", partitions: TortureRun.partitions)
            var run = try TortureRun(cluster)
            let clock = ContinuousClock()
            let start = clock.now
            try await run.kill(everywhere: times, atRandom: times * 4)
            let seconds = (clock.now - start) / .seconds(1)
            print(run.report(seconds: seconds))
            try await run.finish()
            try run.check()
            let missed = run.plan.filter { run.hits[$0, default: 0] < times }
            #expect(missed.isEmpty, "seed \(TestSeed.value): places that were not reached: \(missed)")
        }
    }
}
