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

/// A broker, a client and an engine that end together.
struct Rig {
    let cluster: TestCluster
    let client: ClusterClient
    let engine: MillraceContext
    /// The log of the engine and its streams.
    let log: LogCapture

    static func with(
        brokers: Int = 1, topics: [String: Int] = ["t": 2], configure: (inout ClientConfiguration) -> Void = { _ in },
        _ body: (Rig) async throws -> Void
    ) async throws {
        try await TestCluster.withClient(brokers: brokers, configure: configure) { cluster, client in
            for (name, partitions) in topics { try cluster.createTopic(name, partitions: partitions) }
            let log = LogCapture()
            let engine = MillraceContext(
                EngineConfiguration(appName: "test", master: .local(threads: 2, maxFailures: 1)), logger: log.logger)
            let result: Result<Void, any Error>
            do {
                result = .success(try await body(Rig(cluster: cluster, client: client, engine: engine, log: log)))
            } catch {
                result = .failure(error)
            }
            await engine.stop()
            try result.get()
        }
    }

    func partition(_ number: Int32) -> TopicPartition { TopicPartition(topic: "t", partition: number) }

    func values(
        _ ranges: [OffsetRange], _ configuration: KafkaRDDConfiguration = KafkaRDDConfiguration()
    ) async throws -> [String] {
        try await KafkaRDD(engine, client: client, offsetRanges: ranges, configuration: configuration) {
            $1.value?.string ?? "null"
        }.collect()
    }
}

@Suite(.timeLimit(.minutes(10))) struct KafkaRDDTests {
    @Test func valuesAreSplitWithoutAString() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: ["to be or", "", "not  to be"], to: "t", 0)
            let words = KafkaRDD(
                rig.engine, client: rig.client, offsetRanges: [try OffsetRange(rig.partition(0), from: 0, until: 3)]
            ).flatMap { ($0.value ?? .empty).fields(" ") }
            #expect(try await words.collect() == ["to", "be", "or", "not", "to", "be"])
        }
    }

    @Test func eachRangeIsOnePartitionAndGivesExactlyItsRecords() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<10).map { "a\($0)" }, to: "t", 0)
            try rig.cluster.append(values: (0..<5).map { "b\($0)" }, to: "t", 1)
            let ranges = [
                try OffsetRange(rig.partition(0), from: 3, until: 7),
                try OffsetRange(rig.partition(1), from: 5, until: 5),
                try OffsetRange(rig.partition(1), from: 4, until: 5),
            ]
            let rdd = KafkaRDD(rig.engine, client: rig.client, offsetRanges: ranges)
            #expect(rdd.partitions.count == 3)
            #expect((rdd as any HasOffsetRanges).offsetRanges == ranges)
            let records = try await rdd.collect()
            #expect(records.map { $0.value?.string } == ["a3", "a4", "a5", "a6", "b4"])
            #expect(records.map(\.offset) == [3, 4, 5, 6, 4])
            #expect(records.map(\.partition) == [0, 0, 0, 0, 1])
            #expect(try await rdd.count() == 5)
        }
    }

    @Test func gapsOfCompactionAndControlRecordsAreStepsNotRecords() async throws {
        try await Rig.with { rig in
            func batch(_ offsets: [Int64]) throws -> ByteSlice {
                let base = try #require(offsets.first)
                var builder = try RecordBatchBuilder(baseOffset: base)
                for offset in offsets {
                    try builder.append(
                        key: nil, value: ByteSlice(utf8: "v\(offset)"), timestamp: 1,
                        offsetDelta: Int32(offset - base))
                }
                return try builder.finish()
            }
            try rig.cluster.appendAsIs(try batch([0, 1, 4]), to: "t", 0)
            try rig.cluster.appendAsIs(try batch([9, 20]), to: "t", 0)
            let ranges = [try OffsetRange(rig.partition(0), from: 1, until: 20)]
            #expect(try await rig.values(ranges) == ["v1", "v4", "v9"])
            let rdd = KafkaRDD(rig.engine, client: rig.client, offsetRanges: ranges)
            #expect(try await rdd.count() == 3)
            // A range of nothing but a gap ends, with no record of a later range.
            let gap = KafkaRDD(
                rig.engine, client: rig.client, offsetRanges: [try OffsetRange(rig.partition(0), from: 5, until: 9)])
            #expect(try await gap.count() == 0)
            #expect(try await gap.isEmpty())
        }
    }

    @Test func countAndIsEmptyDoNotFetchWhereOffsetsTell() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: ["a", "b", "c"], to: "t", 0)
            let fetches = rig.cluster.add(Script(.fetch, .proceed))
            let full = [try OffsetRange(rig.partition(0), from: 0, until: 3)]
            let empty = [try OffsetRange(rig.partition(0), from: 3, until: 3)]
            let consecutive = KafkaRDDConfiguration(assumesConsecutiveOffsets: true)
            let known = KafkaRDD(rig.engine, client: rig.client, offsetRanges: full, configuration: consecutive)
            #expect(try await known.count() == 3)
            #expect(try await !known.isEmpty())
            let none = KafkaRDD(rig.engine, client: rig.client, offsetRanges: empty)
            #expect(try await none.count() == 0)
            #expect(try await none.isEmpty())
            #expect(fetches.hits == 0)
        }
    }

    @Test func deletedRecordsAreAnErrorOrSkippedAsThePolicySays() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<10).map { "a\($0)" }, to: "t", 0)
            try rig.cluster.deleteRecords(in: "t", 0, before: 6)
            let ranges = [try OffsetRange(rig.partition(0), from: 2, until: 8)]
            let error = await #expect(throws: StreamingError.self) { try await rig.values(ranges) }
            let cause = error?.underlyingError as? KafkaStreamError
            #expect(cause?.code == .dataLost)
            let text = cause?.message ?? ""
            for part in ["t-0", "offsets 2 to 5", "begins at offset 6", "onDataLoss", ".skip", "retention"] {
                #expect(text.contains(part), "\(text)")
            }
            #expect(try await rig.values(ranges, KafkaRDDConfiguration(onDataLoss: .skip)) == ["a6", "a7"])
            let warning = try #require(rig.log.entries("records are gone").first)
            #expect(warning.level == .warning)
            #expect(warning.metadata["from"] == "2" && warning.metadata["until"] == "6")
        }
    }

    @Test func rangeOfATopicThatWasCreatedAgainIsAnErrorOrSkipped() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<10).map { "a\($0)" }, to: "t", 0)
            let id = try #require(rig.cluster.topicID("t"))
            _ = try await rig.client.partitions(of: ["t"])
            try rig.cluster.deleteTopic("t")
            try rig.cluster.createTopic("t", partitions: 2)
            try rig.cluster.append(values: (0..<20).map { "b\($0)" }, to: "t", 0)
            let ranges = [try OffsetRange(rig.partition(0), from: 2, until: 8)]
            let error = await #expect(throws: StreamingError.self) {
                try await rig.values(ranges, KafkaRDDConfiguration(topicIDs: ["t": id]))
            }
            let cause = error?.underlyingError as? KafkaStreamError
            #expect(cause?.code == .topicRecreated)
            #expect(cause?.message.contains("created again") == true)
            let skipping = KafkaRDDConfiguration(onDataLoss: .skip, topicIDs: ["t": id])
            #expect(try await rig.values(ranges, skipping) == [])
            // Without an expectation the offsets are those of the topic that is there.
            #expect(try await rig.values(ranges).count == 6)
        }
    }

    @Test func outageInTheMiddleOfARangeIsWaitedFor() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: (0..<10).map { "a\($0)" }, to: "t", 0)
            let gate = Gate()
            rig.cluster.add(Script(.fetch, times: 1, .hold(gate)))
            let ranges = [try OffsetRange(rig.partition(0), from: 0, until: 10)]
            async let values = rig.values(ranges)
            await gate.waitForArrivals()
            let broker = try #require(rig.cluster.brokerIDs.first)
            await rig.cluster.stopBroker(broker)
            gate.open()
            try rig.cluster.restartBroker(broker)
            #expect(try await values == (0..<10).map { "a\($0)" })
        }
    }

    @Test func leaderThatMovesIsFollowed() async throws {
        try await Rig.with(brokers: 3) { rig in
            try rig.cluster.append(values: (0..<100).map { "a\($0)" }, to: "t", 0)
            let ranges = [try OffsetRange(rig.partition(0), from: 0, until: 100)]
            for broker in [1, 2, 3, 1] as [Int32] {
                try rig.cluster.movePartition("t", 0, to: broker)
                #expect(try await rig.values(ranges).count == 100)
            }
        }
    }

    @Test func corruptBatchNamesPartitionAndOffset() async throws {
        try await Rig.with { rig in
            try rig.cluster.append(values: ["fine"], to: "t", 0)
            var builder = try RecordBatchBuilder(baseOffset: 1)
            try builder.append(key: nil, value: ByteSlice(utf8: "damaged"), timestamp: 1)
            var bytes = try builder.finish().bytes
            bytes[bytes.count - 3] ^= 0xff
            try rig.cluster.appendAsIs(ByteSlice(copying: bytes), to: "t", 0)
            let error = await #expect(throws: StreamingError.self) {
                try await rig.values([try OffsetRange(rig.partition(0), from: 0, until: 2)])
            }
            let cause = error?.underlyingError as? KafkaError
            #expect(cause?.code == .corruptBatch)
            #expect(cause?.topicPartition == rig.partition(0))
            #expect(cause?.offset == 1)
        }
    }

    @Test func rangeThatRunsBackwardsIsRefused() {
        let error = #expect(throws: KafkaStreamError.self) {
            try OffsetRange(TopicPartition(topic: "t", partition: 0), from: 5, until: 4)
        }
        #expect(error?.code == .invalidRange)
    }
}
