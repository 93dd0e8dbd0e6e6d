// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Producers, transactions and a group of readers, while brokers, partitions and answers fail at random.
///
/// `MILLRACE_HISTORIES=10` runs so many; none without it, because about one in a hundred does not end (ARCHITECTURE.md,
/// 5.3).
@Suite(.timeLimit(.minutes(20))) struct HistoryFaultTests {
    private static let count = UInt64(ProcessInfo.processInfo.environment["MILLRACE_HISTORIES"] ?? "") ?? 0

    @Test(.enabled(if: count > 0, "set MILLRACE_HISTORIES"), arguments: 0..<max(count, 1))
    func faultsLoseRepeatAndReorderNothing(run: UInt64) async throws {
        let seed = TestSeed.value &+ run
        let found = try await FaultyHistory.contradictions(seed: seed)
        #expect(found.isEmpty, "MILLRACE_SEED=\(seed): \(found.joined(separator: "\n"))")
    }
}
