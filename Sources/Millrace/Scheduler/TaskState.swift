// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Synchronization

/// The changing part of a running task.
@usableFromInline
final class TaskState: Sendable {
    @usableFromInline let cancelled = Atomic(false)
    let slots: TaskSlots
    private let record = Mutex(Record())

    private struct Record {
        var updates: [Int: AccumulatorUpdate] = [:]
        var ioWait: Duration = .zero
    }

    init(slots: TaskSlots) { self.slots = slots }

    @inlinable var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    func cancel() { cancelled.store(true, ordering: .relaxed) }

    func addWait(_ duration: Duration) { record.withLock { $0.ioWait += duration } }

    var ioWait: Duration { record.withLock { $0.ioWait } }

    /// Changes the task's own amount for an accumulator.
    func update<Value: Sendable>(_ id: Int, zero: Value, _ change: (inout Value) -> Void) {
        record.withLock { record in
            var value = record.updates[id]?.value as? Value ?? zero
            record.updates[id] = nil  // The value is referenced once while it changes.
            change(&value)
            record.updates[id] = AccumulatorUpdate(id: id, value: value)
        }
    }

    func takeUpdates() -> [AccumulatorUpdate] {
        record.withLock { record in
            defer { record.updates = [:] }
            return record.updates.values.sorted { $0.id < $1.id }
        }
    }
}
