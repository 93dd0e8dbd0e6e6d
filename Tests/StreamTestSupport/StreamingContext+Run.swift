// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport

extension StreamingContext {
    /// Starts the stream, and runs it until `count` batches have ended or it has failed.
    ///
    /// - Parameters:
    ///   - count: Number of batches.
    ///   - clock: The stream's clock, which is moved by as many seconds.
    /// - Returns: The failure.
    package func run(batches count: Int, _ clock: ManualClock) async -> (any Error)? {
        let done = Event()
        addListener(BatchCount(goal: count, done: done))
        do { try await start() } catch { return error }
        let stop = Task {
            await done.wait()
            await self.stop()
        }
        clock.advance(by: .seconds(count))
        do {
            try await awaitTermination()
            return nil
        } catch {
            // Ends the task above.
            done.signal()
            await stop.value
            return error
        }
    }
}

/// Tells when a number of batches have ended.
private struct BatchCount: StreamingListener {
    let goal: Int
    let done: Event
    private let count = Counter()

    init(goal: Int, done: Event) {
        self.goal = goal
        self.done = done
    }

    func batchCompleted(_ batch: BatchInfo) { if count.increment() == goal { done.signal() } }
}
