// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The number of cancelled timers that a `TimerQueue` still holds or is about to be given.
final class TimerCancellations: Sendable {
    let count = Atomic(0)
}
