// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import Logging
import Millrace
import MillraceKafka
import TestSupport
import Testing

/// A running stream outlives outages: it says that it waits, and goes on where it was.
@Suite(.timeLimit(.minutes(10))) struct StreamOutageTests {
    /// A stream in real time, whose values the test takes as they come.
    private struct LiveRun {
        let streaming: StreamingContext
        let values = Inbox<String>()

        init(_ rig: Rig, _ configuration: DirectStreamConfiguration, maxQueuedBatches: Int = 16) throws {
            streaming = try StreamingContext(
                rig.engine, batchDuration: .milliseconds(20),
                configuration: StreamingConfiguration(maxQueuedBatches: maxQueuedBatches))
            let input = try streaming.kafkaDirectStream(rig.client, topics: ["t"], configuration: configuration) {
                $1.value?.string ?? "null"
            }
            let values = values
            input.foreachRDD { rdd, _ in for value in try await rdd.collect() { values.add(value) } }
        }

        /// Takes `count` values.
        func take(_ count: Int) async -> [String] {
            var taken: [String] = []
            for _ in 0..<count { taken.append(await values.next()) }
            return taken
        }
    }

    private func append(_ rig: Rig, _ name: String, partitions: Int32 = 2) throws -> [String] {
        var values: [String] = []
        for partition in 0..<partitions {
            let new = (0..<5).map { "\(name)-\(partition)-\($0)" }
            try rig.cluster.append(values: new, to: "t", partition)
            values += new
        }
        return values
    }

    @Test func outageOfAllBrokersEndsNoStreamAndEachRecordIsReadOnce() async throws {
        try await Rig.with(brokers: 3) { rig in
            let run = try LiveRun(rig, DirectStreamConfiguration(groupID: "g"))
            let before = try append(rig, "before")
            try await run.streaming.start()
            #expect(await run.take(10).sorted() == before)
            for broker in rig.cluster.brokerIDs { await rig.cluster.stopBroker(broker) }
            let during = try append(rig, "during")
            let warning = await rig.log.next("the stream waits for partitions")
            #expect(warning.level == .warning)
            #expect(warning.metadata["partitions"]?.contains("t-") == true)
            #expect(warning.metadata["since"] != nil && warning.metadata["reason"] != nil)
            for broker in rig.cluster.brokerIDs { try rig.cluster.restartBroker(broker) }
            #expect(await run.take(10).sorted() == during)
            #expect(await rig.log.next("all partitions of the stream are read again").level == .notice)
            let after = try append(rig, "after")
            #expect(await run.take(10).sorted() == after)
            await run.streaming.stop(gracefully: true, stoppingEngine: false)
            try await run.streaming.awaitTermination()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 15)
            #expect(rig.cluster.committedOffset(group: "g", "t", 1) == 15)
        }
    }

    @Test func batchUnderWayWaitsForTheEndOfAnOutage() async throws {
        try await Rig.with(brokers: 3) { rig in
            let gate = Gate()
            rig.cluster.add(Script(.fetch, times: 1, .hold(gate)))
            let run = try LiveRun(rig, DirectStreamConfiguration(groupID: "g"), maxQueuedBatches: 2)
            let values = try append(rig, "a")
            try await run.streaming.start()
            await gate.waitForArrivals()
            for broker in rig.cluster.brokerIDs { await rig.cluster.stopBroker(broker) }
            gate.open()
            for broker in rig.cluster.brokerIDs { try rig.cluster.restartBroker(broker) }
            #expect(await run.take(10).sorted() == values)
            await run.streaming.stop(gracefully: true, stoppingEngine: false)
            try await run.streaming.awaitTermination()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 5)
        }
    }

    @Test func partitionWithoutALeaderDoesNotKeepOthersFromBeingRead() async throws {
        try await Rig.with(brokers: 3, topics: ["t": 3]) { rig in
            let run = try LiveRun(rig, DirectStreamConfiguration(startingOffsets: .earliest))
            let before = try append(rig, "before", partitions: 3)
            try await run.streaming.start()
            #expect(await run.take(15).sorted() == before)
            let stopped = try rig.cluster.leader(of: "t", 1).broker
            await rig.cluster.stopBroker(stopped)
            let warning = await rig.log.next("the stream waits for partitions")
            #expect(warning.metadata["partitions"]?.contains("t-1") == true)
            for round in 0..<3 {
                var expected: [String] = []
                for partition in [0, 2] as [Int32] {
                    let value = "r\(round)-\(partition)"
                    try rig.cluster.append(values: [value], to: "t", partition)
                    expected.append(value)
                }
                try rig.cluster.append(values: ["r\(round)-1"], to: "t", 1)
                #expect(await run.take(2).sorted() == expected)
            }
            try rig.cluster.restartBroker(stopped)
            #expect(await run.take(3) == ["r0-1", "r1-1", "r2-1"])
            _ = await rig.log.next("all partitions of the stream are read again")
            // Once, however many batches waited.
            let warnings = rig.log.entries("the stream waits")
            #expect(warnings.filter { $0.metadata["partitions"]?.contains("t-1") == true }.count == 1)
            await run.streaming.stop(gracefully: true, stoppingEngine: false)
            try await run.streaming.awaitTermination()
        }
    }

    @Test func brokerThatHangsDelaysOnlyTheFirstBatchOfOthers() async throws {
        try await Rig.with(brokers: 3, topics: ["t": 3]) { rig in
            let hanging = try rig.cluster.leader(of: "t", 1).broker
            let run = try StreamRun(rig, DirectStreamConfiguration(startingOffsets: .earliest))
            _ = try append(rig, "a", partitions: 3)
            try await run.streaming.start()
            #expect(await run.next().values.count == 15)
            let gate = Gate()
            rig.cluster.add(Script(.listOffsets, broker: hanging, .hold(gate)))
            _ = try append(rig, "b", partitions: 3)
            // The first batch waits for the partition until the clock has moved by a second.
            run.clock.advance(by: .seconds(1))
            await gate.waitForArrivals()
            var ends = await run.next().ranges.map(\.untilOffset)
            while ends != [10, 5, 10] { ends = await run.next().ranges.map(\.untilOffset) }
            _ = try append(rig, "c", partitions: 3)
            while ends != [15, 5, 15] { ends = await run.next().ranges.map(\.untilOffset) }
            gate.open()
            while ends != [15, 15, 15] { ends = await run.next().ranges.map(\.untilOffset) }
            await run.stop()
        }
    }

    @Test func startWaitsForBrokers() async throws {
        try await Rig.with { rig in
            let broker = try #require(rig.cluster.brokerIDs.first)
            await rig.cluster.stopBroker(broker)
            try rig.cluster.append(values: ["a"], to: "t", 0)
            let run = try StreamRun(rig, DirectStreamConfiguration(startingOffsets: .earliest))
            async let started: Void = run.streaming.start()
            try rig.cluster.restartBroker(broker)
            try await started
            #expect(await run.next().values == ["a"])
            await run.stop()
        }
    }

    @Test func startWithoutBrokersNamesThem() async throws {
        try await Rig.with(configure: { $0.apiTimeout = .milliseconds(100) }) { rig in
            let broker = try #require(rig.cluster.brokerIDs.first)
            let address = try #require(rig.cluster.bootstrapServers.first)
            await rig.cluster.stopBroker(broker)
            let run = try StreamRun(rig, DirectStreamConfiguration(startingOffsets: .earliest))
            let error = await #expect(throws: KafkaError.self) { try await run.streaming.start() }
            #expect("\(String(describing: error))".contains(address), "\(String(describing: error))")
        }
    }

    // MARK: Commits

    @Test func batchesDoNotWaitForCommitsAndTheNewestOffsetsWin() async throws {
        try await Rig.with(brokers: 2) { rig in
            // Away from the coordinator, whose connection the gate holds.
            let coordinator = try #require(rig.cluster.coordinator(of: "g"))
            let other = try #require(rig.cluster.brokerIDs.first { $0 != coordinator })
            for partition in 0..<2 as Range<Int32> { try rig.cluster.movePartition("t", partition, to: other) }
            let gate = Gate()
            let commits = rig.cluster.record(.api(.offsetCommit))
            rig.cluster.add(Script(.offsetCommit, times: 1, .hold(gate)))
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "g"))
            try await run.streaming.start()
            for round in 0..<5 {
                try rig.cluster.append(values: ["a\(round)"], to: "t", 0)
                #expect(await run.next().values == ["a\(round)"])
            }
            await gate.waitForArrivals()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == nil)
            gate.open()
            await run.stop()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 5)
            // The one that was held, one for those that came meanwhile, and one for the last batch if that ended later.
            #expect((2...3).contains(commits.count))
        }
    }

    @Test func failedCommitIsInTheNextOneAndLoggedOnce() async throws {
        try await Rig.with { rig in
            let script = rig.cluster.add(Script(.offsetCommit, times: 2, .fail(.groupAuthorizationFailed)))
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "g"))
            try await run.streaming.start()
            for round in 1...2 {
                try rig.cluster.append(values: ["a"], to: "t", 0)
                _ = await run.next()
                await script.waitForHits(round)
            }
            #expect(await rig.log.next("could not be committed").level == .warning)
            await run.stop()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 2)
            #expect(rig.log.entries("could not be committed").count == 1)
        }
    }

    @Test func lastCommitHasATimeLimit() async throws {
        try await Rig.with { rig in
            rig.cluster.add(Script(.offsetCommit, .drop))
            let run = try StreamRun(
                rig, DirectStreamConfiguration(groupID: "g", finalCommitTimeout: .milliseconds(10)))
            try await run.streaming.start()
            try rig.cluster.append(values: ["a"], to: "t", 0)
            _ = await run.next()
            await run.stop()
            #expect(rig.log.entries("without committing its last offsets").count == 1)
        }
    }

    @Test func nothingIsCommittedIfThatIsTurnedOff() async throws {
        try await Rig.with { rig in
            let commits = rig.cluster.record(.api(.offsetCommit))
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "g", commitsOffsets: false))
            try await run.streaming.start()
            try rig.cluster.append(values: ["a"], to: "t", 0)
            #expect(await run.next().values == ["a"])
            await run.stop()
            #expect(commits.count == 0)
        }
    }
}
