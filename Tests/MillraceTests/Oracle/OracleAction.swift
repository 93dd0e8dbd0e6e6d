// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import TestSupport

/// Runs the actions of the oracle's programs and compares with what is expected.
struct OracleAction {
    typealias JSON = [String: Any]

    let action: JSON
    let expected: Any
    let isOrdered: Bool
    let type: OracleType

    /// Runs the action. Returns how the result differs, `nil` if it does not.
    func difference(on rdd: OracleRDD) async throws -> String? {
        let op = try OracleFunctions.text(action, "op")
        if let result = try await listResult(op, rdd) {
            guard let items = expected as? [Any] else { throw TestFailure("expected no list: \(expected)") }
            return Self.compare(result, try items.map(type.value), isOrdered: isOrdered)
        }
        if let result = try await valueResult(op, rdd) {
            return Self.compare([result], [try value(of: expected)], isOrdered: true)
        }
        if let result = try await tableResult(op, rdd) {
            let table = try (expected as? [Any] ?? []).map(value)
            return Self.compare(result, table, isOrdered: false)
        }
        return try await numberDifference(op, rdd)
    }

    static func compare(_ found: [OracleValue], _ expected: [OracleValue], isOrdered: Bool) -> String? {
        let (found, expected) = isOrdered ? (found, expected) : (found.sorted(), expected.sorted())
        let isEqual = found.count == expected.count && zip(found, expected).allSatisfy { $0.compare($1) == 0 }
        return isEqual ? nil : "found \(found.map(\.shown)), expected \(expected.map(\.shown))"
    }

    /// A value whose type does not matter, as tuples and lists compare alike.
    private func value(of json: Any) throws -> OracleValue {
        if json is NSNull { return .none }
        if let items = json as? [Any] { return .list(try items.map(value)) }
        return try OracleFunctions.scalar(["item": json], "item")
    }

    private func listResult(_ op: String, _ rdd: OracleRDD) async throws -> [OracleValue]? {
        switch op {
        case "collect": return try await rdd.plain.collect()
        case "take": return try await rdd.plain.take(try OracleFunctions.int(action, "n"))
        case "top": return try await rdd.plain.top(try OracleFunctions.int(action, "n"))
        case "takeOrdered": return try await rdd.plain.takeOrdered(try OracleFunctions.int(action, "n"))
        default: return nil
        }
    }

    private func valueResult(_ op: String, _ rdd: OracleRDD) async throws -> OracleValue? {
        func function() throws -> JSON { try OracleFunctions.object(action, "f") }
        let depth = (action["depth"] as? NSNumber)?.intValue ?? 2
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
            return try await rdd.plain.fold(try OracleFunctions.scalar(action, "zero"), f)
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
            let values = try await rdd.pairs.lookup(try OracleFunctions.scalar(action, "key"))
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
            let f = try OracleFunctions.reducer(try OracleFunctions.object(action, "f"))
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
            let table = expected as? JSON ?? [:]
            let names = [
                "count", "sum", "mean", "min", "max", "variance", "stdev", "sampleVariance", "sampleStdev",
            ]
            return Self.compare(
                [
                    Double(stats.count), stats.sum, stats.mean, stats.min, stats.max, stats.variance,
                    stats.standardDeviation, stats.sampleVariance, stats.sampleStandardDeviation,
                ], names.map { table[$0] ?? "missing" })
        case "histogram":
            let table = expected as? JSON
            let counts = table?["counts"] as? [Any] ?? []
            if let given = action["buckets"] as? [NSNumber] {
                let found = try await numbers.histogram(edges: given.map(\.doubleValue))
                return Self.compare(found.map(Double.init), counts)
            }
            let found = try await numbers.histogram(try OracleFunctions.int(action, "bucketCount"))
            return Self.compare(found.edges, table?["buckets"] as? [Any] ?? [])
                ?? Self.compare(found.counts.map(Double.init), counts)
        default: throw TestFailure("an unknown action: \(op)")
        }
    }

    /// Compares with a relative tolerance; `null` represents what is not finite.
    private static func compare(_ found: [Double], _ expected: [Any]) -> String? {
        let isEqual =
            found.count == expected.count
            && zip(found, expected).allSatisfy { found, expected in
                guard let number = expected as? NSNumber else { return expected is NSNull && !found.isFinite }
                return abs(found - number.doubleValue) <= 1e-9 * Swift.max(1, abs(number.doubleValue))
            }
        return isEqual ? nil : "found \(found), expected \(expected)"
    }
}
