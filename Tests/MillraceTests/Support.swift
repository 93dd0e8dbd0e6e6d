// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import Millrace
import Testing

/// An engine for a test; silent.
func makeEngine(
    threads: Int = 2, maxFailures: Int = 2, parallelism: Int? = nil,
    startThread: @escaping TaskThread.Start = TaskThread.start
) -> MillraceContext {
    MillraceContext(
        EngineConfiguration(
            appName: "test", master: .local(threads: threads, maxFailures: maxFailures),
            defaultParallelism: parallelism),
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
