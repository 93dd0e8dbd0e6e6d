// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import OraclePrograms
import Testing

/// Programs over RDDs with the results that Apache Spark gives.
@Suite struct OracleTests {
    @Test func rddProgramsGiveWhatSparkGives() async throws {
        let engine = makeEngine(threads: 2, maxFailures: 1)
        let cases = try OracleFile.cases("rdd")
        #expect(!cases.isEmpty)
        var differences: [String] = []
        for program in cases {
            guard let difference = await OracleRDD.difference(of: program, engine) else { continue }
            differences.append("\(program.id): \(difference)")
        }
        #expect(differences.isEmpty, "\(differences.count) of \(cases.count):\n\(differences.joined(separator: "\n"))")
        await engine.stop()
    }
}
