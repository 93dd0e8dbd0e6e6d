// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import OraclePrograms
import Testing

/// The rates that Apache Spark's estimator gives.
@Suite struct OraclePIDTests {
    @Test func ratesAreThoseOfTheOracle() throws {
        let cases = try OracleFile.cases("pid")
        #expect(!cases.isEmpty)
        for program in cases.map(\.json) {
            let id = try program.string("id")
            func number(_ key: String) throws -> Double { try #require(program[key]?.double) }
            var estimator = try PIDRateEstimator(
                batchDuration: .milliseconds(program.int("batchMillis")),
                settings: Backpressure(
                    initialRate: nil, minRate: number("minRate"), proportional: number("proportional"),
                    integral: number("integral"), derivative: number("derivative")))
            for (index, update) in try program.array("updates").enumerated() {
                let rate = estimator.update(
                    time: Double(try update.int("time")), elements: try update.int("elements"),
                    processingDelay: Double(try update.int("processingDelay")),
                    schedulingDelay: Double(try update.int("schedulingDelay")))
                #expect(rate == update["rate"]?.double, "\(id), update \(index)")
            }
        }
    }
}
