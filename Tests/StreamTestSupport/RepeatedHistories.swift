// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
package import MillraceTesting
import Synchronization
import TestSupport
package import Testing

/// Whether a seed repeats every step, also in another process.
package enum RepeatedHistories {
    /// For tests that need it.
    package static let condition = ConditionTrait.enabled(
        if: ProcessInfo.processInfo.environment["SWIFT_DETERMINISTIC_HASHING"] != nil,
        "SWIFT_DETERMINISTIC_HASHING is not set")

    /// Runs histories twice, and expects the same faults and the same operations of all drivers in the same order.
    /// `MILLRACE_REPEATS` is the number of histories (default 100), and `MILLRACE_SEED` the seed.
    ///
    /// - Parameter history: returns lines to compare as well.
    package static func expect(
        _ history: @escaping @Sendable (SimulatedWorld) async throws -> [String]
    ) async throws {
        let count = ProcessInfo.processInfo.environment["MILLRACE_REPEATS"].flatMap { Int($0) } ?? 100
        let (first, second) = (try await traces(count, history), try await traces(count, history))
        #expect(first.count == count && Set(first.values).count > count * 9 / 10, "seeds differ")
        for (seed, trace) in first where second[seed] != trace {
            let pair = zip(trace, second[seed] ?? []).first { $0 != $1 }
            Issue.record("seed \(seed): \(pair as Any), \(trace.count) and \(second[seed]?.count ?? 0) lines")
        }
    }

    private static func traces(
        _ count: Int, _ history: @escaping @Sendable (SimulatedWorld) async throws -> [String]
    ) async throws -> [UInt64: [String]] {
        let traces = Mutex<[UInt64: [String]]>([:])
        try await Simulation(seed: TestSeed.value).run(histories: count) { world in
            let lines = try await history(world)
            let trace = world.events + world.operations.map(\.description) + lines
            traces.withLock { $0[world.seed] = trace }
        }
        return traces.withLock { $0 }
    }
}
