// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// A random part of the elements, the same for the same seed. Source: `RDD.sample`.
    ///
    /// - Parameters:
    ///   - fraction: Chance of each element, 0 to 1; with replacement the expected number of times that it is taken.
    ///   - withReplacement: Whether an element may be taken more than once, default `false`.
    ///   - seed: Start of the random numbers; default: one that differs from call to call.
    @inlinable
    public func sample(
        fraction: Double, withReplacement: Bool = false, seed: UInt64 = UInt64.random(in: 0...UInt64.max)
    ) -> RDD<Element> {
        mapPartitions(preservesPartitioning: true) { elements, emit in
            var random = SplitMix64(seed: seed &+ UInt64(elements.index).stableHashValue)
            try await elements.forEach { element in
                let count =
                    withReplacement
                    ? Self.poisson(fraction, &random) : (Double.random(in: 0..<1, using: &random) < fraction ? 1 : 0)
                for _ in 0..<count { try emit(element) }
            }
        }
    }

    /// A Poisson-distributed number. Source: Knuth's multiplication method.
    @usableFromInline
    static func poisson(_ mean: Double, _ random: inout SplitMix64) -> Int {
        guard mean > 0 else { return 0 }
        var count = 0
        var rest = mean
        // Adding exponential waiting times until they pass the mean.
        while true {
            rest -= -logarithm(1 - Double.random(in: 0..<1, using: &random))
            if rest < 0 { return count }
            count += 1
        }
    }

    /// Parts of the elements, each element in exactly one of them. Source: `RDD.randomSplit`.
    ///
    /// - Parameters:
    ///   - weights: Sizes of the parts, in proportion; at least one is above 0.
    ///   - seed: Start of the random numbers; default: one that differs from call to call.
    @inlinable
    public func randomSplit(
        _ weights: [Double], seed: UInt64 = UInt64.random(in: 0...UInt64.max)
    ) -> [RDD<Element>] {
        let total = weights.reduce(0, +)
        precondition(total > 0, "randomSplit needs weights with a sum above 0")
        var passed = 0.0
        return weights.map { weight in
            let lower = passed / total
            passed += weight
            let upper = passed / total
            return mapPartitions(preservesPartitioning: true) { elements, emit in
                var random = SplitMix64(seed: seed &+ UInt64(elements.index).stableHashValue)
                try await elements.forEach { element in
                    let place = Double.random(in: 0..<1, using: &random)
                    if place >= lower && place < upper { try emit(element) }
                }
            }
        }
    }

    /// `count` random elements, each at most once, in random order; all if there are fewer. Source: `RDD.takeSample`.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func takeSample(
        _ count: Int, seed: UInt64 = UInt64.random(in: 0...UInt64.max)
    ) async throws -> [Element] {
        guard count > 0 else { return [] }
        // The elements with the least random keys.
        let keyed: RDD<(UInt64, Element)> = mapPartitions { elements, emit in
            var random = SplitMix64(seed: seed &+ UInt64(elements.index).stableHashValue)
            try await elements.forEach { try emit((random.next(), $0)) }
        }
        return try await keyed.takeOrdered(count) { $0.0 < $1.0 }.map(\.1)
    }
}
