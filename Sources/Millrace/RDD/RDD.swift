// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A lazy, immutable, partitioned collection with the lineage to compute it. Source: Spark's `RDD`.
///
/// Transformations return a new RDD at once and compute nothing; actions (`async throws`) run a job. Sources outside
/// this module subclass it, override `compute`, and may override `count`, `isEmpty` and `take` to answer without
/// reading.
///
/// Elements are pushed: a partition's `compute` calls `yield` once per element, so a chain of `map` and `filter` is one
/// pass without intermediate arrays. User closures run synchronously; sources await I/O between bursts of elements.
///
/// `@unchecked Sendable`: every stored property is an immutable `Sendable` value, except the cache, which a `Mutex`
/// guards. Subclasses must keep it so.
open class RDD<Element: Sendable>: AnyRDD, @unchecked Sendable {
    /// Counted from 0 per context, in the order in which the program builds RDDs.
    public let id: Int
    /// The context that the RDD belongs to.
    public let context: MillraceContext
    /// Parts of the RDD; element `i` has index `i`.
    public let partitions: [any Partition]
    /// RDDs and shuffles that this RDD is computed from; empty for a source.
    public let dependencies: [Dependency]
    /// Placement of keys in the partitions, if the elements are pairs and it is known; else `nil`.
    public let partitioner: HashPartitioner?

    private let cacheState = Mutex(CacheState<Element>())

    /// Creates an RDD of `partitions`. A source passes no dependencies.
    public init(
        context: MillraceContext, partitions: [any Partition], dependencies: [Dependency] = [],
        partitioner: HashPartitioner? = nil
    ) {
        id = context.nextRDDID()
        self.context = context
        self.partitions = partitions
        self.dependencies = dependencies
        self.partitioner = partitioner
    }

    /// Pushes the elements of `partition`, in order, into `yield`. Subclasses override it; only the engine calls it.
    ///
    /// It runs on a task thread. An error that `yield` throws must be passed on as it is. A retry calls it again
    /// for the same partition, so it must give the same elements each time.
    open func compute(
        _ partition: any Partition, _ task: TaskContext, _ yield: (Element) throws -> Void
    ) async throws {
        preconditionFailure("\(type(of: self)) does not override compute(_:_:_:)")
    }

    /// Pushes the elements of `partition` into `yield`, from the cache if the RDD is cached. Derived RDDs call it on
    /// their parents.
    public final func forEachElement(
        of partition: any Partition, _ task: TaskContext, _ yield: (Element) throws -> Void
    ) async throws {
        let lookup = cacheState.withLock { ($0.isEnabled, $0.generation, $0.partitions[partition.index]) }
        guard lookup.0 else { return try await compute(partition, task, yield) }
        if let cached = lookup.2 {
            for element in cached { try yield(element) }
            return
        }
        var elements: [Element] = []
        try await compute(partition, task) { elements.append($0) }
        cacheState.withLock { state in
            // After unpersist() in the meantime the elements must not come back.
            if state.isEnabled && state.generation == lookup.1 { state.partitions[partition.index] = elements }
        }
        for element in elements { try yield(element) }
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

    /// Number of elements. Computes every partition, unless a source can tell without.
    /// - Throws: `StreamingError` as every action does; see `MillraceContext.runJob`.
    open func count() async throws -> Int {
        try await context.runJob(on: self) { partition in
            var count = 0
            try await partition.forEach { _ in count += 1 }
            return count
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
            let upper = min(partitions.count, next + width)
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
    var partitions: [Int: [Element]] = [:]
}
