// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import Millrace
import MillraceKafka
import TestSupport

/// A direct stream of the topic `t`, under a clock that the test moves by one batch of one second at a time.
struct StreamRun {
    /// Output of one batch: its values and their ranges.
    struct Batch: Sendable {
        var values: [String]
        var ranges: [OffsetRange]
    }

    let clock: ManualClock
    let streaming: StreamingContext
    let input: DirectKafkaInputDStream<String>
    /// Reports of the batches that have ended.
    let infos = Inbox<BatchInfo>()
    private let batches = Inbox<Batch>()

    private struct Listener: StreamingListener {
        let infos: Inbox<BatchInfo>

        func batchCompleted(_ batch: BatchInfo) { infos.add(batch) }
    }

    init(
        _ rig: Rig, _ configuration: DirectStreamConfiguration,
        stream: StreamingConfiguration = StreamingConfiguration(), topics: KafkaTopics = .topics(["t"]),
        checkpoint: TemporaryFolder? = nil, now: Int64 = 0,
        failing: @escaping @Sendable (BatchTime) throws -> Void = { _ in }
    ) throws {
        clock = ManualClock(now: BatchTime(milliseconds: now))
        streaming = try StreamingContext(
            rig.engine, batchDuration: .seconds(1), clock: clock, configuration: stream)
        input = try streaming.kafkaDirectStream(rig.client, topics, configuration: configuration) {
            $1.value?.string ?? "null"
        }
        let batches = batches
        input.foreachRDD { rdd, batch in
            let values = try await rdd.collect()
            try failing(batch.time)
            batches.add(Batch(values: values, ranges: (rdd as? any HasOffsetRanges)?.offsetRanges ?? []))
        }
        streaming.addListener(Listener(infos: infos))
        if let checkpoint { try streaming.checkpoint(.directory(checkpoint.path)) }
    }

    /// Moves the clock by one batch and waits for its output.
    func next() async -> Batch {
        clock.advance(by: .seconds(1))
        return await batches.next()
    }

    /// The next output without a new batch: that of one that was pending.
    func pending() async -> Batch { await batches.next() }

    func stop() async { await streaming.stop(gracefully: true, stoppingEngine: false) }
}
