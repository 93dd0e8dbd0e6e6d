// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace

/// An event that one task waits for, until a time at most.
struct TimedSignal: Sendable {
    private let events: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (events, continuation) = AsyncStream.makeStream() }

    /// The event has happened. Any number of calls.
    func fire() { continuation.finish() }

    /// Waits for the event, until the uptime `limit` of `clock`, or for the cancellation of the task.
    func wait(until limit: Duration, _ clock: any StreamingClock) async {
        let timer = Task {
            // An error means that the wait is over.
            guard (try? await clock.sleep(until: limit)) != nil else { return }
            continuation.finish()
        }
        for await _ in events {}
        timer.cancel()
    }
}
