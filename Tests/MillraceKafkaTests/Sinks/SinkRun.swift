// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import Millrace
import MillraceKafka
import StreamTestSupport
import TestSupport

/// A job from the topic `t` to the topic `out`, two offsets of each partition per batch of one second. Its engine is
/// its own, as that of a process.
struct SinkRun {
    static let topics = ["t": 2, "out": 2]

    let clock: ManualClock
    let streaming: StreamingContext
    let input: DirectKafkaInputDStream<KafkaRecord>

    init(
        _ rig: Rig, checkpoint: TemporaryFolder? = nil, now: Int64 = 10_000, group: String? = "g", rate: Int? = 2,
        stream: StreamingConfiguration = StreamingConfiguration(),
        _ build: (DirectKafkaInputDStream<KafkaRecord>) throws -> Void
    ) throws {
        clock = ManualClock(now: BatchTime(milliseconds: now))
        var engine = EngineConfiguration(appName: "job", master: .local(threads: 2, maxFailures: 3))
        engine.retryBackoff = RetryBackoff(initial: .zero)
        streaming = try StreamingContext(
            MillraceContext(engine, logger: rig.log.logger), batchDuration: .seconds(1), clock: clock,
            configuration: stream)
        input = try streaming.kafkaDirectStream(
            rig.client, topics: ["t"],
            configuration: DirectStreamConfiguration(
                groupID: group, startingOffsets: group == nil ? .earliest : nil, maxRatePerPartition: rate)
        ).id("t")
        try build(input)
        if let checkpoint {
            try streaming.checkpoint(.directory(checkpoint.path("checkpoint"), takesOver: true))
        }
    }

    /// Runs until `count` batches have ended, or the stream has failed. Returns the failure.
    @discardableResult
    func run(_ count: Int) async -> (any Error)? { await streaming.run(batches: count, clock) }

    /// A record of `out` with the value of one of `t`, in the partition of the same number.
    static func copy(_ record: KafkaRecord) -> ProducerRecord {
        ProducerRecord(topic: "out", partition: record.partition, value: record.value)
    }

    /// The values of `out` by partition, as a reader of committed records sees them.
    static func committed(_ rig: Rig) async throws -> [[String]] {
        var all: [[String]] = []
        for number in 0..<2 as Range<Int32> {
            let partition = TopicPartition(topic: "out", partition: number)
            let fetch = FetchConfiguration(isolation: .readCommitted)
            let end = try await rig.client.listOffsets([partition: .latest], isolation: .readCommitted)[partition] ?? 0
            var values: [String] = []
            let reader = PartitionReader(
                client: rig.client, partition: partition, from: 0, until: end, configuration: fetch)
            for try await records in reader { try records.forEach { values.append($0.value?.string ?? "null") } }
            all.append(values)
        }
        return all
    }

    /// Adds ten records to each partition of `t`; returns the values by partition.
    static func fill(_ rig: Rig) throws -> [[String]] {
        let values = ["a", "b"].map { name in (0..<10).map { "\(name)\($0)" } }
        for number in 0..<2 { try rig.cluster.append(values: values[number], to: "t", Int32(number)) }
        return values
    }
}
