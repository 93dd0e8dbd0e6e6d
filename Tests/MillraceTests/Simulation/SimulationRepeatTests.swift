// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import MillraceTesting
import StreamTestSupport
import TestSupport
import Testing

/// A seed repeats each step of a job. The histories are those of `SimulationTests`.
@Suite(.timeLimit(.minutes(30)), RepeatedHistories.condition) struct SimulationRepeatTests {
    @Test func aStateAndFiles() async throws {
        try await RepeatedHistories.expect { world in
            try await world.run(batches: CountingJob.batches) { job, driver in
                CountingJob.counts(job).write(to: driver.fileSink(prefix: "/out/n", format: .text()))
            }
            return []
        }
    }

    /// Calls that are under way at the same time.
    @Test func concurrentCalls() async throws {
        try await RepeatedHistories.expect { world in
            try await world.run(batches: CountingJob.batches) { job, driver in
                CountingJob.numbers(job).foreachRDD { rdd, _ in
                    _ = try await rdd.mapAsync(inFlight: 4, ordered: false) { number in
                        try await driver.call("look \(number)") { number }
                    }.collect()
                }
            }
            return []
        }
    }

    @Test func aReceiver() async throws {
        try await RepeatedHistories.expect { world in
            let source = ReplayedSource(count: 20)
            try await world.run(batches: CountingJob.batches, configuration: ReplayedSource.configuration) {
                job, driver in
                source.stream(job, driver).foreachRDD { rdd, _ in
                    _ = try await rdd.collect()
                    try await driver.step("publish")
                }
            }
            return []
        }
    }
}
