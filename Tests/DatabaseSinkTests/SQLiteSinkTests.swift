// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import MillraceTesting
import TestSupport
import Testing

@testable import MillraceSQLite

@Suite(.timeLimit(.minutes(5))) struct SQLiteSinkTests {
    #if SQLite
    private struct Database: TestDatabase {
        let path: String

        func sink(isUnique: Bool) -> SQLiteSink<Int> {
            let constraint = isUnique ? " UNIQUE" : ""
            return SQLiteSink(
                path, name: "numbers",
                setup: ["CREATE TABLE IF NOT EXISTS result (number INTEGER NOT NULL\(constraint), text TEXT)"],
                statement: "INSERT INTO result VALUES (?, ?)"
            ) { [.int($0), .text("<\($0)>")] }
        }

        func execute(_ sql: String) throws { try SQLiteDatabase(path).execute(sql) }

        func numbers() throws -> [Int64] {
            try SQLiteDatabase(path).execute("SELECT number FROM result ORDER BY rowid").compactMap {
                $0[0].integerValue
            }
        }

        func positions() throws -> [String: Int64] { try SQLiteSink<Int>.positions(of: "numbers", in: path) }
    }

    private let folder: TemporaryFolder
    private let job: SinkJob<Database>

    init() throws {
        folder = try TemporaryFolder()
        job = try SinkJob(Database(path: folder.path("results.db")))
    }

    @Test(arguments: SinkStep.allCases, [0, 2])
    func aCrashAtAnyStepNeitherLosesNorRepeats(_ step: SinkStep, _ number: Int) async throws {
        try await job.aCrashNeitherLosesNorRepeats(step, number)
    }

    @Test func aBatchThatFailsInTheMiddleLeavesNothing() async throws {
        try await job.aBatchThatFailsInTheMiddleLeavesNothing("UNIQUE")
    }

    @Test(arguments: [(2, "repeat"), (6, "skip")])
    func rangesThatDoNotFollowAreRefused(_ start: Int, _ word: String) async throws {
        try await job.rangesThatDoNotFollowAreRefused(start, word)
    }

    @Test(arguments: [true, false])
    func aDriverThatHangsIsRefusedInsideTheTransaction(_ isCheckpointed: Bool) async throws {
        try await job.aDriverThatHangsIsRefusedInsideTheTransaction(isCheckpointed: isCheckpointed)
    }

    @Test func aBatchThatTheCheckpointDoesNotKnowIsRefused() async throws {
        try await job.aBatchThatTheCheckpointDoesNotKnowIsRefused()
    }

    @Test func valuesComeBackAsTheyWere() throws {
        let connection = try SQLiteDatabase(folder.path("values.db"))
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
