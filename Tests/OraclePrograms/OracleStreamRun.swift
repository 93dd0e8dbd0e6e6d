// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization

/// Runs the oracle's programs over streams under a manual clock.
package enum OracleStreamRun {
    /// Runs a program to its end, and its engine's. Returns the elements that its output operation got,
    /// by batch time.
    /// - Throws: The failure of the stream.
    package static func output(
        of program: OracleCase, _ engine: MillraceContext
    ) async throws -> [Int64: [OracleValue]] {
        let interval = Duration.milliseconds(try program.json.int("batchMillis"))
        let count = try program.json.int("batchCount")
        let clock = ManualClock()
        let context = try StreamingContext(engine, batchDuration: interval, clock: clock)
        context.addListener(StopAfter(context, batches: count))
        let output = OracleOutput()
        try OracleStream.stream(of: program, in: context).foreachRDD { rdd, batch in
            output.add(try await rdd.collect(), at: batch.time.milliseconds)
        }
        do {
            try await context.start()
        } catch {
            await context.stop()
            throw error
        }
        clock.advance(by: interval * count)
        try await context.awaitTermination()
        return try output.table()
    }

    /// A difference between an output and the one that Spark gave; `nil` if there is none.
    package static func difference(_ output: [Int64: [OracleValue]], _ program: OracleCase) throws -> String? {
        let expected = try program.json.array("expected")
        let type = try OracleType(program.json.string("type"))
        let times = try expected.map { Int64(try $0.int("time")) }
        guard output.keys.sorted() == times else { return "expected times \(times), found \(output.keys.sorted())" }
        for entry in expected {
            let time = Int64(try entry.int("time"))
            let difference = OracleAction.compare(
                output[time] ?? [], try entry.array("elements").map(type.value),
                isOrdered: try entry.field("ordered").isTrue)
            if let difference { return "at \(time): \(difference)" }
        }
        return nil
    }
}

/// Ends a stream after so many batches.
private final class StopAfter: StreamingListener {
    private weak let context: StreamingContext?
    private let batches: Int
    private let completed = Atomic(0)

    init(_ context: StreamingContext, batches: Int) {
        self.context = context
        self.batches = batches
    }

    func batchCompleted(_ batch: BatchInfo) {
        if completed.add(1, ordering: .relaxed).newValue == batches { context?.requestStop() }
    }
}

/// Elements that an output operation got, by batch time.
private final class OracleOutput: Sendable {
    private let entries = Mutex<[(Int64, [OracleValue])]>([])

    func add(_ elements: [OracleValue], at time: Int64) { entries.withLock { $0.append((time, elements)) } }

    /// - Throws: `OracleError` if a batch gave output twice.
    func table() throws -> [Int64: [OracleValue]] {
        let entries = entries.withLock { $0 }
        let table = Dictionary(entries) { first, _ in first }
        guard table.count == entries.count else { throw OracleError("a batch gave output twice") }
        return table
    }
}
