// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Idle codec contexts, kept because making one costs more than a small batch: each is lent to one call at a time.
///
/// Keeps at most `capacity`; more are freed when they come back.
final class ContextPool<Context: AnyObject & Sendable>: Sendable {
    private let idle = Mutex<[Context]>([])
    private let capacity: Int

    init(capacity: Int = 8) { self.capacity = capacity }

    /// An idle context, nil if there is none.
    func take() -> Context? { idle.withLock { $0.popLast() } }

    /// Gives a context back.
    func put(_ context: Context) {
        let capacity = capacity
        idle.withLock { idle in
            if idle.count < capacity { idle.append(context) }
        }
    }
}
