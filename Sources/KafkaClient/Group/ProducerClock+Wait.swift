// Millrace
// SPDX-License-Identifier: Apache-2.0

extension ProducerClock {
    /// Waits on the clock's timers, which no code of users can hold up. Ends early if the task is cancelled.
    func wait(_ delay: Duration) async {
        let over = Promise<Void>()
        let cancel = schedule(delay) { over.complete(.success(())) }
        // An error means that the task was cancelled: the caller looks at that itself.
        try? await over.value()
        cancel()
    }
}
