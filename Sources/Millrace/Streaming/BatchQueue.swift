// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A bounded queue of batches from the generator, the only writer, to the scheduler, the only reader. Own design.
final class BatchQueue: Sendable {
    private struct State {
        var batches: [QueuedBatch] = []
        var isFinished = false
        var reader: CheckedContinuation<QueuedBatch?, Never>?
        var writer: CheckedContinuation<Bool, Never>?
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) { self.capacity = capacity }

    /// Waits until a batch can be appended; `false` once the queue is finished.
    func waitForRoom() async -> Bool {
        await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                if state.isFinished { return false }
                if state.batches.count < capacity { return true }
                state.writer = continuation
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Appends a batch; a finished queue drops it.
    func append(_ batch: QueuedBatch) {
        let reader = state.withLock { state -> CheckedContinuation<QueuedBatch?, Never>? in
            if state.isFinished { return nil }
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            state.batches.append(batch)
            return nil
        }
        reader?.resume(returning: batch)
    }

    /// Waits for the next batch; `nil` once the queue is finished and empty.
    func next() async -> QueuedBatch? {
        await withCheckedContinuation { continuation in
            let (answer, writer) = state.withLock {
                state -> (QueuedBatch??, CheckedContinuation<Bool, Never>?) in
                guard !state.batches.isEmpty else {
                    if state.isFinished { return (.some(nil), nil) }
                    state.reader = continuation
                    return (nil, nil)
                }
                defer { state.writer = nil }
                return (.some(state.batches.removeFirst()), state.writer)
            }
            writer?.resume(returning: true)
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Closes the queue to new batches. `discarding` also drops the queued ones.
    func finish(discarding: Bool) {
        let (reader, writer) = state.withLock { state in
            state.isFinished = true
            if discarding { state.batches = [] }
            defer {
                state.reader = nil
                state.writer = nil
            }
            return (state.reader, state.writer)
        }
        reader?.resume(returning: nil)
        writer?.resume(returning: false)
    }
}
