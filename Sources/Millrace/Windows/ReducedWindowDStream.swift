// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// The reduced values of each key in the window, made of the last window's: values of batches that left it are taken
/// off by an inverse function, those of batches that entered it are added. Source: Spark's `ReducedWindowedDStream`.
///
/// A key has the number of batches of the window that hold it. It is dropped when there are none and the filter refuses
/// its value; without a filter it stays, as Spark has it, also in checkpoints. A key whose values cancel out while they
/// are in the window is filtered from the output but not dropped, and batch times and slides may have gaps.
///
/// A window after a gap that has nothing in common with the last one, or whose leaving batches are forgotten, is made
/// of its own batches only: keys that it lacks are dropped.
///
/// `@unchecked Sendable`: a `Mutex` guards the window's position, the rest are immutable values, as `DStream` asks.
final class ReducedWindowDStream<Key: StableHashable & Sendable, Value: Sendable>:
    StateStream<Key, (isLeaving: Bool, value: Value), (Value, Int), Never, (Key, Value)>, @unchecked Sendable
{
    typealias Combine = @Sendable (Value, Value) throws -> Value

    /// A key's reduced value of a batch that enters or leaves the window. A tuple, as those can be stored.
    private typealias Slice = (isLeaving: Bool, value: Value)

    /// The window that a batch makes, and the one that it makes it of; nil to begin again without one.
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
    /// The latest batch whose reduced values are forgotten.
    private let forgotten = Mutex(BatchTime(milliseconds: .min))

    init(
        _ parent: DStream<(Key, Value)>, window: Duration, slide: Duration, partitions: Int?, reduce: @escaping Combine,
        inverse: @escaping Combine, keep: (@Sendable (Key, Value) throws -> Bool)?
    ) {
        slices = parent.reduceByKey(partitions: partitions, reduce).cache()
        windowDuration = window
        self.reduce = reduce
        self.inverse = inverse
        self.keep = keep
        // The state is that of windows of this length, and of no other.
        let kind = "reduceByKeyAndWindow of \(window.wholeMilliseconds) ms every \(slide.wholeMilliseconds) ms"
        super.init(
            context: parent.context, slideDuration: slide, parents: [slices], kind: kind, partitions: partitions)
        parent.checkWindow(window, slide)
    }

    /// Batches that leave the window are needed as long as the last window.
    override var parentRememberDuration: Duration { rememberDuration + windowDuration + slideDuration }

    override func pairs(at time: BatchTime) async throws -> RDD<(Key, (isLeaving: Bool, value: Value))>? {
        let new = Set(context.graph.batches(after: time - windowDuration, through: time))
        let previous = previousWindow(before: time)
        let old = Set(previous.map { context.graph.batches(after: $0 - windowDuration, through: $0) } ?? [])
        var rdds: [RDD<(Key, Slice)>] = []
        for batch in old.subtracting(new).sorted() {
            guard let rdd = try await slices.rdd(at: batch) else { continue }
            rdds.append(rdd.mapValues { (isLeaving: true, value: $0) })
        }
        for batch in new.subtracting(old).sorted() {
            guard let rdd = try await slices.rdd(at: batch) else { continue }
            rdds.append(rdd.mapValues { (isLeaving: false, value: $0) })
        }
        return context.engine.union(rdds)
    }

    override func forget(after time: BatchTime) {
        super.forget(after: time)
        forgotten.withLock { $0 = max($0, time - slices.rememberDuration) }
    }

    /// The end of the window that the state holds; nil to begin again, as at the start, after a batch that failed, and
    /// after a gap in the batch times.
    private func previousWindow(before time: BatchTime) -> BatchTime? {
        let store = current
        let forgotten = forgotten.withLock { $0 }
        return position.withLock { position in
            if let known = position, known.current == time { return known.previous }
            var previous = position?.current
            // Without a store the position is that of a recovered state.
            if let last = previous, let store, !store.isApplied(last) { previous = nil }
            // The window shares no batch with the last one, or the batches that leave it are forgotten.
            if let last = previous,
                time - last > max(windowDuration, slideDuration) || last - windowDuration < forgotten
            {
                previous = nil
            }
            position = Position(previous: previous, current: time)
            return previous
        }
    }

    /// The state as of `time` holds the last window that ended by then, if the checkpoint has its batch still. If not,
    /// it is too old to go on from.
    override func recover(_ records: [StateRecord], at time: BatchTime) {
        super.recover(records, at: time)
        let known = context.graph.batches(after: BatchTime(milliseconds: .min), through: time)
        guard records.contains(where: { $0.batch <= time }),
            let end = known.last(where: { context.graph.isValid($0, slide: slideDuration) })
        else { return }
        position.withLock { $0 = Position(previous: nil, current: end) }
        guard let last = context.streamCheckpoint?.recovered?.done.last else { return }
        forgotten.withLock { $0 = last - slices.rememberDuration }
    }

    override func changes(_ groups: [Group], at time: BatchTime, in part: Part) throws -> Part.Changes {
        let beginsAgain = position.withLock { $0?.current == time && $0?.previous == nil }
        var changes = Part.Changes()
        if beginsAgain { changes.table = [:] }
        for (key, slices) in groups {
            let total = try total(beginsAgain ? nil : part.value(of: key), slices)
            let entry: StateEntry? =
                if let (value, count) = total, try count > 0 || keep?(key, value) ?? true {
                    StateEntry(value: (value, count), touched: time)
                } else {
                    nil
                }
            if beginsAgain {
                changes.table?[key] = entry
            } else {
                changes.entries.updateValue(entry, forKey: key)
            }
        }
        return changes
    }

    /// A key's value in the window, and the number of batches that hold the key, after batches have left and entered.
    private func total(_ old: (Value, Int)?, _ slices: [Slice]) throws -> (Value, Int)? {
        var total = old
        for (isLeaving, value) in slices where isLeaving {
            if let (known, count) = total { total = (try inverse(known, value), count - 1) }
        }
        for (isLeaving, value) in slices where !isLeaving {
            if let (known, count) = total {
                total = (try reduce(known, value), count + 1)
            } else {
                total = (value, 1)
            }
        }
        return total
    }

    override func elements(at time: BatchTime, in part: Part, _ emit: ((Key, Value)) throws -> Void) throws {
        for (key, total) in try part.values(after: time) {
            if let keep, try !keep(key, total.0) { continue }
            try emit((key, total.0))
        }
    }
}
