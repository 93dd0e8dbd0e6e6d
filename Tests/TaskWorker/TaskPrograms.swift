// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization

/// A key of a program's own.
struct Place: Codable, Hashable, Sendable, StableHashable {
    var row: Int
    var name: String

    func stableHash(into hasher: inout StableHasher) {
        row.stableHash(into: &hasher)
        name.stableHash(into: &hasher)
    }
}

/// Programs that a test runs in its own process and, task by task, in others.
package enum TaskPrograms {
    package static let names = ["words", "places", "flaky", "sessions"]

    /// Runs a program to its end. Returns its results as text, in a fixed order.
    package static func run(_ name: String, _ engine: MillraceContext) async throws -> String {
        switch name {
        case "words": try await words(engine)
        case "places": try await places(engine)
        case "sessions": try await sessions(engine)
        default: try await flaky(engine)
        }
    }

    private static func words(_ engine: MillraceContext) async throws -> String {
        let lines = (0..<40).map { "to be or not to be \($0 % 7)" }
        let count = engine.longAccumulator("words")
        let counts = engine.parallelize(lines, partitions: 3)
            .flatMap { line in line.split(separator: " ").map { String($0) } }
            .map { (word: String) -> (String, Int) in
                count.add(1)
                return (word, 1)
            }
            .reduceByKey(partitions: 2, +)
        let sorted = try await counts.sortByKey(partitions: 2).collect()
        return "\(sorted) \(count.value)"
    }

    /// Two jobs, the second of which needs the result of the first.
    private static func places(_ engine: MillraceContext) async throws -> String {
        let numbers = engine.range(0..<60, partitions: 4)
        let limit = try await numbers.map { $0 % 50 }.max()
        let left = numbers.filter { $0 < limit }.map { (Place(row: $0 % 10, name: "p\($0 % 5)"), $0) }
        let right = numbers.map { (Place(row: $0 % 20, name: "p\($0 % 5)"), "\($0)") }
        let joined = left.join(right, partitions: 3).map { ($0.0.row, $0.1.0, $0.1.1) }
        let rows = try await joined.sortBy { $0.0 * 1_000_000 + $0.1 * 1000 + (Int($0.2) ?? 0) }.zipWithIndex()
            .collect()
        return "\(rows.count) \(rows.map { "\($0.1):\($0.0.0),\($0.0.1),\($0.0.2)" })"
    }

    private static func flaky(_ engine: MillraceContext) async throws -> String {
        let rdd = engine.range(0..<9, partitions: 3).map { element -> Int in
            if element == 4, TaskContext.current?.attempt == 0 { throw CancellationError() }
            return element * element
        }
        return "\(try await rdd.repartition(2).map { $0 }.collect().sorted())"
    }

    /// A stream with state, which the program asks for values at the end: what tasks change reaches every process.
    private static func sessions(_ engine: MillraceContext) async throws -> String {
        let clock = ManualClock()
        let context = try StreamingContext(engine, batchDuration: .seconds(1), clock: clock)
        let input = context.queueStream(of: Int.self, partitions: 2)
        let batches = [Array(0..<20), Array(10..<30), [], Array(5..<8)]
        for batch in batches { input.push(batch) }
        var spec = StateSpec<Int, Int, String, String> { key, value, state in
            guard let value else { return "\(key) is gone" }
            if value == 29 { try state.remove() } else { try state.update("\(state.value ?? "")\(value),") }
            return state.value
        }
        spec = spec.initialState([(3, "first,"), (100, "idle,")]).timeout(.seconds(2))
        let sessions = input.map { ($0 % 7, $0) }.mapWithState(spec)
        let sums = input.map { ($0 % 5, $0) }.updateStateByKey { values, sum -> Int? in
            let sum = values.reduce(sum ?? 0, +)
            return sum % 11 == 0 ? nil : sum
        }
        let output = ProgramOutput()
        sessions.foreachRDD { rdd, _ in output.add("\(try await rdd.collect().sorted())") }
        sums.foreachRDD { rdd, batch in
            output.add("\(try await rdd.map { "\($0.0):\($0.1)" }.collect().sorted())")
            if batch.time.milliseconds == 1000 * batches.count { context.requestStop(stoppingEngine: false) }
        }
        try await context.start()
        clock.advance(by: .seconds(batches.count))
        try await context.awaitTermination()
        let states = await sessions.snapshot().sorted { $0.0 < $1.0 }.map { "\($0.0):\($0.1)" }
        let totals = await sums.snapshot().sorted { $0.0 < $1.0 }.map { "\($0.0):\($0.1)" }
        return "\(output.lines) \(states) \(totals)"
    }

    /// Lineage of RDDs that are built in several scopes.
    package static func lineage(_ engine: MillraceContext) async -> [String] {
        let source = engine.parallelize(["a b", "b c"], partitions: 2)
        let counts = source.flatMap { $0.split(separator: " ") }.map { (String($0), 1) }.reduceByKey(+)
        let batches = await withTaskGroup(of: (Int, String).self) { group in
            for batch in 1...4 {
                group.addTask {
                    let scope = LineageScope(
                        batchTime: BatchTime(milliseconds: Int64(batch) * 1000), operatorID: OperatorID("counts"))
                    return (batch, scope.run { counts.join(source.map { ($0, batch) }).toDebugString() })
                }
            }
            var texts: [Int: String] = [:]
            for await (batch, text) in group { texts[batch] = text }
            return (1...4).compactMap { texts[$0] }
        }
        return batches + [counts.sortByKey().toDebugString(), source.map { $0 }.id("copy").toDebugString()]
    }
}

/// Lines that a program has written.
private final class ProgramOutput: Sendable {
    private let written = Mutex<[String]>([])

    var lines: [String] { written.withLock { $0 } }

    func add(_ line: String) { written.withLock { $0.append(line) } }
}
