// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

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
/// `@unchecked Sendable`: every stored property is an immutable `Sendable` value, except the cache, which a `Mutex`
/// guards. Subclasses must keep it so.
open class RDD<Element: Sendable>: AnyRDD, @unchecked Sendable {
    /// Moves the elements of a partition into a sink, run by run; calls the second closure after each chunk of the
    /// source.
    @usableFromInline typealias Elements =
        @Sendable (
            any Partition, TaskContext, (ElementRun<Element>) throws -> Void, () async throws -> Void
        ) async throws -> Void

    /// Set if the RDD is elementwise.
    @usableFromInline let elements: Elements?
    private let cacheState = Mutex(CacheState<Element>())

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
        elements = nil
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
        self.elements = elements
        super.init(
            context: context,
            identity: identity
                ?? LineageIdentity(kind: kind, parents: dependencies.map(\.parent), context: context),
            partitions: partitions, dependencies: dependencies, partitioner: partitioner)
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
        guard let lookup = cacheState.withLock({ $0.lookup(partition.index) }) else {
            return try await compute(partition, task) { chunk in
                try task.checkCancellation()
                try await yield(chunk)
            }
        }
        var chunks = lookup.chunks
        if chunks == nil {
            var computed: [Chunk<Element>] = []
            try await compute(partition, task) { chunk in
                try task.checkCancellation()
                computed.append(chunk)
            }
            // After unpersist() in the meantime the elements must not come back.
            cacheState.withLock { $0.store(computed, of: partition.index, generation: lookup.generation) }
            chunks = computed
        }
        for chunk in chunks ?? [] {
            try task.checkCancellation()
            try await yield(chunk)
        }
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
        if let elements, !isCached { return try await elements(partition, task, sink, endOfChunk) }
        var buffer = RunBuffer<Element>()
        defer { buffer.free() }
        try await forEachChunk(of: partition, task) { chunk in
            try buffer.push(chunk, task, sink)
            try await endOfChunk()
        }
    }

    /// Keeps the elements of each partition in memory once a job has computed it; returns the RDD itself.
    ///
    /// Two jobs, or two tasks of one job, that need a partition at the same time may each compute it.
    /// Source: `RDD.cache`, storage level MEMORY_ONLY without eviction.
    @discardableResult
    public final func cache() -> Self {
        cacheState.withLock { $0.isEnabled = true }
        return self
    }

    /// Drops the cached elements and stops caching.
    public final func unpersist() {
        cacheState.withLock { $0 = CacheState(generation: $0.generation + 1) }
    }

    /// Whether elements are cached: `cache()` was called, and `unpersist()` not since.
    public final var isCached: Bool { cacheState.withLock { $0.isEnabled } }

    /// Indices of the partitions whose elements are in memory, ascending.
    public final var cachedPartitions: [Int] { cacheState.withLock { $0.partitions.keys.sorted() } }

    override var isMaterialized: Bool {
        cacheState.withLock { $0.isEnabled && $0.partitions.count == partitions.count }
    }

    override var storageDescription: String {
        cacheState.withLock { $0.isEnabled ? "memory, \($0.partitions.count) of \(partitions.count) partitions" : "" }
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

private struct CacheState<Element: Sendable>: Sendable {
    var isEnabled = false
    /// Goes up with each `unpersist()`.
    var generation = 0
    var partitions: [Int: [Chunk<Element>]] = [:]

    /// `nil` if nothing is to be cached.
    func lookup(_ partition: Int) -> (generation: Int, chunks: [Chunk<Element>]?)? {
        isEnabled ? (generation, partitions[partition]) : nil
    }

    mutating func store(_ chunks: [Chunk<Element>], of partition: Int, generation: Int) {
        if isEnabled && self.generation == generation { partitions[partition] = chunks }
    }
}
