// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// An endless sequence of RDDs, one per batch. Source: Spark's `DStream`.
///
/// Transformations return a new stream; batches run output operations (`foreachRDD`, `print`). Both must be called
/// before `StreamingContext.start()`; a later call fails the stream with `StreamingError.invalidGraph`.
///
/// `@unchecked Sendable`: every stored property is an immutable `Sendable` value, except the generated RDDs, which a
/// `Mutex` guards. Subclasses must keep it so.
open class DStream<Element: Sendable>: AnyDStream, @unchecked Sendable {
    /// Counted from 0 per streaming context, in the order in which the program builds streams.
    public let id: Int
    /// The context that the stream belongs to.
    public let context: StreamingContext
    /// Interval between the stream's RDDs, a multiple of the batch duration.
    public let slideDuration: Duration

    let parents: [any AnyDStream]
    private let state = Mutex(State())

    private struct State {
        var generated: [BatchTime: RDD<Element>?] = [:]
        var isCached = false
    }

    init(context: StreamingContext, slideDuration: Duration, parents: [any AnyDStream]) {
        id = context.nextStreamID()
        self.context = context
        self.slideDuration = slideDuration
        self.parents = parents
        context.graph.noteStream()
        context.graph.add(self)
    }

    /// Generates the RDD of the batch `time`; `nil` if the stream has none for it. Subclasses override it.
    ///
    /// Called in the driver, once per batch, in order; again for the same batch if it threw.
    open func compute(time: BatchTime) async throws -> RDD<Element>? {
        preconditionFailure("\(type(of: self)) does not override compute(time:)")
    }

    /// The RDD of the batch `time`. Every call returns the same one until the batch is forgotten.
    public final func rdd(at time: BatchTime) async throws -> RDD<Element>? {
        guard context.graph.isValid(time, slide: slideDuration) else { return nil }
        if let known = state.withLock({ $0.generated[time] }) { return known }
        let rdd: RDD<Element>?
        do {
            rdd = try await compute(time: time)
        } catch let error as StreamingError where error.code == .generationFailed {
            throw error  // The error names the parent stream that failed.
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StreamingError(
                code: .generationFailed, message: "stream \(id) could not generate its RDD", batchTime: time,
                streamID: id, underlyingError: error)
        }
        return state.withLock { state in
            if state.isCached { rdd?.cache() }
            state.generated[time] = .some(rdd)
            return rdd
        }
    }

    /// Caches every RDD of the stream until its batch is forgotten; returns the stream itself.
    @discardableResult
    public final func cache() -> Self {
        state.withLock { $0.isCached = true }
        return self
    }

    final func forget(through time: BatchTime) {
        let forgotten = state.withLock { state in
            let forgotten = state.generated.filter { $0.key <= time }
            for key in forgotten.keys { state.generated[key] = nil }
            return state.isCached ? forgotten.values.compactMap { $0 } : []
        }
        for rdd in forgotten { rdd.unpersist() }
    }
}
