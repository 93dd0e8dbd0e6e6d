// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// An input whose elements come by themselves and wait in a bounded buffer for the next batch. Base of sockets and
/// asynchronous sequences; a subclass calls `offer` or `offerBlocking`.
///
/// A batch takes what waits, within the rate limit. Elements stay in memory until their batch is forgotten, so a
/// retried batch has the same ones. While the buffer is full the source waits.
///
/// At most once over restarts: the elements are in memory alone, and their source cannot be asked again. What waits
/// when the process ends is lost, and so are the elements of batches that were not done, with a checkpoint too; those
/// of batches that the checkpoint has are counted by `lostElementCount`, and a warning tells of them. Use a receiver
/// with a write-ahead log (`receiverStream`) where that matters.
///
/// `@unchecked Sendable`: a `Mutex` guards the elements. Subclasses must keep to the rule of `DStream`.
open class BufferedInputDStream<Element: Sendable>: InputDStream<Element, Int>, @unchecked Sendable {
    private struct State {
        var waiting: [Element] = []
        var taken: [BatchTime: [Element]] = [:]
        var writers: [CheckedContinuation<Void, Never>] = []
        var isStopped = false
        var failure: (any Error)?
        /// Elements of batches of an earlier run.
        var lost: [BatchTime: Int] = [:]
    }

    private let capacity: Int
    private let partitionCount: Int?
    private let state = Mutex(State())

    /// An input stream of `context`.
    ///
    /// - Parameters:
    ///   - context: The context.
    ///   - kind: Enters the operator's id.
    ///   - capacity: Maximum number of elements that wait for a batch, at least 1.
    ///   - partitions: Number of partitions of each RDD; default: see `MillraceContext.parallelize`.
    public init(context: StreamingContext, kind: String, capacity: Int = 100_000, partitions: Int? = nil) {
        self.capacity = max(1, capacity)
        partitionCount = partitions
        super.init(context: context, kind: kind)
    }

    /// Number of elements that wait for a batch.
    public final var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Number of elements of batches of an earlier run that had to run again and were lost with that run.
    public final var lostElementCount: Int { state.withLock { $0.lost.values.reduce(0, +) } }

    // MARK: For subclasses

    /// Adds an element; waits while the buffer is full. Returns `false` once the stream has stopped.
    public final func offer(_ element: Element) async -> Bool {
        while true {
            if let answer = tryOffer([element]) { return answer }
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.isStopped || state.waiting.count < capacity { return true }
                    state.writers.append(continuation)
                    return false
                }
                if isReady { continuation.resume() }
            }
        }
    }

    /// Adds elements all at once; nil if the buffer is full, `false` once the stream has stopped. A source on a thread
    /// of its own tries again later.
    public final func tryOffer(_ elements: [Element]) -> Bool? {
        state.withLock { state in
            if state.isStopped { return false }
            guard state.waiting.count < capacity else { return nil }
            state.waiting += elements
            return true
        }
    }

    /// The source has failed for good: the next plan throws the error, once the elements that wait are taken.
    public final func fail(_ error: any Error) { state.withLock { $0.failure = error } }

    /// Ends all waits of `offer`. Subclasses that override it call it.
    open override func stop() async {
        let writers = state.withLock { state in
            state.isStopped = true
            defer { state.writers = [] }
            return state.writers
        }
        for writer in writers { writer.resume() }
    }

    // MARK: Batches

    /// Takes the elements that wait, within the rate limit. The plan is their number.
    public final override func plan(at time: BatchTime) async throws -> Int {
        let limit = recordLimit ?? .max
        let (count, writers) = try state.withLock { state in
            let count = min(limit, state.waiting.count)
            if count == 0, let failure = state.failure { throw failure }
            state.taken[time] = Array(state.waiting.prefix(count))
            state.waiting.removeFirst(count)
            defer { state.writers = [] }
            return (count, state.writers)
        }
        for writer in writers { writer.resume() }
        reportInput(time: time, recordCount: count, description: "\(count) elements")
        return count
    }

    /// An RDD of the elements that the plan took; an empty one if an earlier run took them.
    public final override func rdd(_ plan: Int, at time: BatchTime) throws -> RDD<Element> {
        let (elements, isLost) = state.withLock { state -> ([Element], Bool) in
            if let elements = state.taken[time] { return (elements, false) }
            return ([], plan > 0 && state.lost.updateValue(plan, forKey: time) == nil)
        }
        if isLost {
            context.engine.logger.warning(
                "elements of an earlier run are lost, because this source keeps them in memory alone",
                metadata: ["batch": "\(time)", "stream": "\(name)", "elements": "\(plan)"])
        }
        return context.engine.parallelize(elements, partitions: elements.isEmpty ? 1 : partitionCount)
    }

    /// Drops the elements.
    public final override func planForgotten(_ plan: Int, at time: BatchTime) {
        state.withLock { $0.taken[time] = nil }
    }
}
