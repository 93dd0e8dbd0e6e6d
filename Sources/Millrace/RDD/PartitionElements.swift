// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The elements of one partition inside its task: computed on demand, never all in memory at once.
///
/// Valid until the closure that received it returns. Each call computes the partition again.
public struct PartitionElements<Element: Sendable>: Sendable {
    /// Index of the partition.
    public var index: Int { partition.index }
    /// The task.
    public let task: TaskContext

    @usableFromInline let rdd: RDD<Element>
    @usableFromInline let partition: any Partition

    @usableFromInline
    init(rdd: RDD<Element>, partition: any Partition, task: TaskContext) {
        self.rdd = rdd
        self.partition = partition
        self.task = task
    }

    /// Calls `body` with each element, in order.
    @inlinable
    public func forEach(_ body: (Element) throws -> Void) async throws {
        try await rdd.forEachElement(of: partition, task, body)
    }

    /// Calls `body` with each chunk of elements, in order. `body` may await: that is the place for I/O per chunk.
    public func forEachChunk(_ body: (Chunk<Element>) async throws -> Void) async throws {
        try await rdd.forEachChunk(of: partition, task, body)
    }

    /// All elements, in order.
    @inlinable
    public func collect() async throws -> [Element] {
        var elements: [Element] = []
        try await forEach { elements.append($0) }
        return elements
    }

    /// Number of elements.
    func count() async throws -> Int {
        var count = 0
        guard rdd.elementwise != nil else {
            try await forEachChunk { count += $0.count }
            return count
        }
        try await rdd.push(
            partition, task,
            { run in
                run.drop()
                count += run.count
            }, {})
        return count
    }

    /// The first `count` elements; computes no more than those, unless the RDD is cached.
    @inlinable
    public func prefix(_ count: Int) async throws -> [Element] {
        var elements: [Element] = []
        guard count > 0 else { return elements }
        do {
            // Runs of one element, so that operators compute no more than is asked for.
            try await rdd.forEachElement(of: partition, task.lazily) { element in
                elements.append(element)
                if elements.count == count { throw EnoughElements() }
            }
        } catch is EnoughElements {
            // The prefix is complete; the error stopped the source.
        }
        return elements
    }
}

/// Thrown into a source to stop it when its consumer needs no more elements.
@usableFromInline
struct EnoughElements: Error {
    @usableFromInline init() {}
}
