// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import Millrace

/// An engine for a test; silent.
func makeEngine(threads: Int = 2, maxFailures: Int = 2, parallelism: Int? = nil) -> MillraceContext {
    MillraceContext(
        EngineConfiguration(
            appName: "test", master: .local(threads: threads, maxFailures: maxFailures),
            defaultParallelism: parallelism),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
}

struct Boom: Error, Equatable {
    var number = 0
}
