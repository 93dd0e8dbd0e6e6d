// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace
private import Synchronization

/// Facts about a running driver, and a way to wait for them.
final class DriverProgress: StreamingListener {
    struct Facts: Sendable {
        /// Time of the first batch that a tick made; nil before the start.
        var firstBatch: BatchTime?
        /// Number of batches of earlier drivers that come first; nil before the start.
        var pending: Int?
        /// Number of those that have ended.
        var repeated = 0
        /// Number of batches that ticks made and that have ended.
        var completed = 0
        /// Whether the driver's stream has ended, with or without an error.
        var hasEnded = false
        var isHanging = false
        /// Whether the driver has died: its stream is to be ended.
        var isDead = false
        var failure: String?

        /// Whether it waits for its first tick.
        var isReady: Bool { pending.map { repeated >= $0 } ?? false }

        /// Whether nothing more comes by itself.
        var isStuck: Bool { hasEnded || isHanging || isDead }
    }

    private struct State {
        var facts = Facts()
        var waiter: (isMet: @Sendable (Facts) -> Bool, resume: CheckedContinuation<Void, Never>)?
    }

    private let state = Mutex(State())
    /// Whether the stream goes on after a batch that failed.
    private let goesOn: Bool

    init(goesOn: Bool) { self.goesOn = goesOn }

    var facts: Facts { state.withLock { $0.facts } }

    func change(_ body: (inout Facts) -> Void) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            body(&state.facts)
            guard let waiter = state.waiter, waiter.isMet(state.facts) else { return nil }
            state.waiter = nil
            return waiter.resume
        }
        waiter?.resume()
    }

    /// Waits until the facts meet a condition. One caller at a time.
    func wait(_ isMet: @escaping @Sendable (Facts) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if isMet(state.facts) { return true }
                state.waiter = (isMet, continuation)
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    func streamingStarted(firstBatch: BatchTime) { change { $0.firstBatch = firstBatch } }

    func batchCompleted(_ batch: BatchInfo) {
        // The stream ends by itself, which counts: whether the next tick comes before that is up to threads.
        if batch.failureReason != nil, !goesOn { return }
        change { facts in
            guard let first = facts.firstBatch else { return }
            if batch.batchTime >= first { facts.completed += 1 } else { facts.repeated += 1 }
        }
    }
}
