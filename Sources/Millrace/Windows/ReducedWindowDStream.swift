// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// The reduced values of each key in the window, made of the last window's: values of batches that left it are taken
/// off by an inverse function, those of batches that entered it are added. Source: Spark's `ReducedWindowedDStream`.
///
/// A key counts the batches of the window that hold it. It is dropped when it has none and the filter refuses its
/// value; without a filter it stays, as Spark has it. A key whose values cancel out while they are in the window is
/// filtered from the output but not dropped, and batch times and slides may have gaps.
///
/// `@unchecked Sendable`: a `Mutex` guards the window's position, the rest are immutable values, as `DStream` asks.
final class ReducedWindowDStream<Key: StableHashable & Sendable, Value: Sendable>:
    StateStream<Key, WindowSlice<Value>, WindowTotal<Value>, Never, (Key, Value)>, @unchecked Sendable
{
    typealias Combine = @Sendable (Value, Value) throws -> Value

    private struct Position {
        var previous: BatchTime?
        var current: BatchTime
    }

    /// Reduced batches.
    private let slices: DStream<(Key, Value)>
    private let windowDuration: Duration
    private let reduce: Combine
    private let inverse: Combine
    private let keep: (@Sendable (Key, Value) throws -> Bool)?
    private let position = Mutex<Position?>(nil)

    init(
        _ parent: DStream<(Key, Value)>, window: Duration, slide: Duration, partitions: Int?, reduce: @escaping Combine,
        inverse: @escaping Combine, keep: (@Sendable (Key, Value) throws -> Bool)?
    ) {
        slices = parent.reduceByKey(partitions: partitions, reduce).cache()
        windowDuration = window
        self.reduce = reduce
        self.inverse = inverse
        self.keep = keep
        super.init(
            context: parent.context, slideDuration: slide, parents: [slices], kind: "reduceByKeyAndWindow",
            partitions: partitions)
        parent.checkWindow(window, slide)
    }

    /// The state is made again from the batches in the window.
    override var isPersisted: Bool { false }

    /// Batches that leave the window are needed as long as the last window.
    override var parentRememberDuration: Duration { rememberDuration + windowDuration + slideDuration }

    override func pairs(at time: BatchTime) async throws -> RDD<(Key, WindowSlice<Value>)>? {
        let new = Set(context.graph.batches(after: time - windowDuration, through: time))
        let previous = previousWindow(before: time)
        let old = Set(previous.map { context.graph.batches(after: $0 - windowDuration, through: $0) } ?? [])
        var rdds: [RDD<(Key, WindowSlice<Value>)>] = []
        for batch in old.subtracting(new).sorted() {
            if let rdd = try await slices.rdd(at: batch) { rdds.append(rdd.mapValues { .leaving($0) }) }
        }
        for batch in new.subtracting(old).sorted() {
            if let rdd = try await slices.rdd(at: batch) { rdds.append(rdd.mapValues { .entering($0) }) }
        }
        return context.engine.union(rdds)
    }

    /// The end of the window that the state holds; nil to begin again, as at the start, and after a batch that failed.
    private func previousWindow(before time: BatchTime) -> BatchTime? {
        let previous = position.withLock { position -> BatchTime? in
            if let known = position, known.current == time { return known.previous }
            let previous = position?.current
            position = Position(previous: previous, current: time)
            return previous
        }
        guard let previous, let store = current, store.isApplied(previous) else {
            reset()
            position.withLock { $0?.previous = nil }
            return nil
        }
        return previous
    }

    override func changes(_ groups: [Group], at time: BatchTime, in part: Part) throws -> Part.Changes {
        var changes = Part.Changes()
        for (key, slices) in groups {
            var total = part.value(of: key)
            for case .leaving(let value) in slices {
                guard var known = total else { continue }
                known.value = try inverse(known.value, value)
                known.count -= 1
                total = known
            }
            for case .entering(let value) in slices {
                guard var known = total else {
                    total = WindowTotal(value: value, count: 1)
                    continue
                }
                known.value = try reduce(known.value, value)
                known.count += 1
                total = known
            }
            if let known = total, known.count <= 0, let keep, try !keep(key, known.value) { total = nil }
            changes.entries.updateValue(total.map { StateEntry(value: $0, touched: time) }, forKey: key)
        }
        return changes
    }

    override func elements(at time: BatchTime, in part: Part, _ emit: ((Key, Value)) throws -> Void) throws {
        for (key, total) in try part.values(after: time) {
            if let keep, try !keep(key, total.value) { continue }
            try emit((key, total.value))
        }
    }
}
