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

    @Test func aBatchCountsRecordsNotMarkersAndAbortedOnes() async throws {
        struct Abort: Error {}
        try await Rig.with { rig in
            let producer = try KafkaProducer(
                client: rig.client, configuration: ProducerConfiguration(transactionalID: "writer"))
            for values in [["a", "b"], ["x"], ["c"]] {
                do {
                    try await producer.withTransaction { transaction in
                        for value in values { try await transaction.send("t", partition: 0, value: ByteSlice(value)) }
                        if values == ["x"] { throw Abort() }
                    }
                } catch is Abort {}
            }
            try await producer.close()
            let run = try StreamRun(
                rig,
                DirectStreamConfiguration(
                    startingOffsets: .earliest, fetch: FetchConfiguration(isolation: .readCommitted)))
            try await run.streaming.start()
            let batch = await run.next()
            #expect(batch.values == ["a", "b", "c"])
            #expect(batch.ranges.first?.untilOffset == 7)
            #expect(await run.infos.next().recordCount == 3)
            await run.stop()
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

    @Test func aRetriedBatchReadsTheSameRangesAndCommitsOnce() async throws {
        struct Refused: Error {}
        try await Rig.with { rig in
            try rig.cluster.append(values: ["a0", "a1"], to: "t", 0)
            let failures = Counter()
            let seen = Log<[String]>()
            let run = try StreamRun(
                rig, DirectStreamConfiguration(groupID: "g"),
                stream: StreamingConfiguration(failurePolicy: .retry(3), retryBackoff: .zero))
            run.input.foreachRDD { rdd, batch in
                seen.add(try await rdd.collect() + batch.offsetRanges.map { "\($0)" })
                guard failures.increment() < 3 else { return }
                // Arrives between the attempts, and is not in them.
                try rig.cluster.append(values: ["late\(failures.value)"], to: "t", 0)
                throw Refused()
            }
            try await run.streaming.start()
            #expect(await run.next().values == ["a0", "a1"])
            _ = await run.infos.next()
            #expect(seen.entries.count == 3)
            #expect(Set(seen.entries).count == 1)
            #expect(await run.next().values == ["late1", "late2"])
            await run.stop()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 4)
        }
    }

    @Test func nothingIsCommittedPastABatchThatFailed() async throws {
        struct Refused: Error {}
        try await Rig.with { rig in
            try rig.cluster.append(values: ["a0"], to: "t", 0)
            let run = try StreamRun(
                rig, DirectStreamConfiguration(groupID: "g"),
                stream: StreamingConfiguration(failurePolicy: .continue)
            ) { time in
                if time.milliseconds == 2000 { throw Refused() }
            }
            try await run.streaming.start()
            #expect(await run.next().values == ["a0"])
            _ = await run.infos.next()
            try rig.cluster.append(values: ["a1"], to: "t", 0)
            run.clock.advance(by: .seconds(1))
            #expect(await run.infos.next().failureReason != nil)
            try rig.cluster.append(values: ["a2"], to: "t", 0)
            #expect(await run.next().values == ["a2"])
            await run.stop()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 1)
        }
    }

    @Test func theFirstBatchOfABacklogIsBounded() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<50).map { "a\($0)" }, to: "t", 0)
            let run = try StreamRun(
                rig, DirectStreamConfiguration(startingOffsets: .earliest),
                stream: StreamingConfiguration(backpressure: Backpressure(initialRate: 20)))
            try await run.streaming.start()
            #expect(await run.next().values.count == 20)
            #expect(await run.next().values.count == 20)
            #expect(await run.next().values.count == 10)
            await run.stop()
        }
        #expect(Backpressure().initialRate == 10_000)
    }

    @Test func topicsComeByNamePatternOrPartition() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: ["a0"], to: "t", 0)
            try rig.cluster.append(values: ["b0"], to: "t", 1)
            let start = DirectStreamConfiguration(startingOffsets: .earliest)
            let pattern = try StreamRun(rig, start, topics: .pattern("[tT]"))
            try await pattern.streaming.start()
            #expect(await pattern.next().values == ["a0", "b0"])
            await pattern.stop()
            let partition = try StreamRun(rig, start, topics: .partitions([TopicPartition(topic: "t", partition: 1)]))
            try await partition.streaming.start()
            #expect(await partition.next().values == ["b0"])
            await partition.stop()
            let missing = try StreamRun(rig, start, topics: .partitions([TopicPartition(topic: "t", partition: 9)]))
            let error = await #expect(throws: KafkaStreamError.self) { try await missing.streaming.start() }
            #expect(error?.code.description == "invalidConfiguration")
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
