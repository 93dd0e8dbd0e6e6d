// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// Runs the actions of the oracle's programs and compares with what is expected.
struct OracleAction {
    let action: OracleJSON
    let expected: OracleJSON
    let isOrdered: Bool
    let type: OracleType

    /// Runs the action. Returns how the result differs, `nil` if it does not.
    func difference(on rdd: OracleRDD) async throws -> String? {
        let op = try action.string("op")
        if let result = try await listResult(op, rdd) {
            return Self.compare(result, try expected.elements.map(type.value), isOrdered: isOrdered)
        }
        if let result = try await valueResult(op, rdd) {
            return Self.compare([result], [try expected.value], isOrdered: true)
        }
        if let result = try await tableResult(op, rdd) {
            let table = try expected.elements.map { try $0.value }
            return Self.compare(result, table, isOrdered: false)
        }
        return try await numberDifference(op, rdd)
    }

    static func compare(_ found: [OracleValue], _ expected: [OracleValue], isOrdered: Bool) -> String? {
        let (found, expected) = isOrdered ? (found, expected) : (found.sorted(), expected.sorted())
        let isEqual = found.count == expected.count && zip(found, expected).allSatisfy { $0.compare($1) == 0 }
        return isEqual ? nil : "found \(found.map(\.shown)), expected \(expected.map(\.shown))"
    }

    private func listResult(_ op: String, _ rdd: OracleRDD) async throws -> [OracleValue]? {
        switch op {
        case "collect": return try await rdd.plain.collect()
        case "take": return try await rdd.plain.take(try action.int("n"))
        case "top": return try await rdd.plain.top(try action.int("n"))
        case "takeOrdered": return try await rdd.plain.takeOrdered(try action.int("n"))
        default: return nil
        }
    }

    private func valueResult(_ op: String, _ rdd: OracleRDD) async throws -> OracleValue? {
        func function() throws -> OracleJSON { try action.field("f") }
        let depth = (try? action.int("depth")) ?? 2
        switch op {
        case "numPartitions": return .int(rdd.any.partitionCount)
        case "count": return .int(try await rdd.plain.count())
        case "isEmpty": return .int(try await rdd.plain.isEmpty() ? 1 : 0)
        case "first": return try await rdd.plain.first()
        case "min": return try await rdd.plain.min()
        case "max": return try await rdd.plain.max()
        case "reduce": return try await rdd.plain.reduce(try OracleFunctions.reducer(try function()))
        case "treeReduce":
            return try await rdd.plain.treeReduce(depth: depth, try OracleFunctions.reducer(try function()))
        case "fold":
            let f = try OracleFunctions.reducer(try function())
            return try await rdd.plain.fold(try action.field("zero").value, f)
        case "aggregate":
            let f = try OracleFunctions.aggregator(try function())
            return try await rdd.plain.aggregate(
                f.zero, merge: { $0 = f.seq($0, $1) }, mergeCombined: { $0 = f.comb($0, $1) })
        case "treeAggregate":
            let f = try OracleFunctions.aggregator(try function())
            return try await rdd.plain.treeAggregate(
                f.zero, depth: depth, merge: { $0 = f.seq($0, $1) }, mergeCombined: { $0 = f.comb($0, $1) })
        case "glom":
            // A partition after a shuffle is a bag.
            let parts = try await rdd.plain.glom().collect()
            return .list(parts.map { isOrdered ? .list($0) : .bag($0) })
        case "lookup":
            let values = try await rdd.pairs.lookup(try action.field("key").value)
            return isOrdered ? .list(values) : .bag(values)
        default: return nil
        }
    }

    private func tableResult(_ op: String, _ rdd: OracleRDD) async throws -> [OracleValue]? {
        func rows<Value>(_ table: [OracleValue: Value], _ value: (Value) -> OracleValue) -> [OracleValue] {
            table.map { .pair($0.key, value($0.value)) }
        }
        switch op {
        case "countByValue": return rows(try await rdd.plain.countByValue(), OracleValue.int)
        case "countByKey": return rows(try await rdd.pairs.countByKey(), OracleValue.int)
        case "collectAsMap": return rows(try await rdd.pairs.collectAsMap()) { $0 }
        case "reduceByKeyLocally":
            let f = try OracleFunctions.reducer(try action.field("f"))
            return rows(try await rdd.pairs.reduceByKeyLocally(f)) { $0 }
        default: return nil
        }
    }

    // MARK: Numbers

    private func numberDifference(_ op: String, _ rdd: OracleRDD) async throws -> String? {
        let numbers = rdd.plain.map { Double($0.number) }
        switch op {
        case "sum": return Self.compare([try await numbers.sum()], [expected])
        case "mean": return Self.compare([try await numbers.mean()], [expected])
        case "stats":
            let stats = try await numbers.stats()
            let names = [
                "count", "sum", "mean", "min", "max", "variance", "stdev", "sampleVariance", "sampleStdev",
            ]
            return Self.compare(
                [
                    Double(stats.count), stats.sum, stats.mean, stats.min, stats.max, stats.variance,
                    stats.standardDeviation, stats.sampleVariance, stats.sampleStandardDeviation,
                ], names.map { expected[$0] ?? .string("missing") })
        case "histogram":
            // Nothing is expected of a program that fails.
            let counts = try expected.isNull ? [] : expected.array("counts")
            if let given = action["buckets"] {
                let found = try await numbers.histogram(edges: try given.elements.map { $0.double ?? .nan })
                return Self.compare(found.map(Double.init), counts)
            }
            let found = try await numbers.histogram(try action.int("bucketCount"))
            return Self.compare(found.edges, try expected.array("buckets"))
                ?? Self.compare(found.counts.map(Double.init), counts)
        default: throw OracleError("an unknown action: \(op)")
        }
    }

    /// Compares with a relative tolerance; `null` represents what is not finite.
    private static func compare(_ found: [Double], _ expected: [OracleJSON]) -> String? {
        let isEqual =
            found.count == expected.count
            && zip(found, expected).allSatisfy { found, expected in
                guard let number = expected.double else { return expected.isNull && !found.isFinite }
                return abs(found - number) <= 1e-9 * max(1, abs(number))
            }
        return isEqual ? nil : "found \(found), expected \(expected)"
    }
}
