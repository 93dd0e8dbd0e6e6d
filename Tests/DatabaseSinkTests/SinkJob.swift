// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Millrace
import MillraceTesting
import StreamTestSupport
import TestSupport
import Testing

/// A job that writes numbers to a database, and what must hold for each database.
struct SinkJob<Database: TestDatabase> {
    let database: Database
    private let folder: TemporaryFolder

    init(_ database: Database) throws {
        self.database = database
        folder = try TemporaryFolder()
    }

    private func sink(isUnique: Bool = false) -> Database.Output { database.sink(isUnique: isUnique) }

    /// Runs a job until `count` batches have ended, or it failed. Returns the failure.
    @discardableResult
    private func run(
        _ count: Int, now: Int64 = 10_000, from start: Int = 0, isCheckpointed: Bool = true, to sink: some Sink<Int>
    ) async throws -> (any Error)? {
        let clock = ManualClock(now: BatchTime(milliseconds: now))
        let engine = MillraceContext(
            EngineConfiguration(appName: "test", master: .local(threads: 2, maxFailures: 1)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let context = try StreamingContext(engine, batchDuration: .seconds(1), clock: clock)
        NumberedInput(context, from: start).write(to: sink)
        if isCheckpointed { try context.checkpoint(.directory(folder.path("checkpoint"), takesOver: true)) }
        return await context.run(batches: count, clock)
    }

    private func expectAllOnce() throws {
        let numbers = try database.numbers()
        #expect(numbers == Array(0..<Int64(numbers.count)) && numbers.count >= 8)
        #expect(try database.positions() == ["numbers": Int64(numbers.count)])
    }

    func aCrashNeitherLosesNorRepeats(_ step: SinkStep, _ number: Int) async throws {
        #expect(try await run(5, to: HookedSink(sink(), dyingAt: step, of: number)) != nil)
        #expect(try await run(4, now: 20_000, to: sink()) == nil)
        try expectAllOnce()
    }

    /// `message`: a part of the database's message about a number that is there already.
    func aBatchThatFailsInTheMiddleLeavesNothing(_ message: String) async throws {
        #expect(try await run(2, to: sink(isUnique: true)) == nil)
        // The second row of the batch 4, 5 is there already.
        try database.execute("INSERT INTO result VALUES (5, 'x')")
        let error = try await run(1, now: 20_000, to: sink(isUnique: true))
        #expect("\(String(describing: error))".contains(message))
        #expect(try database.numbers() == [0, 1, 2, 3, 5])
        try database.execute("DELETE FROM result WHERE text = 'x'")
        #expect(try await run(1, now: 30_000, to: sink(isUnique: true)) == nil)
        #expect(try database.numbers().prefix(6) == [0, 1, 2, 3, 4, 5])
    }

    func rangesThatDoNotFollowAreRefused(_ start: Int, _ word: String) async throws {
        #expect(try await run(2, isCheckpointed: false, to: sink()) == nil)
        let error = try await run(1, now: 20_000, from: start, isCheckpointed: false, to: sink()) as? StreamingError
        #expect("\(String(describing: error))".contains("batchRefused"))
        #expect("\(String(describing: error))".contains("would \(word) records"))
        #expect(try database.numbers() == [0, 1, 2, 3])
        // From the sink's positions on it goes on.
        for now in [30_000, 1000] as [Int64] {
            // The second time after the clock was set back.
            let position = try database.positions()["numbers"] ?? 0
            #expect(try await run(1, now: now, from: Int(position), isCheckpointed: false, to: sink()) == nil)
        }
        try expectAllOnce()
    }

    /// The newest checkpoint, which alone knows the third batch, is damaged.
    func aBatchThatTheCheckpointDoesNotKnowIsRefused() async throws {
        #expect(try await run(2, to: sink()) == nil)
        #expect(try await run(1, now: 12_000, to: HookedSink(sink(), dyingAt: .afterCommit, of: 0)) != nil)
        let path = folder.path("checkpoint")
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        let newest = try #require(names.filter { $0.hasPrefix("checkpoint-") }.max())
        try Data([1, 2, 3]).write(to: URL(filePath: path + "/" + newest))
        let error = try await run(4, now: 20_000, to: sink()) as? StreamingError
        #expect(error?.code == .batchRefused && error?.message.contains(newest) == true, "\(String(describing: error))")
        #expect(try database.numbers() == [0, 1, 2, 3, 4, 5])
    }

    func aDriverThatHangsIsRefusedInsideTheTransaction(isCheckpointed: Bool) async throws {
        let (hangs, wakes) = (Event(), Event())
        let hanging = HookedSink(sink()) { step, batch in
            guard step == .beforeCommit, batch?.time.milliseconds == 12_000 else { return }
            hangs.signal()
            await wakes.wait()
        }
        async let failure = run(4, isCheckpointed: isCheckpointed, to: hanging)
        await hangs.wait()
        let position = try database.positions()["numbers"] ?? 0
        #expect(
            try await run(3, now: 20_000, from: Int(position), isCheckpointed: isCheckpointed, to: sink()) == nil)
        wakes.signal()
        #expect((try await failure as? StreamingError)?.code == .ownerReplaced)
        try expectAllOnce()
    }

    /// Runs four batches; `disturb` is called before the third is prepared.
    func goesOnAfter(_ disturb: @escaping @Sendable () async throws -> Void) async throws {
        let disturbed = HookedSink(sink()) { step, batch in
            if step == .beforePrepare, batch?.time.milliseconds == 13_000 { try await disturb() }
        }
        #expect(try await run(4, to: disturbed) == nil)
        try expectAllOnce()
    }
}
