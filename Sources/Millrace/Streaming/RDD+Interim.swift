// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    func cogroup<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, ([V], [W]))> where Element == (K, V) {
        let left: RDD<(K, Either<V, W>)> = mapValues { .left($0) }
        let right: RDD<(K, Either<V, W>)> = other.mapValues { .right($0) }
        let count =
            partitions ?? context.configuration.defaultParallelism
            ?? Swift.max(self.partitions.count, other.partitions.count)
        return left.union(right).groupByKey(partitions: count).mapValues { values in
            var vs: [V] = []
            var ws: [W] = []
            for value in values {
                switch value {
                case .left(let v): vs.append(v)
                case .right(let w): ws.append(w)
                }
            }
            return (vs, ws)
        }
    }

    func flatMapValues<K: Sendable, V: Sendable, U: Sendable>(
        _ transform: @escaping @Sendable (V) throws -> [U]
    ) -> RDD<(K, U)> where Element == (K, V) {
        mapPartitions(preservesPartitioning: true) { elements, emit in
            try await elements.forEach { pair in
                for value in try transform(pair.1) { try emit((pair.0, value)) }
            }
        }
    }

    func join<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, (V, W))> where Element == (K, V) {
        cogroup(other, partitions: partitions).flatMapValues { vs, ws in vs.flatMap { v in ws.map { (v, $0) } } }
    }

    func leftOuterJoin<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, (V, W?))> where Element == (K, V) {
        cogroup(other, partitions: partitions).flatMapValues { vs, ws -> [(V, W?)] in
            vs.flatMap { v in ws.isEmpty ? [(v, nil)] : ws.map { (v, .some($0)) } }
        }
    }

    func rightOuterJoin<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, (V?, W))> where Element == (K, V) {
        cogroup(other, partitions: partitions).flatMapValues { vs, ws -> [(V?, W)] in
            ws.flatMap { w in vs.isEmpty ? [(nil, w)] : vs.map { (.some($0), w) } }
        }
    }

    func fullOuterJoin<K: StableHashable & Sendable, V: Sendable, W: Sendable>(
        _ other: RDD<(K, W)>, partitions: Int? = nil
    ) -> RDD<(K, (V?, W?))> where Element == (K, V) {
        cogroup(other, partitions: partitions).flatMapValues { vs, ws -> [(V?, W?)] in
            if vs.isEmpty { return ws.map { (nil, .some($0)) } }
            if ws.isEmpty { return vs.map { (.some($0), nil) } }
            return vs.flatMap { v in ws.map { (.some(v), .some($0)) } }
        }
    }

    func repartition(_ partitions: Int) -> RDD<Element> {
        mapPartitions { elements, emit in
            var next = elements.index
            try await elements.forEach { element in
                try emit((next % partitions, element))
                next += 1
            }
        }.groupByKey(partitions: partitions).flatMap { $0.1 }
    }
}

private enum Either<A: Sendable, B: Sendable>: Sendable {
    case left(A)
    case right(B)
}
