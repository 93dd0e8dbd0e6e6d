// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace
internal import Synchronization

/// Work that a batch starts and waits for until a limit; past it the work goes on in the background. One at a time.
final class BackgroundTask: Sendable {
    private struct State {
        var task: Task<Void, Never>?
        var signal: TimedSignal?
        var isCancelled = false
    }

    private let state = Mutex(State())

    init() {}

    /// Runs `body` unless an earlier one is still under way, and waits until `limit` at most. Does not wait for an
    /// earlier one.
    func run(
        until limit: Duration, _ clock: any StreamingClock, _ body: @escaping @Sendable () async -> Void
    ) async {
        let signal = TimedSignal()
        let isStarted = state.withLock { state in
            guard state.task == nil, !state.isCancelled else { return false }
            // Ends with `body`, which `cancel()` ends early.
            state.task = Task.detached { [self] in
                await body()
                self.state.withLock { $0.task = nil }
                signal.fire()
            }
            return true
        }
        if isStarted { await signal.wait(until: limit, clock) }
    }

    /// Cancels the work under way; none starts later.
    func cancel() {
        let task = state.withLock { state in
            state.isCancelled = true
            return state.task
        }
        task?.cancel()
    }
}
