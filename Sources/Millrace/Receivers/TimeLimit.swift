// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Bounds the wait for work that cannot be interrupted, such as a write to a disk that hangs.
struct TimeLimit: Sendable {
    /// Outcome of the work: the first one counts.
    private final class Outcome: Sendable {
        private let result = Mutex<Result<Void, any Error>?>(nil)
        let isThere = Latch()

        func set(_ new: Result<Void, any Error>) {
            result.withLock { $0 = $0 ?? new }
            isThere.open()
        }

        func get() throws { try result.withLock { $0 }?.get() }
    }

    private let limit: Duration
    private let clock: any StreamingClock

    init(_ limit: Duration, _ clock: any StreamingClock) {
        self.limit = limit
        self.clock = clock
    }

    /// Returns once `body` has, also if the calling task is cancelled.
    ///
    /// - Parameters:
    ///   - name: Name of the work, in the error.
    ///   - body: The work. It goes on after the limit; its argument then says that nobody waits for it any more.
    /// - Throws: Errors of `body`; `StreamingError.storageFailed` after the limit.
    func run(
        _ name: String, _ body: @escaping @Sendable (_ isLate: @Sendable () -> Bool) async throws -> Void
    ) async throws {
        let outcome = Outcome()
        // Before the work, which may take its time at once.
        let deadline = clock.uptime + limit
        // Ends with the work.
        Task.detached {
            let result: Result<Void, any Error>
            do {
                result = .success(try await body { outcome.isThere.isOpen })
            } catch {
                result = .failure(error)
            }
            outcome.set(result)
        }
        // Cancelled below.
        let timer = Task.detached { [limit, clock] in
            // An error means that the work has ended.
            guard (try? await clock.sleep(until: deadline)) != nil else { return }
            let message = "\(name) takes longer than receivers.blockStoreTimeout (\(limit)): is the disk too slow?"
            outcome.set(.failure(StreamingError(code: .storageFailed, message: message)))
        }
        // In a task of its own, which the caller's cancellation does not reach.
        await Task.detached { await outcome.isThere.wait() }.value
        timer.cancel()
        try outcome.get()
    }
}
