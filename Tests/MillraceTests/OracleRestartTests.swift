// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import OraclePrograms
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
        let programs = try OracleStreamTests.programs().filter { !$0.isError }
        var batches = 0
        for program in programs {
            let id = program.id
            do {
                let run = OracleRestartRun(program: program, restart: restart)
                for attempt in try await run.outputs() {
                    if let difference = try OracleStreamRun.difference(attempt, program) {
                        Issue.record("\(id), restart \(restart), \(difference)")
                        break
                    }
                }
                batches += try program.json.int("batchCount")
            } catch {
                Issue.record("\(id), restart \(restart): \(error)")
            }
        }
        #expect(batches > programs.count, "there are batches after restarts")
    }
}

/// One case, run by as many drivers as it has batches, or one more.
private struct OracleRestartRun {
    let program: OracleCase
    let restart: OracleRestartTests.Restart
    /// The disk, which outlives the drivers.
    private let files = FaultyFileSystem()

    init(program: OracleCase, restart: OracleRestartTests.Restart) {
        self.program = program
        self.restart = restart
    }

    /// The output by batch time: of the attempts that counted, and of those that did not.
    func outputs() async throws -> [[Int64: [OracleValue]]] {
        let count = try program.json.int("batchCount")
        let done = Log<(Int64, [OracleValue])>()
        let undone = Log<(Int64, [OracleValue])>()
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
        from planned: Int, pending: Bool, to end: Int64, failing: Int?, _ done: Log<(Int64, [OracleValue])>,
        _ undone: Log<(Int64, [OracleValue])>
    ) async throws -> Bool {
        let interval = Duration.milliseconds(try program.json.int("batchMillis"))
        let millis = interval.wholeMilliseconds
        let clock = ManualClock(now: BatchTime(milliseconds: Int64(planned) * millis))
        let stream = try StreamingContext(makeEngine(parallelism: 2), batchDuration: interval, clock: clock)
        let over = Event()
        let recorder = Recorder(goals: [((pending ? 1 : 0) + Int(end) - planned, over)])
        stream.addListener(recorder)
        try OracleStream.stream(of: program, in: stream).foreachRDD { rdd, batch in
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
