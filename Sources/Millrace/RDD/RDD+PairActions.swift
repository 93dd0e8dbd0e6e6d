// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// Number of elements of each key, in the driver's memory. Source: `PairRDDFunctions.countByKey`.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func countByKey<K: StableHashable & Sendable, V: Sendable>() async throws -> [K: Int]
    where Element == (K, V) {
        try await mapValues { _ in 1 }.reduceByKeyLocally { $0 + $1 }
    }

    /// The values of each key combined by `combine`, in the driver's memory: no shuffle.
    /// Source: `PairRDDFunctions.reduceByKeyLocally`.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func reduceByKeyLocally<K: StableHashable & Sendable, V: Sendable>(
        _ combine: @escaping @Sendable (V, V) throws -> V
    ) async throws -> [K: V] where Element == (K, V) {
        let parts = try await context.runJob(on: self) { partition in
            var table = CombineTable<K, V>()
            var hashes: [UInt64] = []
            try await partition.rdd.push(
                partition.partition, partition.task,
                { run in
                    try table.merge(
                        run, partition.task, &hashes, create: { $0 }, merge: { $0 = try combine($0, $1) })
                }, {})
            return table.entries
        }
        var result: [K: V] = [:]
        for part in parts {
            for entry in part {
                if let known = result[entry.key] {
                    result[entry.key] = try combine(known, entry.value)
                } else {
                    result[entry.key] = entry.value
                }
            }
        }
        return result
    }

    /// The pairs as a dictionary, in the driver's memory; of repeated keys the last value in collect order stays.
    /// Source: `PairRDDFunctions.collectAsMap`.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func collectAsMap<K: Hashable & Sendable, V: Sendable>() async throws -> [K: V] where Element == (K, V) {
        Dictionary(try await collect()) { _, last in last }
    }

    /// The values of `key`, in the driver's memory. Computes one partition if the partitioner is known, else all.
    /// Source: `PairRDDFunctions.lookup`.
    /// - Throws: `StreamingError` as every action does.
    @inlinable
    public func lookup<K: StableHashable & Sendable, V: Sendable>(_ key: K) async throws -> [V]
    where Element == (K, V) {
        let place = partitioner.flatMap { Placement<K>($0) }?.partition(for: key, hash: key.stableHashValue)
        let parts = try await context.runJob(on: self, partitions: place.map { [$0] }) { partition in
            var values: [V] = []
            try await partition.forEach { if $0.0 == key { values.append($0.1) } }
            return values
        }
        return parts.flatMap { $0 }
    }
}
