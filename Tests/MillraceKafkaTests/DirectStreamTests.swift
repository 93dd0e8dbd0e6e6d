// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import Millrace
import MillraceKafka
import TestSupport
import Testing

/// Batches of a direct stream under a clock that the test moves.
@Suite(.timeLimit(.minutes(10))) struct DirectStreamTests {
    @Test func batchesFollowOnAndOffsetsAreCommittedAfterTheirOutput() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: ["a0", "a1"], to: "t", 0)
            try rig.cluster.append(values: ["b0"], to: "t", 1)
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "g"))
            try await run.streaming.start()
            let first = await run.next()
            #expect(first.values == ["a0", "a1", "b0"])
            #expect(first.ranges.map(\.untilOffset) == [2, 1])
            try rig.cluster.append(values: ["a2"], to: "t", 0)
            let second = await run.next()
            #expect(second.values == ["a2"])
            #expect(second.ranges.map(\.fromOffset) == [2, 1])
            await run.streaming.stop(gracefully: true, stoppingEngine: false)
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 3)
            #expect(rig.cluster.committedOffset(group: "g", "t", 1) == 1)
            // The group's next run starts where this one ended.
            let again = try StreamRun(rig, DirectStreamConfiguration(groupID: "g"))
            try rig.cluster.append(values: ["b1"], to: "t", 1)
            try await again.streaming.start()
            #expect(await again.next().values == ["b1"])
            await again.streaming.stop(gracefully: true, stoppingEngine: false)
        }
    }

    @Test func failedBatchCommitsNothing() async throws {
        struct Refused: Error {}
        try await Rig.with { rig in
            try rig.cluster.append(values: ["a0"], to: "t", 0)
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "g")) { _ in throw Refused() }
            try await run.streaming.start()
            run.clock.advance(by: .seconds(1))
            await #expect(throws: (any Error).self) { try await run.streaming.awaitTermination() }
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == nil)
        }
    }

    @Test func rateLimitsEachPartitionAndTheEndIsThatOfTheStart() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<5).map { "a\($0)" }, to: "t", 0)
            let run = try StreamRun(
                rig,
                DirectStreamConfiguration(startingOffsets: .earliest, untilEnd: true, maxRatePerPartition: 3))
            try await run.streaming.start()
            try rig.cluster.append(values: ["late"], to: "t", 0)
            #expect(await run.next().values == ["a0", "a1", "a2"])
            #expect(!run.input.isAtEnd)
            #expect(await run.next().values == ["a3", "a4"])
            #expect(run.input.isAtEnd)
            #expect(await run.next().values == [])
            await run.streaming.stop(gracefully: true, stoppingEngine: false)
        }
    }

    @Test func latestSkipsEarlierRecords() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: ["old"], to: "t", 0)
            let run = try StreamRun(rig, DirectStreamConfiguration(startingOffsets: .latest))
            try await run.streaming.start()
            try rig.cluster.append(values: ["new"], to: "t", 0)
            #expect(await run.next().values == ["new"])
            await run.streaming.stop(gracefully: true, stoppingEngine: false)
        }
    }

    @Test func configurationsThatCannotWorkAreNamed() async throws {
        try await Rig.with { rig in
            let streaming = try StreamingContext(rig.engine, batchDuration: .seconds(1))
            for (configuration, name) in [
                (DirectStreamConfiguration(startingOffsets: .committed), "groupID"),
                (DirectStreamConfiguration(maxRatePerPartition: 0), "maxRatePerPartition"),
                (DirectStreamConfiguration(groupID: ""), "groupID"),
                (DirectStreamConfiguration(finalCommitTimeout: .zero), "finalCommitTimeout"),
                (DirectStreamConfiguration(partitionDiscoveryInterval: .zero), "partitionDiscoveryInterval"),
            ] {
                let error = #expect(throws: KafkaStreamError.self) {
                    try streaming.kafkaDirectStream(rig.client, topics: ["t"], configuration: configuration)
                }
                #expect(error?.message.contains(name) == true)
            }
            #expect(throws: KafkaStreamError.self) { try streaming.kafkaDirectStream(rig.client, topics: []) }
        }
    }
}
