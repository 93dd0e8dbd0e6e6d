// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import Millrace
import OraclePrograms

/// A program that several processes run together: each of them builds the same lineage.
package enum TaskProgram: Codable, Sendable {
    /// One of `TaskPrograms`.
    case named(String)
    /// The names of some RDDs.
    case lineage
    /// An oracle's program over RDDs, as the line of its file.
    case rdd(String)
    /// An oracle's program over streams, as the line of its file.
    case stream(String)

    /// A silent engine for the program, the same in every process but for its backend.
    package func makeEngine(_ backend: any TaskBackend) -> MillraceContext {
        var configuration = EngineConfiguration(
            appName: "program", master: .local(threads: 2, maxFailures: maxFailures), defaultParallelism: parallelism)
        configuration.retryBackoff = RetryBackoff(initial: .zero)
        configuration.backend = backend
        return MillraceContext(
            configuration, logger: Logger(label: "program") { _ in SwiftLogNoOpLogHandler() })
    }

    private var maxFailures: Int { if case .rdd = self { 1 } else { 2 } }

    private var parallelism: Int? { if case .stream = self { 2 } else { nil } }

    /// Runs the program to its end. Returns its result as text.
    package func run(_ engine: MillraceContext) async throws -> String {
        switch self {
        case .named(let name): return try await TaskPrograms.run(name, engine)
        case .lineage: return await TaskPrograms.lineage(engine).joined(separator: "\n")
        case .rdd(let line):
            let program = try OracleCase(line)
            return await OracleRDD.difference(of: program, engine) ?? ""
        case .stream(let line):
            let program = try OracleCase(line)
            let output = try await OracleStreamRun.output(of: program, engine)
            return try OracleStreamRun.difference(output, program) ?? ""
        }
    }
}
