// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import Millrace
import Testing

/// An engine for a test; silent, and without waits before attempts.
func makeEngine(
    threads: Int = 2, maxFailures: Int = 2, parallelism: Int? = nil,
    startThread: @escaping TaskThread.Start = TaskThread.start,
    configure: (inout EngineConfiguration) -> Void = { _ in }
) -> MillraceContext {
    var configuration = EngineConfiguration(
        appName: "test", master: .local(threads: threads, maxFailures: maxFailures), defaultParallelism: parallelism)
    configuration.retryBackoff = RetryBackoff(initial: .zero)
    configure(&configuration)
    return MillraceContext(
        configuration,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        startThread: startThread)
}

struct Boom: Error, Equatable {
    var number = 0
}

/// Pairs as a dictionary; a test fails if a key occurs twice, which would trap in `Dictionary(uniqueKeysWithValues:)`.
func dictionary<Key: Hashable, Value>(_ pairs: [(Key, Value)]) throws -> [Key: Value] {
    let dictionary = Dictionary(pairs) { first, _ in first }
    try #require(dictionary.count == pairs.count, "a key occurs twice in \(pairs)")
    return dictionary
}
