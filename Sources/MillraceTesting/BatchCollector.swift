// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace
private import Synchronization

/// Collects a stream's output and waits for a number of completed batches, or for the stream's end.
final class BatchCollector<Element: Sendable>: StreamingListener {
    private struct State {
        var output: [StreamOutput<Element>] = []
        var missing: Int
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>

    init(expecting count: Int) { state = Mutex(State(missing: count)) }

    var output: [StreamOutput<Element>] { state.withLock { $0.output } }

    func add(_ output: StreamOutput<Element>) { state.withLock { $0.output.append(output) } }

    func batchCompleted(_ batch: BatchInfo) { note { $0 - 1 } }

    func streamingStopped() { note { _ in 0 } }

    private func note(_ change: (Int) -> Int) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.missing = change(state.missing)
            guard state.missing <= 0 else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    func end() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.missing <= 0 { return true }
                state.waiter = continuation
                return false
            }
            if isOver { continuation.resume() }
        }
    }
}
