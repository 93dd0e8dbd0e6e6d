// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Producers, transactions and a group of readers, while brokers, partitions and answers fail at random.
///
/// `MILLRACE_HISTORIES=100` runs so many, 10 without it; `MILLRACE_SEED` is the seed of the first one.
@Suite(.timeLimit(.minutes(20))) struct HistoryFaultTests {
    private static let count = UInt64(ProcessInfo.processInfo.environment["MILLRACE_HISTORIES"] ?? "") ?? 10

    @Test(.enabled(if: count > 0, "MILLRACE_HISTORIES is 0"), arguments: 0..<max(count, 1))
    func faultsLoseRepeatAndReorderNothing(run: UInt64) async throws {
        let seed = TestSeed.value &+ run
        // Before it begins, for a history that does not end.
        print("history: MILLRACE_SEED=\(seed)")
        let found = try await FaultyHistory.run(seed: seed).contradictions
        #expect(found.isEmpty, "MILLRACE_SEED=\(seed): \(found.joined(separator: "\n"))")
    }
}
