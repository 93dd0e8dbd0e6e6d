// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The elements of the last batches: those of the window that ends with each batch of the slide.
/// Source: Spark's `WindowedDStream`.
///
/// `@unchecked Sendable`: the stored properties are immutable `Sendable` values, as `DStream` asks.
final class WindowedDStream<Element: Sendable>: DStream<Element>, @unchecked Sendable {
    private let parent: DStream<Element>
    private let windowDuration: Duration

    init(_ parent: DStream<Element>, window: Duration, slide: Duration) {
        self.parent = parent
        windowDuration = window
        super.init(context: parent.context, slideDuration: slide, parents: [parent], kind: "window")
        parent.checkWindow(window, slide)
        // Each batch is in several windows.
        parent.cache()
    }

    override var parentRememberDuration: Duration { rememberDuration + windowDuration }

    override func compute(time: BatchTime) async throws -> RDD<Element>? {
        var rdds: [RDD<Element>] = []
        for batch in context.graph.batches(after: time - windowDuration, through: time) {
            if let rdd = try await parent.rdd(at: batch) { rdds.append(rdd) }
        }
        return context.engine.union(rdds)
    }
}
