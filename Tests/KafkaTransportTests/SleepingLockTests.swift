// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Testing

@Suite("Lock whose waiters sleep")
struct SleepingLockTests {
    /// A number that only the lock guards.
    private final class Guarded: @unchecked Sendable {
        let lock = SleepingLock()
        var value = 0

        func add(_ count: Int) {
            for _ in 0..<count {
                lock.lock()
                // Two steps, so that a second thread between them would show.
                let old = value
                value = old + 1
                lock.unlock()
            }
        }
    }

    @Test("No two threads are inside, and no waiter is forgotten")
    func exclusion() async {
        let guarded = Guarded()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { guarded.add(20_000) } }
        }
        #expect(guarded.value == 160_000)
    }

    @Test("A thread waits until the holder gives the lock back", .timeLimit(.minutes(1)))
    func waiting() async throws {
        let guarded = Guarded()
        let loop = try EventLoop(name: "lock")
        guarded.lock.lock()
        // On a thread of its own, which may block.
        await withCheckedContinuation { continuation in
            loop.execute {
                continuation.resume()
                guarded.add(1)
            }
        }
        #expect(guarded.value == 0)
        guarded.value = 10
        guarded.lock.unlock()
        await withCheckedContinuation { continuation in loop.execute { continuation.resume() } }
        #expect(guarded.value == 11)
        await loop.shutdown()
    }
}
