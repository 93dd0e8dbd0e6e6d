// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// Builds the streams of an oracle's program out of its steps.
package struct OracleStream {
    private typealias Values = DStream<OracleValue>
    private typealias Pairs = DStream<(OracleValue, OracleValue)>

    private let sources: [Values]

    /// The stream whose output a program is about, with its input queued.
    package static func stream(of program: OracleCase, in context: StreamingContext) throws -> DStream<OracleValue> {
        let sources = try program.json.array("sources").map { source in
            let type = try OracleType(source.string("elements"))
            let input = context.queueStream(of: OracleValue.self, partitions: try source.int("slices"))
            for batch in try source.array("batches") { input.push(try batch.elements.map(type.value)) }
            return input
        }
        return try OracleStream(sources: sources).build(try program.json.array("steps"), from: 0)
    }

    /// The stream after `steps` on source number `source`.
    private func build(_ steps: [OracleJSON], from source: Int) throws -> Values {
        try steps.reduce(sources[source]) { try apply($1, to: $0) }
    }

    private func other(_ step: OracleJSON) throws -> Values {
        let other = try step.field("other")
        return try build(try other.array("steps"), from: try other.int("source"))
    }

    private func pairs(_ stream: Values) -> Pairs { stream.map { ($0.first, $0.second) } }

    private func values(_ stream: Pairs) -> Values { stream.map { .pair($0.0, $0.1) } }

    private func apply(_ step: OracleJSON, to stream: Values) throws -> Values {
        let op = try step.string("op")
        let partitions = try? step.int("numPartitions")
        switch op {
        case "map": return stream.map(try OracleFunctions.mapping(try step.field("f")))
        case "filter": return stream.filter(try OracleFunctions.predicate(try step.field("p")))
        case "flatMap":
            let f = try OracleFunctions.flattening(try step.field("f"))
            return stream.flatMap { f($0) }
        case "mapPartitions":
            let f = try OracleFunctions.partition(try step.field("f"))
            return stream.mapPartitions { elements, emit in
                for value in try f(try await elements.collect()) { try emit(value) }
            }
        case "glom":
            let isBag = try step.string("out").hasPrefix("bag")
            return stream.glom().map { isBag ? .bag($0) : .list($0) }
        case "repartition": return stream.repartition(try step.int("numPartitions"))
        case "reduce": return stream.reduce(try OracleFunctions.reducer(try step.field("f")))
        case "count": return stream.count().map { .int($0) }
        case "countByValue": return stream.countByValue().map { .pair($0.0, .int($0.1)) }
        case "union": return stream.union(try other(step))
        case "transform":
            let steps = try step.array("steps")
            return stream.transform { rdd, _ in try OracleRDD.plain(rdd).applying(steps).plain }
        default:
            return try keyed(op, step, stream, partitions) ?? windowed(op, step, stream)
        }
    }

    // MARK: Keyed

    private func keyed(_ op: String, _ step: OracleJSON, _ stream: Values, _ partitions: Int?) throws -> Values? {
        let pairs = pairs(stream)
        switch op {
        case "mapValues":
            let f = try OracleFunctions.mapping(try step.field("f"))
            return values(pairs.mapValues(f))
        case "flatMapValues":
            let f = try OracleFunctions.flattening(try step.field("f"))
            return values(pairs.flatMapValues { f($0) })
        case "groupByKey": return pairs.groupByKey(partitions: partitions).map { .pair($0.0, .bag($0.1)) }
        case "reduceByKey":
            return values(pairs.reduceByKey(partitions: partitions, try OracleFunctions.reducer(try step.field("f"))))
        case "combineByKey":
            let f = try OracleFunctions.aggregator(try step.field("f"))
            return values(
                pairs.combineByKey(
                    partitions: partitions, create: { f.seq(f.zero, $0) }, merge: { $0 = f.seq($0, $1) },
                    mergeCombined: { $0 = f.comb($0, $1) }))
        case "join":
            return pairs.join(self.pairs(try other(step)), partitions: partitions)
                .map { .pair($0.0, .pair($0.1.0, $0.1.1)) }
        case "leftOuterJoin":
            return pairs.leftOuterJoin(self.pairs(try other(step)), partitions: partitions)
                .map { .pair($0.0, .pair($0.1.0, $0.1.1 ?? .none)) }
        case "rightOuterJoin":
            return pairs.rightOuterJoin(self.pairs(try other(step)), partitions: partitions)
                .map { .pair($0.0, .pair($0.1.0 ?? .none, $0.1.1)) }
        case "fullOuterJoin":
            return pairs.fullOuterJoin(self.pairs(try other(step)), partitions: partitions)
                .map { .pair($0.0, .pair($0.1.0 ?? .none, $0.1.1 ?? .none)) }
        case "cogroup":
            return pairs.cogroup(self.pairs(try other(step)), partitions: partitions)
                .map { .pair($0.0, .pair(.bag($0.1.0), .bag($0.1.1))) }
        case "updateStateByKey": return try updateState(step, pairs)
        case "mapWithState": return try mapWithState(step, pairs)
        default: return nil
        }
    }

    // MARK: State

    private func initial(_ step: OracleJSON) throws -> [(OracleValue, OracleValue)] {
        guard let initial = step["initial"], !initial.isNull else { return [] }
        return try initial.elements.map { row in
            let pair = try row.value
            return (pair.first, pair.second)
        }
    }

    private func updateState(_ step: OracleJSON, _ pairs: Pairs) throws -> Values {
        let f = try step.field("f")
        let update: @Sendable ([OracleValue], OracleValue?) throws -> OracleValue?
        switch try f.string("name") {
        case "sum":
            let drop = try OracleFunctions.predicate(try f.field("drop"))
            update = { values, state in
                let sum = OracleValue.int(values.reduce(state?.number ?? 0) { $0 + $1.number })
                return drop(sum) ? nil : sum
            }
        case "max": update = { ($0 + [$1].compactMap { $0 }).max() }
        case "count": update = { .int(($1?.number ?? 0) + $0.count) }
        case "countdown":
            let from = try f.int("from")
            update = { values, state in
                let next = values.isEmpty ? (state?.number ?? 0) - 1 : from
                return next == 0 ? nil : .int(next)
            }
        case let name: throw OracleError("unknown state function \(name)")
        }
        return values(pairs.updateStateByKey(initial: try initial(step), update))
    }

    private func mapWithState(_ step: OracleJSON, _ pairs: Pairs) throws -> Values {
        let f = try step.field("f")
        let drop = try OracleFunctions.predicate(try f.field("drop"))
        let isQuiet = try f.field("quiet").isTrue
        var spec = StateSpec<OracleValue, OracleValue, OracleValue, OracleValue> { key, value, state in
            guard let value else { return .tuple([key, .string("gone"), state.value ?? .none]) }
            let sum = OracleValue.int((state.value?.number ?? 0) + value.number)
            if drop(sum) {
                if state.exists { try state.remove() }
                return .tuple([key, .string("drop"), sum])
            }
            let isNew = !state.exists
            try state.update(sum)
            if isQuiet && !isNew { return nil }
            return .tuple([key, .string(isNew ? "new" : "add"), sum])
        }
        spec = spec.initialState(try initial(step))
        if let timeout = step["timeout"], !timeout.isNull {
            spec = spec.timeout(.milliseconds(try step.int("timeout")))
            // Spark looks for timed-out keys when it checkpoints.
            spec.timeoutInterval = .milliseconds(try step.int("checkpoint"))
        }
        let stream = pairs.mapWithState(spec)
        return try step.string("emit") == "mapped" ? stream.map { $0 } : values(stream.stateSnapshots())
    }

    // MARK: Windows

    private func windowed(_ op: String, _ step: OracleJSON, _ stream: Values) throws -> Values {
        let window = Duration.milliseconds(try step.int("window"))
        let slide = Duration.milliseconds(try step.int("slide"))
        let isInverse = step["inverse"]?.isTrue ?? false
        let subtract: OracleFunctions.Reducer = { .int($0.number - $1.number) }
        switch op {
        case "window": return stream.window(window, slide: slide)
        case "reduceByWindow":
            let f = try OracleFunctions.reducer(try step.field("f"))
            if isInverse { return stream.reduceByWindow(window, slide: slide, inverse: subtract, f) }
            return stream.reduceByWindow(window, slide: slide, f)
        case "countByWindow": return stream.countByWindow(window, slide: slide).map { .int($0) }
        case "countByValueAndWindow":
            return stream.countByValueAndWindow(window, slide: slide).map { .pair($0.0, .int($0.1)) }
        case "groupByKeyAndWindow":
            return pairs(stream).groupByKeyAndWindow(window, slide: slide).map { .pair($0.0, .bag($0.1)) }
        case "reduceByKeyAndWindow":
            let f = try OracleFunctions.reducer(try step.field("f"))
            guard isInverse else { return values(pairs(stream).reduceByKeyAndWindow(window, slide: slide, f)) }
            var keep: (@Sendable (OracleValue, OracleValue) throws -> Bool)?
            if let filter = step["keep"], !filter.isNull {
                let predicate = try OracleFunctions.predicate(filter)
                keep = { predicate(.pair($0, $1)) }
            }
            return values(
                pairs(stream).reduceByKeyAndWindow(window, slide: slide, keep: keep, inverse: subtract, f))
        default: throw OracleError("unknown step \(op)")
        }
    }
}
