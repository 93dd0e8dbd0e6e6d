// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// An event that happens once; any number of tasks may wait for it.
package final class Event: Sendable {
    private let state = Mutex<(happened: Bool, waiters: [CheckedContinuation<Void, Never>])>((false, []))

    package init() {}

    package func signal() {
        let waiters = state.withLock { state in
            state.happened = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    package func wait() async {
        await withCheckedContinuation { waiter in
            let happened = state.withLock { state in
                if !state.happened { state.waiters.append(waiter) }
                return state.happened
            }
            if happened { waiter.resume() }
        }
    }
}
