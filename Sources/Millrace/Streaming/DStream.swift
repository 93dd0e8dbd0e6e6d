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
    let kind: String
    /// Whether the stream's RDDs are its own; otherwise `compute` may return one that the program uses elsewhere.
    private let ownsRDDs: Bool
    private let ordinal: Int
    private let state: Mutex<State>

    private enum Entry {
        case computing([CheckedContinuation<Void, Never>])
        case done(RDD<Element>?)
    }

    private struct State {
        var generated: [BatchTime: Entry] = [:]
        var level = StorageLevel.none
        var name: String?
        var rememberDuration: Duration
    }

    init(
        context: StreamingContext, slideDuration: Duration, parents: [any AnyDStream], kind: String,
        ownsRDDs: Bool = true
    ) {
        self.ownsRDDs = ownsRDDs
        id = context.nextStreamID()
        self.context = context
        self.slideDuration = slideDuration
        self.parents = parents
        self.kind = kind
        ordinal = context.graph.nextOrdinal(of: kind, below: parents.map(\.id))
        state = Mutex(State(rememberDuration: slideDuration))
        context.graph.noteStream()
        context.graph.add(self)
    }

    // MARK: Identity

    /// Names the operator, so that its id stays the same however the program around it changes; returns the stream
    /// itself. A name may occur once per context.
    @discardableResult
    public final func id(_ name: String) -> Self {
        state.withLock { $0.name = name }
        return self
    }

    final var isNamed: Bool { state.withLock { $0.name != nil } }

    /// Stable name of the operator: the one given by `id(_:)`, else one made of the operator's kind, its parents' names
    /// and its place among the parents' children of that kind. Operators added elsewhere do not change it.
    public final var operatorID: OperatorID {
        if let name = state.withLock({ $0.name }) { return OperatorID(name) }
        return OperatorID(kind: kind, parents: parents.map(\.operatorID), ordinal: ordinal)
    }

    // MARK: RDDs

    /// Generates the RDD of the batch `time`; `nil` if the stream has none for it. Subclasses override it.
    ///
    /// Called in the driver, once per batch, in order; again for the same batch if it threw.
    open func compute(time: BatchTime) async throws -> RDD<Element>? {
        preconditionFailure("\(type(of: self)) does not override compute(time:)")
    }

    /// The RDD of the batch `time`; `nil` if the stream has none for it, as its slide duration passes the batch over.
    ///
    /// Every call returns the same one until the batch is forgotten, also calls at the same time.
    /// - Throws: `StreamingError.generationFailed` with the stream that failed.
    public final func rdd(at time: BatchTime) async throws -> RDD<Element>? {
        guard context.graph.isValid(time, slide: slideDuration) else { return nil }
        while true {
            let known: Entry? = state.withLock { state in
                if let entry = state.generated[time] { return entry }
                state.generated[time] = .computing([])
                return nil
            }
            switch known {
            case .done(let rdd): return rdd
            case .computing: await waitForResult(of: time)
            case nil: return try await generate(time)
            }
        }
    }

    private func generate(_ time: BatchTime) async throws -> RDD<Element>? {
        do {
            let scope = LineageScope(batchTime: time, operatorID: operatorID)
            var rdd = try await scope.run { try await compute(time: time) }
            let level = state.withLock { $0.level }
            if level != .none {
                // An identity owns the cache in place of an RDD that is not the stream's.
                if !ownsRDDs { rdd = scope.run { rdd?.filter { _ in true } } }
                rdd?.persist(level)
            }
            resolve(time, .done(rdd))
            return rdd
        } catch {
            resolve(time, nil)
            if let error = error as? StreamingError, error.code == .generationFailed { throw error }
            if error is CancellationError, Task.isCancelled { throw error }
            throw StreamingError(
                code: .generationFailed, message: "stream \(id) (\(operatorID)) could not generate its RDD",
                batchTime: time, streamID: id, underlyingError: error)
        }
    }

    private func resolve(_ time: BatchTime, _ entry: Entry?) {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            defer { state.generated[time] = entry }
            guard case .computing(let waiters) = state.generated[time] else { return [] }
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    private func waitForResult(of time: BatchTime) async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                guard case .computing(let waiters) = state.generated[time] else { return true }
                state.generated[time] = .computing(waiters + [continuation])
                return false
            }
            if isOver { continuation.resume() }
        }
    }

    /// `persist(.memoryOnly)`.
    @discardableResult
    public final func cache() -> Self { persist() }

    /// Keeps every RDD of the stream at `level` until its batch is forgotten; returns the stream itself. The first
    /// level stays. Source: `DStream.persist`.
    ///
    /// Only RDDs of the stream are kept and dropped: one that a `transform` returns is left as it is.
    @discardableResult
    public final func persist(_ level: StorageLevel = .memoryOnly) -> Self {
        state.withLock { if $0.level == .none { $0.level = level } }
        return self
    }

    // MARK: Memory

    final var rememberDuration: Duration { state.withLock { $0.rememberDuration } }

    var parentRememberDuration: Duration { rememberDuration }

    /// Keeps the stream's RDDs for `duration` at least after their batch has ended, for `slice`; returns the stream.
    @discardableResult
    public final func remember(_ duration: Duration) -> Self {
        remember(atLeast: duration)
        return self
    }

    final func remember(atLeast duration: Duration) {
        state.withLock { $0.rememberDuration = max($0.rememberDuration, duration) }
    }

    func clear() {
        let generated = state.withLock { state in
            defer { state.generated = [:] }
            return state.generated
        }
        withExtendedLifetime(generated) {}  // Freed outside the lock.
    }

    func forget(after time: BatchTime) {
        let forgotten = state.withLock { state in
            let limit = time - state.rememberDuration
            var forgotten: [RDD<Element>] = []
            for (key, entry) in state.generated where key <= limit {
                guard case .done(let rdd) = entry else { continue }
                state.generated[key] = nil
                if let rdd, state.level != .none { forgotten.append(rdd) }
            }
            return forgotten
        }
        for rdd in forgotten { rdd.unpersist() }
    }
}
