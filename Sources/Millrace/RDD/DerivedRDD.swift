// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// An RDD whose computation is a closure. Every operator returns one.
///
/// Operators are inlinable and create the closure in the caller's module, where element types and user closures are
/// known, so that the loop over the elements is specialized for them. Methods of a generic class never are. A *kernel*
/// is a closure that captures nothing but the user's: the compiler makes one loop of both then.
///
/// There are two kinds. One hands chunks on, and may await between them. The other is *elementwise*: it moves runs of
/// elements straight into the next operator (`Elements`), so a chain of `map` and `filter` is one pass over the
/// source's chunk without arrays in between; only where a chunk is asked for are its results collected, in one chunk
/// per chunk of the source.
///
/// `@unchecked Sendable`: a `Mutex` guards the only stored property, as `RDD` asks.
@usableFromInline
final class DerivedRDD<Element: Sendable>: RDD<Element>, @unchecked Sendable {
    @usableFromInline typealias Compute =
        @Sendable (any Partition, TaskContext, (Chunk<Element>) async throws -> Void) async throws -> Void

    /// The closure in an object, for the reason that `ElementwiseOperation` gives.
    private final class Body: Sendable {
        let compute: Compute
        init(_ compute: @escaping Compute) { self.compute = compute }
    }

    private let body: Mutex<Body?>

    /// An RDD that hands chunks on.
    @usableFromInline
    init(
        context: MillraceContext, kind: String, partitions: [any Partition], dependencies: [Dependency],
        partitioner: (any Partitioner)? = nil, identity: LineageIdentity? = nil, compute: @escaping Compute
    ) {
        body = Mutex(Body(compute))
        super.init(
            context: context, kind: kind, partitions: partitions, dependencies: dependencies,
            partitioner: partitioner, identity: identity, elements: nil)
    }

    /// An elementwise RDD; `compute` must give the same elements as `elements`.
    @usableFromInline
    init(
        context: MillraceContext, kind: String, partitions: [any Partition], dependencies: [Dependency],
        partitioner: (any Partitioner)?, identity: LineageIdentity?, elements: @escaping Elements,
        compute: @escaping Compute
    ) {
        body = Mutex(Body(compute))
        super.init(
            context: context, kind: kind, partitions: partitions, dependencies: dependencies,
            partitioner: partitioner, identity: identity, elements: elements)
    }

    /// An elementwise RDD.
    @inlinable
    static func elementwise(
        context: MillraceContext, kind: String, partitions: [any Partition], dependencies: [Dependency],
        partitioner: (any Partitioner)? = nil, identity: LineageIdentity? = nil, _ elements: @escaping Elements
    ) -> DerivedRDD {
        DerivedRDD(
            context: context, kind: kind, partitions: partitions, dependencies: dependencies,
            partitioner: partitioner, identity: identity, elements: elements
        ) { partition, task, yield in
            var collected: [Element] = []
            try await elements(
                partition, task, { run in try run.drain(task) { collected.append($0) } },
                {
                    guard !collected.isEmpty else { return }
                    let chunk = Chunk(collected)
                    collected = []
                    collected.reserveCapacity(chunk.count)
                    try await yield(chunk)
                })
            if !collected.isEmpty { try await yield(Chunk(collected)) }
        }
    }

    override func compute(
        _ partition: any Partition, _ task: TaskContext, _ yield: (Chunk<Element>) async throws -> Void
    ) async throws {
        if let body = body.withLock({ $0 }) { return try await body.compute(partition, task, yield) }
        // The checkpoint was written after the task had looked for it.
        _ = try await readCheckpoint(of: partition, task, yield)
    }

    override func forgetComputation() {
        super.forgetComputation()
        let old = body.withLock { body in
            defer { body = nil }
            return body
        }
        withExtendedLifetime(old) {}  // Freed outside the lock.
    }
}
