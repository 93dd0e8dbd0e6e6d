// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD where Element: BinaryInteger {
    /// Count, mean, variance and bounds. Source: `DoubleRDDFunctions.stats`.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func stats() async throws -> Statistics { try await map { Double($0) }.stats() }

    /// Sum, as a floating-point number so that it cannot overflow; 0 if there are no elements.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func sum() async throws -> Double { try await map { Double($0) }.sum() }

    /// Mean; 0 if there are no elements.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func mean() async throws -> Double { try await stats().mean }

    /// Counts in equal ranges; see the form for `Double`.
    /// - Throws: `StreamingError.emptyCollection` when there is no element, and as every action does.
    @inlinable
    public func histogram(_ bucketCount: Int) async throws -> (edges: [Double], counts: [Int]) {
        try await map { Double($0) }.histogram(bucketCount)
    }

    /// Counts in the given ranges; see the form for `Double`.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func histogram(edges: [Double]) async throws -> [Int] {
        try await map { Double($0) }.histogram(edges: edges)
    }
}

extension RDD where Element == Double {
    /// Count, mean, variance and bounds. Source: `DoubleRDDFunctions.stats`.
    /// - Throws: `StreamingError` as every action does.
    public func stats() async throws -> Statistics {
        try await aggregate(Statistics(), merge: { $0.add($1) }, mergeCombined: { $0.add($1) })
    }

    /// Sum; 0 if there are no elements.
    /// - Throws: `StreamingError` as every action does.
    public func sum() async throws -> Double { try await fold(0, +) }

    /// Mean; 0 if there are no elements.
    /// - Throws: `StreamingError` as every action does.
    public func mean() async throws -> Double { try await stats().mean }

    /// Counts in `bucketCount` equal ranges from the least to the greatest element; each has its lower edge, the last
    /// one its upper edge too. One range if all elements are equal. Source: `DoubleRDDFunctions.histogram`.
    ///
    /// - Throws: `StreamingError.emptyCollection` when there is no element; `.invalidOperation` when `bucketCount` is
    ///   below 1 or an element is infinite or not a number; and as every action does.
    public func histogram(_ bucketCount: Int) async throws -> (edges: [Double], counts: [Int]) {
        guard bucketCount >= 1 else {
            throw StreamingError(
                code: .invalidOperation, message: "histogram needs at least one bucket, found \(bucketCount)")
        }
        let stats = try await stats()
        guard stats.count > 0 else { throw Self.emptyError("histogram") }
        guard stats.mean.isFinite, stats.min.isFinite, stats.max.isFinite else {
            throw StreamingError(
                code: .invalidOperation, message: "histogram with equal buckets needs finite elements")
        }
        if stats.min == stats.max { return ([stats.min, stats.max], [stats.count]) }
        let width = (stats.max - stats.min) / Double(bucketCount)
        var edges = (0..<bucketCount).map { stats.min + Double($0) * width }
        edges.append(stats.max)
        return (edges, try await histogram(edges: edges))
    }

    /// Counts in the ranges between neighbouring `edges`; each has its lower edge, the last one its upper edge too.
    /// Elements outside count nowhere. Source: `DoubleRDDFunctions.histogram`.
    ///
    /// - Throws: `StreamingError.invalidOperation` for fewer than two edges, or edges that do not ascend; and as every
    ///   action does.
    public func histogram(edges: [Double]) async throws -> [Int] {
        guard edges.count >= 2, Swift.zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 || $0 == $1 }) else {
            throw StreamingError(
                code: .invalidOperation, message: "histogram needs at least two edges, in ascending order")
        }
        let zero = [Int](repeating: 0, count: edges.count - 1)
        return try await aggregate(
            zero,
            merge: { counts, value in
                guard let bucket = Self.bucket(of: value, in: edges) else { return }
                counts[bucket] += 1
            },
            mergeCombined: { for index in $0.indices { $0[index] += $1[index] } })
    }

    private static func bucket(of value: Double, in edges: [Double]) -> Int? {
        guard let first = edges.first, let last = edges.last, value >= first, value <= last else { return nil }
        var low = 0
        var high = edges.count
        // The number of edges that are at most the value.
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return Swift.min(low, edges.count - 1) - 1
    }
}
