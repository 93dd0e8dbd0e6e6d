// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A stream of elements that a test or a demo pushes; each batch takes one pushed collection, or all of them.
///
/// Pushed elements are held in memory without a bound, and no rate limit applies. Source: Spark's `queueStream`.
///
/// `@unchecked Sendable`: a `Mutex` guards the pushed elements, the rest are immutable values, as `DStream` asks.
public final class QueueInputDStream<Element: Sendable>: InputDStream<Element, QueuePlan>, @unchecked Sendable {
    private struct State {
        /// Pushed collections that are not forgotten, by their number.
        var pushed: [Int: [Element]] = [:]
        var count = 0
        /// Number of the first collection that no batch has taken.
        var next = 0
    }

    private let state = Mutex(State())
    private let oneAtATime: Bool
    private let partitionCount: Int?

    init(context: StreamingContext, oneAtATime: Bool, partitions: Int?) {
        self.oneAtATime = oneAtATime
        partitionCount = partitions
        super.init(context: context, kind: "queue")
    }

    /// Adds elements for a later batch.
    public func push(_ elements: some Sequence<Element>) {
        let elements = Array(elements)
        state.withLock { state in
            state.pushed[state.count] = elements
            state.count += 1
        }
    }

    /// Takes the next pushed collection, or all of them.
    public override func plan(at time: BatchTime) async throws -> QueuePlan {
        let (plan, count) = state.withLock { state in
            // After a restart, collections that earlier plans took may not be pushed again yet.
            let end = max(state.next, oneAtATime ? min(state.next + 1, state.count) : state.count)
            let plan = QueuePlan(first: state.next, end: end)
            state.next = end
            return (plan, plan.range.reduce(0) { $0 + (state.pushed[$1]?.count ?? 0) })
        }
        reportInput(time: time, recordCount: count, description: "\(count) pushed elements")
        return plan
    }

    /// An RDD of the pushed collections of the plan; one empty partition if there are none.
    public override func rdd(_ plan: QueuePlan, at time: BatchTime) throws -> RDD<Element> {
        let elements = state.withLock { state in plan.range.flatMap { state.pushed[$0] ?? [] } }
        return context.engine.parallelize(elements, partitions: plan.range.isEmpty ? 1 : partitionCount)
    }

    /// Goes on after the plan. The program must push the same collections as before, in the same order.
    public override func recovered(_ plan: QueuePlan, at time: BatchTime) {
        state.withLock { $0.next = plan.end }
    }

    /// Drops the collections of the plan.
    public override func planForgotten(_ plan: QueuePlan, at time: BatchTime) {
        state.withLock { state in for number in plan.range { state.pushed[number] = nil } }
    }
}

extension StreamingContext {
    /// A stream of pushed elements; see `QueueInputDStream`.
    ///
    /// - Parameters:
    ///   - type: Type of the elements, where the compiler cannot infer it.
    ///   - oneAtATime: Whether a batch takes one pushed collection (default) or all of them.
    ///   - partitions: Number of partitions of each RDD; default: see `MillraceContext.parallelize`.
    public func queueStream<Element: Sendable>(
        of type: Element.Type = Element.self, oneAtATime: Bool = true, partitions: Int? = nil
    ) -> QueueInputDStream<Element> {
        QueueInputDStream(context: self, oneAtATime: oneAtATime, partitions: partitions)
    }
}
