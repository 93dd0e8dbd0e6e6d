// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization
import TestSupport

/// An input whose batches take two elements each of 0, 1, 2, …; its plans are positions, as those of a log.
///
/// `@unchecked Sendable`: a `Mutex` guards the position.
final class NumbersInput: InputDStream<Int, Int>, @unchecked Sendable {
    private let next = Mutex(0)

    override func plan(at time: BatchTime) async throws -> Int {
        next.withLock { next in
            defer { next += 2 }
            return next
        }
    }

    override func rdd(_ plan: Int, at time: BatchTime) throws -> RDD<Int> {
        context.engine.parallelize([plan, plan + 1], partitions: 2)
    }

    override func recovered(_ plan: Int, at time: BatchTime) { next.withLock { $0 = plan + 2 } }
}

/// A job with a state, and a window of its output, in one life between two starts. Its disk may fail.
struct SimulatedJob {
    /// Output of one batch, known by the first number that it reads.
    struct Output: Equatable, CustomStringConvertible {
        var first: Int
        var text: String
        /// Number of changes of the disk before it.
        var changes: Int

        var description: String { "\(first): \(text)" }
    }

    let files: FaultyFileSystem
    let clock: ManualClock
    let context: StreamingContext
    let outputs = Log<Output>()
    private let recorder: Recorder
    private let done = Event()
    private let batches: Int

    /// A life in which `batches` batches run.
    init(_ files: FaultyFileSystem, batches: Int, now: Int64 = 10_000, kept: Int = 2) throws {
        self.files = files
        self.batches = batches
        clock = ManualClock(now: BatchTime(milliseconds: now))
        context = try StreamingContext(
            makeEngine(), batchDuration: .seconds(1), clock: clock,
            configuration: StreamingConfiguration(failurePolicy: .stop))
        recorder = Recorder(goals: [(batches, done)])
        context.addListener(recorder)
        let counts = NumbersInput(context: context).id("numbers").map { ($0 % 3, $0) }.mapWithState(
            StateSpec<Int, Int, Int, (Int, Int)> { _, value, state in
                try state.update((state.value ?? 0) + 1)
                return (value ?? -1, state.value ?? 0)
            }
        ).id("counts")
        let outputs = outputs
        counts.window(.seconds(3)).foreachRDD { rdd, batch in
            let all = try await rdd.collect().sorted { $0.0 < $1.0 }
            let new = all.suffix(2)
            guard let first = new.first else { return }
            // The window goes back as far as there are batches within its time, so only what it has is compared.
            let text = all.map { "\($0.0)x\($0.1)" }.joined(separator: " ")
            outputs.add(Output(first: first.0, text: text, changes: files.operationCount))
        }
        var log = WriteAheadLog.Settings()
        log.rollingBytes = 300
        var location = CheckpointLocation(
            store: DirectoryCheckpointStore(directory: "/job", takesOver: true, logSettings: log, files: files))
        location.keptGenerations = kept
        try context.checkpoint(location)
    }

    /// Runs the batches and ends in order.
    /// - Throws: The failure of the stream.
    func run() async throws {
        try await context.start()
        clock.advance(by: .seconds(batches))
        let watcher = Task {
            // A stream that fails completes fewer batches.
            try? await context.awaitTermination()
            done.signal()
        }
        await done.wait()
        watcher.cancel()
        await context.stop()
        try await context.awaitTermination()
    }

    /// The counts of numbers, which no restart changes.
    static func count(of number: Int) -> Int { number / 3 + 1 }

    /// A difference between the outputs of several lives and those of one; nil if there is none. Nothing may be missing
    /// up to the last output; outputs may be repeated.
    static func difference(_ outputs: [Output]) -> String? {
        for output in outputs {
            let numbers = output.text.split(separator: " ").compactMap { Int($0.prefix { $0 != "x" }) }
            let wanted = numbers.map { "\($0)x\(count(of: $0))" }.joined(separator: " ")
            if wanted != output.text { return "counts are wrong: expected \(wanted), found \(output.text)" }
            guard let low = numbers.first, numbers == Array(low..<low + numbers.count), low % 2 == 0 else {
                return "a window has gaps: \(output.text)"
            }
        }
        let firsts = Set(outputs.map(\.first))
        let missing = (0..<(firsts.max() ?? 0) / 2).map { $0 * 2 }.filter { !firsts.contains($0) }
        return missing.isEmpty ? nil : "no output of the batches that begin with \(missing)"
    }
}
