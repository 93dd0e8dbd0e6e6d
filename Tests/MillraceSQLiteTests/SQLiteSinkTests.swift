// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import Millrace
import MillraceTesting
import Synchronization
import TestSupport
import Testing

@testable import MillraceSQLite

/// Two elements per batch of 0, 1, 2, …, with their range.
///
/// `@unchecked Sendable`: a `Mutex` guards the position.
private final class NumberedInput: InputDStream<Int, Int>, @unchecked Sendable {
    struct Numbers: SourceRange {
        var source: String { "numbers" }
        var firstPosition: Int64
        var endPosition: Int64
    }

    private let next: Mutex<Int>

    init(_ context: StreamingContext, from start: Int) {
        next = Mutex(start)
        super.init(context: context)
    }

    override func plan(at time: BatchTime) async throws -> Int {
        let plan = next.withLock { next in
            defer { next += 2 }
            return next
        }
        reportRecovered(plan, at: time)
        return plan
    }

    override func reportRecovered(_ plan: Int, at time: BatchTime) {
        let range = Numbers(firstPosition: Int64(plan), endPosition: Int64(plan) + 2)
        reportInput(time: time, recordCount: 2, description: "\(plan)", metadata: [range])
    }

    override func rdd(_ plan: Int, at time: BatchTime) throws -> RDD<Int> {
        context.engine.parallelize([plan, plan + 1], partitions: 2)
    }

    override func recovered(_ plan: Int, at time: BatchTime) { next.withLock { $0 = plan + 2 } }
}

private struct Listener: StreamingListener {
    let count: Int
    let done: Event
    private let batches = Counter()

    init(_ count: Int, _ done: Event) {
        self.count = count
        self.done = done
    }

    func batchCompleted(_ batch: BatchInfo) { if batches.increment() == count { done.signal() } }
}

@Suite(.timeLimit(.minutes(5))) struct SQLiteSinkTests {
    #if SQLite
    private let folder: TemporaryFolder
    private var database: String { folder.path("results.db") }

    init() throws { folder = try TemporaryFolder() }

    private func sink(_ name: String = "numbers", unique: Bool = false) -> SQLiteSink<Int> {
        SQLiteSink(
            database, name: name,
            setup: ["CREATE TABLE IF NOT EXISTS result (number INTEGER NOT NULL\(unique ? " UNIQUE" : ""), text TEXT)"],
            statement: "INSERT INTO result VALUES (?, ?)"
        ) { [.int($0), .text("<\($0)>")] }
    }

    private func numbers() throws -> [Int64] {
        try SQLiteDatabase(database).execute("SELECT number FROM result ORDER BY rowid").compactMap {
            $0[0].integerValue
        }
    }

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
        let done = Event()
        context.addListener(Listener(count, done))
        do { try await context.start() } catch { return error }
        let stop = Task {
            await done.wait()
            await context.stop()
        }
        clock.advance(by: .seconds(count))
        do {
            try await context.awaitTermination()
            return nil
        } catch {
            done.signal()
            await stop.value
            return error
        }
    }

    @Test(arguments: SinkStep.allCases, [0, 2])
    func aCrashAtAnyStepNeitherLosesNorRepeats(_ step: SinkStep, _ number: Int) async throws {
        #expect(try await run(5, to: HookedSink(sink(), dyingAt: step, of: number)) != nil)
        #expect(try await run(4, now: 20_000, to: sink()) == nil)
        let numbers = try numbers()
        #expect(numbers == Array(0..<Int64(numbers.count)) && numbers.count >= 8)
        #expect(try SQLiteSink<Int>.positions(of: "numbers", in: database) == ["numbers": Int64(numbers.count)])
    }

    @Test func aBatchThatFailsInTheMiddleLeavesNothing() async throws {
        #expect(try await run(2, to: sink(unique: true)) == nil)
        // The second row of the batch 4, 5 is there already.
        try SQLiteDatabase(database).execute("INSERT INTO result VALUES (5, 'x')")
        let error = try await run(1, now: 20_000, to: sink(unique: true))
        #expect("\(String(describing: error))".contains("UNIQUE"))
        #expect(try numbers() == [0, 1, 2, 3, 5])
        try SQLiteDatabase(database).execute("DELETE FROM result WHERE text = 'x'")
        #expect(try await run(1, now: 30_000, to: sink(unique: true)) == nil)
        #expect(try numbers().prefix(6) == [0, 1, 2, 3, 4, 5])
    }

    @Test(arguments: [(2, "repeat"), (6, "skip")])
    func rangesThatDoNotFollowAreRefused(_ start: Int, _ word: String) async throws {
        #expect(try await run(2, isCheckpointed: false, to: sink()) == nil)
        let error = try await run(1, now: 20_000, from: start, isCheckpointed: false, to: sink()) as? StreamingError
        #expect("\(String(describing: error))".contains("batchRefused"))
        #expect("\(String(describing: error))".contains("would \(word) records"))
        #expect(try numbers() == [0, 1, 2, 3])
        // From the sink's positions on it goes on.
        for now in [30_000, 1000] as [Int64] {
            // The second time after the clock was set back.
            let position = try SQLiteSink<Int>.positions(of: "numbers", in: database)["numbers"] ?? 0
            #expect(try await run(1, now: now, from: Int(position), isCheckpointed: false, to: sink()) == nil)
        }
        let numbers = try numbers()
        #expect(numbers == Array(0..<Int64(numbers.count)) && numbers.count >= 8)
    }

    @Test(arguments: [true, false])
    func aDriverThatHangsIsRefusedInsideTheTransaction(_ isCheckpointed: Bool) async throws {
        let (hangs, wakes) = (Event(), Event())
        let hanging = HookedSink(sink()) { step, batch in
            guard step == .beforeCommit, batch?.time.milliseconds == 12_000 else { return }
            hangs.signal()
            await wakes.wait()
        }
        async let failure = run(4, isCheckpointed: isCheckpointed, to: hanging)
        await hangs.wait()
        let position = try SQLiteSink<Int>.positions(of: "numbers", in: database)["numbers"] ?? 0
        #expect(
            try await run(3, now: 20_000, from: Int(position), isCheckpointed: isCheckpointed, to: sink()) == nil)
        wakes.signal()
        #expect((try await failure as? StreamingError)?.code == .ownerReplaced)
        let numbers = try numbers()
        #expect(numbers == Array(0..<Int64(numbers.count)) && numbers.count >= 8)
    }

    @Test func valuesComeBackAsTheyWere() throws {
        let connection = try SQLiteDatabase(database)
        let row: [SQLiteValue] = [.null, .integer(.min), .real(0.5), .text("é\u{1F980}"), .blob([0, 255]), .blob([])]
        #expect(try connection.execute("SELECT ?, ?, ?, ?, ?, ?", row) == [row])
        #expect(throws: SQLiteError.self) { try connection.execute("SELECT ?", []) }
        let wrong = #expect(throws: SQLiteError.self) { try connection.execute("SELEC") }
        #expect(wrong?.message.contains("SELEC") == true)
        #expect(throws: SQLiteError.self) { try SQLiteDatabase(folder.path("no/such/folder.db")) }
    }
    #else
    @Test func aBuildWithoutTheTraitSaysSo() async throws {
        let sink = SQLiteSink<Int>("results.db", name: "n", statement: "") { [.int($0)] }
        let owner = SinkOwner(driver: .current(job: "j"), epoch: nil)
        let error = await #expect(throws: SQLiteError.self) { try await sink.recover(as: owner) }
        #expect(error?.message.contains("trait SQLite") == true)
    }
    #endif
}
