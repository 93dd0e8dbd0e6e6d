// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A thread for calls that wait for the disk, so that they block none of Swift's shared pool. It starts with its first
/// call, and ends with the last reference. Runs what it is given in order.
package final class DiskThread: Sendable {
    private let pool: TaskPool

    package convenience init() { self.init(startThread: TaskThread.start) }

    init(startThread: @escaping TaskThread.Start) {
        pool = TaskPool(threads: 1, startThread: startThread)
    }

    deinit { pool.close() }

    /// Runs `body` on the thread, later.
    func run(_ body: @escaping @Sendable () -> Void) {
        // If the system refuses the thread, the caller waits for the disk: better than losing the call.
        if (try? pool.start()) == nil { return body() }
        // Ends by itself; nobody cancels a write.
        _ = Task(executorPreference: pool) { body() }
    }

    /// Runs `body` on the thread and returns its result.
    package func value<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        if (try? pool.start()) == nil { return try body() }
        return try await Task(executorPreference: pool) { try body() }.value
    }
}
