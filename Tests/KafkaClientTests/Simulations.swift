// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// The number of simulated histories of each kind, and how they run.
enum Simulations {
    /// `MILLRACE_SIMULATIONS`; 20 without it.
    static let count = Int(ProcessInfo.processInfo.environment["MILLRACE_SIMULATIONS"] ?? "") ?? 20

    /// Runs `body` for the numbers below `count`, as many at once as there are processors.
    static func forEach(_ count: Int, _ body: @escaping @Sendable (Int) async -> Void) async {
        let started = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
                group.addTask {
                    while true {
                        let number = started.increment() - 1
                        guard number < count else { return }
                        await body(number)
                    }
                }
            }
        }
    }
}
