// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// All elements in the order of the partitions, in the driver's memory.
    /// - Throws: `StreamingError` as every action does; see `MillraceContext.runJob`.
    @inlinable
    public func collect() async throws -> [Element] {
        let parts = try await context.runJob(on: self) { try await $0.collect() }
        var elements: [Element] = []
        elements.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for part in parts { elements.append(contentsOf: part) }
        return elements
    }

    /// All elements combined by `combine`, which must be associative: within partitions first, then in their order.
    /// - Throws: `StreamingError.emptyCollection` when there is no element, and as every action does.
    @inlinable
    public func reduce(_ combine: @escaping @Sendable (Element, Element) throws -> Element) async throws -> Element {
        let parts = try await context.runJob(on: self) { partition in
            var result: Element?
            try await partition.forEach { element in
                if let current = result { result = try combine(current, element) } else { result = element }
            }
            return result
        }
        var result: Element?
        for case let part? in parts { result = try result.map { try combine($0, part) } ?? part }
        guard let result else {
            throw StreamingError(code: .emptyCollection, message: "reduce of an RDD without elements")
        }
        return result
    }

    /// Calls `body` once per partition, in its task, for example to write output. A retried task calls it again.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func foreachPartition(
        _ body: @escaping @Sendable (PartitionElements<Element>) async throws -> Void
    ) async throws {
        _ = try await context.runJob(on: self) { partition in
            try await body(partition)
            return true
        }
    }

    /// Calls `body` with each element, in the tasks, several at a time. A retried task calls it again.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func foreach(_ body: @escaping @Sendable (Element) throws -> Void) async throws {
        try await foreachPartition { try await $0.forEach(body) }
    }

    /// The `count` greatest elements by `areInIncreasingOrder`, greatest first. Holds at most twice `count` per task.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func top(
        _ count: Int, by areInIncreasingOrder: @escaping @Sendable (Element, Element) throws -> Bool
    ) async throws -> [Element] {
        guard count > 0 else { return [] }
        let parts = try await context.runJob(on: self) { partition in
            var best: [Element] = []
            try await partition.forEach { element in
                best.append(element)
                guard best.count >= 2 * count else { return }
                try best.sort { try areInIncreasingOrder($1, $0) }
                best.removeLast(best.count - count)
            }
            try best.sort { try areInIncreasingOrder($1, $0) }
            return Array(best.prefix(count))
        }
        return Array(try parts.flatMap { $0 }.sorted { try areInIncreasingOrder($1, $0) }.prefix(count))
    }

    /// Number of occurrences of each distinct element, in the driver's memory.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func countByValue() async throws -> [Element: Int] where Element: StableHashable {
        let counts = try await map { ($0, 1) }.reduceByKey { $0 + $1 }.collect()
        return Dictionary(uniqueKeysWithValues: counts)
    }
}

extension RDD where Element: Comparable {
    /// The `count` greatest elements, greatest first.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func top(_ count: Int) async throws -> [Element] { try await top(count) { $0 < $1 } }
}
