// Millrace
// SPDX-License-Identifier: Apache-2.0

extension DStream {
    /// The elements of all batches of the window that ends with each batch of the slide.
    ///
    /// The window holds the batches after `time - duration` through `time`; the first windows are shorter. The stream's
    /// own RDDs are cached for as long. Both durations must be multiples of this stream's slide duration; otherwise
    /// `start()` throws `StreamingError.invalidGraph`.
    ///
    /// - Parameters:
    ///   - duration: Length of the window.
    ///   - slide: Interval between windows; default: this stream's slide duration.
    public func window(_ duration: Duration, slide: Duration? = nil) -> DStream<Element> {
        WindowedDStream(self, window: duration, slide: slide ?? slideDuration)
    }

    func checkWindow(_ window: Duration, _ slide: Duration) {
        for (name, duration) in [("window", window), ("slide", slide)] {
            let own = slideDuration.wholeMilliseconds
            guard
                duration <= .zero || duration != .milliseconds(duration.wholeMilliseconds)
                    || duration.wholeMilliseconds % own != 0
            else { continue }
            context.graph.reject(
                "a \(name) of \(duration) over stream \(id) (\(operatorID)): give a positive multiple of that stream's "
                    + "slide duration, \(slideDuration)")
        }
    }

    /// The elements of each window combined by `combine`, which must be associative and commutative: one element, none
    /// for an empty window.
    public func reduceByWindow(
        _ duration: Duration, slide: Duration? = nil,
        _ combine: @escaping @Sendable (Element, Element) throws -> Element
    ) -> DStream<Element> { reduce(combine).window(duration, slide: slide).reduce(combine) }

    /// `reduceByWindow` that takes off what left the window: `inverse(combine(a, b), b)` must be `a`. The cost follows
    /// the slide, not the window.
    ///
    /// Gives nothing before the first element, and what is left after the window has emptied, such as 0.
    public func reduceByWindow(
        _ duration: Duration, slide: Duration? = nil,
        inverse: @escaping @Sendable (Element, Element) throws -> Element,
        _ combine: @escaping @Sendable (Element, Element) throws -> Element
    ) -> DStream<Element> {
        map { (0, $0) }.reduceByKeyAndWindow(duration, slide: slide, partitions: 1, inverse: inverse, combine)
            .map { $0.1 }
    }

    /// The number of elements of each window: nothing before the first element, 0 after the window has emptied.
    public func countByWindow(_ duration: Duration, slide: Duration? = nil) -> DStream<Int> {
        mapPartitions { elements, emit in
            var count = 0
            try await elements.forEach { _ in count += 1 }
            if count > 0 { try emit(count) }
        }.reduceByWindow(duration, slide: slide, inverse: { $0 - $1 }) { $0 + $1 }
    }

    /// The number of occurrences of each distinct element of each window.
    public func countByValueAndWindow(
        _ duration: Duration, slide: Duration? = nil, partitions: Int? = nil
    ) -> DStream<(Element, Int)> where Element: StableHashable {
        map { ($0, 1) }.reduceByKeyAndWindow(
            duration, slide: slide, partitions: partitions, keep: { $1 != 0 }, inverse: { $0 - $1 }
        ) { $0 + $1 }
    }

    /// Combines the values of each key in each window by `combine`, which must be associative and commutative.
    public func reduceByKeyAndWindow<K: StableHashable & Sendable, V: Sendable>(
        _ duration: Duration, slide: Duration? = nil, partitions: Int? = nil,
        _ combine: @escaping @Sendable (V, V) throws -> V
    ) -> DStream<(K, V)> where Element == (K, V) {
        reduceByKey(partitions: partitions, combine).window(duration, slide: slide)
            .reduceByKey(partitions: partitions, combine)
    }

    /// `reduceByKeyAndWindow` that takes off what left the window: `inverse(combine(a, b), b)` must be `a`. The cost of
    /// a batch follows the keys that enter or leave, not the window.
    ///
    /// Without `keep`, a key that was seen once stays, with what is left after its last value has gone, such as 0. With
    /// it, only pairs for which it returns `true` are in the stream, and a key is dropped when the window holds nothing
    /// of it and `keep` refuses its value.
    public func reduceByKeyAndWindow<K: StableHashable & Sendable, V: Sendable>(
        _ duration: Duration, slide: Duration? = nil, partitions: Int? = nil,
        keep: (@Sendable (K, V) throws -> Bool)? = nil, inverse: @escaping @Sendable (V, V) throws -> V,
        _ combine: @escaping @Sendable (V, V) throws -> V
    ) -> DStream<(K, V)> where Element == (K, V) {
        ReducedWindowDStream(
            self, window: duration, slide: slide ?? slideDuration, partitions: partitions, reduce: combine,
            inverse: inverse, keep: keep)
    }

    /// Collects the values of each key in each window.
    public func groupByKeyAndWindow<K: StableHashable & Sendable, V: Sendable>(
        _ duration: Duration, slide: Duration? = nil, partitions: Int? = nil
    ) -> DStream<(K, [V])> where Element == (K, V) {
        groupByKey(partitions: partitions).window(duration, slide: slide)
            .reduceByKey(partitions: partitions) { $0 + $1 }
    }
}
