// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport

/// Builds the streams of an oracle case out of its steps.
struct OracleStream {
    let sources: [(stream: DStream<SparkValue>, type: String)]

    typealias Values = DStream<SparkValue>
    typealias Pairs = DStream<(SparkValue, SparkValue)>

    /// The stream after `steps` on source number `source`, and the type of its elements.
    func build(_ steps: [SparkJSON], from source: Int) throws -> Values {
        var (stream, type) = sources[source]
        for step in steps {
            stream = try apply(step, to: stream, type)
            type = try step.string("out")
        }
        return stream
    }

    private func other(_ step: SparkJSON) throws -> Values {
        let other = try step.field("other")
        return try build(try other.array("steps"), from: try other.int("source"))
    }

    private func pairs(_ stream: Values) -> Pairs { stream.map(\.keyed) }

    private func values(_ stream: Pairs) -> Values { stream.map { .pair($0.0, $0.1) } }

    private func apply(_ step: SparkJSON, to stream: Values, _ type: String) throws -> Values {
        let op = try step.string("op")
        let partitions = try? step.int("numPartitions")
        switch op {
        case "map": return stream.map(try SparkFunctions.map(try step.field("f"), type))
        case "filter": return stream.filter(try SparkFunctions.predicate(try step.field("p")))
        case "flatMap":
            let f = try SparkFunctions.flatMap(try step.field("f"))
            return stream.flatMap { try f($0) }
        case "mapPartitions":
            let f = try SparkFunctions.partition(try step.field("f"), type)
            return stream.mapPartitions { elements, emit in
                for value in try f(try await elements.collect()) { try emit(value) }
            }
        case "glom":
            let isBag = try step.string("out").hasPrefix("bag")
            return stream.glom().map { isBag ? .bag($0) : .sequence($0) }
        case "repartition": return stream.repartition(try step.int("numPartitions"))
        case "reduce": return stream.reduce(try SparkFunctions.reducer(try step.field("f")))
        case "count": return stream.count().map { .int(Int64($0)) }
        case "countByValue": return stream.countByValue().map { .pair($0.0, .int(Int64($0.1))) }
        case "union": return stream.union(try other(step))
        case "transform":
            let steps = try step.array("steps")
            return stream.transform { rdd, _ in try OracleTransform(steps: steps).apply(to: rdd, type) }
        default:
            return try keyed(op, step, stream, type, partitions) ?? windowed(op, step, stream, type)
        }
    }

    // MARK: Keyed

    private func keyed(
        _ op: String, _ step: SparkJSON, _ stream: Values, _ type: String, _ partitions: Int?
    ) throws -> Values? {
        let pairs = pairs(stream)
        let valueType = SparkType.parts(type)?.last ?? ""
        func option(_ value: SparkValue?) -> SparkValue { value ?? .none }
        switch op {
        case "mapValues":
            let f = try SparkFunctions.map(try step.field("f"), valueType)
            return values(pairs.mapValues(f))
        case "flatMapValues":
            let f = try SparkFunctions.flatMap(try step.field("f"))
            return values(pairs.flatMapValues(f))
        case "groupByKey": return pairs.groupByKey(partitions: partitions).map { .pair($0.0, .bag($0.1)) }
        case "reduceByKey":
            return values(pairs.reduceByKey(partitions: partitions, try SparkFunctions.reducer(try step.field("f"))))
        case "combineByKey":
            let f = try SparkFunctions.aggregator(try step.field("f"))
            return values(
                pairs.combineByKey(
                    partitions: partitions, create: { try f.add(f.zero, $0) }, merge: { $0 = try f.add($0, $1) },
                    mergeCombined: { $0 = try f.combine($0, $1) }))
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

    private func initial(_ step: SparkJSON) throws -> [(SparkValue, SparkValue)] {
        guard let initial = step["initial"], !initial.isNull else { return [] }
        return try initial.elements.map { try $0.sparkValue.keyed }
    }

    private func updateState(_ step: SparkJSON, _ pairs: Pairs) throws -> Values {
        let f = try step.field("f")
        let update: @Sendable ([SparkValue], SparkValue?) throws -> SparkValue?
        switch try f.string("name") {
        case "sum":
            let drop = try SparkFunctions.predicate(try f.field("drop"))
            update = { values, state in
                let sum = SparkValue.int(values.reduce(state?.number ?? 0) { $0 + $1.number })
                return try drop(sum) ? nil : sum
            }
        case "max": update = { ($0 + [$1].compactMap { $0 }).max() }
        case "count": update = { .int(($1?.number ?? 0) + Int64($0.count)) }
        case "countdown":
            let from = Int64(try f.int("from"))
            update = { values, state in
                let next = values.isEmpty ? (state?.number ?? 0) - 1 : from
                return next == 0 ? nil : .int(next)
            }
        case let name: throw TestFailure("unknown state function \(name)")
        }
        return values(pairs.updateStateByKey(initial: try initial(step), update))
    }

    private func mapWithState(_ step: SparkJSON, _ pairs: Pairs) throws -> Values {
        let f = try step.field("f")
        let drop = try SparkFunctions.predicate(try f.field("drop"))
        let isQuiet = try f.field("quiet").isTrue
        var spec = StateSpec<SparkValue, SparkValue, SparkValue, SparkValue> { key, value, state in
            guard let value else { return .sequence([key, .string("gone"), state.value ?? .none]) }
            let sum = SparkValue.int((state.value?.number ?? 0) + value.number)
            if try drop(sum) {
                if state.exists { try state.remove() }
                return .sequence([key, .string("drop"), sum])
            }
            let isNew = !state.exists
            try state.update(sum)
            if isQuiet && !isNew { return nil }
            return .sequence([key, .string(isNew ? "new" : "add"), sum])
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

    private func windowed(_ op: String, _ step: SparkJSON, _ stream: Values, _ type: String) throws -> Values {
        let window = Duration.milliseconds(try step.int("window"))
        let slide = Duration.milliseconds(try step.int("slide"))
        let isInverse = step["inverse"]?.isTrue ?? false
        let subtract: SparkFunctions.Reducer = { .int($0.number - $1.number) }
        switch op {
        case "window": return stream.window(window, slide: slide)
        case "reduceByWindow":
            let f = try SparkFunctions.reducer(try step.field("f"))
            if isInverse { return stream.reduceByWindow(window, slide: slide, inverse: subtract, f) }
            return stream.reduceByWindow(window, slide: slide, f)
        case "countByWindow": return stream.countByWindow(window, slide: slide).map { .int(Int64($0)) }
        case "countByValueAndWindow":
            return stream.countByValueAndWindow(window, slide: slide).map { .pair($0.0, .int(Int64($0.1))) }
        case "groupByKeyAndWindow":
            return pairs(stream).groupByKeyAndWindow(window, slide: slide).map { .pair($0.0, .bag($0.1)) }
        case "reduceByKeyAndWindow":
            let f = try SparkFunctions.reducer(try step.field("f"))
            guard isInverse else { return values(pairs(stream).reduceByKeyAndWindow(window, slide: slide, f)) }
            var keep: (@Sendable (SparkValue, SparkValue) throws -> Bool)?
            if let filter = step["keep"], !filter.isNull {
                let predicate = try SparkFunctions.predicate(filter)
                keep = { try predicate(.pair($0, $1)) }
            }
            return values(
                pairs(stream).reduceByKeyAndWindow(window, slide: slide, keep: keep, inverse: subtract, f))
        default: throw TestFailure("unknown step \(op)")
        }
    }
}
