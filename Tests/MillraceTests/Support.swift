// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import Millrace
import Synchronization
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

/// Counts from several tasks.
final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .relaxed) }
    @discardableResult
    func increment() -> Int { count.add(1, ordering: .relaxed).newValue }
}

/// A list filled from several tasks.
final class Log<Entry: Sendable>: Sendable {
    private let list = Mutex<[Entry]>([])
    var entries: [Entry] { list.withLock { $0 } }
    func add(_ entry: Entry) { list.withLock { $0.append(entry) } }
}

/// Something that happens once and can be waited for.
final class Event: Sendable {
    private let state = Mutex<(happened: Bool, waiters: [CheckedContinuation<Void, Never>])>((false, []))

    func signal() {
        let waiters = state.withLock { state in
            state.happened = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func wait() async {
        await withCheckedContinuation { waiter in
            let happened = state.withLock { state in
                if !state.happened { state.waiters.append(waiter) }
                return state.happened
            }
            if happened { waiter.resume() }
        }
    }
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
