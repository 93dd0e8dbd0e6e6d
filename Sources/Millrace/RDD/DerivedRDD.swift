// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An RDD whose `compute` is a closure. Every operator returns one.
///
/// Operators are inlinable and create the closure in the caller's module, where element types and user closures are
/// known, so that the loop over the elements is specialized for them. Methods of a generic class never are.
///
/// `@unchecked Sendable`: the only stored property is an immutable `@Sendable` closure, as `RDD` asks.
@usableFromInline
final class DerivedRDD<Element: Sendable>: RDD<Element>, @unchecked Sendable {
    @usableFromInline typealias Compute =
        @Sendable (any Partition, TaskContext, (Element) throws -> Void) async throws -> Void

    private let body: Compute

    @usableFromInline
    init(
        context: MillraceContext, partitions: [any Partition], dependencies: [Dependency],
        partitioner: HashPartitioner? = nil, compute: @escaping Compute
    ) {
        body = compute
        super.init(
            context: context, partitions: partitions, dependencies: dependencies, partitioner: partitioner)
    }

    override func compute(
        _ partition: any Partition, _ task: TaskContext, _ yield: (Element) throws -> Void
    ) async throws {
        try await body(partition, task, yield)
    }
}
