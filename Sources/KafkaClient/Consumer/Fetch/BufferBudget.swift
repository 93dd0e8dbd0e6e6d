// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Bytes of the responses that wait for their readers, of all partitions of a client.
///
/// A response counts as a whole until the last reader has read its part, because the parts share one block.
final class BufferBudget: Sendable {
    private let bytes = Atomic<Int>(0)
    /// Whether a fetcher has held back a request for lack of room.
    private let isAwaited = Atomic<Bool>(false)
    private let onRoom = Mutex<Callback?>(nil)

    /// A struct around the closure: an access to a mutex whose value is a closure wraps it in a thunk each time.
    private struct Callback {
        var body: @Sendable () -> Void
    }

    /// Bytes of responses that are not read yet.
    var used: Int { bytes.load(ordering: .relaxed) }

    /// Whether no further response may be prefetched. If so, `onRoom` is called after the next release.
    func isFull(limit: Int) -> Bool {
        guard bytes.load(ordering: .sequentiallyConsistent) >= limit else { return false }
        isAwaited.store(true, ordering: .sequentiallyConsistent)
        // A release may have come between both lines, and then calls nobody.
        return bytes.load(ordering: .sequentiallyConsistent) >= limit
    }

    /// Sets the closure to call when there is room again, on any thread; nil for none.
    func whenRoom(_ body: (@Sendable () -> Void)?) { onRoom.withLock { $0 = body.map { Callback(body: $0) } } }

    /// Counts a response until the returned lease and all its copies are released.
    func lease(_ count: Int) -> Lease {
        bytes.add(count, ordering: .relaxed)
        return Lease(self, count)
    }

    private func release(_ count: Int) {
        bytes.subtract(count, ordering: .sequentiallyConsistent)
        guard isAwaited.exchange(false, ordering: .sequentiallyConsistent) else { return }
        onRoom.withLock { $0 }?.body()
    }

    /// The share of one response.
    final class Lease: Sendable {
        private let budget: BufferBudget
        private let count: Int

        fileprivate init(_ budget: BufferBudget, _ count: Int) {
            self.budget = budget
            self.count = count
        }

        deinit { budget.release(count) }
    }
}
