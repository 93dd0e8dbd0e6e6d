// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An RDD whose `compute` is a closure: what every operator returns.
///
/// The operators are inlinable and make their closure in the caller's module, where element types and user closures
/// are known, so the loop over the elements is compiled for them; a generic class's own methods never are.
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
