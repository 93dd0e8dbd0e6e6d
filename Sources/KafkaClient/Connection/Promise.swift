// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A result that is set once and that any number of tasks can wait for; a cancelled task stops waiting.
///
/// It lets code send a request now and wait for the response later. Own design.
final class Promise<Value: Sendable>: Sendable {
    private struct State {
        var result: Result<Value, any Error>?
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var cancelled: Set<Int> = []
        var nextWaiter = 0
    }

    private let state = Mutex(State())

    init() {}

    /// The result; nil until it is set.
    var result: Result<Value, any Error>? { state.withLock { $0.result } }

    /// Sets the result and resumes all waiting tasks. Returns false, without effect, if there is a result already.
    @discardableResult
    func complete(_ result: Result<Value, any Error>) -> Bool {
        let waiters: [Int: CheckedContinuation<Void, Never>]? = state.withLock { state in
            guard state.result == nil else { return nil }
            state.result = result
            let waiters = state.waiters
            state.waiters = [:]
            return waiters
        }
        for waiter in (waiters ?? [:]).values { waiter.resume() }
        return waiters != nil
    }

    /// Waits for the result. Throws its failure, or `CancellationError` if the waiting task is cancelled first.
    func value() async throws -> Value {
        let waiter = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    // The task may have been cancelled since the handler was registered.
                    if state.result != nil || state.cancelled.remove(waiter) != nil { return true }
                    state.waiters[waiter] = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                if let continuation = state.waiters.removeValue(forKey: waiter) { return Optional(continuation) }
                if state.result == nil { state.cancelled.insert(waiter) }
                return nil
            }
            continuation?.resume()
        }
        // Not passed through the continuation: what such a one hands over before it is waited for, the thread sanitizer
        // takes for a race.
        guard let result else { throw CancellationError() }
        return try result.get()
    }
}
