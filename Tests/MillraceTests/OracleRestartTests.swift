// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// Programs over streams with a restart at every batch: the output is the one that Apache Spark gives without any.
///
/// A new process is a new context with the program built again, which finds nothing but the files of the checkpoint.
/// There is a restart after every single batch of one run, so each batch is computed right after a recovery, at a cost
/// that grows with the number of batches and not with its square; whatever a recovery at batch k loses is missing in
/// batch k + 1 or in one after it, as the recovery there begins with what the one at k stored.
@Suite(.timeLimit(.minutes(60))) struct OracleRestartTests {
    enum Restart: CaseIterable {
        /// The driver stops in order after each batch.
        case afterTheBatch
        /// The first attempt of each batch fails in its output operation, once all has been computed; the next driver
        /// runs it again.
        case beforeItsOutputIsDone
    }

    @Test(arguments: Restart.allCases) func outputIsThatOfTheOracle(restart: Restart) async throws {
        let programs = try SparkFile.cases("dstream.jsonl.gz")
        #expect(!programs.isEmpty)
        var batches = 0
        for program in programs where program["error"]?.isTrue != true {
            if try OracleStreamTests.isDifferent(program) { continue }
            let id = try program.string("id")
            do {
                let run = OracleRestartRun(program: program, restart: restart)
                for attempt in try await run.outputs() {
                    if let difference = try difference(attempt, try program.array("expected")) {
                        Issue.record("\(id), restart \(restart), \(difference)")
                        break
                    }
                }
                batches += try program.int("batchCount")
            } catch {
                Issue.record("\(id), restart \(restart): \(error)")
            }
        }
        #expect(batches > programs.count, "there are batches after restarts")
    }

    private func difference(_ output: [Int64: [SparkValue]], _ expected: [SparkJSON]) throws -> String? {
        let times = try expected.map { Int64(try $0.int("time")) }
        guard output.keys.sorted() == times else { return "expected times \(times), found \(output.keys.sorted())" }
        for entry in expected {
            let time = Int64(try entry.int("time"))
            let wanted = try entry.field("elements").sparkValue.items
            var found = output[time] ?? []
            if try !entry.field("ordered").isTrue { found.sort() }
            if found != wanted { return "at \(time): expected \(wanted), found \(found)" }
        }
        return nil
    }
}

/// One case, run by as many drivers as it has batches, or one more.
private struct OracleRestartRun {
    let program: SparkJSON
    let restart: OracleRestartTests.Restart
    /// The disk, which outlives the drivers.
    private let files = FaultyFileSystem()

    init(program: SparkJSON, restart: OracleRestartTests.Restart) {
        self.program = program
        self.restart = restart
    }

    /// The output by batch time: of the attempts that counted, and of those that did not.
    func outputs() async throws -> [[Int64: [SparkValue]]] {
        let count = try program.int("batchCount")
        let done = Log<(Int64, [SparkValue])>()
        let undone = Log<(Int64, [SparkValue])>()
        var planned = 0
        var isPending = false
        while planned < count || isPending {
            let failing = restart == .afterTheBatch || planned == count ? nil : planned + 1
            let ends = Int64(planned < count ? planned + 1 : planned)
            isPending = try await drive(from: planned, pending: isPending, to: ends, failing: failing, done, undone)
            planned = Int(ends)
        }
        let all = try dictionary(done.entries)
        return restart == .afterTheBatch ? [all] : [all, try dictionary(undone.entries)]
    }

    /// Runs one driver to the end of batch number `end`. Returns whether that batch is pending.
    private func drive(
        from planned: Int, pending: Bool, to end: Int64, failing: Int?, _ done: Log<(Int64, [SparkValue])>,
        _ undone: Log<(Int64, [SparkValue])>
    ) async throws -> Bool {
        let interval = Duration.milliseconds(try program.int("batchMillis"))
        let millis = interval.wholeMilliseconds
        let clock = ManualClock(now: BatchTime(milliseconds: Int64(planned) * millis))
        let stream = try StreamingContext(makeEngine(parallelism: 2), batchDuration: interval, clock: clock)
        let over = Event()
        let recorder = Recorder(goals: [((pending ? 1 : 0) + Int(end) - planned, over)])
        stream.addListener(recorder)
        var sources: [(stream: DStream<SparkValue>, type: String)] = []
        for source in try program.array("sources") {
            let input = stream.queueStream(of: SparkValue.self, partitions: try source.int("slices"))
            for batch in try source.array("batches") { input.push(try batch.elements.map { try $0.sparkValue }) }
            sources.append((input, try source.string("elements")))
        }
        try OracleStream(sources: sources).build(try program.array("steps"), from: 0).foreachRDD { rdd, batch in
            let elements = try await rdd.collect()
            if let failing, batch.time.milliseconds == Int64(failing) * millis {
                undone.add((batch.time.milliseconds, elements))
                throw Boom()
            }
            done.add((batch.time.milliseconds, elements))
        }
        try stream.checkpoint(
            CheckpointLocation(store: DirectoryCheckpointStore(directory: "/job", files: files)))
        try await stream.start()
        clock.advance(by: interval * (Int(end) - planned))
        await over.wait()
        let failed = recorder.batches.entries.filter { $0.failureReason != nil }
        await stream.stop()
        if let other = failed.first(where: { $0.failureReason?.contains("Boom") != true }) {
            throw TestFailure("batch \(other.batchTime) failed: \(other.failureReason ?? "")")
        }
        return !failed.isEmpty
    }
}

extension SparkValue: Storable {
    func store(into writer: inout StoreWriter) throws {
        switch self {
        case .none: writer.writeInteger(UInt8(0))
        case .int(let number):
            writer.writeInteger(UInt8(1))
            writer.writeInteger(number)
        case .string(let text):
            writer.writeInteger(UInt8(2))
            writer.writeString(text)
        case .sequence(let items):
            writer.writeInteger(UInt8(3))
            try writer.write(items)
        }
    }

    init(from reader: inout StoreReader, version: UInt32) throws {
        switch try reader.readInteger(UInt8.self) {
        case 0: self = .none
        case 1: self = .int(try reader.readInteger())
        case 2: self = .string(try reader.readString())
        case 3: self = .sequence(try reader.read())
        default: throw reader.error(.invalidValue, "an unknown kind of value")
        }
    }
}
