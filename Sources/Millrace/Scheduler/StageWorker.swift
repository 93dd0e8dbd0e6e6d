// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A worker of a stage: passes its cancellation on to the attempt that it runs. One handler for all of its tasks costs
/// less than one for each.
final class StageWorker: Sendable {
    private struct State {
        var isCancelled = false
        var task: TaskState?
    }

    private let state = Mutex(State())

    /// Begins an attempt.
    func begin(_ task: TaskState) {
        let isCancelled = state.withLock { state in
            state.task = task
            return state.isCancelled
        }
        if isCancelled { task.cancel() }
    }

    /// Ends the attempt.
    func end() {
        let task = state.withLock { state in
            defer { state.task = nil }
            return state.task
        }
        withExtendedLifetime(task) {}  // Freed outside the lock.
    }

    func cancel() {
        let task = state.withLock { state in
            state.isCancelled = true
            return state.task
        }
        task?.cancel()
    }
}
