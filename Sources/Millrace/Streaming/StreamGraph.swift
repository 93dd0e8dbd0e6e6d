// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Streams of one context: inputs, outputs and the inputs' reports. Source: Spark's `DStreamGraph`.
final class StreamGraph: Sendable {
    /// An output operation. `generate` returns the work of a batch, `nil` if the stream has no RDD for it.
    struct Output: Sendable {
        let index: Int
        let name: String
        let stream: any AnyDStream
        /// Place among the operations of this name on the stream.
        let ordinal: Int
        /// Set if the operation writes to a sink.
        let sink: SinkHooks?
        let generate: @Sendable (Batch) async throws -> (@Sendable () async throws -> Void)?
    }

    private struct State {
        var inputs: [any AnyInputDStream] = []
        var outputs: [Output] = []
        var stateful: [any StatefulDStream] = []
        var reports: [BatchTime: [Int: InputInfo]] = [:]
        var zeroTime: BatchTime?
        /// Times of the batches that some stream may still need, ascending.
        var batches: [BatchTime] = []
        var isFrozen = false
        var firstError: StreamingError?
        var onError: (@Sendable (StreamingError) -> Void)?
        var streams: [Weak] = []
        var ordinals: [String: Int] = [:]
    }

    /// A weak reference: users keep a stream alive, the graph does not.
    private struct Weak: Sendable {
        weak let stream: (any AnyDStream)?
    }

    private let state = Mutex(State())

    var inputs: [any AnyInputDStream] { state.withLock { $0.inputs } }
    /// The sinks of the output operations, in their order.
    var sinks: [SinkHooks] { state.withLock { $0.outputs.compactMap(\.sink) } }
    /// Streams with state that an output depends on, parents first.
    var stateful: [any StatefulDStream] { state.withLock { $0.stateful } }
    var zeroTime: BatchTime? { state.withLock { $0.zeroTime } }

    /// Applies what a task in another process changed in a state.
    func apply(_ update: StateUpdate) throws {
        guard let stream = stateful.first(where: { $0.isPersisted && $0.operatorID.description == update.operatorID })
        else {
            throw StreamingError(
                code: .invalidState,
                message: "a task returned the state of '\(update.operatorID)', which no output depends on: all "
                    + "processes must run the same program",
                partition: update.partition, batchTime: update.batchTime)
        }
        try stream.apply(update)
    }

    func noteStream() {
        if state.withLock({ $0.isFrozen }) { reject("a stream was created after start(); create streams first") }
    }

    /// Adds a stream whose RDDs are dropped in time.
    func add(_ stream: any AnyDStream) { state.withLock { $0.streams.append(Weak(stream: stream)) } }

    func addInput(_ input: any AnyInputDStream) { state.withLock { $0.inputs.append(input) } }

    /// Place of a new operator among those of its kind with the same parents.
    func nextOrdinal(of kind: String, below parents: [Int]) -> Int {
        state.withLock { state in
            let key = "\(kind) \(parents)"
            defer { state.ordinals[key, default: 0] += 1 }
            return state.ordinals[key] ?? 0
        }
    }

    func addOutput(
        name: String, of stream: any AnyDStream, sink: SinkHooks? = nil,
        generate: @escaping @Sendable (Batch) async throws -> (@Sendable () async throws -> Void)?
    ) {
        let ordinal = nextOrdinal(of: "output \(name)", below: [stream.id])
        let isFrozen = state.withLock { state in
            if !state.isFrozen {
                state.outputs.append(
                    Output(
                        index: state.outputs.count, name: name, stream: stream, ordinal: ordinal, sink: sink,
                        generate: generate))
            }
            return state.isFrozen
        }
        if isFrozen { reject("the output operation '\(name)' was added after start(); add all of them before it") }
    }

    /// Records an error in the graph. `start()` throws the first one; a running stream fails with it.
    func reject(_ message: String) {
        let error = StreamingError(code: .invalidGraph, message: message)
        let report = state.withLock { state in
            if state.firstError == nil { state.firstError = error }
            return state.onError
        }
        report?(error)
    }

    /// Closes the graph: later additions are errors, which go to `onError`. Streams learn how long to keep their RDDs.
    func freeze(remember: Duration?, onError: @escaping @Sendable (StreamingError) -> Void) throws {
        let streams = state.withLock { state in state.streams.compactMap(\.stream) }
        try checkNames(of: streams)
        try checkSinks()
        for stream in streams { if let remember { stream.remember(atLeast: remember) } }
        // Children are younger than their parents.
        for stream in streams.sorted(by: { $0.id > $1.id }) {
            for parent in stream.parents { parent.remember(atLeast: stream.parentRememberDuration) }
        }
        try state.withLock { state in
            if let error = state.firstError { throw error }
            guard !state.outputs.isEmpty else {
                throw StreamingError(
                    code: .invalidGraph,
                    message: "no output operation: call foreachRDD or print on a stream, or nothing will be computed")
            }
            state.isFrozen = true
            state.onError = onError
            state.stateful = Self.ancestors(of: state.outputs.map(\.stream)).compactMap { $0 as? any StatefulDStream }
        }
        for stream in stateful where stream.rememberDuration > stream.slideDuration { stream.keepEarlierBatches() }
    }

    private func checkNames(of streams: [any AnyDStream]) throws {
        let named = Dictionary(grouping: streams.filter(\.isNamed), by: \.operatorID.name)
        guard let (name, twice) = named.filter({ $0.value.count > 1 }).min(by: { $0.key < $1.key }) else { return }
        throw StreamingError(
            code: .invalidGraph,
            message: "streams \(twice.map { "\($0.id)" }.joined(separator: " and ")) have the same id '\(name)'; give "
                + "each its own")
    }

    private func checkSinks() throws {
        for (place, twice) in Dictionary(grouping: sinks.filter(\.isExclusive), by: \.place) where twice.count > 1 {
            throw StreamingError(
                code: .invalidGraph,
                message: "\(twice.count) output operations write to \(place), each as its only owner; give each a "
                    + "place of its own, or unite their streams")
        }
    }

    /// The streams and everything that they depend on, parents first.
    static func ancestors(of streams: [any AnyDStream]) -> [any AnyDStream] {
        var found: [Int: any AnyDStream] = [:]
        var stack = streams
        while let stream = stack.popLast() {
            if found.updateValue(stream, forKey: stream.id) == nil { stack += stream.parents }
        }
        return found.values.sorted { $0.id < $1.id }
    }

    /// The operators that outputs depend on, and the inputs.
    var fingerprint: GraphFingerprint {
        let (outputs, inputs) = state.withLock { ($0.outputs, $0.inputs) }
        return GraphFingerprint(
            Self.ancestors(of: outputs.map(\.stream) + inputs).map { stream in
                let isKept = stream is any AnyInputDStream || (stream as? any StatefulDStream)?.isPersisted == true
                return GraphFingerprint.Operator(id: stream.operatorID.description, kind: stream.kind, keeps: isKept)
            })
    }

    /// The longest time for which a stream keeps its RDDs.
    var longestRemember: Duration {
        state.withLock { $0.streams.compactMap(\.stream) }.map(\.rememberDuration).max() ?? .zero
    }

    func setZeroTime(_ time: BatchTime) { state.withLock { $0.zeroTime = time } }

    /// Whether a stream of this slide duration has an RDD at `time`: a multiple of the slide after the zero time.
    func isValid(_ time: BatchTime, slide: Duration) -> Bool {
        guard let zero = zeroTime, time > zero else { return false }
        return (time.milliseconds - zero.milliseconds) % slide.wholeMilliseconds == 0
    }

    /// Notes a batch. It may be noted already, if it is one of an earlier run that runs again.
    func noteBatch(_ time: BatchTime) {
        state.withLock { state in
            let position = state.batches.lastIndex { $0 <= time }
            if let position, state.batches[position] == time { return }
            state.batches.insert(time, at: position.map { $0 + 1 } ?? 0)
        }
    }

    /// The times of the batches after `start` through `end`. There may be gaps where the wall clock was set.
    func batches(after start: BatchTime, through end: BatchTime) -> [BatchTime] {
        state.withLock { $0.batches.filter { $0 > start && $0 <= end } }
    }

    /// The output operations that have an RDD at `time`.
    func outputs(at time: BatchTime) -> [Output] {
        state.withLock { $0.outputs }.filter { isValid(time, slide: $0.stream.slideDuration) }
    }

    func report(_ info: InputInfo, for time: BatchTime) {
        state.withLock { $0.reports[time, default: [:]][info.streamID] = info }
    }

    /// Removes and returns the inputs' reports for `time`, sorted by stream id.
    func takeReports(for time: BatchTime) -> [InputInfo] {
        state.withLock { $0.reports.removeValue(forKey: time) ?? [:] }.values.sorted { $0.streamID < $1.streamID }
    }

    /// Drops the RDDs that no later batch needs, once the batch `time` has ended.
    func forget(after time: BatchTime) {
        let streams = state.withLock { state in
            state.streams.removeAll { $0.stream == nil }
            return state.streams.compactMap(\.stream)
        }
        var longest = Duration.zero
        for stream in streams {
            stream.forget(after: time)
            longest = max(longest, stream.rememberDuration)
        }
        let limit = time - longest
        state.withLock { state in state.batches.removeAll { $0 <= limit } }
    }

    /// Drops all streams. They hold their context, so this breaks the reference cycle.
    func clear() {
        for stream in state.withLock({ state in state.streams.compactMap(\.stream) }) { stream.clear() }
        let old = state.withLock { state in
            defer {
                state.inputs = []
                state.outputs = []
                state.stateful = []
                state.streams = []
                state.reports = [:]
                state.onError = nil
            }
            return (state.inputs, state.outputs, state.stateful)
        }
        withExtendedLifetime(old) {}  // Freed outside the lock: deinitializers may call in here.
    }
}
