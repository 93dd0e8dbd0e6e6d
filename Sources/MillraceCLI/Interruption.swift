// Millrace
// SPDX-License-Identifier: Apache-2.0

import UnixSignals

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Ctrl-C during long work: the first ends it in order, the second at once.
enum Interruption {
    /// Runs `body`. The first SIGINT or SIGTERM calls `onSignal`, which makes `body` end; the second ends the process
    /// with the status that a shell gives to a program that a signal ended.
    static func run(onSignal: @escaping @Sendable () -> Void, _ body: () async throws -> Void) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let watcher = Task {
            var isSecond = false
            for await signal in signals {
                if isSecond { _exit(signal == .sigterm ? 143 : 130) }
                isSecond = true
                onSignal()
            }
        }
        defer { watcher.cancel() }
        try await body()
    }

    /// Runs `body` in a task that the first signal cancels; an end by cancellation is not a failure.
    static func cancelling(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let work = Task { try await body() }
        try await run(onSignal: { work.cancel() }) {
            do {
                try await work.value
            } catch is CancellationError where work.isCancelled {
                // Ctrl-C is the usual end of reading.
            }
        }
    }
}
