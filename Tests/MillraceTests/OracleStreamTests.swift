// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import OraclePrograms
import Testing

/// Programs over streams, with the output that Apache Spark gives at each time.
@Suite(.timeLimit(.minutes(30))) struct OracleStreamTests {
    /// The programs, without those that differ on purpose: a state needs no checkpoint directory here.
    static func programs() throws -> [OracleCase] {
        let all = try OracleFile.cases("dstream")
        #expect(!all.isEmpty)
        let programs = try all.filter { program in
            guard program.isError, program.json["checkpointDirectory"]?.isTrue == false else { return true }
            return try !program.json.array("steps").contains {
                ["updateStateByKey", "mapWithState"].contains(try $0.string("op"))
            }
        }
        #expect(all.count - programs.count <= all.count / 100)
        return programs
    }

    /// A difference of a program's output from Spark's; nil if there is none.
    static func difference(_ program: OracleCase, _ engine: MillraceContext) async -> String? {
        do {
            let output = try await OracleStreamRun.output(of: program, engine)
            return program.isError ? "an error is expected" : try OracleStreamRun.difference(output, program)
        } catch let error as OracleError {
            return "\(error)"
        } catch {
            return program.isError ? nil : "\(error)"
        }
    }

    @Test func outputIsThatOfTheOracle() async throws {
        for program in try Self.programs() {
            // A stream stops its engine.
            if let difference = await Self.difference(program, makeEngine(parallelism: 2)) {
                Issue.record("\(program.id): \(difference)")
            }
        }
    }
}
