// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// The live accumulators of a context.
final class AccumulatorRegistry: Sendable {
    private struct State {
        var nextID = 0
        var merges: [Int: @Sendable (any Sendable) -> Void] = [:]
    }

    private let state = Mutex(State())

    func nextID() -> Int {
        state.withLock { state in
            defer { state.nextID += 1 }
            return state.nextID
        }
    }

    func register(_ id: Int, merge: @escaping @Sendable (any Sendable) -> Void) {
        state.withLock { $0.merges[id] = merge }
    }

    func unregister(_ id: Int) { state.withLock { $0.merges[id] = nil } }

    /// Adds the amounts of a task whose result was taken.
    func merge(_ updates: [AccumulatorUpdate]) {
        guard !updates.isEmpty else { return }
        let merges = state.withLock { state in updates.map { state.merges[$0.id] } }
        for (update, merge) in zip(updates, merges) { merge?(update.value) }
    }
}
