// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import TestSupport
import Testing

/// Programs over RDDs with the results that Apache Spark gives.
@Suite struct OracleTests {
    /// Cases that differ, with the reason. None.
    static let deviations: [String: String] = [:]

    static func cases(_ name: String) throws -> [[String: Any]] {
        let folder =
            ProcessInfo.processInfo.environment["ORACLE_DATA"].map { URL(filePath: $0) }
            ?? PackageRoot.url.appending(path: "Tests/MillraceTests/Fixtures")
        let plain = folder.appending(path: name)
        let lines =
            FileManager.default.fileExists(atPath: plain.path())
            ? try Data(contentsOf: plain) : try unpacked(folder.appending(path: name + ".gz"))
        return try lines.split(separator: 0x0a).map { line in
            guard let row = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
                throw TestFailure("\(name): a line is not a JSON object")
            }
            return row
        }
    }

    private static func unpacked(_ file: URL) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path()]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TestFailure("gzip cannot read \(file.path())") }
        return data
    }

    @Test func rddProgramsGiveWhatSparkGives() async throws {
        let engine = makeEngine(threads: 2, maxFailures: 1)
        let cases = try Self.cases("rdd.jsonl")
        #expect(!cases.isEmpty)
        var differences: [String] = []
        for row in cases {
            let id = try OracleFunctions.text(row, "id")
            guard let difference = try await Self.difference(row, engine), Self.deviations[id] == nil else { continue }
            differences.append("\(id): \(difference)")
        }
        #expect(differences.isEmpty, "\(differences.count) of \(cases.count):\n\(differences.joined(separator: "\n"))")
        await engine.stop()
    }

    /// Difference of a case from what Spark gave, `nil` if there is none.
    static func difference(_ row: [String: Any], _ engine: MillraceContext) async throws -> String? {
        let isError = row["error"] as? Bool == true
        do {
            var rdd = try OracleRDD.input(row, engine)
            for step in row["steps"] as? [[String: Any]] ?? [] { rdd = try rdd.applying(step) }
            let action = OracleAction(
                action: try OracleFunctions.object(row, "action"), expected: row["expected"] ?? NSNull(),
                isOrdered: row["ordered"] as? Bool == true, type: try OracleType(OracleFunctions.text(row, "type")))
            let difference = try await action.difference(on: rdd)
            return isError ? "no error, expected \(row["errorName"] ?? "one")" : difference
        } catch let error as TestFailure {
            // The data says another thing than the program; for an expected error, that there was a result.
            return "\(error)"
        } catch {
            return isError ? nil : "threw \(error)"
        }
    }
}
