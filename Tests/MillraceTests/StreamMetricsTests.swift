// Millrace
// SPDX-License-Identifier: Apache-2.0

import MetricsTestKit
import Millrace
import TestSupport
import Testing

/// Metrics of engines and streams.
@Suite(.timeLimit(.minutes(5))) struct StreamMetricsTests {
    private let metrics = TestMetrics()

    private func makeStream(
        configuration: StreamingConfiguration = StreamingConfiguration()
    ) throws -> (StreamingContext, ManualClock) {
        let clock = ManualClock(now: BatchTime(milliseconds: 10_000))
        let engine = makeEngine(configure: { $0.metricsFactory = metrics })
        return (
            try StreamingContext(engine, batchDuration: .seconds(1), clock: clock, configuration: configuration), clock
        )
    }

    private func count(_ name: String, _ labels: [(String, String)] = []) throws -> Int64 {
        try metrics.expectCounter(name, [("job", "test")] + labels).totalValue
    }

    @Test func batchesAndTheirRecordsAreCounted() async throws {
        let (context, clock) = try makeStream()
        let done = Event()
        context.addListener(Recorder(goals: [(2, done)]))
        let input = ScriptedInput(context)
        let runs = Counter()
        input.foreachRDD { rdd, _ in
            // The first batches take two seconds by the stream's clock.
            if runs.increment() <= 2 { clock.advance(by: .seconds(2)) }
            _ = try await rdd.count()
        }
        try await context.start()
        clock.advance(by: .seconds(1))
        await done.wait()
        await context.stop()
        let batches = try count("millrace_batches", [("outcome", "completed")])
        #expect(batches >= 2)
        #expect(try count("millrace_batches", [("outcome", "failed")]) == 0)
        #expect(try count("millrace_input_records", [("stream", input.name)]) == batches * 2)
        #expect(try count("millrace_tasks") == batches * 2)
        let times = try metrics.expectTimer("millrace_batch_processing_time", [("job", "test")]).values
        #expect(times.prefix(2) == [2_000_000_000, 2_000_000_000])
        let delays = try metrics.expectTimer("millrace_batch_scheduling_delay", [("job", "test")]).values
        #expect(delays.count == times.count)
        let totals = try metrics.expectTimer("millrace_batch_total_delay", [("job", "test")]).values
        #expect(totals == zip(times, delays).map { $0 + $1 })
        #expect(try metrics.expectMeter("millrace_waiting_batches", [("job", "test")]).values.last == 0)
        // Backpressure is on by default.
        #expect(metrics.meters.contains { $0.label == "millrace_input_rate_limit" })
    }

    @Test func failuresAndRetriesAreCounted() async throws {
        let (context, clock) = try makeStream(
            configuration: StreamingConfiguration(
                failurePolicy: .continue(retries: 2), retryBackoff: .zero, backpressure: nil))
        let done = Event()
        context.addListener(Recorder(goals: [(1, done)]))
        ScriptedInput(context).foreachRDD { rdd, _ in try await rdd.foreach { _ in throw Boom() } }
        try await context.start()
        clock.advance(by: .seconds(1))
        await done.wait()
        await context.stop()
        #expect(try count("millrace_batches", [("outcome", "failed")]) == 1)
        #expect(try count("millrace_batch_retries") == 2)
        // Two partitions, of which the first that fails finally ends the other, and two attempts each.
        #expect(try count("millrace_task_failures") >= 2 * 3)
        #expect(try count("millrace_plan_failures") == 0)
    }

    @Test func plansThatFailAreCounted() async throws {
        let (context, clock) = try makeStream()
        let input = ScriptedInput(context, generate: { _ in throw Boom() })
        input.foreachRDD { rdd, _ in _ = try await rdd.count() }
        try await context.start()
        clock.advance(by: .seconds(1))
        await #expect(throws: StreamingError.self) { try await context.awaitTermination() }
        #expect(try count("millrace_plan_failures") == 1)
    }

    @Test func receiversCountWhatTheyStore() async throws {
        let (context, clock) = try makeStream()
        let stored = Event()
        let input = context.receiverStream(CountedReceiver(stored: stored))
        input.foreachRDD { rdd, _ in _ = try await rdd.count() }
        try await context.start()
        await stored.wait()
        clock.advance(by: .seconds(1))
        await context.stop()
        #expect(try count("millrace_receiver_records", [("stream", input.name)]) == 5)
        #expect(try count("millrace_receiver_errors", [("stream", input.name)]) == 1)
    }

    @Test func labelsAreBounded() async throws {
        let (context, _) = try makeStream()
        let names = Set(metrics.counters.flatMap { $0.dimensions.map(\.0) })
        #expect(names == ["job", "outcome"])
        await context.stop()
    }
}

/// Stores five numbers and reports an error.
private struct CountedReceiver: Receiver {
    let stored: Event

    func receive(_ context: ReceiverContext<Int>) async throws {
        try await context.store(block: [1, 2, 3, 4, 5])
        context.report(Boom())
        stored.signal()
    }
}
