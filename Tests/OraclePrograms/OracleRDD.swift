// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// Places ints by their remainder, strings by their length.
struct ModPartitioner: KeyPartitioner {
    let partitionCount: Int

    func partition(for key: OracleValue) -> Int {
        if case .string(let text) = key { return text.unicodeScalars.count % partitionCount }
        return OracleFunctions.mod(key.number, partitionCount)
    }
}

/// Builds the RDDs of the oracle's programs. Pairs stay tuples as long as possible, so that partitioners are kept.
package enum OracleRDD: Sendable {
    case plain(RDD<OracleValue>)
    case pairs(RDD<(OracleValue, OracleValue)>)

    var plain: RDD<OracleValue> {
        switch self {
        case .plain(let rdd): rdd
        case .pairs(let rdd): rdd.map { .pair($0.0, $0.1) }
        }
    }

    var pairs: RDD<(OracleValue, OracleValue)> {
        switch self {
        case .plain(let rdd): rdd.map { ($0.first, $0.second) }
        case .pairs(let rdd): rdd
        }
    }

    var any: AnyRDD {
        switch self {
        case .plain(let rdd): rdd
        case .pairs(let rdd): rdd
        }
    }

    /// The parallelized input `json` (`elements` and `partitions`). Throws if slicing differs from the oracle's.
    static func input(_ json: OracleJSON, _ engine: MillraceContext) throws -> OracleRDD {
        let type = try OracleType(json.string("elements"))
        let parts = try json.array("partitions")
        let values = try parts.map { try $0.elements.map(type.value) }
        let all = values.flatMap { $0 }
        for (index, part) in values.enumerated() {
            let slice = all[index * all.count / parts.count..<(index + 1) * all.count / parts.count]
            guard part == Array(slice) else {
                throw OracleError("partition \(index) is sliced in another way: \(json)")
            }
        }
        return .plain(engine.parallelize(all, partitions: parts.count))
    }

    /// Runs an oracle's program. Returns how its result differs from what Spark gave; `nil` if it does not.
    package static func difference(of program: OracleCase, _ engine: MillraceContext) async -> String? {
        let json = program.json
        do {
            let rdd = try input(json, engine).applying(try json.array("steps"))
            let action = OracleAction(
                action: try json.field("action"), expected: json["expected"] ?? .null,
                isOrdered: json["ordered"]?.isTrue ?? false, type: try OracleType(json.string("type")))
            let difference = try await action.difference(on: rdd)
            return program.isError ? "no error, expected \(json["errorName"] ?? .null)" : difference
        } catch let error as OracleError {
            // The data says another thing than the program, even if an error is expected.
            return "\(error)"
        } catch {
            return program.isError ? nil : "threw \(error)"
        }
    }

    /// The RDD after some steps.
    func applying(_ steps: [OracleJSON]) throws -> OracleRDD { try steps.reduce(self) { try $0.applying($1) } }

    /// The RDD after one step.
    private func applying(_ step: OracleJSON) throws -> OracleRDD {
        let op = try step.string("op")
        let count = try? step.int("numPartitions")
        if let result = try elementStep(op, step, count) { return result }
        if let result = try pairStep(op, step, count) { return result }
        if let result = try joinStep(op, step, count) { return result }
        throw OracleError("an unknown step: \(op)")
    }

    private func other(_ step: OracleJSON) throws -> OracleRDD {
        try Self.input(try step.field("other"), any.context)
    }

    private func elementStep(_ op: String, _ step: OracleJSON, _ count: Int?) throws -> OracleRDD? {
        func function() throws -> OracleJSON { try step.field("f") }
        switch op {
        case "map":
            let f = try OracleFunctions.mapping(try function())
            return .plain(plain.map(f))
        case "filter":
            let p = try OracleFunctions.predicate(try step.field("p"))
            if case .pairs(let rdd) = self { return .pairs(rdd.filter { p(.pair($0.0, $0.1)) }) }
            return .plain(plain.filter(p))
        case "flatMap":
            let f = try OracleFunctions.flattening(try function())
            return .plain(plain.flatMap { f($0) })
        case "keyBy":
            let f = try OracleFunctions.mapping(try function())
            return .pairs(plain.keyBy(f))
        case "mapPartitions":
            let f = try OracleFunctions.partition(try function())
            return .plain(
                plain.mapPartitions { elements, emit in for x in try f(try await elements.collect()) { try emit(x) } })
        case "mapPartitionsWithIndex":
            return .pairs(
                plain.mapPartitionsWithIndex { index, elements, emit in
                    try await elements.forEach { try emit((.int(index), $0)) }
                })
        case "glom":
            let isBag = try step.string("out").hasPrefix("bag")
            return .plain(plain.glom().map { isBag ? .bag($0) : .list($0) })
        case "union": return .plain(plain.union(try other(step).plain))
        case "intersection": return .plain(plain.intersection(try other(step).plain, partitions: count))
        case "subtract": return .plain(plain.subtract(try other(step).plain, partitions: count))
        case "cartesian": return .pairs(plain.cartesian(try other(step).plain))
        case "zip": return .pairs(plain.zip(try other(step).plain))
        case "distinct": return .plain(plain.distinct(partitions: count))
        case "groupBy":
            let f = try OracleFunctions.mapping(try function())
            return .pairs(plain.groupBy(partitions: count, f).mapValues { .bag($0) })
        case "sortBy":
            let f = try OracleFunctions.mapping(try function())
            return .plain(plain.sortBy(ascending: step["ascending"]?.isTrue ?? true, partitions: count, f))
        case "zipWithIndex": return .pairs(plain.zipWithIndex().map { ($0.0, .int($0.1)) })
        case "zipWithUniqueId": return .pairs(plain.zipWithUniqueID().map { ($0.0, .int($0.1)) })
        case "coalesce": return .plain(plain.coalesce(count ?? 0))
        case "repartition": return .plain(plain.repartition(count ?? 0))
        default: return nil
        }
    }

    private func pairStep(_ op: String, _ step: OracleJSON, _ count: Int?) throws -> OracleRDD? {
        func function() throws -> OracleJSON { try step.field("f") }
        switch op {
        case "sortByKey":
            return .pairs(pairs.sortByKey(ascending: step["ascending"]?.isTrue ?? true, partitions: count))
        case "reduceByKey":
            let f = try OracleFunctions.reducer(try function())
            return .pairs(pairs.reduceByKey(partitions: count, f))
        case "combineByKey":
            let f = try OracleFunctions.aggregator(try function())
            return .pairs(
                pairs.combineByKey(
                    partitions: count, create: { f.seq(f.zero, $0) }, merge: { $0 = f.seq($0, $1) },
                    mergeCombined: { $0 = f.comb($0, $1) }))
        case "aggregateByKey":
            let f = try OracleFunctions.aggregator(try function())
            let zero = f.zero.items.isEmpty && f.zero != .list([]) ? try step.field("zero").value : f.zero
            return .pairs(
                pairs.aggregateByKey(
                    zero, partitions: count, merge: { $0 = f.seq($0, $1) }, mergeCombined: { $0 = f.comb($0, $1) }))
        case "foldByKey":
            let f = try OracleFunctions.reducer(try function())
            return .pairs(pairs.foldByKey(try step.field("zero").value, partitions: count, f))
        case "groupByKey": return .pairs(pairs.groupByKey(partitions: count).mapValues { .bag($0) })
        case "mapValues":
            let f = try OracleFunctions.mapping(try function())
            return .pairs(pairs.mapValues(f))
        case "flatMapValues":
            let f = try OracleFunctions.flattening(try function())
            return .pairs(pairs.flatMapValues { f($0) })
        case "keys": return .plain(pairs.keys())
        case "values": return .plain(pairs.values())
        case "partitionBy", "repartitionAndSortWithinPartitions":
            let partitioner = ModPartitioner(
                partitionCount: try step.field("partitioner").int("n"))
            return .pairs(
                op == "partitionBy"
                    ? pairs.partitionBy(partitioner) : pairs.repartitionAndSortWithinPartitions(partitioner))
        case "filterByRange":
            let from = try step.field("from").value
            let to = try step.field("to").value
            return .pairs(from <= to ? pairs.filterByRange(from...to) : pairs.filter { _ in false })
        default: return nil
        }
    }

    private func joinStep(_ op: String, _ step: OracleJSON, _ count: Int?) throws -> OracleRDD? {
        switch op {
        case "join":
            return .pairs(pairs.join(try other(step).pairs, partitions: count).mapValues { .pair($0.0, $0.1) })
        case "leftOuterJoin":
            return .pairs(
                pairs.leftOuterJoin(try other(step).pairs, partitions: count).mapValues { .pair($0.0, $0.1 ?? .none) })
        case "rightOuterJoin":
            return .pairs(
                pairs.rightOuterJoin(try other(step).pairs, partitions: count).mapValues { .pair($0.0 ?? .none, $0.1) })
        case "fullOuterJoin":
            return .pairs(
                pairs.fullOuterJoin(try other(step).pairs, partitions: count)
                    .mapValues { .pair($0.0 ?? .none, $0.1 ?? .none) })
        case "subtractByKey": return .pairs(pairs.subtractByKey(try other(step).pairs, partitions: count))
        case "cogroup":
            let inputs = try step.array("others").map { try Self.input($0, any.context).pairs }
            if inputs.count == 1 {
                return .pairs(
                    pairs.cogroup(inputs[0], partitions: count).mapValues { .tuple([.bag($0.0), .bag($0.1)]) })
            }
            return .pairs(
                pairs.cogroup(inputs[0], inputs[1], partitions: count)
                    .mapValues { .tuple([.bag($0.0), .bag($0.1), .bag($0.2)]) })
        default: return nil
        }
    }
}
