// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization

/// Values by task: put by one thread, taken once by a task that waits for it.
package final class TaskExchange<Value: Sendable>: Sendable {
    private struct State {
        var values: [TaskDescriptor: [Value]] = [:]
        var waiters: [TaskDescriptor: CheckedContinuation<Value, any Error>] = [:]
        var failure: (any Error)?
    }

    private let state = Mutex(State())

    package init() {}

    package func put(_ value: Value, for task: TaskDescriptor) {
        let waiter = state.withLock { state in
            let waiter = state.waiters.removeValue(forKey: task)
            if waiter == nil { state.values[task, default: []].append(value) }
            return waiter
        }
        waiter?.resume(returning: value)
    }

    /// Waits for a value.
    /// - Throws: `CancellationError`, or the error of `close`.
    package func take(_ task: TaskDescriptor) async throws -> Value {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                let answer: Result<Value, any Error>? = state.withLock { state in
                    if var values = state.values[task], !values.isEmpty {
                        let value = values.removeFirst()
                        state.values[task] = values
                        return .success(value)
                    }
                    if let failure = state.failure { return .failure(failure) }
                    // If onCancel ran before this, it found no waiter, and the task is marked as cancelled by now.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    state.waiters[task] = waiter
                    return nil
                }
                if let answer { waiter.resume(with: answer) }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: task) }?.resume(throwing: CancellationError())
        }
    }

    /// No further value comes: all who wait, or begin to, get the error.
    package func close(_ error: any Error) {
        let waiters = state.withLock { state in
            defer { state.waiters = [:] }
            if state.failure == nil { state.failure = error }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume(throwing: error) }
    }
}
