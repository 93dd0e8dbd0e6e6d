// Millrace
// SPDX-License-Identifier: Apache-2.0

extension DStream {
    /// Applies `transform` to the RDDs of both streams and the time of each batch. It runs in the driver, when the
    /// batch runs. Both streams must have the same context and slide duration; otherwise `start()` throws
    /// `StreamingError.invalidGraph`. Source: `DStream.transformWith`.
    public func transformWith<Other: Sendable, U: Sendable>(
        _ other: DStream<Other>,
        _ transform: @escaping @Sendable (RDD<Element>, RDD<Other>, BatchTime) async throws -> RDD<U>
    ) -> DStream<U> { combine("transformWith", other, ownsRDDs: false, transform) }

    /// A stream whose RDDs an operator makes of those of two streams. One that has none, as its input is newer than the
    /// batch, counts as empty.
    func combine<Other: Sendable, U: Sendable>(
        _ kind: String, _ other: DStream<Other>, ownsRDDs: Bool = true,
        _ transform: @escaping @Sendable (RDD<Element>, RDD<Other>, BatchTime) async throws -> RDD<U>
    ) -> DStream<U> {
        if other.context !== context || other.slideDuration != slideDuration {
            context.graph.reject(
                "\(kind) of streams \(id) and \(other.id), which differ in context or slide duration (\(slideDuration) and "
                    + "\(other.slideDuration))")
        }
        return DerivedDStream(
            context: context, slideDuration: slideDuration, parents: [self, other], kind: kind, ownsRDDs: ownsRDDs
        ) { time in
            let (left, right) = (try await self.rdd(at: time), try await other.rdd(at: time))
            if left == nil, right == nil { return nil }
            let engine = self.context.engine
            return try await transform(left ?? engine.emptyRDD(), right ?? engine.emptyRDD(), time)
        }
    }

    /// The elements of both streams, batch by batch. Both must have the same context and slide duration; otherwise
    /// `start()` throws `StreamingError.invalidGraph`.
    public func union(_ other: DStream<Element>) -> DStream<Element> {
        combine("union", other) { left, right, _ in left.union(right) }
    }

    /// The values of each key of both streams, batch by batch. Source: `PairDStreamFunctions.cogroup`.
    public func cogroup<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: DStream<(K, W)>, partitions: Int? = nil
    ) -> DStream<(K, ([V], [W]))> where Element == (K, V) {
        combine("cogroup", other) { left, right, _ in left.cogroup(right, partitions: partitions) }
    }

    /// All pairs of values of each key that both streams have in a batch. Source: `PairDStreamFunctions.join`.
    public func join<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: DStream<(K, W)>, partitions: Int? = nil
    ) -> DStream<(K, (V, W))> where Element == (K, V) {
        combine("join", other) { left, right, _ in left.join(right, partitions: partitions) }
    }

    /// `join` that keeps values of this stream whose key `other` lacks in the batch, with nil.
    public func leftOuterJoin<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: DStream<(K, W)>, partitions: Int? = nil
    ) -> DStream<(K, (V, W?))> where Element == (K, V) {
        combine("leftOuterJoin", other) { left, right, _ in left.leftOuterJoin(right, partitions: partitions) }
    }

    /// `join` that keeps values of `other` whose key this stream lacks in the batch, with nil.
    public func rightOuterJoin<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: DStream<(K, W)>, partitions: Int? = nil
    ) -> DStream<(K, (V?, W))> where Element == (K, V) {
        combine("rightOuterJoin", other) { left, right, _ in left.rightOuterJoin(right, partitions: partitions) }
    }

    /// `join` that keeps the values of both streams whose key the other lacks in the batch, with nil.
    public func fullOuterJoin<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: DStream<(K, W)>, partitions: Int? = nil
    ) -> DStream<(K, (V?, W?))> where Element == (K, V) {
        combine("fullOuterJoin", other) { left, right, _ in left.fullOuterJoin(right, partitions: partitions) }
    }

    /// The RDDs of the batches from `from` through `to`, oldest first; batches that are forgotten or still to come are
    /// left out. How long they are remembered: `remember(_:)`, `StreamingConfiguration.rememberDuration`.
    /// Source: `DStream.slice`.
    /// - Throws: `StreamingError.generationFailed`.
    public func slice(from: BatchTime, through to: BatchTime) async throws -> [RDD<Element>] {
        var rdds: [RDD<Element>] = []
        for time in context.graph.batches(after: from - .milliseconds(1), through: to) {
            if let rdd = try await rdd(at: time) { rdds.append(rdd) }
        }
        return rdds
    }
}

extension StreamingContext {
    /// The elements of all `streams`, batch by batch; at least one, all of one slide duration.
    /// Source: `StreamingContext.union`.
    public func union<Element: Sendable>(_ streams: [DStream<Element>]) -> DStream<Element> {
        precondition(!streams.isEmpty, "union of no streams")
        return streams.dropFirst().reduce(streams[0]) { $0.union($1) }
    }
}
