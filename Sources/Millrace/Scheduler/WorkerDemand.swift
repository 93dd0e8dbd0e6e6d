// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Asks for another worker of a stage when a task begins to wait for I/O, so that a stage whose tasks only compute has
/// as many workers as there are threads. Own design.
final class WorkerDemand: Sendable {
    private struct State {
        var wanted = 0
        var isOver = false
        var waiter: CheckedContinuation<Bool, Never>?
    }

    private let state = Mutex(State())
    private let hasTasks: @Sendable () -> Bool

    /// `hasTasks` says whether tasks are left for a worker.
    init(hasTasks: @escaping @Sendable () -> Bool) { self.hasTasks = hasTasks }

    /// A task of the stage begins to wait.
    func want() {
        guard hasTasks() else { return }
        let waiter = state.withLock { state in
            if state.waiter == nil { state.wanted += 1 }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: true)
    }

    /// No worker is needed any more.
    func end() {
        let waiter = state.withLock { state in
            state.isOver = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: false)
    }

    /// Waits until a worker is wanted: `true`; `false` after `end()`, or if the caller is cancelled.
    func next() async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    if state.isOver { return false }
                    if state.wanted > 0 {
                        state.wanted -= 1
                        return true
                    }
                    state.waiter = continuation
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            end()
        }
    }
}
