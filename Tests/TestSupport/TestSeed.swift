// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The seed of random tests: `MILLRACE_SEED`, so that a run can be repeated, or another number each time.
package enum TestSeed {
    package static let value: UInt64 =
        ProcessInfo.processInfo.environment["MILLRACE_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...(.max))
}
