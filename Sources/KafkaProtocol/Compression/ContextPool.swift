// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Pool of idle codec contexts, because creating one costs more than compressing a small batch. Each is used by one
/// call at a time.
///
/// Keeps at most `capacity` contexts and frees the others when they are returned.
final class ContextPool<Context: AnyObject & Sendable>: Sendable {
    private let idle = Mutex<[Context]>([])
    private let capacity: Int

    init(capacity: Int = 8) { self.capacity = capacity }

    /// Removes and returns an idle context, nil if there is none.
    func take() -> Context? { idle.withLock { $0.popLast() } }

    /// Returns a context to the pool.
    func put(_ context: Context) {
        let capacity = capacity
        idle.withLock { idle in
            if idle.count < capacity { idle.append(context) }
        }
    }
}
