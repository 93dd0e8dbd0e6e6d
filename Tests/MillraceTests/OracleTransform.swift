// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport

/// The RDD steps of a stream's `transform`.
struct OracleTransform: Sendable {
    let steps: [SparkJSON]

    func apply(to rdd: RDD<SparkValue>, _ type: String) throws -> RDD<SparkValue> {
        var rdd = rdd
        var type = type
        for step in steps {
            rdd = try apply(step, to: rdd, type)
            type = try step.string("out")
        }
        return rdd
    }

    private func other(_ step: SparkJSON, _ engine: MillraceContext) throws -> [SparkValue] {
        try step.field("other").array("partitions").flatMap { try $0.elements.map { try $0.sparkValue } }
    }

    private func apply(_ step: SparkJSON, to rdd: RDD<SparkValue>, _ type: String) throws -> RDD<SparkValue> {
        let engine = rdd.context
        let partitions = try? step.int("numPartitions")
        switch try step.string("op") {
        case "map": return rdd.map(try SparkFunctions.map(try step.field("f"), type))
        case "filter": return rdd.filter(try SparkFunctions.predicate(try step.field("p")))
        case "flatMap":
            let f = try SparkFunctions.flatMap(try step.field("f"))
            return rdd.flatMap { try f($0) }
        case "mapPartitions":
            let f = try SparkFunctions.partition(try step.field("f"), type)
            return rdd.mapPartitions { elements, emit in
                for value in try f(try await elements.collect()) { try emit(value) }
            }
        case "union": return rdd.union(engine.parallelize(try other(step, engine), partitions: 2))
        case "distinct": return rdd.map { ($0, 0) }.reduceByKey(partitions: partitions) { a, _ in a }.keys()
        case "intersection":
            let others = Set(try other(step, engine))
            return rdd.filter { others.contains($0) }.map { ($0, 0) }.reduceByKey { a, _ in a }.keys()
        case "subtract":
            let others = Set(try other(step, engine))
            return rdd.filter { !others.contains($0) }
        case let op: return try keyed(op, step, rdd, type)
        }
    }

    private func keyed(
        _ op: String, _ step: SparkJSON, _ rdd: RDD<SparkValue>, _ type: String
    ) throws -> RDD<SparkValue> {
        let pairs = rdd.map(\.keyed)
        let partitions = try? step.int("numPartitions")
        switch op {
        case "keys": return pairs.keys()
        case "values": return pairs.values()
        case "mapValues":
            let f = try SparkFunctions.map(try step.field("f"), SparkType.parts(type)?.last ?? "")
            return pairs.mapValues(f).map { .pair($0.0, $0.1) }
        case "groupByKey": return pairs.groupByKey(partitions: partitions).map { .pair($0.0, .bag($0.1)) }
        case "reduceByKey":
            let f = try SparkFunctions.reducer(try step.field("f"))
            return pairs.reduceByKey(partitions: partitions, f).map { .pair($0.0, $0.1) }
        case "sortBy":
            // The order is checked: one partition, sorted.
            let ascending = try step.field("ascending").isTrue
            return rdd.map { (0, [$0]) }.reduceByKey(partitions: 1) { $0 + $1 }.flatMap { pair in
                let sorted = pair.1.sorted()
                return ascending ? sorted : sorted.reversed()
            }
        case "join":
            let right = Dictionary(grouping: try other(step, rdd.context).map(\.keyed), by: \.0)
            return pairs.flatMap { key, value in
                (right[key] ?? []).map { .pair(key, .pair(value, $0.1)) }
            }
        default: throw TestFailure("unknown step \(op) of transform")
        }
    }
}
