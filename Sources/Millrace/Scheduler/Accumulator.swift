// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A value to which tasks add and that the driver reads: counters and sums on the side. Source: Spark's
/// `AccumulatorV2`.
///
/// Only the winning attempt of each task counts: what a failed, repeated or cancelled attempt added is dropped. A
/// stage that runs again, because its RDD is computed by two actions, counts again.
public final class Accumulator<Value: Sendable>: Sendable {
    /// Name for logs.
    public let name: String
    private let id: Int
    private let zero: Value
    private let combine: @Sendable (inout Value, Value) -> Void
    private let total: Mutex<Value>
    private let registry: AccumulatorRegistry

    init(
        context: MillraceContext, name: String, zero: Value, combine: @escaping @Sendable (inout Value, Value) -> Void
    ) {
        self.name = name
        self.zero = zero
        self.combine = combine
        total = Mutex(zero)
        registry = context.accumulators
        id = registry.nextID()
        registry.register(id) { [weak self] update in self?.merge(update) }
    }

    deinit { registry.unregister(id) }

    /// Adds `value`: in a task to the task's own amount, in the driver to the total. Thread-safe.
    public func add(_ value: Value) {
        if let task = TaskContext.current {
            task.state.update(id, zero: zero) { combine(&$0, value) }
        } else {
            total.withLock { combine(&$0, value) }
        }
    }

    /// The total over all tasks that have ended and whose results were taken.
    public var value: Value { total.withLock { $0 } }

    /// Sets the total back to zero.
    public func reset() { total.withLock { $0 = zero } }

    private func merge(_ update: any Sendable) {
        guard let value = update as? Value else { return }
        total.withLock { combine(&$0, value) }
    }
}

extension MillraceContext {
    /// An accumulator that adds integers, wrapping on overflow. Source: `SparkContext.longAccumulator`.
    public func longAccumulator(_ name: String = "") -> Accumulator<Int> { accumulator(name, zero: 0) { $0 &+= $1 } }

    /// An accumulator that adds floating-point numbers. Source: `SparkContext.doubleAccumulator`.
    public func doubleAccumulator(_ name: String = "") -> Accumulator<Double> {
        accumulator(name, zero: 0) { $0 += $1 }
    }

    /// An accumulator that collects elements, in no fixed order. Source: `SparkContext.collectionAccumulator`.
    public func collectionAccumulator<Element: Sendable>(
        of type: Element.Type = Element.self, _ name: String = ""
    ) -> Accumulator<[Element]> {
        accumulator(name, zero: []) { $0.append(contentsOf: $1) }
    }

    /// An accumulator of the program's own. Source: `SparkContext.register`.
    ///
    /// - Parameters:
    ///   - name: Name for logs.
    ///   - zero: The neutral value of `combine`; every task starts with it.
    ///   - combine: Adds a value; associative and commutative. It must not use the accumulator.
    public func accumulator<Value: Sendable>(
        _ name: String = "", zero: Value, _ combine: @escaping @Sendable (inout Value, Value) -> Void
    ) -> Accumulator<Value> {
        Accumulator(context: self, name: name, zero: zero, combine: combine)
    }
}
