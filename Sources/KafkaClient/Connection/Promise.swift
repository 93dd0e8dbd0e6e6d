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
        /// Waits that end without the result, and with which error.
        var given: [Int: any Error] = [:]
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

    /// Waits for the result until `Deadline.current`.
    ///
    /// - Throws: the failure; `KafkaError.timedOut` if the deadline comes first; `CancellationError` if the waiting
    ///   task is cancelled first.
    func value() async throws -> Value {
        if let result { return try result.get() }
        let waiter = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let timer = Deadline.current.map { deadline in
            Task {
                // An error means that the task was cancelled, because the wait is over.
                guard (try? await deadline.wait()) != nil else { return }
                self.giveUp(waiter, deadline.passed())
            }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    // The task may have been cancelled since the handler was registered.
                    if state.result != nil || state.given[waiter] != nil { return true }
                    state.waiters[waiter] = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            giveUp(waiter, CancellationError())
        }
        timer?.cancel()
        // Not passed through the continuation: the thread sanitizer takes a value that one hands over before it is
        // waited for to be a race.
        let (result, error) = state.withLock { ($0.result, $0.given.removeValue(forKey: waiter)) }
        if let result { return try result.get() }
        throw error ?? CancellationError()
    }

    private func giveUp(_ waiter: Int, _ error: any Error) {
        let continuation = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.result == nil else { return nil }
            if state.given[waiter] == nil { state.given[waiter] = error }
            return state.waiters.removeValue(forKey: waiter)
        }
        continuation?.resume()
    }
}
