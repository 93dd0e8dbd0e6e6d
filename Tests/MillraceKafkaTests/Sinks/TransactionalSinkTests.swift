// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import Millrace
import MillraceKafka
import MillraceTesting
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct TransactionalSinkTests {
    /// A sink that dies at a step, as a driver would.
    private func dying(
        _ input: DirectKafkaInputDStream<KafkaRecord>, _ rig: Rig, at step: SinkStep, of number: Int
    ) -> HookedSink<TransactionalKafkaSink<KafkaRecord>> {
        HookedSink(input.makeTransactionalSink("out", rig.client, nil) { SinkRun.copy($0) }, dyingAt: step, of: number)
    }

    private func copyAll(_ input: DirectKafkaInputDStream<KafkaRecord>) {
        input.toKafka("out", .exactlyOnce) { SinkRun.copy($0) }
    }

    @Test(arguments: SinkStep.allCases, [false, true])
    func aCrashAtAnyStepNeitherLosesNorRepeats(_ step: SinkStep, _ isCheckpointed: Bool) async throws {
        for number in [0, 2] {
            try await Rig.with(topics: SinkRun.topics) { rig in
                let folder = isCheckpointed ? try TemporaryFolder() : nil
                let expected = try SinkRun.fill(rig)
                let first = try SinkRun(rig, checkpoint: folder) { input in
                    input.write(to: dying(input, rig, at: step, of: number))
                }
                #expect(await first.run(5) != nil, "the crash happens")
                let second = try SinkRun(rig, checkpoint: folder, now: 30_000) { copyAll($0) }
                #expect(await second.run(6) == nil)
                #expect(try await SinkRun.committed(rig) == expected)
                #expect(rig.cluster.committedOffset(group: "g", "t", 0) == 10)
                #expect(rig.cluster.committedOffset(group: "g", "t", 1) == 10)
            }
        }
    }

    /// Damages the newest checkpoint of a job. Returns its name.
    private static func damageNewestCheckpoint(_ folder: TemporaryFolder) throws -> String {
        let path = folder.path("checkpoint")
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix("checkpoint-") }
        let newest = try #require(names.max())
        try Data([1, 2, 3]).write(to: URL(filePath: path + "/" + newest))
        return newest
    }

    /// Runs two batches, then one that dies at a step, so that the newest checkpoint alone has that batch's plan.
    private func dieInTheThirdBatch(_ rig: Rig, _ folder: TemporaryFolder, at step: SinkStep) async throws {
        let first = try SinkRun(rig, checkpoint: folder) { copyAll($0) }
        #expect(await first.run(2) == nil)
        let last = try SinkRun(rig, checkpoint: folder, now: 12_000) { input in
            input.write(to: dying(input, rig, at: step, of: 0))
        }
        #expect(await last.run(1) != nil, "the crash happens")
    }

    @Test func aDamagedCheckpointCostsNothingWhereTheBatchWasNotCommitted() async throws {
        try await Rig.with(topics: SinkRun.topics) { rig in
            let folder = try TemporaryFolder()
            let expected = try SinkRun.fill(rig)
            try await dieInTheThirdBatch(rig, folder, at: .beforeCommit)
            _ = try Self.damageNewestCheckpoint(folder)
            let next = try SinkRun(rig, checkpoint: folder, now: 30_000) { copyAll($0) }
            #expect(await next.run(6) == nil)
            #expect(try await SinkRun.committed(rig) == expected)
        }
    }

    /// Its records would come again as another batch.
    @Test func aBatchThatTheCheckpointDoesNotKnowIsRefusedByName() async throws {
        try await Rig.with(topics: SinkRun.topics) { rig in
            let folder = try TemporaryFolder()
            _ = try SinkRun.fill(rig)
            try await dieInTheThirdBatch(rig, folder, at: .afterCommit)
            let name = try Self.damageNewestCheckpoint(folder)
            let next = try SinkRun(rig, checkpoint: folder, now: 30_000) { copyAll($0) }
            let message = "\(String(describing: await next.run(6)))"
            #expect(message.contains("batchRefused") && message.contains(name), "\(message)")
            let counts = try await SinkRun.committed(rig).map(\.count)
            #expect(counts == [6, 6], "nothing is written")
        }
    }

    /// State and output stay together: the counts go on, and none comes twice.
    @Test(arguments: [SinkStep.beforeCommit, .afterCommit])
    func aStateGoesOnAfterACrash(_ step: SinkStep) async throws {
        try await Rig.with(topics: ["t": 1, "out": 2]) { rig in
            try rig.cluster.append(values: (0..<10).map { "v\($0)" }, to: "t", 0)
            let folder = try TemporaryFolder()
            func counts(_ input: DirectKafkaInputDStream<KafkaRecord>) -> DStream<String> {
                input.map { ($0.topic, 1) }.mapWithState(
                    StateSpec<String, Int, Int, String> { _, value, state in
                        try state.update((state.value ?? 0) + (value ?? 0))
                        return "\(state.value ?? 0)"
                    }
                ).id("counts")
            }
            @Sendable func record(_ text: String) -> ProducerRecord {
                ProducerRecord(topic: "out", partition: 0, value: ByteSlice(text))
            }
            let first = try SinkRun(rig, checkpoint: folder) { input in
                let counts = counts(input)
                counts.write(
                    to: HookedSink(
                        counts.makeTransactionalSink("out", rig.client, nil) { record($0) }, dyingAt: step, of: 2))
            }
            #expect(await first.run(5) != nil)
            let second = try SinkRun(rig, checkpoint: folder, now: 30_000) { input in
                counts(input).toKafka("out", .exactlyOnce) { record($0) }
            }
            #expect(await second.run(6) == nil)
            #expect(try await SinkRun.committed(rig) == [(1...10).map { "\($0)" }, []])
        }
    }

    @Test(arguments: [SinkStep.afterPrepare, .afterWrite])
    func aDriverThatHangsIsFencedByTheBrokers(_ step: SinkStep) async throws {
        try await Rig.with(topics: SinkRun.topics) { rig in
            let expected = try SinkRun.fill(rig)
            let (hangs, wakes) = (Event(), Event())
            let old = try SinkRun(rig) { input in
                let batches = Counter()
                let sink = input.makeTransactionalSink("out", rig.client, nil) { SinkRun.copy($0) }
                input.write(
                    to: HookedSink(sink) { now, _ in
                        if now == .beforePrepare { batches.increment() }
                        guard now == step, batches.value == 2 else { return }
                        hangs.signal()
                        await wakes.wait()
                    })
            }
            async let failure = old.run(5)
            await hangs.wait()
            let new = try SinkRun(rig, now: 30_000) { copyAll($0) }
            #expect(await new.run(6) == nil)
            wakes.signal()
            let error = await failure as? StreamingError
            #expect(error?.code == .ownerReplaced, "\(String(describing: error))")
            #expect(try await SinkRun.committed(rig) == expected)
        }
    }

    @Test func aTaskThatFailsAfterItsRecordsLeftWritesNothingTwice() async throws {
        try await Rig.with(topics: SinkRun.topics) { rig in
            let values = (0..<5000).map { "v\($0)" }
            try rig.cluster.append(values: values, to: "t", 0)
            let failures = Counter()
            let run = try SinkRun(rig, rate: nil) { input in
                input.mapPartitions { (elements: PartitionElements<KafkaRecord>, emit: (KafkaRecord) throws -> Void) in
                    var count = 0
                    try await elements.forEach { element in
                        try emit(element)
                        count += 1
                        struct Once: Error {}
                        if count == 4500, failures.increment() == 1 { throw Once() }
                    }
                }.toKafka("out", .exactlyOnce, record: { SinkRun.copy($0) })
            }
            #expect(await run.run(2) == nil)
            #expect(failures.value > 1)
            #expect(try await SinkRun.committed(rig) == [values, []])
        }
    }

    /// The answer to the commit is lost, or the commit itself is, again and again: nobody knows, until the mark tells.
    @Test(arguments: [true, false])
    func anEndThatNobodyKnowsIsFoundOut(_ isApplied: Bool) async throws {
        try await Rig.with(topics: SinkRun.topics, configure: { $0.retry.maxRetries = 2 }) { rig in
            let expected = try SinkRun.fill(rig)
            var retrying = StreamingConfiguration()
            retrying.failurePolicy = .retry(3)
            retrying.retryBackoff = .zero
            let run = try SinkRun(rig, stream: retrying) { copyAll($0) }
            rig.cluster.add(
                Script(
                    .endTxn, times: 3,
                    isApplied
                        ? .modify { response in
                            guard var end = response as? EndTxnResponse else { return nil }
                            end.errorCode = BrokerErrorCode.unknownServerError.rawValue
                            return end
                        } : .fail(.unknownServerError)))
            #expect(await run.run(6) == nil)
            #expect(try await SinkRun.committed(rig) == expected)
        }
    }

    @Test func severalOutputsOfABatchAreEachExactWithACheckpoint() async throws {
        try await Rig.with(topics: ["t": 2, "out": 2, "more": 1]) { rig in
            let expected = try SinkRun.fill(rig)
            let folder = try TemporaryFolder()
            func more(_ input: DirectKafkaInputDStream<KafkaRecord>) -> DStream<String> {
                input.map { $0.value?.string ?? "" }.filter { $0.hasPrefix("a") }
            }
            let first = try SinkRun(rig, checkpoint: folder) { input in
                copyAll(input)
                let texts = more(input)
                let sink = texts.makeTransactionalSink("more", rig.client, nil) {
                    ProducerRecord(topic: "more", value: ByteSlice($0))
                }
                texts.write(to: HookedSink(sink, dyingAt: .beforeCommit, of: 1))
            }
            #expect(await first.run(5) != nil)
            let second = try SinkRun(rig, checkpoint: folder, now: 30_000) { input in
                copyAll(input)
                more(input).toKafka("more", .exactlyOnce)
            }
            #expect(await second.run(6) == nil)
            #expect(try await SinkRun.committed(rig) == expected)
            let partition = TopicPartition(topic: "more", partition: 0)
            let end = try await rig.client.listOffsets([partition: .latest], isolation: .readCommitted)[partition]
            // Ten records, and a marker of each transaction that had some.
            #expect(end.map { $0 > 10 && $0 <= 20 } == true)
            let texts = try await KafkaRDD(
                rig.engine, client: rig.client, offsetRanges: [try OffsetRange(partition, from: 0, until: end ?? 0)],
                configuration: KafkaRDDConfiguration(fetch: FetchConfiguration(isolation: .readCommitted))
            ).collect().map { $0.value?.string ?? "" }
            #expect(texts == expected[0])
        }
    }

    @Test func theStreamLeavesItsCommitsToTheTransactions() async throws {
        try await Rig.with(topics: SinkRun.topics) { rig in
            _ = try SinkRun.fill(rig)
            let commits = rig.cluster.record(.api(.offsetCommit))
            let run = try SinkRun(rig) { copyAll($0) }
            #expect(await run.run(6) == nil)
            #expect(commits.count == 0)
            let lag = try await rig.client.lag(group: "g").get()
            #expect(lag.values.allSatisfy { $0.lag == 0 } && lag.count == 2, "lag tools see the truth")
        }
    }

    @Test func outputsThatCannotBeExactAreRefusedByName() async throws {
        try await Rig.with(topics: ["t": 2, "out": 2, "more": 1]) { rig in
            // No group, and no checkpoint.
            let alone = try SinkRun(rig, group: nil) { copyAll($0) }
            #expect("\(String(describing: await alone.run(1)))".contains("checkpoint"))
            // A second output cannot have the offsets too.
            let two = try SinkRun(rig) { input in
                copyAll(input)
                input.map { _ in "x" }.toKafka("more", .exactlyOnce)
            }
            #expect("\(String(describing: await two.run(1)))".contains("checkpoint"))
            // Two that share an id would fence each other.
            let same = try SinkRun(rig) { input in
                copyAll(input)
                copyAll(input)
            }
            #expect((await same.run(1) as? StreamingError)?.code == .invalidGraph)
            // The group of the mark is another program's.
            _ = try await rig.client.commit(
                group: "job-out.mark", [TopicPartition(topic: "out", partition: 0): CommittedOffset(offset: 7)])
            let taken = try SinkRun(rig) { copyAll($0) }
            #expect("\(String(describing: await taken.run(1)))".contains("job-out.mark"))
            // A stream of no direct stream has no client.
            let streaming = try StreamingContext(rig.engine, batchDuration: .seconds(1))
            streaming.queueStream(of: String.self).toKafka("out")
            let error = await #expect(throws: StreamingError.self) { try await streaming.start() }
            #expect(error?.code == .invalidGraph && error?.message.contains("client") == true)
            await streaming.stop(stoppingEngine: false)
        }
    }

    /// Without a checkpoint the offsets alone say what is next.
    @Test func aClockThatWasSetBackLosesNothing() async throws {
        try await Rig.with(topics: SinkRun.topics) { rig in
            let expected = try SinkRun.fill(rig)
            for now in [50_000, 48_000, 10_000, 10_000, 10_000] as [Int64] {
                #expect(await (try SinkRun(rig, now: now) { copyAll($0) }).run(1) == nil)
            }
            #expect(try await SinkRun.committed(rig) == expected)
        }
    }

    @Test func aMarkIsReadAsItWasWritten() throws {
        func owner(_ epoch: UInt64?, started: Int64 = 1) -> SinkOwner {
            SinkOwner(driver: CheckpointOwner(job: "j", host: "h", process: 7, started: started), epoch: epoch)
        }
        let time = BatchTime(milliseconds: 5000)
        let mark = SinkMark(batch: time, epoch: 3, run: SinkMark.run(of: owner(3)))
        #expect(try SinkMark(mark.offset, group: "g") == mark)
        #expect(mark.covers(time, of: owner(4)) && !mark.covers(BatchTime(milliseconds: 5001), of: owner(4)))
        #expect(mark.covers(time, of: owner(nil)) && !mark.covers(time, of: owner(nil, started: 2)))
        #expect(
            mark.refuses(owner(3)) && mark.refuses(owner(2)) && !mark.refuses(owner(4)) && !mark.refuses(owner(nil)))
        for text in ["", "x", "millrace-batch epoch= run=", "millrace-batch epoch=-1 run=x", "millrace-batch epoch=1"] {
            #expect(throws: KafkaStreamError.self) {
                try SinkMark(CommittedOffset(offset: 1, metadata: text), group: "g")
            }
        }
    }

    @Test func aDriverOfAnEarlierEpochIsRefusedByTheMark() async throws {
        try await Rig.with(topics: SinkRun.topics) { rig in
            _ = try SinkRun.fill(rig)
            let (folder, empty) = (try TemporaryFolder(), try TemporaryFolder())
            for now in [10_000, 30_000] as [Int64] {
                #expect(await (try SinkRun(rig, checkpoint: folder, now: now) { copyAll($0) }).run(1) == nil)
            }
            // Another checkpoint begins at epoch 1 again.
            let other = try SinkRun(rig, checkpoint: empty, now: 50_000) { copyAll($0) }
            #expect((await other.run(1) as? StreamingError)?.code == .ownerReplaced)
        }
    }
}

@Suite(.timeLimit(.minutes(10))) struct KafkaSinkTests {
    @Test func aCrashLosesNothingAndOrderIsKept() async throws {
        try await Rig.with(topics: SinkRun.topics) { rig in
            let expected = try SinkRun.fill(rig)
            let first = try SinkRun(rig) { input in
                input.toKafka("out") { SinkRun.copy($0) }
                let batches = Counter()
                input.foreachRDD { _ in
                    struct Crash: Error {}
                    if batches.increment() == 3 { throw Crash() }
                }
            }
            #expect(await first.run(5) != nil)
            let second = try SinkRun(rig, now: 30_000) { input in
                input.toKafka("out") { SinkRun.copy($0) }
                input.foreachRDD { _ in }
            }
            #expect(await second.run(6) == nil)
            for (values, expected) in zip(try await SinkRun.committed(rig), expected) {
                #expect(Set(values) == Set(expected))
                // The third batch came twice, and in order both times.
                #expect(values == Array(expected[..<6] + expected[4...]))
            }
        }
    }

    @Test func aRefusedRecordFailsTheBatch() async throws {
        try await Rig.with(topics: SinkRun.topics) { rig in
            _ = try SinkRun.fill(rig)
            rig.cluster.add(Script(.produce, times: 100, .fail(.topicAuthorizationFailed)))
            let run = try SinkRun(rig) { input in input.toKafka("out") { SinkRun.copy($0) } }
            #expect(await run.run(1) != nil)
            #expect(rig.cluster.committedOffset(group: "g", "t", 0) == nil)
        }
    }
}
