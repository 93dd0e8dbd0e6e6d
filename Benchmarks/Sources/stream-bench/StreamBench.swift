// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Glibc
import Millrace

/// States and overhead of the streaming engine.
///
/// `stream-bench [--case update|map|empty|tasks|steady|start] [--keys 1000000] [--updates 10000] [--batches 100]
/// [--threads 2] [--partitions 4] [--seconds 60] [--batch-millis 5]`.
/// `update` and `map` are `updateStateByKey` (for touched keys) and `mapWithState` with so many keys, of which each
/// batch changes `updates` different ones; `update-all` calls its function for every key, as Spark does. `empty` runs
/// batches without records as fast as it can, `tasks` batches of so many partitions with a number each. `steady` runs
/// batches of so many partitions at the machine's time. `start` measures from the making of an engine to the end of the
/// first batch. States are checked. Prints one line of results.
@main
struct StreamBench {
    static func main() async throws {
        var arguments = Arguments()
        let name = arguments.text("case") ?? "map"
        let keys = arguments.number("keys", default: 1_000_000)
        let updates = arguments.number("updates", default: 10_000)
        let batches = arguments.number("batches", default: 100)
        let threads = arguments.number("threads", default: 2)
        let partitions = arguments.number("partitions", default: 4)
        let seconds = arguments.number("seconds", default: 60)
        let interval = Duration.milliseconds(arguments.number("batch-millis", default: 5))
        arguments.finish()
        func makeEngine() -> MillraceContext {
            MillraceContext(EngineConfiguration(appName: "stream-bench", master: .local(threads: threads)))
        }
        switch name {
        case "update", "update-all", "map":
            let bench = StateBench(name: name, keys: keys, updates: updates, batches: batches, partitions: partitions)
            try await bench.run(makeEngine())
        case "empty", "tasks":
            try await overhead(makeEngine(), name, batches: batches, partitions: name == "empty" ? 1 : partitions)
        case "steady":
            let batches = Int((Duration.seconds(seconds) / interval).rounded())
            try await steady(makeEngine(), batches: batches, interval, partitions: partitions)
        case "start": try await start(makeEngine, interval)
        default: stop("--case must be update, update-all, map, empty, tasks, steady or start, found \(name)")
        }
    }

    // MARK: Overhead

    private static func overhead(
        _ engine: MillraceContext, _ name: String, batches: Int, partitions: Int
    ) async throws {
        let clock = ManualClock()
        let context = try StreamingContext(engine, batchDuration: .milliseconds(1), clock: clock)
        let log = BatchLog(context, stopAfter: batches)
        context.addListener(log)
        let input = NumberedInput<Int>(context) { _ in
            name == "empty"
                ? engine.parallelize([], partitions: 1) : engine.range(0..<partitions, partitions: partitions)
        }
        input.foreachRDD { rdd, _ in
            let count = try await rdd.count()
            guard count == (name == "empty" ? 0 : partitions) else { stop("\(count) elements") }
        }
        let before = Usage.now
        try await context.start()
        clock.advance(by: .milliseconds(batches))
        try await context.awaitTermination()
        let after = Usage.now
        let (wall, cpu) = (after.wallSeconds - before.wallSeconds, after.cpuSeconds - before.cpuSeconds)
        let tasks = Double(batches * partitions)
        report([
            "case": name, "batches": "\(log.count)", "partitions": "\(partitions)",
            "us-per-batch": decimal(wall / Double(batches) * 1e6, 1),
            "cpu-us-per-batch": decimal(cpu / Double(batches) * 1e6, 1),
            "us-per-task": decimal(wall / tasks * 1e6, 2), "cpu-us-per-task": decimal(cpu / tasks * 1e6, 2),
        ])
    }

    private static func steady(
        _ engine: MillraceContext, batches: Int, _ interval: Duration, partitions: Int
    ) async throws {
        let context = try StreamingContext(engine, batchDuration: interval)
        let log = BatchLog(context, stopAfter: batches)
        context.addListener(log)
        NumberedInput<Int>(context) { _ in engine.range(0..<partitions, partitions: partitions) }.foreachRDD { rdd, _ in
            guard try await rdd.count() == partitions else { stop("a batch lacks elements") }
        }
        let before = Usage.now
        try await context.run()
        let after = Usage.now
        report([
            "case": "steady", "batches": "\(log.count)", "partitions": "\(partitions)",
            "seconds": decimal(after.wallSeconds - before.wallSeconds, 2),
            "expected-seconds": decimal(interval / .seconds(1) * Double(batches), 2),
            "cpu-s": decimal(after.cpuSeconds - before.cpuSeconds, 2),
            "processing-ms-median": decimal(log.processing(0.5), 3), "p99": decimal(log.processing(0.99), 3),
            "delay-ms-median": decimal(log.delay(0.5), 3), "delay-p99": decimal(log.delay(0.99), 3),
            "delay-max": decimal(log.delay(1), 3), "delay-last": decimal(log.lastDelay, 3),
        ])
    }

    private static func start(_ makeEngine: () -> MillraceContext, _ interval: Duration) async throws {
        for _ in 0..<5 {
            let begin = Usage.now.wallSeconds
            let engine = makeEngine()
            let context = try StreamingContext(engine, batchDuration: interval)
            context.addListener(BatchLog(context, stopAfter: 1))
            let times = Samples()
            NumberedInput<Int>(context) { _ in engine.range(0..<100, partitions: 4) }.foreachRDD { rdd, _ in
                _ = try await rdd.count()
                times.add((Usage.now.wallSeconds - begin) * 1000)
            }
            try await context.run()
            report([
                "case": "start", "first-batch-ms": decimal(times.quantile(0), 2),
                "batch-ms": decimal(interval / .milliseconds(1), 0),
            ])
        }
    }
}
