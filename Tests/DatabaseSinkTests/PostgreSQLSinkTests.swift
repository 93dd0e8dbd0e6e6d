// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import MillraceTesting
import TestSupport
import Testing

@testable import MillracePostgreSQL

#if PostgreSQL
@Suite(.timeLimit(.minutes(10)), .enabled(if: PostgreSQLServer.programs != nil)) struct PostgreSQLSinkTests {
    private struct Database: TestDatabase {
        let parameters: String

        /// A new, empty database.
        init() async throws {
            let server = try await PostgreSQLServer.shared.value
            let name = "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
            try PostgreSQLConnection(server.parameters("postgres")).execute("CREATE DATABASE \(name)")
            parameters = server.parameters(name)
        }

        func sink(isUnique: Bool) -> PostgreSQLSink<Int> {
            let constraint = isUnique ? " UNIQUE" : ""
            return PostgreSQLSink(
                parameters, name: "numbers",
                setup: [
                    """
                    CREATE TABLE IF NOT EXISTS result
                    (number integer NOT NULL\(constraint), text text, place bigserial)
                    """
                ], statement: "INSERT INTO result VALUES ($1, $2)"
            ) { [.int($0), .text("<\($0)>")] }
        }

        func execute(_ sql: String) throws { try PostgreSQLConnection(parameters).execute(sql) }

        func numbers() throws -> [Int64] {
            try PostgreSQLConnection(parameters).execute("SELECT number FROM result ORDER BY place").compactMap {
                $0[0].flatMap { Int64($0) }
            }
        }

        func positions() throws -> [String: Int64] { try PostgreSQLSink<Int>.positions(of: "numbers", in: parameters) }
    }

    private let database: Database
    private let job: SinkJob<Database>

    init() async throws {
        database = try await Database()
        job = try SinkJob(database)
    }

    @Test(arguments: SinkStep.allCases, [0, 2])
    func aCrashAtAnyStepNeitherLosesNorRepeats(_ step: SinkStep, _ number: Int) async throws {
        try await job.aCrashNeitherLosesNorRepeats(step, number)
    }

    @Test func aBatchThatFailsInTheMiddleLeavesNothing() async throws {
        try await job.aBatchThatFailsInTheMiddleLeavesNothing("23505")
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

    @Test func aLostConnectionIsMadeAgain() async throws {
        let database = database
        try await job.goesOnAfter {
            try database.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
        }
    }

    @Test func valuesComeBackAsTheyWere() throws {
        let connection = try PostgreSQLConnection(database.parameters)
        let rows = try connection.execute(
            "SELECT $1::int, $2::bigint, $3::float8, $4::text, $5::bytea, $6::bytea, $7::bool",
            [.null, .integer(.min), .real(0.5), .text("é\u{1F980}"), .bytes([0, 255]), .bytes([]), .boolean(true)])
        #expect(rows == [[nil, "\(Int64.min)", "0.5", "é\u{1F980}", "\\x00ff", "\\x", "t"]])
        #expect(PostgreSQLValue.bytes(of: "\\x00ff") == [0, 255] && PostgreSQLValue.bytes(of: "\\x0g") == nil)
        let numbers = try connection.execute(
            "SELECT $1::float8, $2::float8, $3::float8", [.real(.nan), .real(-.infinity), .real(1e300)])
        #expect(numbers == [["NaN", "-Infinity", "1e+300"]])
        #expect(throws: PostgreSQLError.self) { try connection.execute("SELECT $1::int", []) }
        #expect(throws: PostgreSQLError.self) { try connection.execute("SELECT $1::text", [.text("a\0b")]) }
        let wrong = #expect(throws: PostgreSQLError.self) { try connection.execute("SELEC") }
        #expect(wrong?.message.contains("SELEC") == true && wrong?.state == "42601")
    }

    /// More executions than are under way at a time, and a failure among them.
    @Test func manyRowsGoInFewTurns() throws {
        let connection = try PostgreSQLConnection(database.parameters)
        try connection.execute("CREATE TABLE many (number integer CHECK (number <> 300))")
        let rows = { (range: Range<Int>) in range.map { [PostgreSQLValue.int($0)] } }
        try connection.execute("INSERT INTO many VALUES ($1)", each: rows(0..<300))
        #expect(try connection.execute("SELECT count(*), sum(number) FROM many") == [["300", "44850"]])
        let error = #expect(throws: PostgreSQLError.self) {
            try connection.execute("INSERT INTO many VALUES ($1)", each: rows(290..<1000))
        }
        #expect(error?.state == "23514")
        // The connection goes on.
        #expect(try connection.execute("SELECT 1") == [["1"]])
    }

    @Test func errorsDoNotShowPasswords() async throws {
        let parameters = "postgresql://ann:secret@/\(UUID().uuidString)?host=/nowhere"
        let error = #expect(throws: PostgreSQLError.self) { try PostgreSQLConnection(parameters) }
        #expect(error?.message.contains("cannot connect") == true && "\(error as Any)".contains("secret") == false)
        let sink = PostgreSQLSink<Int>(parameters, name: "n", statement: "") { [.int($0)] }
        #expect(sink.place.contains("/nowhere") && !sink.place.contains("secret"))
    }
}
#else
@Suite struct PostgreSQLSinkTests {
    @Test func aBuildWithoutTheTraitSaysSo() async throws {
        let sink = PostgreSQLSink<Int>("", name: "n", statement: "") { [.int($0)] }
        let owner = SinkOwner(driver: .current(job: "j"), epoch: nil)
        let error = await #expect(throws: PostgreSQLError.self) { try await sink.recover(as: owner) }
        #expect(error?.message.contains("trait PostgreSQL") == true)
    }
}
#endif
