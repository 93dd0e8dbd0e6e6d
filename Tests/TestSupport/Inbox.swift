// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Values in the order of their arrival, each taken once by the one task that waits for them.
package final class Inbox<Value: Sendable>: Sendable {
    private struct State {
        var values: [Value] = []
        var waiter: CheckedContinuation<Value, Never>?
    }

    private let state = Mutex(State())

    package init() {}

    package func add(_ value: Value) {
        let waiter = state.withLock { state -> CheckedContinuation<Value, Never>? in
            defer { state.waiter = nil }
            if state.waiter == nil { state.values.append(value) }
            return state.waiter
        }
        waiter?.resume(returning: value)
    }

    /// Takes the oldest value, waiting for it if there is none.
    package func next() async -> Value {
        await withCheckedContinuation { continuation in
            let value = state.withLock { state -> Value? in
                if !state.values.isEmpty { return state.values.removeFirst() }
                precondition(state.waiter == nil, "two tasks wait for the same inbox")
                state.waiter = continuation
                return nil
            }
            if let value { continuation.resume(returning: value) }
        }
    }
}
