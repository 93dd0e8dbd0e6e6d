// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Synchronization

/// A client clock that moves only when a task sleeps, and then at once.
package final class FakeClock: Sendable {
    private let state = Mutex((now: Duration.zero, sleeps: [Duration]()))

    package init() {}

    /// The lengths of all sleeps so far, in order.
    package var sleeps: [Duration] { state.withLock { $0.sleeps } }

    package var clock: ClientClock {
        ClientClock(
            now: { self.state.withLock { $0.now } },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock {
                    $0.now += duration
                    $0.sleeps.append(duration)
                }
                await Task.yield()
            })
    }
}
