// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import MillraceTesting
import Synchronization
import TestSupport

/// The job that simulations of the tests run: numbers from 0 on, two per batch, and how many of the same remainder by 3
/// there were up to each.
enum CountingJob {
    static let batches = 5
    static let expected = (0..<batches * 2).map { SimulatedTable.Row(number: $0, count: $0 / 3 + 1) }

    static func numbers(_ job: StreamingContext) -> DStream<Int> {
        let input = job.queueStream(of: Int.self, partitions: 2)
        for batch in 0..<batches { input.push([batch * 2, batch * 2 + 1]) }
        return input.id("numbers")
    }

    static func counts(_ job: StreamingContext) -> DStream<SimulatedTable.Row> {
        numbers(job).map { ($0 % 3, $0) }.mapWithState(
            StateSpec<Int, Int, Int, SimulatedTable.Row> { _, value, state in
                try state.update((state.value ?? 0) + 1)
                return SimulatedTable.Row(number: value ?? -1, count: state.value ?? 0)
            }
        ).id("counts")
    }

    /// - Throws: `TestFailure` unless the rows are the expected ones, each once.
    static func expectExactly(_ rows: [SimulatedTable.Row]) throws {
        if rows != expected { throw TestFailure("expected \(expected), found \(rows)") }
    }

    /// - Throws: `TestFailure` unless each expected row is there, and no other one.
    static func expectAtLeastOnce(_ rows: [SimulatedTable.Row]) throws {
        try expectExactly(Array(Set(rows)).sorted())
    }
}
