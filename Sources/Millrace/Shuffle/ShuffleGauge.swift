// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Number of map outputs in memory in one context.
@usableFromInline
final class ShuffleGauge: Sendable {
    private let count = Atomic(0)

    func add(_ change: Int) { count.add(change, ordering: .relaxed) }

    var value: Int { count.load(ordering: .relaxed) }
}
