// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization

/// Numbers, sorted when they are asked for.
final class Samples: Sendable {
    private let values = Mutex<[Double]>([])

    var all: [Double] { values.withLock { $0 } }

    func add(_ value: Double) { values.withLock { $0.append(value) } }

    /// The value below which a part of all values is; 0 is the least one, 1 the greatest.
    func quantile(_ part: Double) -> Double {
        let sorted = all.sorted()
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))]
    }
}

/// Delays of the batches of a stream, in milliseconds; ends the stream after so many.
final class BatchLog: StreamingListener {
    private weak let context: StreamingContext?
    private let limit: Int
    private let processingTimes = Samples()
    private let delays = Samples()

    init(_ context: StreamingContext, stopAfter limit: Int) {
        self.context = context
        self.limit = limit
    }

    var count: Int { delays.all.count }
    var lastDelay: Double { delays.all.last ?? 0 }

    func processing(_ part: Double) -> Double { processingTimes.quantile(part) }

    func delay(_ part: Double) -> Double { delays.quantile(part) }

    func batchCompleted(_ batch: BatchInfo) {
        if let time = batch.processingDelay { processingTimes.add(time / .milliseconds(1)) }
        if let delay = batch.schedulingDelay { delays.add(delay / .milliseconds(1)) }
        if count == limit { context?.requestStop() }
    }
}

/// An input whose batch number k, counted from 0, is `make(k)`.
///
/// `@unchecked Sendable`: an atomic counts, the closure is immutable.
final class NumberedInput<Element: Sendable>: InputDStream<Element, Int>, @unchecked Sendable {
    private let next = Atomic(0)
    private let make: @Sendable (Int) throws -> RDD<Element>

    init(_ context: StreamingContext, make: @escaping @Sendable (Int) throws -> RDD<Element>) {
        self.make = make
        super.init(context: context)
    }

    override func plan(at time: BatchTime) async throws -> Int { next.add(1, ordering: .relaxed).oldValue }

    override func rdd(_ plan: Int, at time: BatchTime) throws -> RDD<Element> { try make(plan) }
}
