// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// The common part of streams with keyed state: it groups a batch by key, and applies the batch to the state exactly
/// once per partition, whoever computes it first.
///
/// `@unchecked Sendable`: a `Mutex` guards the state, the rest are immutable `Sendable` values, as `DStream` asks.
public class StateStream<
    Key: StableHashable & Sendable, Input: Sendable, Value: Sendable, Output: Sendable, Element: Sendable
>: DStream<Element>, StatefulDStream, @unchecked Sendable {
    typealias Store = KeyedState<Key, Value, Output>
    typealias Part = StatePartition<Key, Value, Output>
    /// A key with its values of the batch, in the order of their arrival.
    typealias Group = (Key, [Input])

    private let partitions: Int?
    private let source: StateSource<Key, Value>
    private let tracksTouches: Bool
    private let store = Mutex<Store?>(nil)
    /// The RDD that applies the latest batch, whose shuffle the elements of that batch share.
    private let latest = Mutex<(time: BatchTime, applied: RDD<Never>)?>(nil)
    /// The state of an earlier run, until the first batch makes a store of it.
    private let recovered = Mutex<Recovered?>(nil)

    private struct Recovered: Sendable {
        let records: [StateRecord]
        let time: BatchTime

        /// Whether the state had begun by then.
        var hasState: Bool { records.contains { $0.batch <= time } }
    }

    /// The earliest batch whose record is needed for the state after a batch, by batch, oldest first.
    private let needed = Mutex<[(time: BatchTime, oldest: BatchTime?)]>([])

    init(
        context: StreamingContext, slideDuration: Duration, parents: [any AnyDStream], kind: String, partitions: Int?,
        source: StateSource<Key, Value> = .none, tracksTouches: Bool = false
    ) {
        self.partitions = partitions.map { max(1, $0) }
        self.source = source
        self.tracksTouches = tracksTouches
        super.init(context: context, slideDuration: slideDuration, parents: parents, kind: kind)
    }

    // MARK: For subclasses

    /// The pairs of the batch.
    func pairs(at time: BatchTime) async throws -> RDD<(Key, Input)>? {
        preconditionFailure("\(type(of: self)) does not override pairs")
    }

    /// The changes that the batch's groups of one partition make. Runs in a task.
    func changes(_ groups: [Group], at time: BatchTime, in part: Part) throws -> Part.Changes {
        preconditionFailure("\(type(of: self)) does not override changes")
    }

    /// The elements of a partition after the batch was applied. Runs in a task.
    func elements(at time: BatchTime, in part: Part, _ emit: (Element) throws -> Void) throws {
        preconditionFailure("\(type(of: self)) does not override elements")
    }

    /// The state, once a batch has run.
    final var current: Store? { store.withLock { $0 } }

    // MARK: Batches

    /// An RDD whose partitions apply the batch to the state and then hold nothing.
    private func applied(_ time: BatchTime) async throws -> (RDD<Never>, Store)? {
        guard let pairs = try await pairs(at: time) else { return nil }
        let store = try await store(for: pairs, time)
        let groups = pairs.groupByKey(partitions: store.partitioner.partitionCount)
        let rdd: RDD<Never> = groups.mapPartitions(preservesPartitioning: true) { elements, _ in
            let (part, index) = (store[elements.index], elements.index)
            elements.task.state.noteState(of: self, index) { try self.update(of: part, index, at: time) }
            if part.isApplied(time) { return }
            let groups = try await elements.collect()
            try part.apply(try self.changes(groups, at: time, in: part), of: time)
        }
        return (rdd, store)
    }

    private func store(for pairs: RDD<(Key, Input)>, _ time: BatchTime) async throws -> Store {
        if let store = current { return store }
        let engine = context.engine.configuration
        let count =
            partitions ?? engine.defaultParallelism ?? max(engine.master.threads, pairs.partitions.count)
        let new = try await makeStore(count, time)
        return store.withLock { store in
            let result = store ?? new
            store = result
            recovered.withLock { recovered in
                if let recovered { needed.withLock { $0 = [(recovered.time, result.oldestNeededBatch)] } }
                recovered = nil
            }
            return result
        }
    }

    private func makeStore(_ count: Int, _ time: BatchTime) async throws -> Store {
        let recovered = recovered.withLock { $0 }
        guard let recovered, recovered.hasState else {
            let store = try Store(
                partitions: count, tracksTouches: tracksTouches, initial: try await source.load(), time: time)
            if let recovered { store.note(recovered.records) }
            return store
        }
        let (keys, values) = try codecs()
        return try storing("the state of '\(operatorID)'") {
            try Store(
                partitions: count, tracksTouches: tracksTouches, records: recovered.records, time: recovered.time,
                keys: keys, values: values)
        }
    }

    // MARK: Other processes

    private func update(of part: Part, _ index: Int, at time: BatchTime) throws -> StateUpdate? {
        let (keys, values) = try codecs()
        return try part.changes(of: time, keys: keys, values: values).map { changes in
            StateUpdate(operatorID: operatorID.description, partition: index, batchTime: time, changes: changes)
        }
    }

    final func apply(_ update: StateUpdate) throws {
        guard let store = current, (0..<store.partitioner.partitionCount).contains(update.partition) else {
            throw StreamingError(
                code: .invalidState, message: "a task returned a state of '\(operatorID)' that is not there",
                partition: update.partition, batchTime: update.batchTime)
        }
        let part = store[update.partition]
        if part.isApplied(update.batchTime) { return }
        let (keys, values) = try codecs()
        try storing("a change of the state of '\(operatorID)'") {
            try part.apply(update.changes, of: update.batchTime, keys: keys, values: values)
        }
    }

    // MARK: Checkpoints

    /// The state is in checkpoints.
    final var isPersisted: Bool { true }

    private func codecs() throws -> (StorageCodec<Key>, StorageCodec<Value>) {
        (try .require(for: "the state of '\(operatorID)'"), try .require(for: "the state of '\(operatorID)'"))
    }

    final func checkCodecs() throws { _ = try codecs() }

    final func makeRecords() throws -> [StoredBytes] {
        guard let store = current else { return [] }
        let (keys, values) = try codecs()
        return try store.makeRecords(operatorID: operatorID.description, keys: keys, values: values)
    }

    final func oldestNeededBatch(after time: BatchTime, backTo limit: BatchTime) -> BatchTime? {
        // Until a batch has made a store of them, all recovered records are needed.
        guard let store = current else { return recovered.withLock { $0?.records.map(\.batch).min() } }
        return needed.withLock { needed in
            needed.append((time, store.oldestNeededBatch))
            while needed.count > 1, needed[1].time <= limit { needed.removeFirst() }
            return needed.compactMap(\.oldest).min()
        }
    }

    func recover(_ records: [StateRecord], at time: BatchTime) {
        recovered.withLock { $0 = Recovered(records: records, time: time) }
    }

    /// The batch's elements, after the state has moved on.
    public override func compute(time: BatchTime) async throws -> RDD<Element>? {
        guard let (applied, store) = try await applied(time) else { return nil }
        latest.withLock { $0 = (time, applied) }
        return applied.mapPartitions(preservesPartitioning: true) { applying, emit in
            try await applying.forEach { _ in }
            try self.elements(at: time, in: store[applying.index], emit)
        }
    }

    /// An RDD of the whole state after the batch `time`.
    final func snapshot(at time: BatchTime) async throws -> RDD<(Key, Value)>? {
        guard let own = try await rdd(at: time), let store = current else { return nil }
        return own.mapPartitions(preservesPartitioning: true) { elements, emit in
            try await elements.forEach { _ in }
            for element in try store[elements.index].values(after: time) { try emit(element) }
        }
    }

    final func advance(to time: BatchTime) async throws {
        guard let rdd = try await rdd(at: time), let store = current else { return }
        let missing = rdd.partitions.indices.filter { !store[$0].isApplied(time) }
        if missing.isEmpty { return }
        // The elements may be all keys: they are made only if they are kept for later batches.
        if !rdd.isPersisted, let latest = latest.withLock({ $0 }), latest.time == time {
            try await run(latest.applied, missing)
        } else {
            try await run(rdd, missing)
        }
    }

    private func run<Content: Sendable>(_ rdd: RDD<Content>, _ partitions: [Int]) async throws {
        _ = try await context.engine.runJob(on: rdd, partitions: partitions) { partition in
            try await partition.forEach { _ in }
            return true
        }
    }

    final func keepEarlierBatches() { cache() }

    final func commit() { current?.commit() }

    override func forget(after time: BatchTime) {
        super.forget(after: time)
        current?.forget(through: time - rememberDuration)
    }

    override func clear() {
        super.clear()
        let last = latest.withLock { latest in
            defer { latest = nil }
            return latest
        }
        withExtendedLifetime(last) {}  // Refers to the stream; freed outside the lock.
    }
}
