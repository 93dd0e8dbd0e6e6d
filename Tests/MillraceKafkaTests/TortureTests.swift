// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
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
    /// Number of kills per place.
    private let times = ProcessInfo.processInfo.environment["MILLRACE_TORTURE"].flatMap { Int($0) } ?? 1

    private func torture(_ run: inout TortureRun) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        try await run.kill(everywhere: times, atRandom: times * 4)
        print(run.report(seconds: (clock.now - start) / .seconds(1)))
        try await run.finish()
        let missed = run.plan.filter { run.hits[$0, default: 0] < times }
        #expect(missed.isEmpty, "seed \(TestSeed.value): places that were not reached: \(missed)")
    }

    @Test func whereverTheDriverIsKilledNothingIsLostAndStateCountsOnce() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("in", partitions: TortureRun.partitions)
            var run = try TortureRun(cluster)
            try await torture(&run)
            try run.check()
        }
    }

    @Test func whereverTheDriverIsKilledATopicHasEachRecordOnce() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("in", partitions: TortureRun.partitions)
            try cluster.createTopic("out", partitions: 1)
            var run = try TortureRun(cluster, topic: "out")
            try await torture(&run)
            let partition = TopicPartition(topic: "out", partition: 0)
            let end = try await client.listOffsets([partition: .latest], isolation: .readCommitted)[partition] ?? 0
            var committed: [String] = []
            let reader = PartitionReader(
                client: client, partition: partition, from: 0, until: end,
                configuration: FetchConfiguration(isolation: .readCommitted))
            for try await records in reader { try records.forEach { committed.append($0.value?.string ?? "null") } }
            try run.check(committed: committed)
        }
    }
}
