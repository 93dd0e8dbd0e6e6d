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

    /// The first element. Source: `RDD.first`.
    /// - Throws: `StreamingError.emptyCollection` when there is none, and as every action does.
    public func first() async throws -> Element {
        guard let first = try await take(1).first else { throw Self.emptyError("first") }
        return first
    }

    @usableFromInline
    static func emptyError(_ action: String) -> StreamingError {
        StreamingError(code: .emptyCollection, message: "\(action) of an RDD without elements")
    }

    /// All elements combined by `combine`, which must be associative: within partitions first, then in their order.
    /// - Throws: `StreamingError.emptyCollection` when there is no element, and as every action does.
    @inlinable
    public func reduce(_ combine: @escaping @Sendable (Element, Element) throws -> Element) async throws -> Element {
        try await reduced("reduce", combine)
    }

    @inlinable
    func reduced(
        _ action: String, _ combine: @escaping @Sendable (Element, Element) throws -> Element
    ) async throws -> Element {
        let parts = try await context.runJob(on: self) { partition in
            var result: Element?
            try await partition.forEach { element in
                if let current = result { result = try combine(current, element) } else { result = element }
            }
            return result
        }
        var result: Element?
        for case let part? in parts { result = try result.map { try combine($0, part) } ?? part }
        guard let result else { throw Self.emptyError(action) }
        return result
    }

    /// All elements folded into `zero` by `combine`: once in every partition, empty ones too, then once more over the
    /// partitions. So `zero` should be neutral. Source: `RDD.fold`.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func fold(
        _ zero: Element, _ combine: @escaping @Sendable (Element, Element) throws -> Element
    ) async throws -> Element {
        try await aggregate(zero, merge: { $0 = try combine($0, $1) }, mergeCombined: { $0 = try combine($0, $1) })
    }

    /// All elements folded into `zero`: by `merge` in every partition, then by `mergeCombined` over the partitions.
    /// Source: `RDD.aggregate`.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func aggregate<C: Sendable>(
        _ zero: C, merge: @escaping @Sendable (inout C, Element) throws -> Void,
        mergeCombined: @escaping @Sendable (inout C, C) throws -> Void
    ) async throws -> C {
        let parts = try await context.runJob(on: self) { partition in
            var result = zero
            try await partition.forEach { try merge(&result, $0) }
            return result
        }
        return try parts.reduce(into: zero) { try mergeCombined(&$0, $1) }
    }

    /// `aggregate` whose results of partitions are combined in tasks, in `depth` steps, before the driver gets them:
    /// for many partitions with large results. `zero` enters more than once per partition. Source: `RDD.treeAggregate`.
    /// - Throws: `StreamingError.invalidOperation` if `depth` is below 1, and as every action does.
    @inlinable
    public func treeAggregate<C: Sendable>(
        _ zero: C, depth: Int = 2, merge: @escaping @Sendable (inout C, Element) throws -> Void,
        mergeCombined: @escaping @Sendable (inout C, C) throws -> Void
    ) async throws -> C {
        try Self.checkDepth(depth)
        let parts: RDD<C> = mapPartitions { elements, emit in
            var result = zero
            try await elements.forEach { try merge(&result, $0) }
            try emit(result)
        }
        return try await parts.treeMerged(depth) { left, right in
            var result = left
            try mergeCombined(&result, right)
            return result
        } ?? zero
    }

    /// `reduce` whose results of partitions are combined in tasks, in `depth` steps. Source: `RDD.treeReduce`.
    /// - Throws: `StreamingError.emptyCollection` when there is no element, `.invalidOperation` if `depth` is below 1,
    ///   and as every action does.
    @inlinable
    public func treeReduce(
        depth: Int = 2, _ combine: @escaping @Sendable (Element, Element) throws -> Element
    ) async throws -> Element {
        try Self.checkDepth(depth)
        let parts: RDD<Element> = mapPartitions { elements, emit in
            var result: Element?
            try await elements.forEach { element in
                if let current = result { result = try combine(current, element) } else { result = element }
            }
            if let result { try emit(result) }
        }
        guard let result = try await parts.treeMerged(depth, combine) else { throw Self.emptyError("treeReduce") }
        return result
    }

    @usableFromInline
    static func checkDepth(_ depth: Int) throws {
        guard depth >= 1 else {
            throw StreamingError(code: .invalidOperation, message: "a tree needs a depth of at least 1, found \(depth)")
        }
    }

    /// All elements combined, partitions first joined in groups until few are left; `nil` if there is none.
    @inlinable
    func treeMerged(
        _ depth: Int, _ combine: @escaping @Sendable (Element, Element) throws -> Element
    ) async throws -> Element? {
        var current: RDD<Element> = self
        var steps = depth - 1
        while steps > 0, current.partitionCount > 3 {
            let scale = treeScale(current.partitionCount, depth: steps + 1)
            let width = (current.partitionCount + scale - 1) / scale
            let parent = current
            let indexed: RDD<(Int, Element)> = parent.mapPartitionsWithIndex { index, elements, emit in
                try await elements.forEach { try emit((index * width / parent.partitionCount, $0)) }
            }
            current = indexed.reduceByKey(partitions: width, combine).sortByKey(partitions: 1).values()
            steps -= 1
            if width == 1 { break }
        }
        let parts = try await current.collect()
        guard let first = parts.first else { return nil }
        return try parts.dropFirst().reduce(first, combine)
    }

    /// Smallest scale ≥ 2 that brings `count` partitions down to one in `depth` steps.
    @usableFromInline
    func treeScale(_ count: Int, depth: Int) -> Int {
        var scale = 2
        while (0..<depth).reduce(1, { power, _ in Swift.min(count, power * scale) }) < count { scale += 1 }
        return scale
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

    /// The `count` greatest elements by `areInIncreasingOrder`, greatest first. Holds about twice `count` per task, or
    /// the partition if that is smaller. Below 1, none.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func top(
        _ count: Int, by areInIncreasingOrder: @escaping @Sendable (Element, Element) throws -> Bool
    ) async throws -> [Element] {
        try await takeOrdered(count) { try areInIncreasingOrder($1, $0) }
    }

    /// The `count` least elements by `areInIncreasingOrder`, least first; see `top`. Source: `RDD.takeOrdered`.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func takeOrdered(
        _ count: Int, by areInIncreasingOrder: @escaping @Sendable (Element, Element) throws -> Bool
    ) async throws -> [Element] {
        guard count > 0 else { return [] }
        // `count` may be Int.max: then nothing is dropped.
        let limit = count > Int.max / 2 ? Int.max : 2 * count
        let parts = try await context.runJob(on: self) { partition in
            var best: [Element] = []
            // The last of `count` elements that were kept: later ones that do not come before it are not looked at.
            var bound: Element?
            try await partition.forEach { element in
                if let bound, try !areInIncreasingOrder(element, bound) { return }
                best.append(element)
                guard best.count >= limit else { return }
                try best.sort(by: areInIncreasingOrder)
                best.removeLast(best.count - count)
                bound = best.last
            }
            try best.sort(by: areInIncreasingOrder)
            return Array(best.prefix(count))
        }
        return Array(try parts.flatMap { $0 }.sorted(by: areInIncreasingOrder).prefix(count))
    }

    /// The least element by `areInIncreasingOrder`.
    /// - Throws: `StreamingError.emptyCollection` when there is none, and as every action does.
    @inlinable
    public func min(
        by areInIncreasingOrder: @escaping @Sendable (Element, Element) throws -> Bool
    ) async throws -> Element {
        try await reduced("min") { try areInIncreasingOrder($1, $0) ? $1 : $0 }
    }

    /// The greatest element by `areInIncreasingOrder`.
    /// - Throws: `StreamingError.emptyCollection` when there is none, and as every action does.
    @inlinable
    public func max(
        by areInIncreasingOrder: @escaping @Sendable (Element, Element) throws -> Bool
    ) async throws -> Element {
        try await reduced("max") { try areInIncreasingOrder($0, $1) ? $1 : $0 }
    }
}

extension RDD where Element: Comparable {
    /// The `count` greatest elements, greatest first.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func top(_ count: Int) async throws -> [Element] { try await top(count) { $0 < $1 } }

    /// The `count` least elements, least first.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func takeOrdered(_ count: Int) async throws -> [Element] { try await takeOrdered(count) { $0 < $1 } }

    /// The least element.
    /// - Throws: `StreamingError.emptyCollection` when there is none, and as every action does.
    @inlinable
    public func min() async throws -> Element { try await min { $0 < $1 } }

    /// The greatest element.
    /// - Throws: `StreamingError.emptyCollection` when there is none, and as every action does.
    @inlinable
    public func max() async throws -> Element { try await max { $0 < $1 } }
}
