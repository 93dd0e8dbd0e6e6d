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

/// The first offset of each partition, and positions that no longer exist.
@Suite(.timeLimit(.minutes(10))) struct StartingOffsetsTests {
    /// A run that does not wait for a log to get longer again.
    private func impatient(_ configuration: DirectStreamConfiguration) -> DirectStreamConfiguration {
        var configuration = configuration
        configuration.truncationPatience = .zero
        return configuration
    }

    @Test func commitsAreReadBeforeTheEnds() async throws {
        try await Rig.with { rig in
            let requests = rig.cluster.record(.api(.listOffsets, .offsetFetch))
            // An instance that still works reads and commits while this one starts.
            rig.cluster.add(
                Script(.offsetFetch, times: 1) { _ in
                    _ = try? rig.cluster.append(values: ["a", "b", "c"], to: "t", 0)
                    return .modify { response in
                        guard var response = response as? OffsetFetchResponse else { return nil }
                        for group in response.groups.indices {
                            for topic in response.groups[group].topics.indices {
                                response.groups[group].topics[topic].partitions[0].committedOffset = 3
                            }
                        }
                        return response
                    }
                })
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "g"))
            try await run.streaming.start()
            #expect(requests.requests.first?.api == .offsetFetch)
            try rig.cluster.append(values: ["d"], to: "t", 0)
            #expect(await run.next().values == ["d"])
            await run.stop()
        }
    }

    @Test func groupWithoutCommitsIsNamedWithWhereReadingStarts() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: ["a"], to: "t", 0)
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "typo"))
            try await run.streaming.start()
            let warning = await rig.log.next("has committed no offsets")
            #expect(warning.level == .warning)
            #expect(warning.metadata["group"] == "typo")
            #expect(warning.metadata["partitions"] == "t-0, t-1")
            #expect(warning.metadata["readingStartsAt"] == "earliest")
            #expect(await run.next().values == ["a"])
            await run.stop()
        }
    }

    @Test func partitionWithoutAPositionStartsAsTheResetSays() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: ["a"], to: "t", 0)
            try rig.cluster.append(values: ["b"], to: "t", 1)
            try await rig.client.commitOffsets(group: "g", [rig.partition(0): 0])
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "g", offsetReset: .latest))
            try await run.streaming.start()
            #expect(await rig.log.next("no offsets of some partitions").metadata["partitions"] == "t-1")
            #expect(await run.next().values == ["a"])
            await run.stop()
        }
    }

    @Test func partitionWithoutAPositionIsAnErrorWithoutAReset() async throws {
        try await Rig.with { rig in
            try await rig.client.commitOffsets(group: "g", [rig.partition(0): 0])
            let strict = try StreamRun(rig, DirectStreamConfiguration(groupID: "g", offsetReset: .none))
            let error = await #expect(throws: KafkaStreamError.self) { try await strict.streaming.start() }
            #expect(error?.code == .noStartingOffset)
            #expect(error?.message.contains("t-1: group \"g\" has committed no offset") == true)
        }
    }

    /// A topic whose first three of five records were deleted, and a stream that is to start at offset 1.
    private func withDeletedStart(
        _ policy: DataLossPolicy, _ body: @escaping @Sendable (Rig, StreamRun) async throws -> Void
    ) async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<5).map { "a\($0)" }, to: "t", 0)
            try rig.cluster.deleteRecords(in: "t", 0, before: 3)
            let start = StartingOffsets.explicit([rig.partition(0): 1, rig.partition(1): 0])
            try await body(
                rig, try StreamRun(rig, DirectStreamConfiguration(startingOffsets: start, onDataLoss: policy)))
        }
    }

    @Test func startOffsetThatWasDeletedIsAnError() async throws {
        try await withDeletedStart(.fail) { _, run in
            let error = await #expect(throws: KafkaStreamError.self) { try await run.streaming.start() }
            #expect(error?.code == .dataLost)
            for part in ["t-0", "offset 1", "begins at 3", "onDataLoss"] {
                #expect(error?.message.contains(part) == true, "\(String(describing: error))")
            }
        }
    }

    @Test func startOffsetThatWasDeletedIsSkippedAndCounted() async throws {
        try await withDeletedStart(.skip) { rig, run in
            try await run.streaming.start()
            #expect(await rig.log.next("does not exist").metadata["startsAt"] == "3")
            #expect(await run.next().values == ["a3", "a4"])
            #expect(run.input.skippedRecordCount == 2)
            #expect(await run.infos.next().inputs.first?.skippedRecordCount == 2)
            await run.stop()
        }
    }

    /// A group that has committed offset 7 of a partition with two records.
    private func withCommitPastTheEnd(
        _ policy: DataLossPolicy, _ body: @escaping @Sendable (Rig, StreamRun) async throws -> Void
    ) async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: ["a", "b"], to: "t", 0)
            try await rig.client.commitOffsets(group: "g", [rig.partition(0): 7, rig.partition(1): 0])
            let configuration = impatient(DirectStreamConfiguration(groupID: "g", onDataLoss: policy))
            try await body(rig, try StreamRun(rig, configuration))
        }
    }

    @Test func startOffsetPastTheEndIsNeverAReset() async throws {
        try await withCommitPastTheEnd(.fail) { _, run in
            let error = await #expect(throws: KafkaStreamError.self) { try await run.streaming.start() }
            #expect(error?.code == .dataLost)
            for part in ["t-0", "offset 7", "end (2)", "truncated"] {
                #expect(error?.message.contains(part) == true, "\(String(describing: error))")
            }
        }
    }

    @Test func startOffsetPastTheEndGoesOnAtTheEndIfLossIsAccepted() async throws {
        try await withCommitPastTheEnd(.skip) { rig, run in
            try await run.streaming.start()
            try rig.cluster.append(values: ["c"], to: "t", 0)
            #expect(await run.next().values == ["c"])
            await run.stop()
        }
    }

    @Test func endThatANewLeaderLearnsLateIsWaitedFor() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: ["a", "b"], to: "t", 0)
            try await rig.client.commitOffsets(group: "g", [rig.partition(0): 2, rig.partition(1): 0])
            // Earliest, then two ends that lag.
            rig.cluster.add(
                Script(
                    .where { request in
                        (request.request as? ListOffsetsRequest)?.topics.first?.partitions.first?.timestamp == -1
                    }, times: 2,
                    action: { _ in
                        .modify { response in
                            guard var response = response as? ListOffsetsResponse else { return nil }
                            for topic in response.topics.indices {
                                for index in response.topics[topic].partitions.indices {
                                    response.topics[topic].partitions[index].offset = 0
                                }
                            }
                            return response
                        }
                    }))
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "g"))
            try await run.streaming.start()
            try rig.cluster.append(values: ["c"], to: "t", 0)
            #expect(await run.next().values == ["c"])
            await run.stop()
        }
    }
}
