// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import Millrace
import MillraceKafka
import TestSupport
import Testing

/// Direct streams whose leaders move, whose brokers are slow, and whose pending batches meet a broker that has changed.
///
/// `StreamOutageTests` has brokers that are down, `LostRecordsTests` records that go while the stream runs.
@Suite(.timeLimit(.minutes(10))) struct BrokerFaultTests {
    private struct Refused: Error {}

    /// A rig with an engine of its own, for a run after a failure, which stops the engine.
    private func again(_ rig: Rig) -> Rig {
        let engine = MillraceContext(
            EngineConfiguration(appName: "test", master: .local(threads: 2, maxFailures: 1)), logger: rig.log.logger)
        return Rig(cluster: rig.cluster, client: rig.client, engine: engine, log: rig.log)
    }

    private func values(_ name: String, _ count: Int) -> [String] { (0..<count).map { "\(name)\($0)" } }

    /// Appends one by one, as separate batches.
    private func append(_ values: [String], to rig: Rig, _ partition: Int32 = 0) throws {
        for value in values { try rig.cluster.append(values: [value], to: "t", partition) }
    }

    // MARK: While it runs

    @Test func leadersMoveBetweenBatchesAndWhileABatchReads() async throws {
        try await Rig.with(brokers: 3) { rig in
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "g"))
            try await run.streaming.start()
            for round in 0..<9 {
                let new = [values("a\(round)-", 5), values("b\(round)-", 5)]
                for partition in 0..<2 as Range<Int32> { try append(new[Int(partition)], to: rig, partition) }
                let targets = [rig.cluster.brokerIDs[round % 3], rig.cluster.brokerIDs[(round + 1) % 3]]
                // The leader moves before the batch is planned, after that, or while a fetch is under way.
                let gate = Gate()
                if round % 3 > 0 {
                    rig.cluster.add(Script(round % 3 == 1 ? .listOffsets : .fetch, times: 1, .hold(gate)))
                }
                async let batch = run.next()
                if round % 3 > 0 { await gate.waitForArrivals() }
                for partition in 0..<2 { try rig.cluster.movePartition("t", Int32(partition), to: targets[partition]) }
                gate.open()
                #expect(await batch.values == new[0] + new[1], "round \(round)")
            }
            await run.stop()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 45)
            #expect(rig.cluster.committedOffset(group: "g", "t", 1) == 45)
            #expect(try rig.cluster.leader(of: "t", 0).epoch >= 9)
        }
    }

    @Test func aSlowLeaderDelaysItsRecordsAndLosesNone() async throws {
        try await Rig.with(brokers: 2) { rig in
            try rig.cluster.movePartition("t", 0, to: rig.cluster.brokerIDs[0])
            try rig.cluster.movePartition("t", 1, to: rig.cluster.brokerIDs[1])
            let slow = rig.cluster.brokerIDs[0]
            let fetches = rig.cluster.add(Script(.fetch, broker: slow, .trickle(bytes: 64, every: .milliseconds(2))))
            rig.cluster.add(Script(.listOffsets, broker: slow, .delay(.milliseconds(20))))
            rig.cluster.add(Script(.offsetCommit, broker: slow, .delay(.milliseconds(20))))
            let run = try StreamRun(rig, DirectStreamConfiguration(groupID: "g"))
            try await run.streaming.start()
            var (seen, expected) = ([[String]](repeating: [], count: 2), [[String]](repeating: [], count: 2))
            for round in 0..<4 {
                for partition in 0..<2 {
                    let new = values("\(partition)-\(round)-", 20)
                    try append(new, to: rig, Int32(partition))
                    expected[partition] += new
                }
                // A partition whose end is not known in time is read by a later batch.
                let batch = await run.next()
                for partition in 0..<2 { seen[partition] += batch.values.filter { $0.hasPrefix("\(partition)-") } }
            }
            while seen != expected {
                let batch = await run.next()
                for partition in 0..<2 { seen[partition] += batch.values.filter { $0.hasPrefix("\(partition)-") } }
                if seen.joined().count > 160 { break }
            }
            #expect(seen == expected)
            #expect(fetches.hits > 0)
            await run.stop()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 80)
        }
    }

    // MARK: A pending batch after a restart

    /// Runs a stream whose first batch has all of `t` and fails, so that the next run finds it pending.
    private func leavePending(_ rig: Rig, _ folder: TemporaryFolder, _ configuration: DirectStreamConfiguration)
        async throws
    {
        let run = try StreamRun(rig, configuration, checkpoint: folder) { _ in throw Refused() }
        try await run.streaming.start()
        run.clock.advance(by: .seconds(1))
        await #expect(throws: (any Error).self) { try await run.streaming.awaitTermination() }
    }

    private func text(_ error: (any Error)?) -> String {
        var (text, next) = ("", error)
        while let error = next {
            text += "\(error)\n"
            next = (error as? StreamingError)?.underlyingError
        }
        return text
    }

    @Test func aPendingBatchWaitsForABrokerThatIsDown() async throws {
        try await Rig.with(brokers: 3) { rig in
            let folder = try TemporaryFolder()
            try append(values("a", 5), to: rig, 0)
            try append(values("b", 5), to: rig, 1)
            let configuration = DirectStreamConfiguration(groupID: "g")
            try await leavePending(rig, folder, configuration)
            let down = try rig.cluster.leader(of: "t", 1).broker
            await rig.cluster.stopBroker(down)
            let rig = again(rig)
            let run = try StreamRun(rig, configuration, checkpoint: folder, now: 10_000)
            async let started: Void = run.streaming.start()
            try append(values("c", 5), to: rig, 0)
            try rig.cluster.restartBroker(down)
            try await started
            let first = await run.pending()
            #expect(first.values == values("a", 5) + values("b", 5))
            #expect(first.ranges.map(\.untilOffset) == [5, 5])
            #expect(await run.next().values == values("c", 5))
            await run.stop()
            await rig.engine.stop()
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 10)
        }
    }

    /// Retention has passed a part of the pending range, all of it, or more.
    @Test(arguments: [15, 20, 30] as [Int64]) func retentionPassesThePendingRange(start: Int64) async throws {
        for policy in DataLossPolicy.allCases {
            try await Rig.with { rig in
                let folder = try TemporaryFolder()
                try append(values("a", 20), to: rig)
                let configuration = DirectStreamConfiguration(startingOffsets: .earliest, onDataLoss: policy)
                try await leavePending(rig, folder, configuration)
                try append((20..<40).map { "a\($0)" }, to: rig)
                try rig.cluster.deleteRecords(in: "t", 0, before: start)
                let rig = again(rig)
                let run = try StreamRun(rig, configuration, checkpoint: folder, now: 10_000)
                try await run.streaming.start()
                if policy == .fail {
                    let error = await #expect(throws: (any Error).self) { try await run.streaming.awaitTermination() }
                    for part in [
                        "t-0", "offsets 0 to \(min(start, 20) - 1)", "begins at offset \(start)", "onDataLoss",
                    ] {
                        #expect(text(error).contains(part), "\(text(error))")
                    }
                } else {
                    #expect(await run.pending().values == (start..<max(start, 20)).map { "a\($0)" })
                    var rest: [String] = []
                    while rest.count < 40 - Int(max(start, 20)) { rest += await run.next().values }
                    #expect(rest == (max(start, 20)..<40).map { "a\($0)" })
                    #expect(run.input.skippedRecordCount == start)
                    await run.stop()
                    await rig.engine.stop()
                }
            }
        }
    }

    /// A new leader has less than the pending range.
    @Test func theLogOfThePendingRangeIsTruncated() async throws {
        for policy in DataLossPolicy.allCases {
            try await Rig.with { rig in
                let folder = try TemporaryFolder()
                try append(values("a", 10), to: rig)
                var configuration = DirectStreamConfiguration(startingOffsets: .earliest, onDataLoss: policy)
                configuration.fetch.progressTimeout = .milliseconds(200)
                configuration.fetch.maxWait = .milliseconds(20)
                try await leavePending(rig, folder, configuration)
                try rig.cluster.truncate("t", 0, to: 4)
                let rig = again(rig)
                let run = try StreamRun(rig, configuration, checkpoint: folder, now: 10_000)
                try await run.streaming.start()
                if policy == .fail {
                    let error = await #expect(throws: (any Error).self) { try await run.streaming.awaitTermination() }
                    for part in ["t-0", "offsets 4 to 9", "ends at offset 4", "truncated", "onDataLoss"] {
                        #expect(text(error).contains(part), "\(text(error))")
                    }
                } else {
                    #expect(await run.pending().values == values("a", 4))
                    #expect(run.input.skippedRecordCount == 6)
                    // The stream goes on at the end of the log.
                    while rig.log.entries("log was truncated").isEmpty { #expect(await run.next().values == []) }
                    try append(["b"], to: rig)
                    var values: [String] = []
                    while values.isEmpty { values = await run.next().values }
                    #expect(values == ["b"])
                    await run.stop()
                    await rig.engine.stop()
                }
            }
        }
    }
}
