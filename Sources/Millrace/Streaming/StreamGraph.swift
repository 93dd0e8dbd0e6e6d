// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Streams of one context: inputs, outputs and the inputs' reports. Source: Spark's `DStreamGraph`.
final class StreamGraph: Sendable {
    /// An output operation. `generate` returns the work of a batch, `nil` if the stream has no RDD for it.
    struct Output: Sendable {
        let index: Int
        let name: String
        let generate: @Sendable (BatchTime) async throws -> (@Sendable () async throws -> Void)?
    }

    private struct State {
        var inputs: [any AnyInputDStream] = []
        var outputs: [Output] = []
        var reports: [BatchTime: [Int: InputInfo]] = [:]
        var zeroTime: BatchTime?
        var isFrozen = false
        var firstError: StreamingError?
        var onError: (@Sendable (StreamingError) -> Void)?
        var streams: [Weak] = []
    }

    /// A weak reference: users keep a stream alive, the graph does not.
    private struct Weak: Sendable {
        weak let stream: (any AnyDStream)?
    }

    private let state = Mutex(State())

    var inputs: [any AnyInputDStream] { state.withLock { $0.inputs } }
    var outputs: [Output] { state.withLock { $0.outputs } }

    func noteStream() {
        if state.withLock({ $0.isFrozen }) { reject("a stream was created after start(); create streams first") }
    }

    /// Adds a stream whose RDDs `forget(through:)` drops.
    func add(_ stream: any AnyDStream) { state.withLock { $0.streams.append(Weak(stream: stream)) } }

    func addInput(_ input: any AnyInputDStream) { state.withLock { $0.inputs.append(input) } }

    func addOutput(
        name: String, generate: @escaping @Sendable (BatchTime) async throws -> (@Sendable () async throws -> Void)?
    ) {
        let isFrozen = state.withLock { state in
            if !state.isFrozen {
                state.outputs.append(Output(index: state.outputs.count, name: name, generate: generate))
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

    /// Closes the graph: later additions are errors, which go to `onError`.
    func freeze(onError: @escaping @Sendable (StreamingError) -> Void) throws {
        try state.withLock { state in
            if let error = state.firstError { throw error }
            guard !state.outputs.isEmpty else {
                throw StreamingError(
                    code: .invalidGraph,
                    message: "no output operation: call foreachRDD or print on a stream, or nothing will be computed")
            }
            state.isFrozen = true
            state.onError = onError
        }
    }

    func setZeroTime(_ time: BatchTime) { state.withLock { $0.zeroTime = time } }

    /// Whether a stream of this slide duration has an RDD at `time`: a multiple of the slide after the zero time.
    func isValid(_ time: BatchTime, slide: Duration) -> Bool {
        guard let zero = state.withLock({ $0.zeroTime }), time > zero else { return false }
        return (time.milliseconds - zero.milliseconds) % slide.wholeMilliseconds == 0
    }

    func report(_ info: InputInfo, for time: BatchTime) {
        state.withLock { $0.reports[time, default: [:]][info.streamID] = info }
    }

    /// Removes and returns the inputs' reports for `time`, sorted by stream id.
    func takeReports(for time: BatchTime) -> [InputInfo] {
        state.withLock { $0.reports.removeValue(forKey: time) ?? [:] }.values.sorted { $0.streamID < $1.streamID }
    }

    /// Drops the RDDs of all streams up to and including `time`.
    func forget(through time: BatchTime) {
        let streams = state.withLock { state in
            state.streams.removeAll { $0.stream == nil }
            return state.streams.compactMap(\.stream)
        }
        for stream in streams { stream.forget(through: time) }
    }

    /// Drops all streams. They hold their context, so this breaks the reference cycle.
    func clear() {
        let old = state.withLock { state in
            defer {
                state.inputs = []
                state.outputs = []
                state.streams = []
                state.reports = [:]
                state.onError = nil
            }
            return (state.inputs, state.outputs)
        }
        withExtendedLifetime(old) {}  // Freed outside the lock: deinitializers may call in here.
    }
}
