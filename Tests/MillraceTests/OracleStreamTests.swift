// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// Programs over streams, with the output that Apache Spark gives at each time.
@Suite(.timeLimit(.minutes(30))) struct OracleStreamTests {
    /// Cases that differ on purpose: a state needs no checkpoint directory here.
    static func isDifferent(_ program: SparkJSON) throws -> Bool {
        guard case .some = program["error"], let directory = program["checkpointDirectory"], !directory.isTrue else {
            return false
        }
        return try program.array("steps").contains {
            ["updateStateByKey", "mapWithState"].contains(try $0.string("op"))
        }
    }

    @Test func outputIsThatOfTheOracle() async throws {
        let programs = try SparkFile.cases("dstream.jsonl.gz")
        #expect(!programs.isEmpty)
        var differences = 0
        for program in programs {
            if try Self.isDifferent(program) {
                differences += 1
                continue
            }
            let id = try program.string("id")
            do {
                let output = try await run(program)
                if program["error"]?.isTrue == true {
                    Issue.record("\(id): an error is expected")
                } else {
                    try compare(id, output, try program.array("expected"))
                }
            } catch {
                if program["error"]?.isTrue != true { Issue.record("\(id): \(error)") }
            }
        }
        #expect(differences <= programs.count / 100)
    }

    private func run(_ program: SparkJSON) async throws -> [Int64: [SparkValue]] {
        // A stream that fails stops its engine.
        let engine = makeEngine(parallelism: 2)
        let interval = Duration.milliseconds(try program.int("batchMillis"))
        let count = try program.int("batchCount")
        let clock = ManualClock()
        let stream = try StreamingContext(engine, batchDuration: interval, clock: clock)
        var sources: [(stream: DStream<SparkValue>, type: String)] = []
        for source in try program.array("sources") {
            let input = stream.queueStream(of: SparkValue.self, partitions: try source.int("slices"))
            for batch in try source.array("batches") { input.push(try batch.elements.map { try $0.sparkValue }) }
            sources.append((input, try source.string("elements")))
        }
        let output = Log<(Int64, [SparkValue])>()
        let done = Event()
        stream.addListener(Recorder(goals: [(count, done)]))
        let result = try OracleStream(sources: sources).build(try program.array("steps"), from: 0)
        result.foreachRDD { rdd, batch in output.add((batch.time.milliseconds, try await rdd.collect())) }
        do {
            try await stream.start()
        } catch {
            await stream.stop()
            throw error
        }
        clock.advance(by: interval * count)
        let watcher = Task {
            // A stream that fails completes fewer batches.
            try? await stream.awaitTermination()
            done.signal()
        }
        await done.wait()
        watcher.cancel()
        await stream.stop()
        try await stream.awaitTermination()
        return try dictionary(output.entries)
    }

    private func compare(_ id: String, _ output: [Int64: [SparkValue]], _ expected: [SparkJSON]) throws {
        let times = try expected.map { Int64(try $0.int("time")) }
        #expect(output.keys.sorted() == times, "\(id)")
        for entry in expected {
            let time = Int64(try entry.int("time"))
            let wanted = try entry.field("elements").sparkValue.items
            var found = output[time] ?? []
            if try !entry.field("ordered").isTrue { found.sort() }
            if found != wanted {
                Issue.record("\(id) at \(time): expected \(wanted), found \(found)")
                return
            }
        }
    }
}
