// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// A lazy, immutable, partitioned collection with the lineage to compute it. Source: Spark's `RDD`.
///
/// Transformations return a new RDD at once and compute nothing; actions (`async throws`) run a job. Sources outside
/// this module subclass it, override `compute`, and may override `count`, `isEmpty` and `take` to answer without
/// reading.
///
/// A partition's `compute` hands on chunks of elements and may await between them. Within a chunk, operators such as
/// `map` and `filter` move each element straight into the next operator: one pass without intermediate arrays. User
/// closures run synchronously.
///
/// `@unchecked Sendable`: every stored property is an immutable `Sendable` value, except the persistence, the
/// checkpoint and the operation, each guarded by a `Mutex`. Subclasses must keep it so.
open class RDD<Element: Sendable>: AnyRDD, @unchecked Sendable {
    /// Moves the elements of a partition into a sink, run by run; calls the second closure after each chunk of the
    /// source.
    @usableFromInline typealias Elements =
        @Sendable (
            any Partition, TaskContext, (ElementRun<Element>) throws -> Void, () async throws -> Void
        ) async throws -> Void

    private let operation: Mutex<ElementwiseOperation<Element>?>
    private let persistence = Mutex(Persistence())
    let checkpointing = Mutex(RDDCheckpoint<Element>.none)

    /// Creates an RDD of `partitions`. A source passes no dependencies.
    ///
    /// - Parameters:
    ///   - context: The context that runs the RDD's jobs.
    ///   - kind: Name of the operator, for names and `toDebugString`.
    ///   - partitions: Parts of the RDD; element `i` has index `i`.
    ///   - dependencies: RDDs and shuffles that `compute` reads.
    ///   - partitioner: Placement of keys in the partitions, if it is known.
    public init(
        context: MillraceContext, kind: String = "source", partitions: [any Partition],
        dependencies: [Dependency] = [], partitioner: (any Partitioner)? = nil
    ) {
        operation = Mutex(nil)
        super.init(
            context: context,
            identity: LineageIdentity(kind: kind, parents: dependencies.map(\.parent), context: context),
            partitions: partitions, dependencies: dependencies, partitioner: partitioner)
    }

    @usableFromInline
    init(
        context: MillraceContext, kind: String, partitions: [any Partition], dependencies: [Dependency],
        partitioner: (any Partitioner)?, identity: LineageIdentity?, elements: Elements?
    ) {
        // Not by `map`, whose result would be a thunk.
        if let elements { operation = Mutex(ElementwiseOperation(elements)) } else { operation = Mutex(nil) }
        super.init(
            context: context,
            identity: identity
                ?? LineageIdentity(kind: kind, parents: dependencies.map(\.parent), context: context),
            partitions: partitions, dependencies: dependencies, partitioner: partitioner)
    }

    /// Set if the RDD is elementwise, and has no checkpoint.
    @usableFromInline final var elementwise: ElementwiseOperation<Element>? { operation.withLock { $0 } }

    /// Forgets how elements are computed, as they are in files: frees the parents.
    func forgetComputation() {
        let old = operation.withLock { operation in
            defer { operation = nil }
            return operation
        }
        withExtendedLifetime(old) {}  // Freed outside the lock.
    }

    /// Hands the elements of `partition`, in order, to `yield`. Subclasses override it; only the engine calls it.
    ///
    /// It runs on a task thread. Chunks may have any size; about `Chunk.standardCount` elements are best. An error
    /// that `yield` throws must be passed on as it is. A retry calls it again for the same partition, so it must give
    /// the same elements each time.
    open func compute(
        _ partition: any Partition, _ task: TaskContext, _ yield: (Chunk<Element>) async throws -> Void
    ) async throws {
        preconditionFailure("\(type(of: self)) does not override compute(_:_:_:)")
    }

    /// Gives the RDD's operator an id of the program's choice; call it before anything is built on the RDD. Returns
    /// the RDD itself.
    ///
    /// Ids of children follow from it, so they stay when an operator is inserted before this one.
    @discardableResult
    public final func id(_ name: String) -> Self {
        identity.rename(OperatorID(name))
        return self
    }

    /// Hands the elements of `partition` to `yield`, from the cache if the RDD is cached. Derived RDDs call it on
    /// their parents. Looks at cancellation before each chunk.
    public final func forEachChunk(
        of partition: any Partition, _ task: TaskContext, _ yield: (Chunk<Element>) async throws -> Void
    ) async throws {
        guard let place = persistence.withLock({ $0.place(of: partition.index) }) else {
            return try await readOrCompute(partition, task) { chunk in
                try task.checkCancellation()
                try await yield(chunk)
            }
        }
        let kept = try context.blocks.get(place.block, as: Element.self)
        let elements: [Element]
        if let kept { elements = kept } else { elements = try await store(partition, task, place) }
        for start in stride(from: 0, to: elements.count, by: Chunk<Element>.standardCount) {
            try task.checkCancellation()
            let end = Swift.min(elements.count, start + Chunk<Element>.standardCount)
            try await yield(Chunk(elements[start..<end]))
        }
    }

    private func readOrCompute(
        _ partition: any Partition, _ task: TaskContext, _ yield: (Chunk<Element>) async throws -> Void
    ) async throws {
        if try await readCheckpoint(of: partition, task, yield) { return }
        try await compute(partition, task, yield)
    }

    /// Computes a partition and keeps it, if there is room.
    private func store(
        _ partition: any Partition, _ task: TaskContext, _ place: Persistence.Place
    ) async throws -> [Element] {
        var elements: [Element] = []
        try await readOrCompute(partition, task) { chunk in
            try task.checkCancellation()
            elements.append(contentsOf: chunk)
        }
        try context.blocks.put(place.block, elements, level: place.level)
        // After unpersist() in the meantime the elements must not come back.
        if persistence.withLock({ $0.owner }) != place.block.owner { context.blocks.remove(place.block) }
        return elements
    }

    /// Calls `body` with each element of `partition`, from the cache if the RDD is cached.
    @inlinable
    public final func forEachElement(
        of partition: any Partition, _ task: TaskContext, _ body: (Element) throws -> Void
    ) async throws {
        try await push(partition, task, { run in try run.drain(task, body) }, {})
    }

    /// Moves the elements of `partition` into `sink`; see `Elements`.
    @inlinable
    final func push(
        _ partition: any Partition, _ task: TaskContext,
        _ sink: (ElementRun<Element>) throws -> Void, _ endOfChunk: () async throws -> Void
    ) async throws {
        if let elementwise, !isPersisted {
            return try await elementwise.elements(partition, task, sink, endOfChunk)
        }
        var buffer = RunBuffer<Element>()
        defer { buffer.free() }
        if let block = storedBlock(partition) {
            // Read from disk run by run, not as a whole.
            let isRead = try context.blocks.forEachRun(of: block, as: Element.self) { run in
                try buffer.push(Chunk(run), task, sink)
            }
            if isRead { return try await endOfChunk() }
        }
        try await forEachChunk(of: partition, task) { chunk in
            try buffer.push(chunk, task, sink)
            try await endOfChunk()
        }
    }

    /// Keeps the elements of each partition once a job has computed it; returns the RDD itself.
    ///
    /// Partitions that lack room (`EngineConfiguration.memoryLimit`) go to disk, or are computed again when they are
    /// needed, as `level` says; those used longest ago give way first. Two jobs, or two tasks of one job, that need a
    /// partition at the same time may each compute it. A persisted RDD keeps its level until `unpersist()`. Tasks fail
    /// with `StreamingError.codecMissing` if the level stores elements and `Element` has no codec.
    /// Source: `RDD.persist`.
    @discardableResult
    public final func persist(_ level: StorageLevel = .memoryOnly) -> Self {
        persistence.withLock { persistence in
            guard persistence.owner == nil, level != .none else { return }
            persistence = Persistence(level: level, owner: context.blockOwner("rdd"))
        }
        return self
    }

    /// `persist(.memoryOnly)`. Source: `RDD.cache`.
    @discardableResult
    public final func cache() -> Self { persist(.memoryOnly) }

    /// Drops the elements that were kept and keeps no more.
    public final func unpersist() {
        let owner = persistence.withLock { persistence in
            defer { persistence = Persistence() }
            return persistence.owner
        }
        if let owner { context.blocks.removeAll(of: owner) }
    }

    deinit {
        unpersist()
        if case .wanted = checkpointing.withLock({ $0 }) { context.checkpointDone() }
    }

    override func writeCheckpoint() async throws -> Bool { try await writeWantedCheckpoint() }

    /// Places in which partitions are kept; `.none` unless the RDD is persisted.
    public final var storageLevel: StorageLevel { persistence.withLock { $0.level } }

    /// Whether elements are kept: `persist()` or `cache()` was called, and `unpersist()` not since.
    public final var isPersisted: Bool { persistence.withLock { $0.owner != nil } }

    /// Indices of the partitions whose elements are kept, in memory or on disk, ascending.
    public final var persistedPartitions: [Int] {
        partitions.indices.filter { index in
            persistence.withLock { $0.place(of: index) }.map { context.blocks.isOnDisk($0.block) != nil } ?? false
        }
    }

    /// The block of a partition, if the RDD is persisted.
    @usableFromInline
    final func storedBlock(_ partition: any Partition) -> BlockID? {
        persistence.withLock { $0.place(of: partition.index)?.block }
    }

    override var isMaterialized: Bool { isPersisted && persistedPartitions.count == partitionCount }

    override var storageDescription: String {
        let level = storageLevel
        return level == .none ? "" : "\(level), \(persistedPartitions.count) of \(partitionCount) partitions"
    }

    /// Number of elements. Computes every partition, unless a source can tell without.
    /// - Throws: `StreamingError` as every action does; see `MillraceContext.runJob`.
    open func count() async throws -> Int {
        try await context.runJob(on: self) { partition in
            try await partition.count()
        }.reduce(0, +)
    }

    /// Whether there are no elements. Computes at most one element per partition, and stops at the first found.
    /// - Throws: `StreamingError` as every action does.
    open func isEmpty() async throws -> Bool {
        if partitions.isEmpty { return true }
        return try await take(1).isEmpty
    }

    /// The first `count` elements in the order of the partitions, or fewer if there are no more.
    ///
    /// Scans one partition first, then four times as many at each further step. Source: `RDD.take`.
    /// - Throws: `StreamingError` as every action does.
    open func take(_ count: Int) async throws -> [Element] {
        var taken: [Element] = []
        var next = 0
        var width = 1
        while taken.count < count && next < partitions.count {
            let missing = count - taken.count
            let upper = Swift.min(partitions.count, next + width)
            let parts = try await context.runJob(on: self, partitions: Array(next..<upper)) { partition in
                try await partition.prefix(missing)
            }
            for part in parts { taken.append(contentsOf: part.prefix(count - taken.count)) }
            next = upper
            width *= 4
        }
        return taken
    }
}

/// Whether and where an RDD's partitions are kept.
private struct Persistence: Sendable {
    struct Place: Sendable {
        let block: BlockID
        let level: StorageLevel
    }

    var level = StorageLevel.none
    /// Owner of the blocks; another one after `unpersist()` and `persist()`.
    var owner: String?

    /// `nil` if nothing is to be kept.
    func place(of partition: Int) -> Place? {
        owner.map { Place(block: BlockID(owner: $0, index: partition), level: level) }
    }
}
