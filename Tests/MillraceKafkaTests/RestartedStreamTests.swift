// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaTestBroker
import Millrace
import MillraceKafka
import TestSupport
import Testing

/// Direct streams that go on from a checkpoint with other settings, or with an end.
@Suite(.timeLimit(.minutes(10))) struct RestartedStreamTests {
    @Test func aStreamWithAnEndGoesOnAfterTheCheckpointsLastPlan() async throws {
        try await Rig.with { rig in
            let folder = try TemporaryFolder()
            let configuration = DirectStreamConfiguration(
                startingOffsets: .earliest, untilEnd: true, maxRatePerPartition: 2)
            try rig.cluster.append(values: (0..<5).map { "a\($0)" }, to: "t", 0)
            let first = try StreamRun(rig, configuration, checkpoint: folder)
            try await first.streaming.start()
            #expect(await first.next().values == ["a0", "a1"])
            #expect(await first.next().values == ["a2", "a3"])
            await first.stop()
            try rig.cluster.append(values: ["a5", "a6"], to: "t", 0)
            let second = try StreamRun(rig, configuration, checkpoint: folder, now: 10_000)
            try await second.streaming.start()
            // The end is that of this start.
            try rig.cluster.append(values: ["late"], to: "t", 0)
            #expect(await second.next().values == ["a4", "a5"])
            #expect(!second.input.isAtEnd)
            #expect(await second.next().values == ["a6"])
            #expect(second.input.isAtEnd)
            await second.stop()
        }
    }

    /// The group's offsets and the offset reset are not asked.
    @Test func aStreamWithAnEndReadsPartitionsThatAreNewFromTheirBeginning() async throws {
        try await Rig.with(topics: ["t": 1, "u": 1]) { rig in
            let folder = try TemporaryFolder()
            let configuration = DirectStreamConfiguration(
                groupID: "g", startingOffsets: .latest, commitsOffsets: false, untilEnd: true)
            let first = try StreamRun(rig, configuration, checkpoint: folder)
            try await first.streaming.start()
            #expect(await first.next().values == [])
            await first.stop()
            try rig.cluster.append(values: ["a0"], to: "t", 0)
            try rig.cluster.append(values: ["b0"], to: "u", 0)
            let second = try StreamRun(
                rig, configuration, topics: .topics(["t", "u"]), checkpoint: folder, now: 10_000)
            try await second.streaming.start()
            #expect(await second.next().values == ["a0", "b0"])
            await second.stop()
        }
    }

    @Test(
        arguments: [
            .topics(["t"]), .pattern("t"),
            .partitions([TopicPartition(topic: "t", partition: 0), TopicPartition(topic: "t", partition: 1)]),
        ] as [KafkaTopics], [false, true])
    func topicsThatAreNotSelectedAnyMoreAreNotReadOn(_ topics: KafkaTopics, untilEnd: Bool) async throws {
        try await Rig.with(topics: ["t": 2, "u": 1]) { rig in
            let folder = try TemporaryFolder()
            var configuration = DirectStreamConfiguration(startingOffsets: .earliest)
            let first = try StreamRun(rig, configuration, topics: .topics(["t", "u"]), checkpoint: folder)
            try await first.streaming.start()
            for (topic, value) in [("t", "a0"), ("u", "b0")] { try rig.cluster.append(values: [value], to: topic, 0) }
            #expect(await first.next().values == ["a0", "b0"])
            await first.stop()
            for (topic, value) in [("t", "a1"), ("u", "b1")] { try rig.cluster.append(values: [value], to: topic, 0) }
            configuration.untilEnd = untilEnd
            let second = try StreamRun(rig, configuration, topics: topics, checkpoint: folder, now: 10_000)
            try await second.streaming.start()
            let batch = await second.next()
            #expect(batch.values == ["a1"])
            #expect(batch.ranges.map(\.topicPartition) == [rig.partition(0), rig.partition(1)])
            await second.stop()
            let notices = rig.log.entries("no longer")
            #expect(notices.count == 1 && notices.first?.metadata["partitions"]?.contains("u") == true)
        }
    }
}
