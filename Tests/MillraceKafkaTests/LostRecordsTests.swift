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

/// Records that are gone before a running stream reads them.
@Suite(.timeLimit(.minutes(10))) struct LostRecordsTests {
    private func configuration(_ policy: DataLossPolicy, rate: Int? = nil) -> DirectStreamConfiguration {
        DirectStreamConfiguration(startingOffsets: .earliest, onDataLoss: policy, maxRatePerPartition: rate)
    }

    /// The errors below `error`, as one text.
    private func text(_ error: (any Error)?) -> String {
        var text = ""
        var next = error
        while let error = next {
            text += "\(error)\n"
            next = (error as? StreamingError)?.underlyingError
        }
        return text
    }

    @Test func streamThatRetentionOvertakesJumpsCountsAndWarnsOnce() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<1000).map { "a\($0)" }, to: "t", 0)
            let run = try StreamRun(rig, configuration(.skip, rate: 10))
            try await run.streaming.start()
            #expect(await run.next().values.count == 10)
            #expect(await run.infos.next().inputs.first?.skippedRecordCount == 0)
            try rig.cluster.deleteRecords(in: "t", 0, before: 900)
            // This batch's range was decided without knowing.
            #expect(await run.next().values == [])
            #expect(await run.infos.next().failureReason == nil)
            let next = await run.next()
            #expect(next.values == (900..<910).map { "a\($0)" })
            #expect(await run.infos.next().inputs.first?.skippedRecordCount == 890)
            #expect(await run.next().values.first == "a910")
            #expect(run.input.skippedRecordCount == 890)
            await run.stop()
            let warnings = rig.log.entries.filter { $0.level >= .warning }
            #expect(warnings.count == 1)
            #expect(warnings.first?.metadata["offsets"] == "890")
            #expect(warnings.first?.metadata["partitions"] == "t-0")
        }
    }

    @Test func lossIsAnErrorThatNamesPartitionOffsetsAndSetting() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<100).map { "a\($0)" }, to: "t", 0)
            let run = try StreamRun(rig, configuration(.fail, rate: 10))
            try await run.streaming.start()
            #expect(await run.next().values.count == 10)
            try rig.cluster.deleteRecords(in: "t", 0, before: 50)
            run.clock.advance(by: .seconds(1))
            let error = await #expect(throws: (any Error).self) { try await run.streaming.awaitTermination() }
            let text = text(error)
            for part in ["t-0", "offsets 10 to 19", "begins at offset 50", "onDataLoss", "retention.ms"] {
                #expect(text.contains(part), "\(text)")
            }
        }
    }

    @Test func topicThatWasCreatedAgainEndsTheStream() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<5).map { "a\($0)" }, to: "t", 0)
            let run = try StreamRun(rig, configuration(.fail))
            try await run.streaming.start()
            #expect(await run.next().values.count == 5)
            try rig.cluster.deleteTopic("t")
            try rig.cluster.createTopic("t", partitions: 2)
            // Longer than before: offsets alone do not tell.
            try rig.cluster.append(values: (0..<50).map { "b\($0)" }, to: "t", 0)
            run.clock.advance(by: .seconds(1))
            let error = await #expect(throws: (any Error).self) { try await run.streaming.awaitTermination() }
            #expect(text(error).contains("deleted and created again"), "\(text(error))")
        }
    }

    @Test func topicThatWasCreatedAgainIsReadFromItsStart() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<5).map { "a\($0)" }, to: "t", 0)
            var settings = configuration(.skip)
            settings.groupID = "g"
            let run = try StreamRun(rig, settings)
            try await run.streaming.start()
            #expect(await run.next().values.count == 5)
            try rig.cluster.deleteTopic("t")
            try rig.cluster.createTopic("t", partitions: 3)
            let new = (0..<50).map { "b\($0)" }
            try rig.cluster.append(values: new, to: "t", 0)
            var values: [String] = []
            while values.count < 50 { values += await run.next().values }
            #expect(values == new)
            let warning = try #require(rig.log.entries("a topic was deleted and created again").first)
            #expect(warning.metadata["topic"] == "t")
            await run.stop()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 50)
        }
    }

    @Test func truncatedLogIsReportedOrFollowedAtItsEnd() async throws {
        for policy in DataLossPolicy.allCases {
            try await Rig.with { rig in
                for value in 0..<10 { try rig.cluster.append(values: ["a\(value)"], to: "t", 0) }
                let run = try StreamRun(rig, configuration(policy))
                try await run.streaming.start()
                #expect(await run.next().values.count == 10)
                try rig.cluster.truncate("t", 0, to: 4)
                if policy == .fail {
                    run.clock.advance(by: .seconds(10))
                    let error = await #expect(throws: (any Error).self) { try await run.streaming.awaitTermination() }
                    for part in ["t-0: offset 10 was read", "ends at 4", "truncated"] {
                        #expect(text(error).contains(part), "\(text(error))")
                    }
                } else {
                    while rig.log.entries("log was truncated").isEmpty { #expect(await run.next().values == []) }
                    try rig.cluster.append(values: ["b"], to: "t", 0)
                    #expect(await run.next().values == ["b"])
                    await run.stop()
                }
            }
        }
    }

    /// Offsets alone do not tell: the log is longer again than it was.
    @Test(arguments: DataLossPolicy.allCases) func logThatGrewAgainIsReportedOrReadWhereItParts(
        _ policy: DataLossPolicy
    ) async throws {
        try await Rig.with { rig in
            for value in 0..<10 { try rig.cluster.append(values: ["a\(value)"], to: "t", 0) }
            let run = try StreamRun(rig, configuration(policy))
            try await run.streaming.start()
            #expect(await run.next().values.count == 10)
            try rig.cluster.truncate("t", 0, to: 4)
            let new = (0..<20).map { "b\($0)" }
            try rig.cluster.append(values: new, to: "t", 0)
            if policy == .fail {
                run.clock.advance(by: .seconds(10))
                let error = await #expect(throws: (any Error).self) { try await run.streaming.awaitTermination() }
                for part in ["t-0: offset 10 was read", "ends at 4", "truncated", "onDataLoss"] {
                    #expect(text(error).contains(part), "\(text(error))")
                }
            } else {
                var values: [String] = []
                while values.isEmpty { values = await run.next().values }
                #expect(values == new)
                let warning = try #require(rig.log.entries("log was truncated").first)
                #expect(warning.metadata["position"] == "10" && warning.metadata["end"] == "4")
                await run.stop()
            }
        }
    }

    /// A leader that does not answer is asked again for the same batch, and one that refuses cannot tell.
    @Test(arguments: [BrokerErrorCode.fencedLeaderEpoch, .topicAuthorizationFailed])
    func leadersThatDoNotTellAreReadOn(_ code: BrokerErrorCode) async throws {
        try await Rig.with(brokers: 2) { rig in
            rig.cluster.add(Script(.offsetForLeaderEpoch, times: 1, .fail(code)))
            try rig.cluster.append(values: ["a"], to: "t", 0)
            let run = try StreamRun(rig, configuration(.fail))
            try await run.streaming.start()
            #expect(await run.next().values == ["a"])
            let leader = try rig.cluster.leader(of: "t", 0).broker
            try rig.cluster.movePartition("t", 0, to: try #require(rig.cluster.brokerIDs.first { $0 != leader }))
            try rig.cluster.append(values: ["b"], to: "t", 0)
            #expect(await run.next().values == ["b"])
            await run.stop()
        }
    }

    @Test func leaderMovesLoseNothingAndReportNothing() async throws {
        try await Rig.with(brokers: 2) { rig in
            let run = try StreamRun(rig, configuration(.fail))
            try await run.streaming.start()
            for round in 0..<4 {
                try rig.cluster.append(values: ["a\(round)"], to: "t", 0)
                var values: [String] = []
                while values.isEmpty { values = await run.next().values }
                #expect(values == ["a\(round)"])
                try rig.cluster.movePartition("t", 0, to: rig.cluster.brokerIDs[round % 2])
            }
            await run.stop()
        }
    }

    @Test func committedOffsetsOfALogThatGrewAgainAreNotReadOn() async throws {
        try await Rig.with { rig in
            for value in 0..<10 { try rig.cluster.append(values: ["a\(value)"], to: "t", 0) }
            let settings = DirectStreamConfiguration(groupID: "g")
            let first = try StreamRun(rig, settings)
            try await first.streaming.start()
            #expect(await first.next().values.count == 10)
            await first.stop()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 10)
            try rig.cluster.truncate("t", 0, to: 4)
            try rig.cluster.append(values: (0..<20).map { "b\($0)" }, to: "t", 0)
            let second = try StreamRun(rig, settings)
            try await second.streaming.start()
            second.clock.advance(by: .seconds(1))
            let error = await #expect(throws: (any Error).self) { try await second.streaming.awaitTermination() }
            #expect(text(error).contains("ends at 4"), "\(text(error))")
        }
    }

    @Test func newPartitionsAreFoundAndReadFromTheirStart() async throws {
        try await Rig.with { rig in
            let run = try StreamRun(
                rig, DirectStreamConfiguration(startingOffsets: .latest, partitionDiscoveryInterval: .seconds(2)))
            try await run.streaming.start()
            #expect(await run.next().ranges.count == 2)
            _ = try await rig.client.send(
                CreatePartitionsRequest(topics: [.init(name: "t", count: 3, assignments: nil)], timeoutMs: 1000),
                to: .controller)
            try rig.cluster.append(values: ["new"], to: "t", 2)
            var values: [String] = []
            while values.isEmpty { values = await run.next().values }
            #expect(values == ["new"])
            await run.stop()
        }
    }
}
