// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Synchronization

/// The changing part of a running task.
@usableFromInline
final class TaskState: Sendable {
    @usableFromInline let cancelled = Atomic(false)
    let slots: TaskSlots
    let demand: WorkerDemand
    private let record = Mutex(Record())

    private struct Record {
        var updates: [Int: AccumulatorUpdate] = [:]
        var ioWait: Duration = .zero
        var states: [StateKey: @Sendable () throws -> StateUpdate?] = [:]
    }

    private struct StateKey: Hashable {
        let stream: ObjectIdentifier
        let partition: Int
    }

    init(slots: TaskSlots, demand: WorkerDemand) {
        self.slots = slots
        self.demand = demand
    }

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

    /// Notes that the task reads or changes a partition of a stream's state. `update` has the changes of the batch.
    func noteState(
        of stream: AnyObject, _ partition: Int, update: @escaping @Sendable () throws -> StateUpdate?
    ) {
        let key = StateKey(stream: ObjectIdentifier(stream), partition: partition)
        record.withLock { $0.states[key] = update }
    }

    func stateUpdates() throws -> [StateUpdate] {
        let updates = record.withLock { Array($0.states.values) }
        return try updates.compactMap { try $0() }
    }

    func takeUpdates() -> [AccumulatorUpdate] {
        record.withLock { record in
            defer { record.updates = [:] }
            return record.updates.values.sorted { $0.id < $1.id }
        }
    }
}
